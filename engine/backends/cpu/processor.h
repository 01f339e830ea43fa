#pragma once

#include <string>

namespace weft {

std::string processorName(); // "AMD EPYC 7763"; "CPU" where the system does not say
std::string instructionSet(); // what the loops over tiles use: "AVX-512", "AVX2", "SSE2"

} // namespace weft
