#include "engine/backends/cuda/cluster/text.h"

#include "engine/backends/backend.h"
#include "engine/backends/cuda/chain/chain_text.h"
#include "engine/backends/cuda/kernels.h"

#include <algorithm>

namespace weft::cuda {

namespace {

std::string text(int64_t number)
{
    return std::to_string(number);
}

std::string list(std::initializer_list<int64_t> numbers) // of template arguments
{
    std::string out = "<";
    for (const int64_t number : numbers)
        out += (out.size() > 1 ? ", " : "") + text(number);
    return out + ">";
}

class Writer {
public:
    Writer(const Pieces& pieces, const ClusterPlan& plan)
        : m_pieces(pieces)
        , m_program(*pieces.program)
        , m_plan(plan)
    {
    }

    std::string run()
    {
        const auto atLeastOne = [](size_t count) { return text(int64_t(std::max<size_t>(1, count))); };
        m_code = "#define THREADS " + text(ClusterPlan::threads) + "\n#define CLUSTER " + text(m_plan.blocks)
            + "\ntypedef float T;\n" + std::string(kernelText("scalar")) + std::string(kernelText("cluster_primitives"))
            + std::string(kernelText("cluster")) + "struct Arguments {\n    const void* in["
            + atLeastOne(m_program.inputs.size()) + "];\n    void* out[" + atLeastOne(m_program.outputs.size())
            + "];\n    void* state[" + atLeastOne(m_program.states.size()) + "];\n    i64 steps;\n};\n"
            + "extern __shared__ __align__(16) u8 memory[];\n";
        const size_t tablesAt = m_code.size();
        m_code += "extern \"C\" __global__ void __launch_bounds__(THREADS, 1) steps(const Arguments a)\n{\n"
                  "    const int thread = (int)threadIdx.x, rank = clusterRank();\n";
        pointers();
        states();
        m_code += "    const auto fetchInputs = [&](i64 step) {\n        (void)step;\n";
        for (size_t i = 0; i < m_program.inputs.size(); ++i)
            input(i);
        m_code += "    };\n    if (thread == 0) {\n";
        for (const Variable& variable : m_program.inputs) {
            const size_t at = place(variable.value).arrivalsAt;
            if (at > 0)
                m_code += "        makeArrival((u64*)(memory + " + text(int64_t(at))
                    + "));\n        makeArrival((u64*)(memory + " + text(int64_t(at)) + ") + 1);\n";
        }
        for (const Phase& one : m_plan.phases) {
            if (!one.exchanged.empty())
                m_code +=
                    "        makeArrival(" + arrivals(one) + ");\n        makeArrival(" + arrivals(one) + " + 1);\n";
        }
        m_code += "        arrivalsMade();\n    }\n    clusterSync(); // all blocks are there\n    if (a.steps > 0)\n"
                  "        fetchInputs(0);\n"
                  "    for (i64 step = 0; step < a.steps; ++step) {\n        copiesDone();\n";
        for (const Variable& variable : m_program.inputs) {
            const size_t at = place(variable.value).arrivalsAt;
            if (at > 0)
                m_code +=
                    "        waitFor((u64*)(memory + " + text(int64_t(at)) + ") + (step & 1), (u32)(step >> 1) & 1);\n";
        }
        m_code += "        __syncthreads();\n        if (step + 1 < a.steps)\n            fetchInputs(step + 1);\n";
        for (const Variable& variable : m_program.inputs) {
            const Place& it = place(variable.value);
            m_code += "        const " + typeOf(variable.value) + "* const " + name(variable.value) + " = (const "
                + typeOf(variable.value) + "*)(memory + " + text(int64_t(it.at)) + " + (step & 1) * "
                + text(int64_t(it.copyBytes)) + ");\n";
        }
        for (const Phase& one : m_plan.phases)
            phase(one);
        for (size_t i = 0; i < m_program.outputs.size(); ++i)
            output(i);
        copyStates();
        if (m_plan.exchanges == 1)
            m_code += "        clusterSync(); // what was received may be written over\n";
        m_code += "    }\n    __syncthreads();\n";
        keepStates();
        m_code.insert(tablesAt, m_tablesText);
        return m_code + "}\n";
    }

private:
    const Place& place(int value) const { return m_plan.places[size_t(m_pieces.rootOf(value))]; }
    std::string name(int value) const { return "v" + text(m_pieces.rootOf(value)); }
    std::string typeOf(int value) const { return typeName(m_pieces.info(m_pieces.rootOf(value)).dtype); }
    bool isInput(int root) const
    {
        return std::ranges::any_of(m_program.inputs, [&](const Variable& input) { return input.value == root; });
    }

