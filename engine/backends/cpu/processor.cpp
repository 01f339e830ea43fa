#include "engine/backends/cpu/processor.h"

#include "engine/backends/cpu/simd/vector_functions.h"

#include <fstream>

namespace weft {

std::string processorName()
{
    std::ifstream file("/proc/cpuinfo");
    for (std::string line; std::getline(file, line);) {
        const size_t colon = line.find(": ");
        if (line.starts_with("model name") && colon != std::string::npos)
            return line.substr(colon + 2);
    }
    return "CPU";
}

std::string instructionSet()
{
    return vectorFunctions().name;
}

} // namespace weft
