#pragma once

#include "engine/support/shape.h"

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace weft {

// Pieces of Python source.
std::string pythonNumber(double value); // the shortest that reads as the same f64
std::string pythonText(std::string_view text); // a literal, quoted
std::string pythonTuple(const std::vector<std::string>& items); // "(1, 2)", "(1,)"
std::string pythonSizes(const Shape& sizes); // "3" where all are one number, else "(3, 5)"

// Names that are Python's, PyTorch's or somebody's already are not given again.
class PythonNames {
public:
    PythonNames();
    // As near to "encoder/2/conv1" as a name may be: "encoder_2_conv1".
    std::string take(std::string_view wanted);

private:
    std::set<std::string, std::less<>> m_taken;
};

} // namespace weft
