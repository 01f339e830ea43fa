#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace weft {

// A fuzz target is one file that defines this: it reads `bytes` as one format, by whatever the program reads it with. A
// broken file is refused by an Error; all else that comes out (a crash, another exception, a sanitizer's report, a
// minute's work) is a bug. Called by driver.cpp, or by libFuzzer.
void readAs(std::string_view bytes);

int64_t refusals(); // so far

// A file of these bytes, the same one at every call; its path.
std::string fileOf(std::string_view bytes, const std::string& name);
std::string folderOfFiles(); // where fileOf() puts them

} // namespace weft
