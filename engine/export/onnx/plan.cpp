#include "engine/export/onnx/plan.h"

#include "engine/export/model/constants.h"
#include "engine/ir/ops/ops.h"

#include <algorithm>

namespace weft {

ProgramView::ProgramView(const ExportedModel& model)
    : m_model(model)
    , m_makers(program().values.size(), -1)
    , m_reads(program().values.size(), 0)
    , m_isState(program().values.size(), false)
{
    for (size_t i = 0; i < program().nodes.size(); ++i) {
        for (const int value : program().nodes[i].out)
            m_makers[size_t(value)] = int(i);
        for (const int value : program().nodes[i].in)
            ++m_reads[size_t(value)];
    }
    for (const Variable& output : program().outputs)
        m_reads[size_t(output.value)] += 2;
    for (const StateVariable& state : program().states)
        m_isState[size_t(state.value)] = true;
}

const Node* ProgramView::maker(int value) const
{
    const int node = m_makers[size_t(value)];
    return node < 0 ? nullptr : &program().nodes[size_t(node)];
}

const Node* ProgramView::maker(int value, const Op& op) const
{
    const Node* const node = maker(value);
    return node != nullptr && node->op == &op ? node : nullptr;
}

std::optional<double> ProgramView::number(int value) const
{
    const Node* node = maker(value);
    while (node != nullptr && (node->op == &broadcastOp || node->op == &reshapeOp))
        node = maker(node->in[0]);
    return node != nullptr && node->op == &constantOp ? std::optional(std::get<ConstantAttrs>(node->attrs).value)
                                                      : std::nullopt;
}

int ProgramView::behindReshapes(int value) const
{
    for (const Node* node = maker(value, reshapeOp); node != nullptr; node = maker(value, reshapeOp))
        value = node->in[0];
    return value;
}

namespace {

// Most that is written of a node comes of the op alone; these look at what is around it first.
std::vector<Pattern> patterns(const PlanOptions& options)
{
    std::vector<Pattern> all;
    if (options.foldBatchNorm)
        all.push_back(foldedBatchNorm);
    for (const Pattern one : {batchNorm, biasedConvolution, productOfRows, average, knownNorm, wholeLstm, lastCells})
        all.push_back(one);
    return all;
}

Form formFor(const ProgramView& view, const Node& node, std::span<const Pattern> known)
{
    for (const Pattern pattern : known) {
        if (std::optional<Form> form = pattern(view, node))
            return *form;
    }
    const WriteForm write = formOf(*node.op);
    if (write == nullptr)
        throw Error("\"" + view.model().originOf(node) + "\" needs \"" + std::string(node.op->name)
                    + "\", which ONNX has no form for.");
    return {node.in, write};
}

} // namespace

void writeNodes(OnnxWriter& graph, const PlanOptions& options)
{
    const ExportedModel& model = graph.model();
    const Program& program = model.code.program;
    const ProgramView view(model);
    const std::vector<Pattern> known = patterns(options);
    const std::vector<bool> isConstant = constantValues(model.code);
    std::vector<bool> wanted(program.values.size(), false);
    std::vector<std::optional<Form>> forms(program.nodes.size());
    std::vector<int> constants;
    for (const ModelOutput& output : model.outputs)
        wanted[size_t(output.value)] = true;
    for (size_t i = program.nodes.size(); i-- > 0;) { // from the answers back to what they need
        const Node& node = program.nodes[i];
        if (std::ranges::none_of(node.out, [&](int value) { return wanted[size_t(value)]; }))
            continue;
        if (isConstant[size_t(node.out[0])] && node.op != &constantOp) {
            constants.push_back(node.out[0]);
            continue;
        }
        forms[i] = formFor(view, node, known);
        for (const int value : forms[i]->operands)
            wanted[size_t(value)] = true;
    }
    for (auto& [value, tensor] : computeConstants(program, constants))
        graph.setConstant(value, std::move(tensor));
    for (size_t i = 0; i < forms.size(); ++i) {
        if (!forms[i])
            continue;
        OpNode node {model.code, int(i)};
        for (const int value : node.node().out)
            node.wanted.push_back(wanted[size_t(value)]);
        graph.setOrigin(model.originOf(node.node()));
        forms[i]->write(graph, node);
    }
}

} // namespace weft
