#pragma once

#include <cstdint>
#include <string>

namespace weft {

// Tells a process from any other that has had its number: the machine's boot and the moment in it. "" where the
// system does not say.
std::string processMark(int64_t process);

// Still at work, and the one that `mark` was taken of ("": any). A killed process is not, though it may stay listed
// for seconds while the driver takes back its GPU memory.
bool isAtWork(int64_t process, const std::string& mark);

} // namespace weft