    void pointers()
    {
        for (size_t i = 0; i < m_plan.places.size(); ++i) {
            const Place& it = m_plan.places[i];
            if (it.kind != Place::shared || m_pieces.rootOf(int(i)) != int(i) || isInput(int(i)))
                continue;
            const std::string type = typeOf(int(i));
            m_code += "    " + type + "* const " + name(int(i)) + " = (" + type + "*)(memory + " + text(int64_t(it.at))
                + ");\n";
            if (it.isPartial)
                m_code += "    float* const p" + text(int64_t(i)) + " = (float*)(memory + "
                    + text(int64_t(it.partialAt)) + ");\n";
        }
    }

    // Where a block's share begins in the whole tensor, in elements, and how far its rows are apart.
    std::string shareStart(int value) const
    {
        const Place& it = place(value);
        if (it.isShared[0])
            return "rank * " + text(it.size[0] * columns(value));
        return it.isShared[1] ? "rank * " + text(it.size[1]) : "0";
    }
    int64_t columns(int value) const
    {
        const Axes& axes = m_pieces.axes[size_t(m_pieces.rootOf(value))];
        return axes.count == 2 ? axes.size[1] : axes.size[0];
    }
    std::string fetchText(int value, const std::string& to, const std::string& from) const
    {
        const Place& it = place(value);
        const int64_t across = columns(value);
        const bool wide = it.size[1] % 4 == 0 && it.step % 4 == 0 && across % 4 == 0;
        return "fetch<" + text(it.size[0]) + ", " + text(it.size[1]) + ", " + text(it.step) + ", " + text(across) + ", "
            + (wide ? "true" : "false") + ">(" + to + ", (const " + typeOf(value) + "*)(" + from + ") + "
            + shareStart(value) + ", thread);\n";
    }

    void input(size_t index)
    {
        const int value = m_program.inputs[index].value;
        const Place& it = place(value);
        const std::string to = "(" + typeOf(value) + "*)(memory + " + text(int64_t(it.at)) + " + (step & 1) * "
            + text(int64_t(it.copyBytes)) + ")";
        const std::string from =
            "(const u8*)a.in[" + text(int64_t(index)) + "] + step * " + text(int64_t(slotBytes(m_pieces.info(value))));
        if (it.arrivalsAt == 0)
            m_code += "        " + fetchText(value, to, from);
        else
            m_code += "        fetchRows" + list({it.size[0], it.size[1], it.step, columns(value)}) + "(" + to
                + ", (const " + typeOf(value) + "*)(" + from + ") + " + shareStart(value) + ", (u64*)(memory + "
                + text(int64_t(it.arrivalsAt)) + ") + (step & 1), thread);\n";
    }

    void states()
    {
        for (size_t i = 0; i < m_program.states.size(); ++i) {
            const int value = m_program.states[i].value;
            const std::string from = "a.state[" + text(int64_t(i)) + "]";
            if (place(value).kind == Place::number)
                m_code +=
                    "    " + typeOf(value) + " " + name(value) + " = *(const " + typeOf(value) + "*)" + from + ";\n";
            else
                m_code += "    " + fetchText(value, name(value), from);
        }
    }

    // Next values that were not written over the states themselves
    void copyStates()
    {
        bool isFirst = true;
        for (const bool numbers : {false, true}) { // numbers last: they may be read from what is copied
            for (size_t i = 0; i < m_program.states.size(); ++i) {
                const StateVariable& state = m_program.states[i];
                if (!m_plan.isCopied[i] || (place(state.value).kind == Place::number) != numbers)
                    continue;
                if (isFirst)
                    m_code += "        __syncthreads();\n";
                isFirst = false;
                if (numbers) {
                    m_code += "        " + name(state.value) + " = " + numberOf(state.next) + ";\n";
                    continue;
                }
                const Place &to = place(state.value), &from = place(state.next);
                m_code += "        for (int i = thread; i < " + text(to.elements()) + "; i += THREADS)\n            "
                    + name(state.value) + "[i / " + text(to.size[1]) + " * " + text(to.step) + " + i % "
                    + text(to.size[1]) + "] = " + name(state.next) + "[i / " + text(to.size[1]) + " * "
                    + text(from.step) + " + i % " + text(to.size[1]) + "];\n";
            }
        }
    }

    std::string writeText(int value, const std::string& to) const
    {
        const Place& it = place(value);
        const bool everywhere = it.isShared[0] || it.isShared[1];
        const std::string only = everywhere ? "" : "if (rank == 0)\n            ";
        if (it.kind == Place::number)
            return "if (rank == 0 && thread == 0)\n            *(" + typeOf(value) + "*)(" + to + ") = " + name(value)
                + ";\n";
        return only + "writeBack" + list({it.size[0], it.size[1], it.step, columns(value)}) + "((" + typeOf(value)
            + "*)(" + to + ") + " + shareStart(value) + ", " + name(value) + ", thread);\n";
    }

