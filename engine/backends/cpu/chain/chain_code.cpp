#include "engine/backends/cpu/chain/chain_code.h"

namespace weft {

namespace {

// Additions that take about as long as the function, vectorised.
double costOf(ScalarFunction function)
{
    using enum ScalarFunction;
    switch (function) {
    case exp:
    case log:
    case log1p:
    case tanh:
    case sigmoid:
    case erf:
    case sin:
    case cos:
        return 4;
    case power:
        return 10;
    default:
        return 0.5;
    }
}

// Buffers for values that live from one step to another; the number of those in use at once is what counts.
class BufferPool {
public:
    int take()
    {
        if (m_free.empty())
            return m_count++;
        const int buffer = m_free.back();
        m_free.pop_back();
        return buffer;
    }
    void giveBack(int buffer) { m_free.push_back(buffer); }
    int count() const { return m_count; }

private:
    std::vector<int> m_free;
    int m_count = 0;
};

constexpr int forever = 1 << 30;

// The last step of the chain that reads each slot; -1: none does.
std::vector<int> lastUses(const FusedAttrs& how, int operands)
{
    std::vector<int> last(size_t(operands) + how.code.size(), -1);
    for (const int slot : how.results)
        last[size_t(slot)] = forever;
    for (int i = int(how.code.size()) - 1; i >= 0; --i) {
        const FusedStep& step = how.code[size_t(i)];
        if (last[size_t(operands + i)] < 0)
            continue; // nothing needs it
        for (int arg = 0; arg < operandCount(step.function); ++arg) {
            int& use = last[size_t(step.args[arg])];
            use = std::max(use, i);
        }
    }
    return last;
}

} // namespace

template <class T>
std::optional<ChainCode<T>> ChainCode<T>::make(const FusedAttrs& how, const std::vector<ValueInfo>& in,
                                               std::span<const int> order)
{
    const int operands = int(in.size());
    if (operands + int(how.code.size()) > mostSlots || int(how.results.size()) > mostBuffers)
        return std::nullopt;
    const std::vector<int> last = lastUses(how, operands);
    ChainCode chain;
    BufferPool buffers;
    for (int i = 0; i < operands; ++i) {
        Operand operand;
        operand.access = TileAccess(in[size_t(i)].dtype, how.shape, broadcastStrides(in[size_t(i)], how.shape), order);
        if (last[size_t(i)] < 0) {
            operand.kind = Operand::unused;
        } else if (operand.access.isSingle()) {
            operand.kind = Operand::single;
            operand.buffer = buffers.take();
        } else if (operand.access.isDirect() && in[size_t(i)].dtype == how.dtype) {
            operand.kind = Operand::direct;
        } else {
            operand.kind = Operand::spread;
        }
        chain.m_cost += operand.kind == Operand::direct ? 1 : operand.kind == Operand::spread ? 0.5 : 0;
        chain.m_operands.push_back(operand);
    }
    for (int i = 0; i < int(how.code.size()); ++i) { // filled once, so their buffers are never shared
        const FusedStep& step = how.code[size_t(i)];
        if (step.function == ScalarFunction::constant && last[size_t(operands + i)] >= 0)
            chain.m_constants.push_back({operands + i, buffers.take(), T(step.value)});
    }
    std::vector<int> bufferOf(last.size(), -1);
    const auto spread = [&](int slot) { // the first use of an operand loads its tile
        if (slot >= operands)
            return;
        Operand& operand = chain.m_operands[size_t(slot)];
        if (operand.kind != Operand::spread || operand.buffer >= 0)
            return;
        operand.buffer = bufferOf[size_t(slot)] = buffers.take();
        chain.m_steps.push_back({.slot = slot, .buffer = operand.buffer});
    };
    for (int i = 0; i < int(how.code.size()); ++i) {
        const FusedStep& step = how.code[size_t(i)];
        const int slot = operands + i;
        if (last[size_t(slot)] < 0 || step.function == ScalarFunction::constant)
            continue;
        const auto function = TileFunctions<T>::scalar(step.function);
        if (!function)
            return std::nullopt;
        Step ready = {.function = function, .slot = slot};
        for (int arg = 0; arg < 3; ++arg) // functions of fewer operands never read the others
            ready.args[arg] = step.args[arg < operandCount(step.function) ? arg : 0];
        for (const int arg : ready.args)
            spread(arg);
        for (int arg = 0; arg < operandCount(step.function); ++arg) {
            int& buffer = bufferOf[size_t(step.args[arg])];
            if (last[size_t(step.args[arg])] == i && buffer >= 0) {
                buffers.giveBack(buffer); // the result may be written over what is read for the last time
                buffer = -1;
            }
        }
        ready.buffer = bufferOf[size_t(slot)] = buffers.take();
        for (size_t k = 0; k < how.results.size(); ++k) {
            if (how.results[k] == slot)
                ready.result = int(k);
        }
        chain.m_steps.push_back(ready);
        chain.m_cost += costOf(step.function);
    }
    for (const int slot : how.results) {
        if (slot >= operands)
            continue;
        spread(slot);
        chain.m_passesOperandOn = true;
    }
    chain.m_results = how.results;
    chain.m_cost += double(how.results.size());
    if (buffers.count() > mostBuffers)
        return std::nullopt;
    return chain;
}

template <class T>
ChainCode<T>::Run::Run(const ChainCode& code, std::span<std::byte* const> in)
    : m_code(code)
    , m_in(in)
{
    for (size_t i = 0; i < code.m_operands.size(); ++i) {
        const Operand& operand = code.m_operands[i];
        if (operand.kind != Operand::single)
            continue;
        operand.access.load(buffer(operand.buffer), in[i], 0, 1);
        std::fill_n(buffer(operand.buffer) + 1, ChainCode::tile - 1, *buffer(operand.buffer));
        m_slots[i] = buffer(operand.buffer);
    }
    for (const Constant& constant : code.m_constants) {
        std::fill_n(buffer(constant.buffer), ChainCode::tile, constant.value);
        m_slots[constant.slot] = buffer(constant.buffer);
    }
}

template <class T> void ChainCode<T>::Run::tile(int64_t start, int64_t count)
{
    for (size_t i = 0; i < m_code.m_operands.size(); ++i) {
        if (m_code.m_operands[i].kind == Operand::direct)
            m_slots[i] = reinterpret_cast<const T*>(m_in[i]) + start;
    }
    for (const Step& step : m_code.m_steps) {
        T* y = step.result >= 0 && m_targets[step.result] ? m_targets[step.result] : buffer(step.buffer);
        if (step.function)
            step.function(y, m_slots[step.args[0]], m_slots[step.args[1]], m_slots[step.args[2]], count);
        else
            m_code.m_operands[size_t(step.slot)].access.load(y, m_in[size_t(step.slot)], start, count);
        m_slots[step.slot] = y;
    }
    for (size_t k = 0; k < m_code.m_results.size(); ++k) { // results that no step has written
        const T* source = m_slots[m_code.m_results[k]];
        if (m_targets[k] && m_targets[k] != source)
            std::memcpy(m_targets[k], source, size_t(count) * sizeof(T));
    }
}

template class ChainCode<float>;
template class ChainCode<double>;
template class ChainCode<int32_t>;
template class ChainCode<int64_t>;
template class ChainCode<uint8_t>;

} // namespace weft
