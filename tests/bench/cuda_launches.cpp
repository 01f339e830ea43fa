// How many kernels a training step launches on a GPU, counted on a driver that only counts: no GPU is needed.
// "decomposed": with softmax, normalisation, attention and the optimizer's updates as the ops they consist of.
// Usage: bench_cuda_launches PROJECT.weft…
#include "engine/backends/cuda/cuda_backend.h"
#include "engine/compiler/passes.h"
#include "engine/graph/document.h"
#include "engine/ir/ops/ops.h"
#include "engine/runtime/executable.h"
#include "engine/train/step_program.h"
#include "tests/support/fake_cuda.h"
#include "tests/support/forwarding_backend.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>

using namespace weft;

namespace {

// Declines what decomposes, but for chains.
class Decomposing final : public NodeByNode {
public:
    using NodeByNode::NodeByNode;
    std::unique_ptr<Kernel> prepare(const Node& node, const Program& program) override
    {
        return node.op->decompose != nullptr && node.op != &chainOp ? nullptr : device().prepare(node, program);
    }
};

// A compiler that compiles nothing: the fake driver takes any image.
cuda::NvrtcApi idleCompiler()
{
    cuda::NvrtcApi nvrtc;
    nvrtc.nvrtcVersion = [](int* major, int* minor) { return *major = *minor = 0, NVRTC_SUCCESS; };
    nvrtc.nvrtcGetErrorString = [](nvrtcResult) { return "none"; };
    nvrtc.nvrtcGetNumSupportedArchs = [](int* count) { return *count = 1, NVRTC_SUCCESS; };
    nvrtc.nvrtcGetSupportedArchs = [](int* known) { return *known = 90, NVRTC_SUCCESS; };
    nvrtc.nvrtcCreateProgram = [](nvrtcProgram* program, const char*, const char*, int, const char* const*,
                                  const char* const*) { return *program = nullptr, NVRTC_SUCCESS; };
    nvrtc.nvrtcDestroyProgram = [](nvrtcProgram*) { return NVRTC_SUCCESS; };
    nvrtc.nvrtcCompileProgram = [](nvrtcProgram, int, const char* const*) { return NVRTC_SUCCESS; };
    nvrtc.nvrtcGetCUBINSize = [](nvrtcProgram, size_t* size) { return *size = 1, NVRTC_SUCCESS; };
    nvrtc.nvrtcGetCUBIN = [](nvrtcProgram, char*) { return NVRTC_SUCCESS; };
    return nvrtc;
}

struct Count {
    size_t nodes = 0; // that launch
    int launches = 0;
    size_t arenaBytes = 0;
};

Count countOf(const Project& project, const FakeCuda& fake, Backend& backend,
              const std::set<std::string, std::less<>>& without)
{
    StepProgram step = buildStep(project, {.kind = StepKind::train, .batch = project.training.batchSize});
    for (const Diagnostic& diagnostic : step.diagnostics) {
        if (diagnostic.severity == Severity::error)
            throw Error(diagnostic.text);
    }
    optimize(step.program, backend, without);
    Count count;
    count.nodes = size_t(std::ranges::count_if(step.program.nodes, [](const Node& node) { return !node.op->isView; }));
    States states(backend, 1);
    Executable executable(std::move(step.program), states);
    count.arenaBytes = executable.arenaBytes();
    const int before = fake.launches();
    executable.run(); // once, and once more to record it
    count.launches = (fake.launches() - before) / 2;
    return count;
}

} // namespace

int main(int count, char** arguments)
{
    const std::string cache = (std::filesystem::temp_directory_path() / "weft_no_kernels").string();
    setenv("XDG_CACHE_HOME", cache.c_str(), 1);
    FakeCuda fake;
    cuda::CudaApi api = fake.api();
    api.nvrtc = idleCompiler();
    cuda::useCudaApi(&api);
    std::printf("%-24s %12s %12s %12s %12s %14s %14s\n", "network", "decomposed", "", "now", "", "arena MiB before",
                "now");
    std::printf("%-24s %12s %12s %12s %12s\n", "", "nodes", "launches", "nodes", "launches");
    for (int i = 1; i < count; ++i) {
        const std::filesystem::path path = arguments[i];
        try {
            const Project project = openDocument(realFileSystem(), path.string()).project();
            const auto backend = makeCudaBackend(0, {.libraries = false, .wholePrograms = false});
            Decomposing plain(*backend);
            const Count before = countOf(project, fake, plain, {"group_chains"});
            const Count now = countOf(project, fake, *backend, {});
            std::printf("%-24s %12zu %12d %12zu %12d %14.1f %14.1f\n", path.stem().c_str(), before.nodes,
                        before.launches, now.nodes, now.launches, double(before.arenaBytes) / (1 << 20),
                        double(now.arenaBytes) / (1 << 20));
        } catch (const Error& error) {
            std::printf("%-24s %s\n", path.stem().c_str(), error.what());
        }
    }
    std::filesystem::remove_all(cache);
}
