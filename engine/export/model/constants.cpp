#include "engine/export/model/constants.h"

#include "engine/backends/load.h"
#include "engine/compiler/passes.h"
#include "engine/ir/ops/ops.h"

#include <algorithm>

namespace weft {

namespace {

constexpr int64_t mostElements = int64_t(1) << 24; // what is larger would only bloat the file
constexpr int64_t mostRepeated = int64_t(1) << 16;

} // namespace

std::vector<bool> constantValues(const BatchProgram& code, std::span<const int> known)
{
    const Program& program = code.program;
    std::vector<bool> constant(program.values.size(), false);
    for (const int value : known)
        constant[size_t(value)] = true;
    for (const Node& node : program.nodes) {
        const bool repeats = node.op == &broadcastOp || node.op == &iotaOp;
        const bool fixed = std::ranges::all_of(node.in, [&](int value) { return constant[size_t(value)]; });
        for (const int value : node.out) {
            const int64_t elements = program.values[size_t(value)].shape.elements();
            constant[size_t(value)] = fixed && !node.op->isRandom && node.out.size() == 1
                && !followsBatch(code.extents(value)) && elements <= (repeats ? mostRepeated : mostElements);
        }
    }
    return constant;
}

std::map<int, HostTensor> computeConstants(const Program& program, std::span<const int> values,
                                           const std::map<int, HostTensor>& known)
{
    std::map<int, HostTensor> computed;
    if (values.empty())
        return computed;
    Program alone = program;
    alone.inputs.clear();
    alone.states.clear();
    alone.outputs.clear();
    std::vector<bool> needed(program.values.size(), false);
    for (const int value : values) {
        alone.outputs.push_back({std::to_string(value), value});
        needed[size_t(value)] = true;
    }
    for (size_t i = alone.nodes.size(); i-- > 0;) {
        const Node& node = alone.nodes[i];
        if (std::ranges::any_of(node.out, [&](int value) { return needed[size_t(value)]; })) {
            for (const int value : node.in)
                needed[size_t(value)] = true;
        }
    }
    for (const auto& [value, tensor] : known) {
        if (needed[size_t(value)])
            alone.inputs.push_back({"known:" + std::to_string(value), value});
    }
    std::erase_if(alone.nodes, [&](const Node& node) { return !needed[size_t(node.out[0])]; });
    const std::unique_ptr<Backend> cpu = loadBackend("cpu");
    optimize(alone, *cpu);
    States states(*cpu, 0);
    Executable executable(std::move(alone), states);
    for (const auto& [value, tensor] : known) {
        if (const std::optional<int> input = executable.findInput("known:" + std::to_string(value)))
            executable.write(*input, tensor.bytes);
    }
    executable.run();
    for (const int value : values) {
        const int output = *executable.findOutput(std::to_string(value));
        HostTensor& tensor = computed[value];
        tensor.info = executable.outputInfo(output);
        tensor.bytes.resize(tensor.info.bytes());
        executable.read(output, tensor.bytes);
    }
    return computed;
}

} // namespace weft