    void keepStates()
    {
        for (size_t i = 0; i < m_program.states.size(); ++i) {
            if (m_program.states[i].next >= 0)
                m_code += "    " + writeText(m_program.states[i].value, "a.state[" + text(int64_t(i)) + "]");
        }
    }

    void output(size_t index)
    {
        const int value = m_program.outputs[index].value;
        m_code += "        "
            + writeText(value,
                        "(u8*)a.out[" + text(int64_t(index)) + "] + step * "
                            + text(int64_t(slotBytes(m_pieces.info(value)))));
    }

    // A value of one element
    std::string numberOf(int value) const
    {
        return place(value).kind == Place::number ? name(value) : "*" + name(value);
    }

    void phase(const Phase& one)
    {
        if (!one.exchanged.empty()) {
            const auto pointer = [](size_t at) { return "(float*)(memory + " + text(int64_t(at)) + ")"; };
            m_code += one.share > 0 ? "        exchangeShares" + list({one.count, one.share})
                                    : "        exchange" + list({one.count});
            m_code += "(" + pointer(one.partsAt) + ", " + pointer(one.receivedAt) + ", " + pointer(one.sumsAt) + ", "
                + arrivals(one) + ", (u32)step & 1, rank, thread);\n";
            return;
        }
        int turn = 0; // threads that earlier pieces of the phase keep busy
        std::vector<int> written;
        for (size_t at = 0; at < one.pieces.size(); ++at) {
            const int index = one.pieces[at];
            const Piece& piece = m_pieces.pieces[size_t(index)];
            if (place(piece.out[0]).kind == Place::number) {
                numbers(piece);
                continue;
            }
            if (std::ranges::find(written, index) != written.end())
                continue;
            std::vector<int> alike = {index};
            for (size_t other = at + 1; other < one.pieces.size(); ++other) {
                if (areAlike(piece, m_pieces.pieces[size_t(one.pieces[other])]))
                    alike.push_back(one.pieces[other]);
            }
            if (alike.size() > 1 && canBeSegment(piece)) {
                turn = segments(alike, turn);
                written.insert(written.end(), alike.begin(), alike.end());
                continue;
            }
            m_code +=
                "        {\n        const int t = (thread + " + text(ClusterPlan::threads - turn) + ") % THREADS;\n";
            const int64_t busy = write(index);
            m_code += "        }\n";
            turn = int((turn + (busy + 31) / 32 * 32) % ClusterPlan::threads);
        }
        if (one.needsSync)
            m_code += "        __syncthreads();\n";
    }

    static std::string arrivals(const Phase& one) { return "(u64*)(memory + " + text(int64_t(one.arrivalsAt)) + ")"; }

    // How element i of a tensor is found where rows may have a rest behind them: i + i / columns * rest.
    struct Walk {
        int64_t columns = 1, rest = 0;
        bool operator==(const Walk&) const = default;
    };
    Walk walkOf(int value) const
    {
        const Place& it = place(value);
        return it.size[0] == 1 || it.step == it.size[1] ? Walk() : Walk {it.size[1], it.step - it.size[1]};
    }

    // A chain over whole tensors of one shape and numbers, which are in all of its kind the same.
    bool canBeSegment(const Piece& piece) const
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

    bool areAlike(const Piece& a, const Piece& b) const
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

    // Chains of equal code, by one loop over a table of where their tensors lie: an optimizer's updates.
    int segments(const std::vector<int>& alike, int turn)
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
            + ";\n        const int count = row[0], t = (thread + row[1]) % THREADS;\n        typedef " + type
            + " T;\n";
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
                m_code +=
                    "        const T x" + text(int64_t(slot)) + turnOf + " = (T)" + pointer(slot) + turnOf + "];\n";
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
                m_code +=
                    "        " + pointer(tensors.size() + k) + turnOf + "] = y" + text(int64_t(k)) + turnOf + ";\n";
        }
        m_code += "        }\n        }\n";
        return turn;
    }

    // The loop of segments() over neighbours, which are read and written together.
    void pairs(const Piece& first, const std::vector<size_t>& tensors, const std::vector<bool>& spread, bool anySpread)
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

