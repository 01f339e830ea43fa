#include "engine/backends/cpu/chain/chain_code.h"
#include "engine/backends/cpu/chain/reduction.h"
#include "engine/backends/cpu/kernels.h"
#include "engine/backends/cpu/parallel.h"
#include "engine/ir/ops/ops.h"

#include <algorithm>

namespace weft {

namespace {

// The domain in the order in which the result lies in memory; elements are independent.
template <class T> class ElementwiseKernel final : public Kernel {
public:
    ElementwiseKernel(ChainCode<T> code, std::vector<TileAccess> results, int64_t elements)
        : m_code(std::move(code))
        , m_results(std::move(results))
        , m_elements(elements)
    {
    }

    bool mayOverwrite(int operand) const override
    {
        const bool inOrder =
            std::all_of(m_results.begin(), m_results.end(), [](const TileAccess& result) { return result.isDirect(); });
        return inOrder && m_code.operandIsDirect(operand) && (m_results.size() == 1 || !m_code.passesOperandOn());
    }

    void launch(std::span<std::byte* const> in, std::span<std::byte* const> out, std::byte*) override
    {
        // Of several results, one that lies over an operand waits until the whole tile has been read.
        std::array<bool, ChainCode<T>::mostBuffers> inPlace = {};
        for (size_t k = 0; k < m_results.size(); ++k)
            inPlace[k] = m_results[k].isDirect()
                && (m_results.size() == 1 || std::find(in.begin(), in.end(), out[k]) == in.end());
        const int64_t tiles = divideUp(m_elements, ChainCode<T>::tile);
        const int64_t each = itemsPerTask(tiles, double(ChainCode<T>::tile) * m_code.cost());
        parallelFor(divideUp(tiles, each), [&](int64_t task) {
            typename ChainCode<T>::Run run(m_code, in);
            const int64_t end = std::min(m_elements, (task + 1) * each * ChainCode<T>::tile);
            for (int64_t start = task * each * ChainCode<T>::tile; start < end; start += ChainCode<T>::tile) {
                const int64_t count = std::min(ChainCode<T>::tile, end - start);
                for (size_t k = 0; k < m_results.size(); ++k)
                    run.writeTo(int(k), inPlace[k] ? as<T>(out[k]) + start : nullptr);
                run.tile(start, count);
                for (size_t k = 0; k < m_results.size(); ++k) {
                    if (!inPlace[k])
                        m_results[k].store(as<T>(out[k]), run.result(int(k)), start, count);
                }
            }
        });
    }

private:
    ChainCode<T> m_code;
    std::vector<TileAccess> m_results;
    int64_t m_elements;
};

std::vector<ValueInfo> infosOf(const std::vector<int>& values, const Program& program)
{
    std::vector<ValueInfo> infos;
    for (const int value : values)
        infos.push_back(program.values[size_t(value)]);
    return infos;
}

std::vector<int> memoryOrder(const ValueInfo& info)
{
    std::vector<int> order;
    for (int axis = 0; axis < info.shape.rank(); ++axis)
        order.push_back(axis);
    const Shape strides = stridesOf(info);
    std::stable_sort(order.begin(), order.end(), [&](int a, int b) { return strides[a] > strides[b]; });
    return order;
}

template <class T>
std::unique_ptr<Kernel> makeElementwise(const FusedAttrs& how, const std::vector<ValueInfo>& in,
                                        const std::vector<ValueInfo>& out)
{
    const std::vector<int> order = memoryOrder(out[0]);
    auto code = ChainCode<T>::make(how, in, order);
    if (!code)
        return nullptr;
    std::vector<TileAccess> results;
    for (const ValueInfo& info : out)
        results.emplace_back(info.dtype, how.shape, stridesOf(info), order);
    return std::make_unique<ElementwiseKernel<T>>(std::move(*code), std::move(results), how.shape.elements());
}

std::unique_ptr<Kernel> makeChain(const FusedAttrs& how, const Node& node, const Program& program)
{
    const std::vector<ValueInfo> in = infosOf(node.in, program), out = infosOf(node.out, program);
    const auto isHalf = [](const ValueInfo& info) { return info.dtype == DType::f16 || info.dtype == DType::bf16; };
    if (std::ranges::any_of(in, isHalf) || std::ranges::any_of(out, isHalf))
        return nullptr;
    return withNumber(how.dtype, [&]<class T>() -> std::unique_ptr<Kernel> {
        if (how.reduce == FusedAttrs::none)
            return makeElementwise<T>(how, in, out);
        // Reductions walk the order of the largest operand.
        const ValueInfo* largest = nullptr;
        for (const ValueInfo& info : in) {
            if (info.shape == how.shape && !largest)
                largest = &info;
        }
        return makeReduction<T>(how, in, out,
                                memoryOrder(largest ? *largest : ValueInfo {.shape = how.shape, .dtype = how.dtype}));
    });
}

} // namespace

std::unique_ptr<Kernel> prepareChain(const Node& node, const Program& program)
{
    return makeChain(std::get<FusedAttrs>(node.attrs), node, program);
}

std::unique_ptr<Kernel> prepareScalar(const Node& node, const Program& program)
{
    const ValueInfo& y = resultInfo(node, program);
    FusedAttrs how = {.code = {}, .results = {0}, .dtype = y.dtype, .shape = y.shape};
    if (node.op->scalar) { // otherwise a cast: reading converts
        const int operands = int(node.in.size());
        how.code = {{.function = *node.op->scalar}};
        for (int i = 0; i < operands; ++i)
            how.code[0].args[i] = i;
        how.results = {operands};
    }
    return makeChain(how, node, program);
}

std::unique_ptr<Kernel> prepareReduce(const Node& node, const Program& program)
{
    const ValueInfo& x = operandInfo(node, program, 0);
    const FusedAttrs how = {.code = {},
                            .results = {0},
                            .dtype = x.dtype,
                            .shape = x.shape,
                            .reduce = node.op == &sumOp ? FusedAttrs::sum : FusedAttrs::maximum,
                            .axes = std::get<ReduceAttrs>(node.attrs).axes};
    return makeChain(how, node, program);
}

} // namespace weft
