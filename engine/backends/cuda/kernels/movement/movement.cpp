#include "engine/backends/cuda/kernels/movement/copy.h"

#include "engine/ir/ops/ops.h"

// All movement is a copy from one strided box to another: permute, broadcast, slice and concat choose strides and
// offsets, pad fills with zeros first.

namespace weft::cuda {

namespace {

std::unique_ptr<Kernel> makeCopy(Copy copy)
{
    return makeKernel([copy = std::move(copy)](auto in, auto out, std::byte*) mutable { copy.run(out[0], in[0]); });
}

} // namespace

std::unique_ptr<Kernel> prepareReshape(const Node& node, const Program& program, Device& device)
{
    const ValueInfo &x = operandInfo(node, program, 0), &y = resultInfo(node, program);
    const size_t bytes = byteSize(x.dtype);
    if (x.shape == y.shape)
        return makeCopy({device, copyPlan(y.shape, stridesOf(y), stridesOf(x)), bytes});
    if (y.layout == Layout::rowMajor)
        return makeCopy({device, copyPlan(x.shape, stridesOf(x.shape), stridesOf(x)), bytes});
    if (x.layout == Layout::rowMajor)
        return makeCopy({device, copyPlan(y.shape, stridesOf(y), stridesOf(y.shape)), bytes});
    // Both channels-last, of different shapes: by way of row-major order.
    return makeKernel(
        [there = Copy(device, copyPlan(x.shape, stridesOf(x.shape), stridesOf(x)), bytes),
         back = Copy(device, copyPlan(y.shape, stridesOf(y), stridesOf(y.shape)), bytes)](
            auto in, auto out, std::byte* workspace) mutable {
            there.run(workspace, in[0]);
            back.run(out[0], workspace);
        },
        x.bytes());
}

std::unique_ptr<Kernel> preparePermute(const Node& node, const Program& program, Device& device)
{
    const ValueInfo &x = operandInfo(node, program, 0), &y = resultInfo(node, program);
    const Shape& order = std::get<PermuteAttrs>(node.attrs).order;
    const Shape own = stridesOf(x);
    Shape strides = y.shape;
    for (int axis = 0; axis < y.shape.rank(); ++axis)
        strides[axis] = own[int(order[axis])];
    return makeCopy({device, copyPlan(y.shape, stridesOf(y), strides), byteSize(x.dtype)});
}

std::unique_ptr<Kernel> prepareBroadcast(const Node& node, const Program& program, Device& device)
{
    const ValueInfo &x = operandInfo(node, program, 0), &y = resultInfo(node, program);
    return makeCopy({device, copyPlan(y.shape, stridesOf(y), broadcastStrides(x, y.shape)), byteSize(x.dtype)});
}

std::unique_ptr<Kernel> prepareSlice(const Node& node, const Program& program, Device& device)
{
    const ValueInfo &x = operandInfo(node, program, 0), &y = resultInfo(node, program);
    const auto& how = std::get<SliceAttrs>(node.attrs);
    Shape strides = stridesOf(x);
    int64_t offset = 0;
    for (int axis = 0; axis < y.shape.rank(); ++axis) {
        offset += how.starts[axis] * strides[axis];
        strides[axis] *= how.steps[axis];
    }
    return makeCopy({device, copyPlan(y.shape, stridesOf(y), strides), byteSize(x.dtype), 0, offset});
}

std::unique_ptr<Kernel> preparePad(const Node& node, const Program& program, Device& device)
{
    const ValueInfo &x = operandInfo(node, program, 0), &y = resultInfo(node, program);
    const auto& how = std::get<PadAttrs>(node.attrs);
    Shape strides = stridesOf(y);
    int64_t offset = 0;
    for (int axis = 0; axis < y.shape.rank(); ++axis) {
        offset += how.low[axis] * strides[axis];
        strides[axis] *= how.interior[axis] + 1;
    }
    return makeKernel([&device,
                       copy = Copy(device, copyPlan(x.shape, strides, stridesOf(x)), byteSize(x.dtype), offset),
                       bytes = y.bytes()](auto in, auto out, std::byte*) mutable {
        if (bytes > 0)
            check(device.driver().cuMemsetD8Async(addressOf(out[0]), 0, bytes, device.stream()));
        copy.run(out[0], in[0]);
    });
}

std::unique_ptr<Kernel> prepareConcat(const Node& node, const Program& program, Device& device)
{
    const ValueInfo& y = resultInfo(node, program);
    const int axis = std::get<AxisAttrs>(node.attrs).axis;
    const Shape strides = stridesOf(y);
    std::vector<Copy> parts;
    int64_t start = 0;
    for (int i = 0; i < int(node.in.size()); ++i) {
        const ValueInfo& x = operandInfo(node, program, i);
        parts.emplace_back(device, copyPlan(x.shape, strides, stridesOf(x)), byteSize(y.dtype), start * strides[axis]);
        start += x.shape[axis];
    }
    return makeKernel([parts = std::move(parts)](auto in, auto out, std::byte*) mutable {
        for (size_t i = 0; i < parts.size(); ++i)
            parts[i].run(out[0], in[i]);
    });
}

} // namespace weft::cuda