    // Every thread computes them.
    void numbers(const Piece& piece)
    {
        for (const int value : piece.out)
            m_code += "        " + typeOf(value) + " " + name(value) + ";\n";
        m_code += "        {\n" + operands(piece, {}, {});
        m_code += stepsText(piece.how, int(piece.in.size()));
        for (size_t k = 0; k < piece.out.size(); ++k)
            m_code += "        " + name(piece.out[k]) + " = s" + text(piece.how.results[k]) + ";\n";
        m_code += "        }\n";
    }

    // What a chain reads, as s0, s1, …; elements by their row and column in the domain.
    std::string operands(const Piece& piece, const std::string& row, const std::string& column) const
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

    std::string element(int value, const Shape& domain, const std::string& row, const std::string& column) const
    {
        if (m_pieces.axes[size_t(value)].count == 0)
            return numberOf(value);
        return name(value) + "[" + offset(value, domain, row, column) + "]";
    }

    std::string offset(int value, const Shape& domain, const std::string& row, const std::string& column) const
    {
        const auto along = *axesWithin(domain, m_pieces.info(value).shape);
        const bool isPlain = axesOf(domain).count == 1; // the domain's one axis counts as columns
        const Axes& axes = m_pieces.axes[size_t(value)];
        std::string out;
        for (size_t axis = 0; axis < 2; ++axis) {
            if (along[axis] < 0)
                continue;
            const int64_t step = axes.count == 2 && along[axis] == 0 ? place(value).step : 1;
            out += (out.empty() ? "" : " + ") + (axis == 0 && !isPlain ? row : column)
                + (step == 1 ? "" : " * " + text(step));
        }
        return out.empty() ? "0" : out;
    }

    // A block's part of the domain: rows and columns; one axis counts as columns.
    std::array<int64_t, 2> domainOf(const Piece& piece) const
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

    // How many threads it keeps busy
    int64_t write(int index)
    {
        const Piece& piece = m_pieces.pieces[size_t(index)];
        const auto scratch = [&](const std::string& type) {
            return "(" + type + "*)(memory + " + text(int64_t(m_plan.scratchAt[size_t(index)])) + ")";
        };
        const auto target = [&](int value) {
            return (place(value).isPartial ? "p" : "v") + text(m_pieces.rootOf(value));
        };
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
                : "        multiply"
                    + list({cut.m, cut.n, cut.k, am, ak, bk, bn, ldc, cut.parts, cut.tileM, cut.tileN});
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
            m_code += "        Softmax" + list({x.size[0], x.size[1], x.step}) + "::"
                + (isGradient ? "lossGradient" + list({place(piece.out[0]).step}) : "loss") + "(" + name(piece.in[0])
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

    static std::string doubleText(double value)
    {
        const std::string number = numberText(value); // "(T)…"
        return "(double)" + number.substr(3);
    }

    int64_t elementwise(const Piece& piece)
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

    int64_t reduction(const Piece& piece, const std::string& target, const std::string& scratch)
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
                + text(summed) + "; k += THREADS) {\n" + body + "        }\n        sum = " + across
                + "(sum);\n        " + type + "* const parts = (" + type + "*)" + scratch
                + ";\n        if (t % 32 == 0)\n            parts[t / 32] = sum;\n"
                  "        __syncthreads();\n        if (t < 32) {\n            sum = t < WARPS ? parts[t] : "
                + begin + ";\n            sum = " + across + "(sum);\n            if (t == 0)\n                "
                + target + "[0] = sum;\n        }\n";
            return ClusterPlan::threads;
        }
        const int lanes = kept == 1 || summed > 32 ? 32 : 1;
        const std::string result = "t / " + text(lanes);
        if (kept * lanes <= ClusterPlan::threads)
            m_code +=
                "        if (" + result + " < " + text(kept) + ") {\n        const int o = " + result + ";\n        ";
        else
            m_code += "#pragma unroll 1\n        for (int o = " + result + "; o < " + text(kept) + "; o += THREADS / "
                + text(lanes) + ") {\n        ";
        m_code += std::string() + type + " sum = " + begin + ";\n#pragma unroll 4\n        for (int k = t % "
            + text(lanes) + "; k < " + text(summed) + "; k += " + text(lanes) + ") {\n" + body + "        }\n";
        if (lanes > 1)
            m_code += "        sum = " + across + "(sum);\n";
        m_code += "        if (t % " + text(lanes) + " == 0)\n            " + target + "[o] = sum;\n        }\n";
        return kept * lanes;
    }

    const Pieces& m_pieces;
    const Program& m_program;
    const ClusterPlan& m_plan;
    std::string m_code, m_tablesText;
    int m_tables = 0;
};

} // namespace

std::string clusterText(const Pieces& pieces, const ClusterPlan& plan)
{
    return Writer(pieces, plan).run();
}

} // namespace weft::cuda
