#include "engine/backends/cuda/cluster/writer.h"

#include "engine/backends/backend.h"

#include <algorithm>

namespace weft::cuda {

std::string ClusterWriter::list(std::initializer_list<int64_t> numbers)
{
    std::string out = "<";
    for (const int64_t number : numbers)
        out += (out.size() > 1 ? ", " : "") + text(number);
    return out + ">";
}

std::string ClusterWriter::run()
{
    const auto atLeastOne = [](size_t count) { return text(int64_t(std::max<size_t>(1, count))); };
    m_code = "#define THREADS " + text(ClusterPlan::threads) + "\n#define CLUSTER " + text(m_plan.blocks)
        + "\ntypedef float T;\n" + std::string(kernelText("scalar")) + std::string(kernelText("tf32"))
        + std::string(kernelText("cluster_primitives")) + std::string(kernelText("cluster")) + "struct Arguments {\n    const void* in["
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
            m_code += "        makeArrival(" + arrivals(one) + ");\n        makeArrival(" + arrivals(one) + " + 1);\n";
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

bool ClusterWriter::isInput(int root) const
{
    return std::ranges::any_of(m_program.inputs, [&](const Variable& input) { return input.value == root; });
}

void ClusterWriter::pointers()
{
    for (size_t i = 0; i < m_plan.places.size(); ++i) {
        const Place& it = m_plan.places[i];
        if (it.kind != Place::shared || m_pieces.rootOf(int(i)) != int(i) || isInput(int(i)))
            continue;
        const std::string type = typeOf(int(i));
        m_code +=
            "    " + type + "* const " + name(int(i)) + " = (" + type + "*)(memory + " + text(int64_t(it.at)) + ");\n";
        if (it.isPartial)
            m_code += "    float* const p" + text(int64_t(i)) + " = (float*)(memory + " + text(int64_t(it.partialAt))
                + ");\n";
    }
}

std::string ClusterWriter::shareStart(int value) const
{
    const Place& it = place(value);
    if (it.isShared[0])
        return "rank * " + text(it.size[0] * columns(value));
    return it.isShared[1] ? "rank * " + text(it.size[1]) : "0";
}

int64_t ClusterWriter::columns(int value) const
{
    const Axes& axes = m_pieces.axes[size_t(m_pieces.rootOf(value))];
    return axes.count == 2 ? axes.size[1] : axes.size[0];
}

std::string ClusterWriter::fetchText(int value, const std::string& to, const std::string& from) const
{
    const Place& it = place(value);
    const int64_t across = columns(value);
    const bool wide = it.size[1] % 4 == 0 && it.step % 4 == 0 && across % 4 == 0;
    return "fetch<" + text(it.size[0]) + ", " + text(it.size[1]) + ", " + text(it.step) + ", " + text(across) + ", "
        + (wide ? "true" : "false") + ">(" + to + ", (const " + typeOf(value) + "*)(" + from + ") + "
        + shareStart(value) + ", thread);\n";
}

void ClusterWriter::input(size_t index)
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
        m_code += "        fetchRows" + list({it.size[0], it.size[1], it.step, columns(value)}) + "(" + to + ", (const "
            + typeOf(value) + "*)(" + from + ") + " + shareStart(value) + ", (u64*)(memory + "
            + text(int64_t(it.arrivalsAt)) + ") + (step & 1), thread);\n";
}

void ClusterWriter::states()
{
    for (size_t i = 0; i < m_program.states.size(); ++i) {
        const int value = m_program.states[i].value;
        const std::string from = "a.state[" + text(int64_t(i)) + "]";
        if (place(value).kind == Place::number)
            m_code += "    " + typeOf(value) + " " + name(value) + " = *(const " + typeOf(value) + "*)" + from + ";\n";
        else
            m_code += "    " + fetchText(value, name(value), from);
    }
}

void ClusterWriter::copyStates()
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
                + name(state.value) + "[i / " + text(to.size[1]) + " * " + text(to.step) + " + i % " + text(to.size[1])
                + "] = " + name(state.next) + "[i / " + text(to.size[1]) + " * " + text(from.step) + " + i % "
                + text(to.size[1]) + "];\n";
        }
    }
}

std::string ClusterWriter::writeText(int value, const std::string& to) const
{
    const Place& it = place(value);
    const bool everywhere = it.isShared[0] || it.isShared[1];
    const std::string only = everywhere ? "" : "if (rank == 0)\n            ";
    if (it.kind == Place::number)
        return "if (rank == 0 && thread == 0)\n            *(" + typeOf(value) + "*)(" + to + ") = " + name(value)
            + ";\n";
    return only + "writeBack" + list({it.size[0], it.size[1], it.step, columns(value)}) + "((" + typeOf(value) + "*)("
        + to + ") + " + shareStart(value) + ", " + name(value) + ", thread);\n";
}

void ClusterWriter::keepStates()
{
    for (size_t i = 0; i < m_program.states.size(); ++i) {
        if (m_program.states[i].next >= 0)
            m_code += "    " + writeText(m_program.states[i].value, "a.state[" + text(int64_t(i)) + "]");
    }
}

void ClusterWriter::output(size_t index)
{
    const int value = m_program.outputs[index].value;
    m_code += "        "
        + writeText(value,
                    "(u8*)a.out[" + text(int64_t(index)) + "] + step * "
                        + text(int64_t(slotBytes(m_pieces.info(value)))));
}

std::string ClusterWriter::numberOf(int value) const
{
    return place(value).kind == Place::number ? name(value) : "*" + name(value);
}

void ClusterWriter::phase(const Phase& one)
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
        m_code += "        {\n        const int t = (thread + " + text(ClusterPlan::threads - turn) + ") % THREADS;\n";
        const int64_t busy = write(index);
        m_code += "        }\n";
        turn = int((turn + (busy + 31) / 32 * 32) % ClusterPlan::threads);
    }
    if (one.needsSync)
        m_code += "        __syncthreads();\n";
}

} // namespace weft::cuda
