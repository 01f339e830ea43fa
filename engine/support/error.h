#pragma once

#include <stdexcept>
#include <string>

namespace weft {

// The world failed: a file, the memory, a driver, the disk. The sentence is for the person who can act on it.
// Caught at the run's thread, at opening and saving a document, and at the command line.
class Error : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

} // namespace weft
