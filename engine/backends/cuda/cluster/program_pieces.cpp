#include "engine/backends/cuda/cluster/program_pieces.h"

#include "engine/backends/cuda/chain/chain_text.h"
#include "engine/backends/cuda/kernels.h"
#include "engine/ir/ops/ops.h"

#include <algorithm>

namespace weft::cuda {

namespace {

constexpr size_t mostNodes = 300;
constexpr int64_t mostElements = int64_t(1) << 20; // of one tensor
constexpr int64_t mostClasses = 1024;

bool isTaken(const ValueInfo& info)
{
    return info.layout == Layout::rowMajor && (info.dtype == DType::f32 || info.dtype == DType::i32)
        && info.shape.elements() > 0 && info.shape.elements() <= mostElements;
}

class Reader {
public:
    explicit Reader(const Program& program)
        : m_program(program)
    {
        m_out.program = &program;
        m_out.classes = AxisClasses(program.values.size());
        for (size_t i = 0; i < program.values.size(); ++i) {
            m_out.root.push_back(int(i));
            m_out.axes.push_back(axesOf(program.values[i].shape));
        }
    }

    std::optional<Pieces> run()
    {
        if (m_program.nodes.size() > mostNodes)
            return std::nullopt;
        for (const Variable& input : m_program.inputs) {
            if (!isTaken(m_out.info(input.value)))
                return std::nullopt;
        }
        for (const StateVariable& state : m_program.states) {
            if (!isTaken(m_out.info(state.value))
                || (state.next >= 0 && m_out.info(state.value) != m_out.info(state.next)))
                return std::nullopt;
        }
        for (const Node& node : m_program.nodes) {
            const auto taken = [&](int value) { return isTaken(m_out.info(value)); };
            if (!std::ranges::all_of(node.in, taken) || !std::ranges::all_of(node.out, taken) || !read(node))
                return std::nullopt;
        }
        for (const StateVariable& state : m_program.states) {
            if (state.next < 0)
                continue;
            // Its memory may hold the next value before the old one is read.
            const auto isOld = [&](const Variable& output) { return m_out.rootOf(output.value) == state.value; };
            if (m_out.rootOf(state.next) != state.value && std::ranges::any_of(m_program.outputs, isOld))
                return std::nullopt;
            unite(state.value, state.next);
        }
        for (const Piece& piece : m_out.pieces) {
            if (!unite(piece))
                return std::nullopt;
        }
        return std::move(m_out);
    }

private:
    bool read(const Node& node)
    {
        if (node.op->isView || node.op == &stopGradientOp) {
            m_out.root[size_t(node.out[0])] = m_out.rootOf(node.in[0]);
            return m_out.axes[size_t(node.out[0])] == m_out.axes[size_t(node.in[0])];
        }
        Piece piece {.in = node.in, .out = node.out};
        const ValueInfo& y = m_out.info(node.out[0]);
        if (node.op == &chainsOp) {
            const auto& chains = std::get<ChainsAttrs>(node.attrs);
            auto in = node.in.begin();
            auto out = node.out.begin();
            for (size_t i = 0; i < chains.chains.size(); ++i) {
                const FusedAttrs& how = chains.chains[i];
                Piece one {.how = how};
                one.in.assign(in, in + chains.operands[i]);
                one.out.assign(out, out + int64_t(how.results.size()));
                in += chains.operands[i];
                out += int64_t(how.results.size());
                if (!add(std::move(one)))
                    return false;
            }
            return true;
        }
        if (node.op == &chainOp) {
            piece.how = std::get<FusedAttrs>(node.attrs);
            if (std::ranges::any_of(piece.how.results, [](int result) { return result < 0; }))
                return false; // stored in 16 bits
            return add(std::move(piece));
        }
        if (node.op->scalar || node.op == &castOp || node.op == &broadcastOp) {
            piece.how = {.code = {}, .results = {0}, .dtype = y.dtype, .shape = y.shape};
            if (node.op->scalar) {
                piece.how.code = {{.function = *node.op->scalar}};
                for (size_t i = 0; i < node.in.size(); ++i)
                    piece.how.code[0].args[i] = int(i);
                piece.how.results = {int(node.in.size())};
            }
            return add(std::move(piece));
        }
        if (node.op == &constantOp) {
            const auto& constant = std::get<ConstantAttrs>(node.attrs);
            piece.how = {.code = {{.function = ScalarFunction::constant, .value = constant.value}},
                         .results = {0},
                         .dtype = constant.dtype,
                         .shape = y.shape};
            return y.shape.elements() == 1 && add(std::move(piece));
        }
        if (node.op == &sumOp || node.op == &maxOp) {
            const ValueInfo& x = m_out.info(node.in[0]);
            piece.how = {.code = {},
                         .results = {0},
                         .dtype = x.dtype,
                         .shape = x.shape,
                         .reduce = node.op == &sumOp ? FusedAttrs::sum : FusedAttrs::maximum,
                         .axes = std::get<ReduceAttrs>(node.attrs).axes};
            return add(std::move(piece));
        }
        if (node.op == &matmulOp) {
            piece.kind = Piece::product;
            piece.factors = std::get<MatmulAttrs>(node.attrs);
            if (y.dtype != DType::f32 || y.shape.rank() != 2)
                return false;
        } else if (node.op == &softmaxCrossEntropyOp || node.op == &softmaxCrossEntropyGradientOp) {
            piece.kind = node.op == &softmaxCrossEntropyOp ? Piece::loss : Piece::lossGradient;
            piece.labels = std::get<LossAttrs>(node.attrs);
            if (!hasRows(node.in[0], piece.labels.axis))
                return false;
        } else if (node.op == &softmaxOp || node.op == &argmaxOp) {
            piece.kind = node.op == &softmaxOp ? Piece::softmax : Piece::argmax;
            if (!hasRows(node.in[0], std::get<AxisAttrs>(node.attrs).axis))
                return false;
        } else if (node.op == &concatOp) {
            piece.kind = Piece::concat;
            const auto isNumber = [&](int value) { return m_out.info(value).shape.elements() == 1; };
            if (!std::ranges::all_of(node.in, isNumber))
                return false;
        } else {
            return false;
        }
        m_out.pieces.push_back(std::move(piece));
        return true;
    }

