// What a training step's nodes read and write on a GPU, by kind, and its memory; no GPU is needed. Convolutions and
// products are taken as if the libraries were there; the other kernels are compiled for sm_90.
// Usage: bench_step_traffic [--precision bf16] [--list] PROJECT.weft…
#include "engine/backends/cuda/cuda_backend.h"
#include "engine/compiler/memory_plan.h"
#include "engine/compiler/passes.h"
#include "engine/graph/document.h"
#include "engine/ir/ops/ops.h"
#include "engine/train/step_program.h"
#include "tests/support/fake_cuda.h"
#include "tests/support/forwarding_backend.h"

#include <cstdio>
#include <map>

using namespace weft;

namespace {

class Nothing final : public Kernel {
public:
    void launch(std::span<std::byte* const>, std::span<std::byte* const>, std::byte*) override { }
};

// The GPU's own kernels, and libraries that take everything.
class Device final : public NodeByNode {
public:
    using NodeByNode::NodeByNode;
    std::unique_ptr<Kernel> prepare(const Node& node, const Program& program) override
    {
        return isLibrary(node.op) ? std::make_unique<Nothing>() : device().prepare(node, program);
    }
    bool prefersChannelsLast(const Program& program) const override { return program.products != Products::exact; }
    bool prefersChannelsLastFilters(const Node&, const Program&) override { return true; }
    bool sparesTraffic(const Program& program) const override { return prefersChannelsLast(program); }

private:
    static bool isLibrary(const Op* op)
    {
        return op == &convOp || op == &convInputGradientOp || op == &convFilterGradientOp || op == &matmulOp
            || op == &lstmOp || op == &lstmGradientOp || op == &attentionOp || op == &attentionGradientOp
            || op == &selfAttentionOp || op == &selfAttentionGradientOp;
    }
};

struct Traffic {
    int nodes = 0;
    size_t bytes = 0;
};

size_t bytesOf(const Node& node, const Program& program)
{
    size_t bytes = 0;
    for (const int value : node.in)
        bytes += program.values[size_t(value)].bytes();
    for (const int value : node.out)
        bytes += program.values[size_t(value)].bytes();
    return bytes;
}

void report(const std::string& path, const std::string& precision, Backend& backend, bool lists)
{
    Project project = openDocument(realFileSystem(), path).project();
    project.training.precision = precision;
    StepProgram step = buildStep(project, {.kind = StepKind::train, .batch = project.training.batchSize});
    for (const Diagnostic& diagnostic : step.diagnostics) {
        if (diagnostic.severity == Severity::error)
            throw Error(diagnostic.text);
    }
    optimize(step.program, backend);
    const std::string mistake = verify(step.program);
    if (!mistake.empty())
        throw Error(mistake);
    std::vector<std::unique_ptr<Kernel>> kernels;
    for (const Node& node : step.program.nodes)
        kernels.push_back(node.op->isView ? nullptr : backend.prepare(node, step.program));
    const MemoryPlan plan = planMemory(step.program, [&](int node, int operand) {
        return kernels[size_t(node)] != nullptr && kernels[size_t(node)]->mayOverwrite(operand);
    });
    std::map<std::string_view, Traffic> kinds;
    Traffic all;
    for (const Node& node : step.program.nodes) {
        if (node.op->isView)
            continue;
        const size_t bytes = bytesOf(node, step.program);
        for (Traffic* traffic : {&kinds[node.op->name], &all}) {
            ++traffic->nodes;
            traffic->bytes += bytes;
        }
    }
    if (lists)
        std::printf("%s\n", print(step.program).c_str());
    std::printf("%s, %s: %d nodes, %.2f GiB read and written, arena %.2f GiB\n", path.c_str(), precision.c_str(),
                all.nodes, double(all.bytes) / (1 << 30), double(plan.arenaBytes) / (1 << 30));
    for (const auto& [name, traffic] : kinds)
        std::printf("  %-32.*s %5d %8.2f GiB\n", int(name.size()), name.data(), traffic.nodes,
                    double(traffic.bytes) / (1 << 30));
}

} // namespace

int main(int count, char** arguments)
{
    std::string precision = "bf16";
    bool lists = false;
    const FakeCuda fake;
    const auto cuda = makeCudaBackend(0, {.libraries = false, .wholePrograms = false});
    Device device(*cuda);
    for (int i = 1; i < count; ++i) {
        const std::string word = arguments[i];
        if (word == "--list")
            lists = true;
        else if (word == "--precision" && i + 1 < count)
            precision = arguments[++i];
        else {
            try {
                report(word, precision, device, lists);
            } catch (const Error& error) {
                std::printf("%s: %s\n", word.c_str(), error.what());
            }
        }
    }
}
