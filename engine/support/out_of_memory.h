#pragma once

#include "engine/support/error.h"

#include <string>

namespace weft {

// A device, or this computer, does not hold what was asked for. Whoever knows what it was for can say what would fit.
class OutOfMemory : public Error {
public:
    // Two sentences: "The GPU has too little memory: …." and "Take a smaller batch."
    OutOfMemory(const std::string& found, const std::string& advice)
        : Error(found + " " + advice)
        , fact(found)
    {
    }
    std::string fact;
};

} // namespace weft
