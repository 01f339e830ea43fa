#include "engine/backends/cuda/source/compile.h"

#include "engine/backends/cuda/device/errors.h"

#include <algorithm>
#include <vector>

namespace weft::cuda {

namespace {

struct Target {
    int sm = 0;
    bool asPtx = false; // the driver compiles the rest
};

Target targetFor(const NvrtcApi& nvrtc, int sm)
{
    int count = 0;
    check(nvrtc.nvrtcGetNumSupportedArchs(&count));
    std::vector<int> known(size_t(count), 0);
    check(nvrtc.nvrtcGetSupportedArchs(known.data()));
    if (std::ranges::find(known, sm) != known.end())
        return {.sm = sm};
    int newest = 0;
    for (const int one : known) {
        if (one < sm)
            newest = std::max(newest, one);
    }
    if (newest == 0)
        throw Error("This GPU (compute capability " + std::to_string(sm / 10) + "." + std::to_string(sm % 10)
                    + ") is older than what the CUDA on this machine compiles for; use an older CUDA, or the CPU.");
    return {.sm = newest, .asPtx = true};
}

class NvrtcProgram {
public:
    NvrtcProgram(const NvrtcApi& nvrtc, const KernelSource& source)
        : m_nvrtc(nvrtc)
    {
        check(nvrtc.nvrtcCreateProgram(&m_program, source.text.c_str(), (source.name + ".cu").c_str(), 0, nullptr,
                                       nullptr));
    }
    ~NvrtcProgram() { m_nvrtc.nvrtcDestroyProgram(&m_program); }
    NvrtcProgram(const NvrtcProgram&) = delete;
    NvrtcProgram& operator=(const NvrtcProgram&) = delete;
    operator nvrtcProgram() const { return m_program; }

private:
    const NvrtcApi& m_nvrtc;
    nvrtcProgram m_program = nullptr;
};

} // namespace

std::string compile(const NvrtcApi& nvrtc, const KernelSource& source, int sm)
{
    const Target target = targetFor(nvrtc, sm);
    const std::string architecture = std::string("--gpu-architecture=") + (target.asPtx ? "compute_" : "sm_")
        + std::to_string(target.sm) + (source.thisArchitectureAlone && !target.asPtx ? "a" : "");
    const char* options[] = {architecture.c_str(), "--std=c++17"};
    NvrtcProgram program(nvrtc, source);
    const nvrtcResult status = nvrtc.nvrtcCompileProgram(program, int(std::size(options)), options);
    if (status != NVRTC_SUCCESS) {
        size_t length = 0;
        std::string log;
        if (nvrtc.nvrtcGetProgramLogSize(program, &length) == NVRTC_SUCCESS && length > 0) {
            log.resize(length);
            nvrtc.nvrtcGetProgramLog(program, log.data());
        }
        throw Error("The GPU's compiler refuses the kernel \"" + source.name + "\" ("
                    + nvrtc.nvrtcGetErrorString(status) + "), by a mistake in Weft; please report it.\n" + log);
    }
    size_t length = 0;
    check(target.asPtx ? nvrtc.nvrtcGetPTXSize(program, &length) : nvrtc.nvrtcGetCUBINSize(program, &length));
    std::string image(length, '\0');
    check(target.asPtx ? nvrtc.nvrtcGetPTX(program, image.data()) : nvrtc.nvrtcGetCUBIN(program, image.data()));
    return image;
}

std::string compilerIdentity(const NvrtcApi& nvrtc, int sm)
{
    int major = 0, minor = 0;
    check(nvrtc.nvrtcVersion(&major, &minor));
    return "nvrtc " + std::to_string(major) + "." + std::to_string(minor) + " sm " + std::to_string(sm) + " c++17";
}

} // namespace weft::cuda
