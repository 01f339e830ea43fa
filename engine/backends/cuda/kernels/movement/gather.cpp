#include "engine/backends/cuda/device/memory.h"
#include "engine/backends/cuda/kernels.h"
#include "engine/backends/cuda/nest.h"

namespace weft::cuda {

std::unique_ptr<Kernel> prepareGather(const Node& node, const Program& program, Device& device)
{
    const ValueInfo &table = operandInfo(node, program, 0), &indices = operandInfo(node, program, 1);
    const ValueInfo& y = resultInfo(node, program);
    if (typeName(y.dtype) == nullptr)
        return nullptr;
    const Shape dense = stridesOf(y), own = stridesOf(indices), rows = stridesOf(table);
    const int lead = indices.shape.rank();
    NestPlan plan(3);
    for (int axis = 0; axis < y.shape.rank(); ++axis)
        plan.add(y.shape[axis], {dense[axis], axis < lead ? own[axis] : 0, axis < lead ? 0 : rows[axis - lead + 1]});
    plan.sortBy(0);
    plan.merge();
    return makeKernel(
        [function = device.function(kernelSource("gather", definitions(y.dtype, plan.isWide())), "gather"),
         count = y.shape.elements(), rowCount = table.shape[0], rowStride = rows[0],
         nest = nestOf<3>(plan)](auto in, auto out, std::byte*) mutable {
            function.launch(gridFor(count), in[0], in[1], out[0], count, rowCount, rowStride, nest);
        });
}

std::unique_ptr<Kernel> prepareScatterAdd(const Node& node, const Program& program, Device& device)
{
    const ValueInfo &indices = operandInfo(node, program, 0), &updates = operandInfo(node, program, 1);
    const ValueInfo& y = resultInfo(node, program);
    if (typeName(y.dtype) == nullptr)
        return nullptr;
    const Shape dense = stridesOf(updates), own = stridesOf(indices), rows = stridesOf(y);
    const int lead = indices.shape.rank();
    NestPlan position(2), row(2);
    for (int axis = 0; axis < lead; ++axis)
        position.add(indices.shape[axis], {own[axis], dense[axis]});
    for (int axis = 1; axis < y.shape.rank(); ++axis)
        row.add(y.shape[axis], {dense[lead + axis - 1], rows[axis]});
    position.merge();
    row.sortBy(0);
    row.merge();
    const int64_t count = indices.shape.elements();
    if (count > 0 && count < (int64_t(1) << 31) && y.shape[0] > 2 * count)
        return makeKernel(
            [&device, bytes = y.bytes(), count, tableRows = y.shape[0], rowStride = rows[0],
             function = device.function(kernelSource("gather", definitions(y.dtype, false)), "scatter_first"),
             width = row.elements(), positionNest = nestOf<2>(position),
             rowNest = nestOf<2>(row)](auto in, auto out, std::byte*) mutable {
                if (bytes == 0)
                    return;
                check(device.driver().cuMemsetD8Async(addressOf(out[0]), 0, bytes, device.stream()));
                function.launch({.blocks = count, .threads = 256}, in[0], in[1], out[0], count, width, tableRows,
                                rowStride, positionNest, rowNest);
            });
    return makeKernel([function = device.function(kernelSource("gather", definitions(y.dtype, false)), "scatter"),
                       tableRows = y.shape[0], rowStride = rows[0], positions = indices.shape.elements(),
                       width = row.elements(), positionNest = nestOf<2>(position),
                       rowNest = nestOf<2>(row)](auto in, auto out, std::byte*) mutable {
        if (width > 0)
            function.launch(
                {.blocks = tableRows, .threads = 256, .blocksY = int(std::min<int64_t>(divideUp(width, 256), 65535))},
                in[0], in[1], out[0], positions, width, rowStride, positionNest, rowNest);
    });
}

} // namespace weft::cuda
