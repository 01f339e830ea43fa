#pragma once

#include <cstdint>
#include <functional>

namespace weft {

// What `work` does, counted rather than timed, so that it is the same number on any machine: how often it comes to a
// place where the program branches (a basic block), in the sources that tests/CMakeLists.txt compiles once more for the
// test with count_work(). What other threads do is not counted.
int64_t countedWork(const std::function<void()>& work);

} // namespace weft
