#include "engine/backends/cuda/cluster/writer.h"

#include "engine/backends/cuda/chain/chain_text.h"

#include <algorithm>

namespace weft::cuda {

ClusterWriter::Walk ClusterWriter::walkOf(int value) const
{
    const Place& it = place(value);
    return it.size[0] == 1 || it.step == it.size[1] ? Walk() : Walk {it.size[1], it.step - it.size[1]};
}

bool ClusterWriter::canBeSegment(const Piece& piece) const
{
    if (piece.kind != Piece::elementwise || place(piece.out[0]).kind != Place::shared)
        return false;
    const Walk none;
    Walk rests = none;
    const auto fits = [&](int value) {
        const Walk walk = walkOf(value);
        if (isInput(m_pieces.rootOf(value)) || m_pieces.info(value).shape != piece.how.shape
            || place(value).elements() != place(piece.out[0]).elements()
            || (walk != none && rests != none && walk != rests))
            return false;
        if (walk != none)
            rests = walk;
        return true;
    };
    return std::ranges::all_of(piece.in,
                               [&](int value) { return m_pieces.axes[size_t(value)].count == 0 || fits(value); })
        && std::ranges::all_of(piece.out, fits);
}

bool ClusterWriter::areAlike(const Piece& a, const Piece& b) const
{
    if (!canBeSegment(b) || a.kind != b.kind || a.how.code != b.how.code || a.how.results != b.how.results
        || a.how.dtype != b.how.dtype || a.in.size() != b.in.size())
        return false;
    for (size_t i = 0; i < a.in.size(); ++i) {
        const bool isOne = m_pieces.axes[size_t(a.in[i])].count == 0;
        if (isOne != (m_pieces.axes[size_t(b.in[i])].count == 0) || typeOf(a.in[i]) != typeOf(b.in[i])
            || (isOne && m_pieces.rootOf(a.in[i]) != m_pieces.rootOf(b.in[i])))
            return false;
    }
    return true;
}

int ClusterWriter::segments(const std::vector<int>& alike, int turn)
{
    const Piece& first = m_pieces.pieces[size_t(alike[0])];
    const std::vector<bool> used = usedSlots(first.how, int(first.in.size()));
    std::vector<size_t> tensors; // operands
    for (size_t i = 0; i < first.in.size(); ++i) {
        if (used[i] && m_pieces.axes[size_t(first.in[i])].count > 0)
            tensors.push_back(i);
    }
    // Whether some segment's tensor has rests behind its rows
    const auto isSpread = [&](const auto& valueOf) {
        return std::ranges::any_of(
            alike, [&](int index) { return walkOf(valueOf(m_pieces.pieces[size_t(index)])) != Walk(); });
    };
    const int64_t width = 4 + int64_t(tensors.size() + first.out.size());
    std::string table;
    for (const int index : alike) {
        const Piece& piece = m_pieces.pieces[size_t(index)];
        const int64_t count = place(piece.out[0]).elements();
        Walk rests;
        for (const size_t i : tensors)
            rests = walkOf(piece.in[i]) != Walk() ? walkOf(piece.in[i]) : rests;
        for (const int value : piece.out)
            rests = walkOf(value) != Walk() ? walkOf(value) : rests;
        table += text(count) + ", " + text(ClusterPlan::threads - turn) + ", " + text(rests.columns) + ", "
            + text(rests.rest) + ", ";
        for (const size_t i : tensors)
            table += text(int64_t(place(piece.in[i]).at / 4)) + ", ";
        for (const int value : piece.out)
            table += text(int64_t(place(value).at / 4)) + ", ";
        turn = int((turn + (count + 31) / 32 * 32) % ClusterPlan::threads);
    }
    const std::string number = text(m_tables++);
    m_tablesText += "__constant__ int table" + number + "[] = {" + table + "};\n";
    const std::string type = typeName(first.how.dtype);
    m_code += "#pragma unroll 1\n        for (int segment = 0; segment < " + text(int64_t(alike.size()))
        + "; ++segment) {\n        const int* const row = table" + number + " + segment * " + text(width)
        + ";\n        const int count = row[0], t = (thread + row[1]) % THREADS;\n        typedef " + type + " T;\n";
    std::string parameters, results;
    for (size_t i = 0; i < first.in.size(); ++i) {
        if (!used[i])
            continue;
        if (std::ranges::find(tensors, i) == tensors.end())
            m_code += "        const T s" + text(int64_t(i)) + " = (T)" + numberOf(first.in[i]) + ";\n";
        else
            parameters += std::string(parameters.empty() ? "" : ", ") + "const T s" + text(int64_t(i));
    }
    for (size_t k = 0; k < first.out.size(); ++k)
        parameters += std::string(parameters.empty() ? "" : ", ") + "T& r" + text(int64_t(k));
    m_code += "        const auto chain = [&](" + parameters + ") {\n" + stepsText(first.how, int(first.in.size()));
    for (size_t k = 0; k < first.out.size(); ++k)
        m_code += "        r" + text(int64_t(k)) + " = s" + text(first.how.results[k]) + ";\n";
    m_code += "        };\n";
    bool anySpread = false;
    std::vector<bool> spread;
    for (const size_t i : tensors)
        spread.push_back(isSpread([&](const Piece& piece) { return piece.in[i]; }));
    for (size_t k = 0; k < first.out.size(); ++k)
        spread.push_back(isSpread([&](const Piece& piece) { return piece.out[k]; }));
    anySpread = std::ranges::find(spread, true) != spread.end();
    const auto pointer = [&](size_t slot) {
        return "(("
            + (slot < tensors.size() ? "const " + typeOf(first.in[tensors[slot]])
                                     : typeOf(first.out[slot - tensors.size()]))
            + "*)memory)[row[" + text(int64_t(4 + slot)) + "] + " + (spread[slot] ? "j" : "i");
    };
    const bool inPairs = std::ranges::all_of(alike, [&](int index) {
        const Piece& piece = m_pieces.pieces[size_t(index)];
        const auto isEven = [&](int value) {
            return m_pieces.axes[size_t(value)].count == 0
                || (place(value).elements() % 2 == 0 && place(value).at % 8 == 0 && walkOf(value).rest % 2 == 0
                    && (walkOf(value) == Walk() || walkOf(value).columns % 2 == 0));
        };
        return std::ranges::all_of(piece.in, isEven) && std::ranges::all_of(piece.out, isEven);
    });
    if (inPairs) {
        pairs(first, tensors, spread, anySpread);
        return turn;
    }
    // Two elements at a time: what is read for both does not wait for what is written.
    m_code += "#pragma unroll 1\n        for (int i0 = t; i0 < count; i0 += 2 * THREADS) {\n"
              "        const int i1 = i0 + THREADS < count ? i0 + THREADS : i0;\n";
    if (anySpread)
        m_code += "        const int j0 = i0 + i0 / row[2] * row[3], j1 = i1 + i1 / row[2] * row[3];\n";
    for (const char* turnOf : {"0", "1"}) {
        for (size_t slot = 0; slot < tensors.size(); ++slot)
            m_code += "        const T x" + text(int64_t(slot)) + turnOf + " = (T)" + pointer(slot) + turnOf + "];\n";
    }
    for (const char* turnOf : {"0", "1"}) {
        std::string given;
        for (size_t slot = 0; slot < tensors.size(); ++slot)
            given += "x" + text(int64_t(slot)) + turnOf + ", ";
        for (size_t k = 0; k < first.out.size(); ++k) {
            m_code += "        T y" + text(int64_t(k)) + turnOf + ";\n";
            given += "y" + text(int64_t(k)) + turnOf + (k + 1 < first.out.size() ? ", " : "");
        }
        m_code += "        chain(" + given + ");\n";
    }
    for (const char* turnOf : {"0", "1"}) {
        for (size_t k = 0; k < first.out.size(); ++k)
            m_code += "        " + pointer(tensors.size() + k) + turnOf + "] = y" + text(int64_t(k)) + turnOf + ";\n";
    }
    m_code += "        }\n        }\n";
    return turn;
}

void ClusterWriter::pairs(const Piece& first, const std::vector<size_t>& tensors, const std::vector<bool>& spread,
                          bool anySpread)
{
    m_code += "        struct __align__(8) Pair { T a, b; };\n#pragma unroll 1\n"
              "        for (int i = t * 2; i < count; i += THREADS * 2) {\n";
    if (anySpread)
        m_code += "        const int j = i + i / row[2] * row[3];\n";
    const auto pointer = [&](size_t slot) {
        return "*(Pair*)((T*)memory + row[" + text(int64_t(4 + slot)) + "] + " + (spread[slot] ? "j)" : "i)");
    };
    for (size_t slot = 0; slot < tensors.size(); ++slot)
        m_code += "        const Pair x" + text(int64_t(slot)) + " = " + pointer(slot) + ";\n";
    for (size_t k = 0; k < first.out.size(); ++k)
        m_code += "        Pair y" + text(int64_t(k)) + ";\n";
    for (const char* half : {".a", ".b"}) {
        std::string given;
        for (size_t slot = 0; slot < tensors.size(); ++slot)
            given += "x" + text(int64_t(slot)) + half + ", ";
        for (size_t k = 0; k < first.out.size(); ++k)
            given += "y" + text(int64_t(k)) + half + (k + 1 < first.out.size() ? ", " : "");
        m_code += "        chain(" + given + ");\n";
    }
    for (size_t k = 0; k < first.out.size(); ++k)
        m_code += "        " + pointer(tensors.size() + k) + " = y" + text(int64_t(k)) + ";\n";
    m_code += "        }\n        }\n";
}

} // namespace weft::cuda
