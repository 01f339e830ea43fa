#include "engine/export/cpp/plain_program.h"

#include "engine/compiler/rewrite.h"
#include "engine/export/model/constants.h"
#include "engine/ir/ops/ops.h"

#include <algorithm>
#include <set>

namespace weft {

namespace {

// Fused ops in simpler ones, and right sides of products as they lie in memory.
Program takenApart(Program program)
{
    for (bool changed = true; changed;) {
        Rewriter rewriter(program);
        program = rewriter.run([](Rewriter&, const Node& node, std::span<const Value> in) -> std::optional<Values> {
            if (node.op == &matmulOp && std::get<MatmulAttrs>(node.attrs).transposeB) {
                std::vector<int> order;
                for (int axis = 0; axis < in[1].shape().rank(); ++axis)
                    order.push_back(axis);
                std::swap(order[order.size() - 1], order[order.size() - 2]);
                return Values {
                    matmul(in[0], permute(in[1], order), std::get<MatmulAttrs>(node.attrs).transposeA, false)};
            }
            if (node.op->decompose == nullptr || node.op == &splitOp)
                return std::nullopt;
            return node.op->decompose(node.attrs, in);
        });
        changed = rewriter.changed();
    }
    return program;
}

} // namespace

PlainProgram::PlainProgram(const ExportedModel& model)
    : inputs(model.inputs)
    , outputs(model.outputs)
{
    code.program = takenApart(model.code.program);
    code.twin = takenApart(model.code.twin);
    const Program& now = program();
    for (ModelInput& input : inputs)
        input.value = std::ranges::find(now.inputs, input.node, &Variable::name)->value;
    for (ModelOutput& output : outputs)
        output.value = std::ranges::find(now.outputs, "prediction:" + output.node, &Variable::name)->value;
    makers.assign(now.values.size(), -1);
    swallowed.assign(now.nodes.size(), false);
    for (size_t i = 0; i < now.nodes.size(); ++i) {
        for (const int value : now.nodes[i].out)
            makers[size_t(value)] = int(i);
    }
    for (const StateVariable& state : now.states) {
        constants[state.value] = model.weights.at(state.name);
        constantNames[state.value] = state.name;
    }
    computeFixed();
    findTails();
}

const Node* PlainProgram::maker(int value) const
{
    const int node = makers[size_t(value)];
    return node < 0 || constants.contains(value) ? nullptr : &program().nodes[size_t(node)];
}

std::optional<double> PlainProgram::number(int value) const
{
    const Node* node = maker(value);
    while (node != nullptr && (node->op == &broadcastOp || node->op == &reshapeOp))
        node = maker(node->in[0]);
    return node != nullptr && node->op == &constantOp ? std::optional(std::get<ConstantAttrs>(node->attrs).value)
                                                      : std::nullopt;
}

const std::string& PlainProgram::origin(const Node& node) const
{
    static const std::string none;
    return node.origin < 0 ? none : program().origins[size_t(node.origin)];
}

// What depends on weights alone, or on nothing; single numbers stay in the code.
void PlainProgram::computeFixed()
{
    const Program& now = program();
    std::vector<int> known;
    for (const auto& [value, tensor] : constants)
        known.push_back(value);
    const std::vector<bool> fixed = constantValues(code, known);
    std::set<int> wanted;
    const auto want = [&](int value) {
        if (fixed[size_t(value)] && makers[size_t(value)] >= 0 && !number(value))
            wanted.insert(value);
    };
    for (const Node& node : now.nodes) {
        if (!fixed[size_t(node.out[0])])
            std::ranges::for_each(node.in, want);
    }
    for (const ModelOutput& output : outputs)
        want(output.value);
    std::map<int, HostTensor> given = constants;
    for (auto& [value, tensor] : computeConstants(now, std::vector<int>(wanted.begin(), wanted.end()), given))
        constants[value] = std::move(tensor);
    reads.assign(now.values.size(), 0);
    for (size_t i = 0; i < now.nodes.size(); ++i) {
        const Node& node = now.nodes[i];
        swallowed[i] = fixed[size_t(node.out[0])] && !number(node.out[0]);
        for (const int value : node.in)
            reads[size_t(value)] += swallowed[i] ? 0 : 1;
    }
    for (const ModelOutput& output : outputs)
        ++reads[size_t(output.value)];
}

} // namespace weft
