#include "engine/backends/cuda/source/kernel_source.h"

#include <cassert>
#include <utility>

namespace weft::cuda {

extern const std::pair<std::string_view, std::string_view> kernelTexts[]; // written by embed.cmake
extern const int kernelTextCount;

std::string_view kernelText(std::string_view name)
{
    for (int i = 0; i < kernelTextCount; ++i) {
        if (kernelTexts[i].first == name)
            return kernelTexts[i].second;
    }
    assert(false && "engine/backends/cuda/kernels has no file of that name");
    return {};
}

std::string define(std::string_view name, int64_t value)
{
    return "#define " + std::string(name) + " " + std::to_string(value) + "\n";
}

KernelSource kernelSource(const std::string& name, const std::string& definitions)
{
    std::string text(kernelText("prelude"));
    text += definitions + "#line 1 \"" + name + ".cu\"\n";
    text += kernelText(name);
    return {.name = name, .text = std::move(text)};
}

KernelSource generatedSource(const std::string& name, const std::string& text)
{
    return {.name = name, .text = std::string(kernelText("prelude")) + "#line 1 \"" + name + "\"\n" + text};
}

} // namespace weft::cuda
