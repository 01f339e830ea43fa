#pragma once

#include <filesystem>
#include <string_view>

namespace weft {

// Where the test data called `name` ("mnist", "tabular/iris/iris.csv") lies: in $WEFT_DATA, else in shared/data beside
// the checkout. Empty where there is none.
std::filesystem::path testData(std::string_view name);

} // namespace weft

// Declares `path`, or skips the test function with a sentence.
#define WEFT_NEEDS_DATA(path, name)                                                                                    \
    const std::filesystem::path path = weft::testData(name);                                                           \
    if (path.empty())                                                                                                  \
    QSKIP("There is no " name " in $WEFT_DATA or in ../shared/data beside the checkout.")