    // Rows of f32, their numbers side by side along that axis.
    bool hasRows(int value, int axis) const
    {
        const ValueInfo& info = m_out.info(value);
        return info.dtype == DType::f32 && info.shape.rank() == 2 && (axis == 1 || axis == -1) && info.shape[0] > 1
            && info.shape[1] > 1 && info.shape[1] <= mostClasses;
    }

    bool add(Piece piece)
    {
        const FusedAttrs& how = piece.how;
        if ((how.dtype != DType::f32 && how.dtype != DType::i32) || !isDefined(how))
            return false;
        if (how.reduce == FusedAttrs::none) {
            piece.kind = Piece::elementwise;
            m_out.pieces.push_back(std::move(piece));
            return true;
        }
        for (size_t k = 0; k < how.results.size(); ++k) { // one result each
            Piece one = piece;
            one.kind = Piece::reduction;
            one.how.results = {how.results[k]};
            one.out = {piece.out[k]};
            m_out.pieces.push_back(std::move(one));
        }
        return true;
    }

    void unite(int a, int b)
    {
        for (int axis = 0; axis < m_out.axes[size_t(a)].count; ++axis)
            m_out.classes.unite(m_out.rootOf(a), axis, m_out.rootOf(b), axis);
    }

    bool unite(const Piece& piece)
    {
        const auto axes = [&](int value) { return m_out.axes[size_t(value)]; };
        switch (piece.kind) {
        case Piece::elementwise:
        case Piece::reduction: {
            // The first tensor seen along each axis of the domain
            std::array<std::array<int, 2>, 2> first = {{{-1, 0}, {-1, 0}}};
            const auto walk = [&](int value, const std::array<int, 2>& along) {
                for (size_t axis = 0; axis < 2; ++axis) {
                    if (along[axis] < 0)
                        continue;
                    if (first[axis][0] < 0)
                        first[axis] = {m_out.rootOf(value), along[axis]};
                    else
                        m_out.classes.unite(first[axis][0], first[axis][1], m_out.rootOf(value), along[axis]);
                }
            };
            for (const int value : piece.in) {
                const auto along = axesWithin(piece.how.shape, m_out.info(value).shape);
                if (!along)
                    return false;
                walk(value, *along);
            }
            for (const int value : piece.out) {
                const auto along = axesWithin(piece.how.shape, m_out.info(value).shape);
                if (!along)
                    return false;
                walk(value, *along);
            }
            return true;
        }
        case Piece::product: {
            // Axes m, k, n, as far as they are there
            const Shape &a = m_out.info(piece.in[0]).shape, &b = m_out.info(piece.in[1]).shape,
                        &c = m_out.info(piece.out[0]).shape;
            const int am = piece.factors.transposeA ? 1 : 0, bk = piece.factors.transposeB ? 1 : 0;
            const auto join = [&](int x, const Shape& xs, int xAxis, int y, const Shape& ys, int yAxis) {
                if (xs[xAxis] > 1)
                    m_out.classes.unite(m_out.rootOf(x), canonical(xs, xAxis), m_out.rootOf(y), canonical(ys, yAxis));
            };
            join(piece.in[0], a, am, piece.out[0], c, 0);
            join(piece.in[1], b, 1 - bk, piece.out[0], c, 1);
            join(piece.in[0], a, 1 - am, piece.in[1], b, bk);
            return true;
        }
        case Piece::loss:
        case Piece::argmax:
            for (const int value : {piece.in.size() > 1 ? piece.in[1] : piece.out[0], piece.out[0]}) {
                if (axes(value).count != 1)
                    return false;
                m_out.classes.unite(m_out.rootOf(piece.in[0]), 0, m_out.rootOf(value), 0);
            }
            return true;
        case Piece::lossGradient:
            for (const int value : {piece.in[1], piece.in[2]}) {
                if (axes(value).count != 1)
                    return false;
                m_out.classes.unite(m_out.rootOf(piece.in[0]), 0, m_out.rootOf(value), 0);
            }
            unite(piece.in[0], piece.out[0]);
            return true;
        case Piece::softmax:
            unite(piece.in[0], piece.out[0]);
            return true;
        case Piece::concat:
            return true;
        }
        return false;
    }

    static int canonical(const Shape& shape, int axis) { return axis == 1 && shape[0] > 1 ? 1 : 0; }

    const Program& m_program;
    Pieces m_out;
};

} // namespace

std::optional<Pieces> piecesOf(const Program& program)
{
    return Reader(program).run();
}

} // namespace weft::cuda
