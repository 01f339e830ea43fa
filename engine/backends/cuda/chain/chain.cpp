#include "engine/backends/cuda/chain/chain.h"

#include "engine/backends/cuda/chain/chain_text.h"
#include "engine/ir/ops/ops.h"

#include <algorithm>

namespace weft::cuda {

namespace {

std::vector<ValueInfo> infosOf(const std::vector<int>& values, const Program& program)
{
    std::vector<ValueInfo> infos;
    for (const int value : values)
        infos.push_back(program.values[size_t(value)]);
    return infos;
}

std::unique_ptr<Kernel> makeChain(FusedAttrs how, const Node& node, const Program& program, Device& device)
{
    ChainNode chain {std::move(how), infosOf(node.in, program), infosOf(node.out, program)};
    const auto isKnown = [](const ValueInfo& info) { return storageName(info.dtype) != nullptr; };
    if (typeName(chain.how.dtype) == nullptr || !std::ranges::all_of(chain.in, isKnown)
        || !std::ranges::all_of(chain.out, isKnown) || !isDefined(chain.how))
        return nullptr;
    return chain.how.reduce == FusedAttrs::none ? makeElementwise(chain, device) : makeReduction(chain, device);
}

} // namespace

std::vector<int> memoryOrder(const ValueInfo& info)
{
    std::vector<int> order;
    for (int axis = 0; axis < info.shape.rank(); ++axis)
        order.push_back(axis);
    const Shape strides = stridesOf(info);
    std::stable_sort(order.begin(), order.end(), [&](int a, int b) { return strides[a] > strides[b]; });
    return order;
}

std::unique_ptr<Kernel> prepareChain(const Node& node, const Program& program, Device& device)
{
    return makeChain(std::get<FusedAttrs>(node.attrs), node, program, device);
}

std::unique_ptr<Kernel> prepareScalar(const Node& node, const Program& program, Device& device)
{
    const ValueInfo& y = resultInfo(node, program);
    const bool isNarrowing = node.op == &castOp && isNarrowFloat(y.dtype); // storing rounds
    FusedAttrs how = {.code = {}, .results = {0}, .dtype = isNarrowing ? DType::f32 : y.dtype, .shape = y.shape};
    if (node.op->scalar) { // otherwise a cast: reading converts
        const int operands = int(node.in.size());
        how.code = {{.function = *node.op->scalar}};
        for (int i = 0; i < operands; ++i)
            how.code[0].args[i] = i;
        how.results = {operands};
    }
    return makeChain(std::move(how), node, program, device);
}

std::unique_ptr<Kernel> prepareReduce(const Node& node, const Program& program, Device& device)
{
    const ValueInfo& x = operandInfo(node, program, 0);
    return makeChain({.code = {},
                      .results = {0},
                      .dtype = x.dtype,
                      .shape = x.shape,
                      .reduce = node.op == &sumOp ? FusedAttrs::sum : FusedAttrs::maximum,
                      .axes = std::get<ReduceAttrs>(node.attrs).axes},
                     node, program, device);
}

} // namespace weft::cuda
