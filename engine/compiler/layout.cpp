#include "engine/compiler/passes.h"
#include "engine/compiler/rewrite.h"
#include "engine/ir/ops/ops.h"

#include <algorithm>
#include <map>
#include <numeric>

namespace weft {

namespace {

// In both orders the elements lie alike: one channel, or one place.
bool liesAlike(const Shape& shape)
{
    return shape.rank() < 3 || shape[1] == 1 || shape.elements() == shape[0] * shape[1];
}

// Walks the program once; what convolutions touch becomes channels-last, what elementwise ops, pools and normalisations
// make of it follows, and everything else is given row-major copies.
class LayoutPass {
public:
    explicit LayoutPass(Backend& backend)
        : m_backend(backend)
    {
    }

    std::optional<Values> place(Rewriter& rewriter, const Node& node, std::span<const Value> given)
    {
        m_builder = &rewriter.builder();
        Values in(given.begin(), given.end());
        const Op* op = node.op;
        bool last = false; // whether the results of the operands' rank are channels-last
        if (op == &convOp || op == &convInputGradientOp) {
            in[0] = to(in[0], Layout::channelsLast);
            in[1] = to(in[1], filterLayout(*op, node.attrs, in));
            last = true;
        } else if (op == &convFilterGradientOp) {
            in[0] = to(in[0], Layout::channelsLast);
            in[1] = to(in[1], Layout::channelsLast);
            last = filterLayout(*op, node.attrs, in) == Layout::channelsLast;
        } else if (op->scalar || op == &castOp || op == &concatOp || isPool(op)) {
            const bool isConcat = op == &concatOp;
            const Shape whole = isConcat ? Shape() : wholeShape(in);
            last = std::ranges::any_of(
                in, [&](Value value) { return isLast(value) && (isConcat || isPool(op) || value.shape() == whole); });
            for (Value& value : in) {
                if (last && (isConcat || isPool(op) || value.shape() == whole))
                    value = to(value, Layout::channelsLast);
                else if (!last)
                    value = to(value, Layout::rowMajor);
            }
        } else if (op == &normOp || op == &normGradientOp) {
            const Shape& axes = std::get<NormAttrs>(node.attrs).axes;
            last = isLast(in[0]) && axes.rank() == in[0].shape().rank() - 1 && std::ranges::find(axes, 1) == axes.end();
            in[0] = to(in[0], last ? Layout::channelsLast : Layout::rowMajor);
            if (op == &normGradientOp)
                in[4] = to(in[4], last ? Layout::channelsLast : Layout::rowMajor);
        } else if (op == &sliceOp || op == &padOp) {
            last = isLast(in[0]);
        } else if (op != &sumOp && op != &maxOp && op != &permuteOp && op != &broadcastOp) {
            for (Value& value : in) // the others read any layout, through strides
                value = to(value, Layout::rowMajor);
        }
        Program& program = m_builder->program();
        const size_t before = program.values.size();
        Values out = m_builder->add(*op, node.attrs, in);
        for (Value& value : out) {
            const bool spatial = value.shape().rank() >= 3 && !liesAlike(value.shape());
            if (last && spatial)
                program.values[size_t(value.id)].layout = Layout::channelsLast;
        }
        if (op == &convFilterGradientOp) // weights are kept row-major, and what updates them follows
            out[0] = to(out[0], Layout::rowMajor);
        // A fused op that the backend has a kernel for in row-major order only: there is no decomposing any more.
        if (last && op->decompose != nullptr && m_backend.prepare(program.nodes.back(), program) == nullptr) {
            program.nodes.pop_back();
            program.values.resize(before);
            for (Value& value : in)
                value = to(value, Layout::rowMajor);
            out = m_builder->add(*op, node.attrs, in);
        }
        return out;
    }

    Value to(Value value, Layout layout)
    {
        if (value.info().layout == layout || value.shape().rank() < 3 || liesAlike(value.shape()))
            return value;
        const auto known = m_copies.find({value.id, layout});
        if (known != m_copies.end())
            return m_builder->at(known->second);
        std::vector<int> same(size_t(value.shape().rank()));
        std::iota(same.begin(), same.end(), 0);
        const Value copy = permute(value, same);
        m_builder->program().values[size_t(copy.id)].layout = layout;
        m_copies[{value.id, layout}] = copy.id;
        m_copies[{copy.id, value.info().layout}] = value.id;
        return copy;
    }

    void use(Builder& builder) { m_builder = &builder; }

private:
    // As the device wants it, which is shown the node with its operands alone.
    Layout filterLayout(const Op& op, const Attrs& attrs, const Values& operands)
    {
        Program alone;
        alone.products = m_builder->program().products;
        Builder builder(alone);
        Values in;
        for (const Value& value : operands) {
            in.push_back(builder.input(std::to_string(in.size()), value.shape(), value.dtype()));
            alone.values[size_t(in.back().id)].layout = value.info().layout;
        }
        for (const Value& result : builder.add(op, attrs, in)) {
            if (&op != &convFilterGradientOp)
                alone.values[size_t(result.id)].layout = Layout::channelsLast;
        }
        return m_backend.prefersChannelsLastFilters(alone.nodes.back(), alone) ? Layout::channelsLast
                                                                               : Layout::rowMajor;
    }

    static bool isLast(Value value) { return value.info().layout == Layout::channelsLast; }
    static bool isPool(const Op* op)
    {
        return op == &maxPoolOp || op == &avgPoolOp || op == &maxPoolGradientOp || op == &avgPoolGradientOp;
    }
    static Shape wholeShape(const Values& in)
    {
        Shape whole;
        for (const Value& value : in)
            whole = *broadcast(whole, value.shape());
        return whole;
    }

    Backend& m_backend;
    Builder* m_builder = nullptr;
    std::map<std::pair<int, Layout>, int> m_copies; // (value, layout) → the same in that layout
};

} // namespace

bool layout(Program& program, Backend& backend)
{
    const bool convolves = std::ranges::any_of(program.nodes, [](const Node& node) {
        return node.op == &convOp || node.op == &convInputGradientOp || node.op == &convFilterGradientOp;
    });
    if (!convolves || !backend.prefersChannelsLast(program))
        return false;
    LayoutPass pass(backend);
    Rewriter rewriter(program);
    program = rewriter.run(
        [&](Rewriter& into, const Node& node, std::span<const Value> in) { return pass.place(into, node, in); });
    Builder builder(program);
    pass.use(builder);
    for (StateVariable& state : program.states) {
        if (state.next >= 0)
            state.next = pass.to(builder.at(state.next), Layout::rowMajor).id;
    }
    for (Variable& output : program.outputs)
        output.value = pass.to(builder.at(output.value), Layout::rowMajor).id;
    return true;
}

} // namespace weft
