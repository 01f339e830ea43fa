#include "engine/backends/cuda/cluster/writer.h"

#include "engine/backends/cuda/chain/chain_text.h"

#include <algorithm>

namespace weft::cuda {

void ClusterWriter::numbers(const Piece& piece)
{
    for (const int value : piece.out)
        m_code += "        " + typeOf(value) + " " + name(value) + ";\n";
    m_code += "        {\n" + operands(piece, {}, {});
    m_code += stepsText(piece.how, int(piece.in.size()));
    for (size_t k = 0; k < piece.out.size(); ++k)
        m_code += "        " + name(piece.out[k]) + " = s" + text(piece.how.results[k]) + ";\n";
    m_code += "        }\n";
}

std::string ClusterWriter::operands(const Piece& piece, const std::string& row, const std::string& column) const
{
    std::string code = std::string("        typedef ") + typeName(piece.how.dtype) + " T;\n";
    const std::vector<bool> used = usedSlots(piece.how, int(piece.in.size()));
    for (size_t i = 0; i < piece.in.size(); ++i) {
        if (used[i])
            code += "        const T s" + text(int64_t(i)) + " = (T)"
                + element(piece.in[i], piece.how.shape, row, column) + ";\n";
    }
    return code;
}

std::string ClusterWriter::element(int value, const Shape& domain, const std::string& row,
                                   const std::string& column) const
{
    if (m_pieces.axes[size_t(value)].count == 0)
        return numberOf(value);
    return name(value) + "[" + offset(value, domain, row, column) + "]";
}

std::string ClusterWriter::offset(int value, const Shape& domain, const std::string& row,
                                  const std::string& column) const
{
    const auto along = *axesWithin(domain, m_pieces.info(value).shape);
    const bool isPlain = axesOf(domain).count == 1; // the domain's one axis counts as columns
    const Axes& axes = m_pieces.axes[size_t(value)];
    std::string out;
    for (size_t axis = 0; axis < 2; ++axis) {
        if (along[axis] < 0)
            continue;
        const int64_t step = axes.count == 2 && along[axis] == 0 ? place(value).step : 1;
        out +=
            (out.empty() ? "" : " + ") + (axis == 0 && !isPlain ? row : column) + (step == 1 ? "" : " * " + text(step));
    }
    return out.empty() ? "0" : out;
}

std::array<int64_t, 2> ClusterWriter::domainOf(const Piece& piece) const
{
    const Axes all = axesOf(piece.how.shape);
    std::array<int64_t, 2> size = {all.count == 2 ? all.size[0] : 1, all.count == 2 ? all.size[1] : all.size[0]};
    const auto look = [&](int value) {
        const auto along = *axesWithin(piece.how.shape, m_pieces.info(value).shape);
        const Axes& axes = m_pieces.axes[size_t(value)];
        for (size_t axis = 0; axis < 2; ++axis) {
            if (along[axis] < 0)
                continue;
            const size_t own = axes.count == 2 ? size_t(along[axis]) : 1;
            size[all.count == 2 ? axis : 1] = place(value).size[own];
        }
    };
    std::ranges::for_each(piece.in, look);
    std::ranges::for_each(piece.out, look);
    return size;
}

int64_t ClusterWriter::write(int index)
{
    const Piece& piece = m_pieces.pieces[size_t(index)];
    const auto scratch = [&](const std::string& type) {
        return "(" + type + "*)(memory + " + text(int64_t(m_plan.scratchAt[size_t(index)])) + ")";
    };
    const auto target = [&](int value) { return (place(value).isPartial ? "p" : "v") + text(m_pieces.rootOf(value)); };
    switch (piece.kind) {
    case Piece::elementwise:
        return elementwise(piece);
    case Piece::reduction:
        return reduction(piece, target(piece.out[0]), scratch("float"));
    case Piece::product: {
        const ProductCut& cut = m_plan.cuts[size_t(index)];
        const auto steps = [&](int value, bool transposed) { // along the first and the second axis of the product
            const int64_t rows = m_pieces.info(value).shape[1] == 1 ? 1 : place(value).step;
            return transposed ? std::pair<int64_t, int64_t>(1, rows) : std::pair<int64_t, int64_t>(rows, 1);
        };
        const auto [am, ak] = steps(piece.in[0], piece.factors.transposeA);
        const auto [bk, bn] = steps(piece.in[1], piece.factors.transposeB);
        const int64_t ldc = cut.n == 1 ? 1 : place(piece.out[0]).step;
        m_code += cut.tensorCores
            ? "        multiplyTiles" + list({cut.m, cut.n, cut.k, am, ak, bk, bn, ldc, cut.parts})
            : "        multiply" + list({cut.m, cut.n, cut.k, am, ak, bk, bn, ldc, cut.parts, cut.tileM, cut.tileN});
        m_code += "(" + name(piece.in[0]) + ", " + name(piece.in[1]) + ", " + target(piece.out[0]) + ", "
            + scratch("float") + ", t);\n";
        if (cut.parts > 1 || cut.tensorCores)
            return ClusterPlan::threads;
        return cut.m * cut.n / (cut.tileM * cut.tileN);
    }
    case Piece::loss:
    case Piece::lossGradient: {
        const Place& x = place(piece.in[0]);
        const bool isGradient = piece.kind == Piece::lossGradient;
        m_code += "        Softmax" + list({x.size[0], x.size[1], x.step})
            + "::" + (isGradient ? "lossGradient" + list({place(piece.out[0]).step}) : "loss") + "(" + name(piece.in[0])
            + ", " + name(piece.in[1]) + ", " + (isGradient ? name(piece.in[2]) + ", " : "") + target(piece.out[0])
            + ", " + text(piece.labels.ignored) + "ll, " + doubleText(piece.labels.smoothing) + ", t);\n";
        return x.size[0] * 32;
    }
    case Piece::softmax: {
        const Place& x = place(piece.in[0]);
        m_code += "        Softmax" + list({x.size[0], x.size[1], x.step}) + "::softmax"
            + list({place(piece.out[0]).step}) + "(" + name(piece.in[0]) + ", " + target(piece.out[0]) + ", t);\n";
        return x.size[0] * 32;
    }
    case Piece::argmax: {
        const Place& x = place(piece.in[0]);
        m_code += "        argmaxRows" + list({x.size[0], x.size[1], x.step}) + "(" + name(piece.in[0]) + ", "
            + target(piece.out[0]) + ", t);\n";
        return x.size[0];
    }
    case Piece::concat:
        for (size_t i = 0; i < piece.in.size(); ++i)
            m_code += "        if (t == " + text(int64_t(i)) + ")\n            " + target(piece.out[0]) + "["
                + text(int64_t(i)) + "] = " + numberOf(piece.in[i]) + ";\n";
        return int64_t(piece.in.size());
    }
    return 0;
}

std::string ClusterWriter::doubleText(double value)
{
    const std::string number = numberText(value); // "(T)…"
    return "(double)" + number.substr(3);
}

int64_t ClusterWriter::elementwise(const Piece& piece)
{
    const auto [rows, columns] = domainOf(piece);
    const int64_t count = rows * columns;
    if (count <= ClusterPlan::threads)
        m_code += "        if (t < " + text(count) + ") {\n        const int i = t;\n";
    else
        m_code += "#pragma unroll 2\n        for (int i = t; i < " + text(count) + "; i += THREADS) {\n";
    const auto isFlat = [&](int value) { // element i is the domain's element i
        const Place& it = place(value);
        return m_pieces.axes[size_t(value)].count == 0
            || (it.elements() == count && (rows == 1 || (it.size[0] == rows && it.step == columns)));
    };
    const bool allFlat = std::ranges::all_of(piece.in, isFlat) && std::ranges::all_of(piece.out, isFlat);
    const auto at = [&](int value) {
        return isFlat(value) || (allFlat && rows == 1) ? std::string("i")
                                                       : offset(value, piece.how.shape, "row", "column");
    };
    if (!allFlat)
        m_code += "        const int row = i / " + text(columns) + ", column = i - row * " + text(columns)
            + ";\n        (void)row, (void)column;\n";
    m_code += std::string("        typedef ") + typeName(piece.how.dtype) + " T;\n";
    const std::vector<bool> used = usedSlots(piece.how, int(piece.in.size()));
    for (size_t i = 0; i < piece.in.size(); ++i) {
        if (!used[i])
            continue;
        const bool isOne = m_pieces.axes[size_t(piece.in[i])].count == 0;
        m_code += "        const T s" + text(int64_t(i)) + " = (T)"
            + (isOne ? numberOf(piece.in[i]) : name(piece.in[i]) + "[" + at(piece.in[i]) + "]") + ";\n";
    }
    m_code += stepsText(piece.how, int(piece.in.size()));
    for (size_t k = 0; k < piece.out.size(); ++k) {
        const bool isOne = m_pieces.axes[size_t(piece.out[k])].count == 0;
        m_code += "        " + name(piece.out[k]) + "[" + (isOne ? "0" : at(piece.out[k])) + "] = s"
            + text(piece.how.results[k]) + ";\n";
    }
    m_code += "        }\n";
    return count;
}

int64_t ClusterWriter::reduction(const Piece& piece, const std::string& target, const std::string& scratch)
{
    const auto [rows, columns] = domainOf(piece);
    const auto along = *axesWithin(piece.how.shape, m_pieces.info(piece.out[0]).shape);
    const bool plain = axesOf(piece.how.shape).count < 2;
    const bool keepsRows = !plain && along[0] >= 0, keepsColumns = along[plain ? 0 : 1] >= 0;
    const int64_t kept = (keepsRows ? rows : 1) * (keepsColumns ? columns : 1), summed = rows * columns / kept;
    const bool isSum = piece.how.reduce == FusedAttrs::sum;
    const std::string type = typeName(piece.how.dtype);
    const std::string begin = isSum ? type + "(0)" : "Number<" + type + ">::least()";
    const std::string across = isSum ? "sumAcross" : "greatestAcross";
    // Row and column of element k of result o
    std::string where;
    if (kept == 1)
        where = "const int row = k / " + text(columns) + ", column = k - row * " + text(columns) + ";";
    else if (keepsRows && keepsColumns)
        where = "const int row = o / " + text(columns) + ", column = o - row * " + text(columns) + ";";
    else
        where = keepsRows ? "const int row = o, column = k;" : "const int row = k, column = o;";
    const auto isFlat = [&](int value) {
        const Place& it = place(value);
        return m_pieces.axes[size_t(value)].count == 0
            || (it.elements() == rows * columns && (rows == 1 || (it.size[0] == rows && it.step == columns)));
    };
    if (kept == 1 && std::ranges::all_of(piece.in, isFlat)) // element by element
        where = "const int row = 0, column = k;";
    const std::string body = "        " + where + "\n        (void)row, (void)column;\n"
        + operands(piece, "row", "column") + stepsText(piece.how, int(piece.in.size())) + "        sum = "
        + (isSum ? "sum + s" : "greater(sum, s") + text(piece.how.results[0]) + (isSum ? ";\n" : ");\n");
    if (kept == 1 && summed > 1024) {
        m_code += "        " + type + " sum = " + begin + ";\n#pragma unroll 4\n        for (int k = t; k < "
            + text(summed) + "; k += THREADS) {\n" + body + "        }\n        sum = " + across + "(sum);\n        "
            + type + "* const parts = (" + type + "*)" + scratch
            + ";\n        if (t % 32 == 0)\n            parts[t / 32] = sum;\n"
              "        __syncthreads();\n        if (t < 32) {\n            sum = t < WARPS ? parts[t] : "
            + begin + ";\n            sum = " + across + "(sum);\n            if (t == 0)\n                " + target
            + "[0] = sum;\n        }\n";
        return ClusterPlan::threads;
    }
    const int lanes = kept == 1 || summed > 32 ? 32 : 1;
    const std::string result = "t / " + text(lanes);
    if (kept * lanes <= ClusterPlan::threads)
        m_code += "        if (" + result + " < " + text(kept) + ") {\n        const int o = " + result + ";\n        ";
    else
        m_code += "#pragma unroll 1\n        for (int o = " + result + "; o < " + text(kept) + "; o += THREADS / "
            + text(lanes) + ") {\n        ";
    m_code += std::string() + type + " sum = " + begin + ";\n#pragma unroll 4\n        for (int k = t % " + text(lanes)
        + "; k < " + text(summed) + "; k += " + text(lanes) + ") {\n" + body + "        }\n";
    if (lanes > 1)
        m_code += "        sum = " + across + "(sum);\n";
    m_code += "        if (t % " + text(lanes) + " == 0)\n            " + target + "[o] = sum;\n        }\n";
    return kept * lanes;
}

} // namespace weft::cuda
