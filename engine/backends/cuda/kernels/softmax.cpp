#include "engine/backends/cuda/kernels.h"
#include "engine/backends/cuda/nest.h"
#include "engine/ir/ops/ops.h"

#include <bit>
#include <utility>

namespace weft::cuda {

namespace {

struct Arguments { // as in softmax.cu
    int64_t rows = 0, classes = 0, stepX = 0, stepY = 0;
    int64_t ignored = -100;
    double smoothing = 0;
    Nest<4> nest = {};
};

// How threads are laid over rows; it follows from the shapes alone, so that sums are the same on every device.
struct Threads {
    int lanes = 1; // that share a row
    int held = 0; // numbers of a row that a thread keeps; 0: too many
    int pack = 1; // numbers read at once
    int block = 256;
    int64_t stagedBytes = 0; // shared memory for two rows, if they are copied there: a block a multiprocessor
};

Threads threadsFor(const Arguments& how, DType dtype)
{
    const int most = dtype == DType::f64 ? 16 : dtype == DType::f32 ? 32 : 64; // held numbers
    Threads threads;
    const bool together = how.stepX == 1 && how.stepY == 1;
    if (together) {
        const int widest = int(16 / byteSize(dtype));
        bool aligned = how.classes % widest == 0;
        for (int64_t axis = 0; axis < how.nest.rank; ++axis)
            aligned = aligned && how.nest.stride[0][size_t(axis)] % widest == 0
                && how.nest.stride[1][size_t(axis)] % widest == 0;
        threads.pack = aligned && how.classes >= 4 * widest ? widest : 1;
        const int64_t packs = divideUp(how.classes, threads.pack);
        threads.lanes = packs > 256 ? threads.block : int(std::bit_ceil(uint64_t(std::min<int64_t>(packs, 32))));
    }
    const auto each = [&] { return divideUp(how.classes, int64_t(threads.lanes) * threads.pack) * threads.pack; };
    if (isNarrowFloat(dtype) && threads.lanes == threads.block && each() > most / 2)
        threads.block = threads.lanes = 1024; // so that one block has the whole row
    threads.held = each() <= most ? int(each()) : 0;
    return threads;
}

// Long rows in shared memory, the next one on its way while one is worked on.
void stage(Threads& threads, const Arguments& how, DType dtype, const Device& device)
{
    const int64_t row = how.classes * int64_t(byteSize(dtype));
    if (device.sm() < 80 || threads.lanes != threads.block || size_t(threads.pack) * byteSize(dtype) != 16
        || row < 32 * 1024 || 2 * row + 1024 > int64_t(device.sharedBytes()))
        return;
    threads.stagedBytes = 2 * row;
    threads.held = 0;
    threads.block = threads.lanes = 1024;
}

std::string definitionsFor(const Threads& threads, DType dtype)
{
    return std::string(isNarrowFloat(dtype) ? "#define WEFT_HALF\n" : "")
        + definitions(isNarrowFloat(dtype) ? DType::f32 : dtype, true) + "typedef " + storageName(dtype)
        + " E;\n#define THREADS " + std::to_string(threads.block) + "\n#define LANES " + std::to_string(threads.lanes)
        + "\n#define HELD " + std::to_string(threads.held) + "\n#define PACK " + std::to_string(threads.pack)
        + "\n#define STAGED " + std::to_string(threads.stagedBytes) + "\n" + std::string(kernelText("scalar"));
}

// x and y move from row to row as their shapes without the axis; so do labels and losses, which have only that shape.
Arguments argumentsFor(int axis, const ValueInfo& x, const ValueInfo& y, const ValueInfo* labels,
                       const ValueInfo* losses)
{
    Arguments how;
    Shape rows = x.shape, stepX = stridesOf(x), stepY = y.shape == x.shape ? stridesOf(y) : Shape(stepX);
    how.classes = x.shape[axis];
    how.stepX = stepX[axis];
    how.stepY = stepY[axis];
    for (Shape* shape : {&rows, &stepX, &stepY})
        shape->erase(axis);
    const Shape stepLabels = labels != nullptr ? stridesOf(*labels) : Shape(stepX),
                stepLosses = losses != nullptr ? stridesOf(*losses) : Shape(stepX);
    NestPlan plan(4);
    for (int i = 0; i < rows.rank(); ++i)
        plan.add(rows[i], {stepX[i], stepY[i], stepLabels[i], stepLosses[i]});
    plan.sortBy(0);
    plan.merge();
    how.rows = rows.elements();
    how.nest = nestOf<4>(plan);
    return how;
}

// In place of operands that lie as the result does: every number is read before its place is written.
class RowsKernel final : public Kernel {
public:
    RowsKernel(const Arguments& how, const Threads& threads, int multiprocessors, Function function,
               std::vector<bool> overwritable)
        : m_how(how)
        , m_threads(threads)
        , m_mostBlocks(threads.stagedBytes > 0 ? multiprocessors : 132 * 32)
        , m_function(std::move(function))
        , m_overwritable(std::move(overwritable))
    {
    }
    bool mayOverwrite(int operand) const override { return m_overwritable[size_t(operand)]; }
    void launch(std::span<std::byte* const> in, std::span<std::byte* const> out, std::byte*) override
    {
        if (m_how.rows == 0 || m_how.classes == 0)
            return;
        const std::byte* addresses[4] = {};
        void* arguments[5] = {};
        size_t count = 0;
        for (const auto* places : {&in, &out}) {
            for (const std::byte* place : *places) {
                addresses[count] = place;
                arguments[count] = &addresses[count];
                ++count;
            }
        }
        arguments[count] = &m_how;
        if (m_threads.stagedBytes > 0 && !std::exchange(m_allowed, true))
            m_function.allowShared(size_t(m_threads.stagedBytes));
        const int64_t rowsOfBlock = m_threads.block / m_threads.lanes;
        m_function.launchWith({.blocks = std::min(divideUp(m_how.rows, rowsOfBlock), m_mostBlocks),
                               .threads = m_threads.block,
                               .sharedBytes = size_t(m_threads.stagedBytes)},
                              arguments);
    }

private:
    Arguments m_how;
    Threads m_threads;
    int64_t m_mostBlocks;
    bool m_allowed = false; // the shared memory
    Function m_function;
    std::vector<bool> m_overwritable;
};

bool hasFloats(const ValueInfo& info)
{
    return isFloat(info.dtype);
}

} // namespace

std::unique_ptr<Kernel> prepareSoftmax(const Node& node, const Program& program, Device& device)
{
    const ValueInfo &x = operandInfo(node, program, 0), &y = resultInfo(node, program);
    const bool isGradient = node.op == &softmaxGradientOp;
    if (!hasFloats(x) || isNarrowFloat(x.dtype) || (isGradient && operandInfo(node, program, 1).layout != x.layout))
        return nullptr;
    const Arguments how = argumentsFor(std::get<AxisAttrs>(node.attrs).axis, x, y, nullptr, nullptr);
    const Threads threads = threadsFor(how, x.dtype);
    const char* entry = isGradient ? "softmax_gradient" : node.op == &softmaxOp ? "softmax" : "log_softmax";
    return std::make_unique<RowsKernel>(
        how, threads, device.multiprocessors(),
        device.function(kernelSource("softmax", definitionsFor(threads, x.dtype)), entry),
        std::vector<bool>(node.in.size(), y.layout == x.layout));
}

std::unique_ptr<Kernel> prepareLoss(const Node& node, const Program& program, Device& device)
{
    const ValueInfo &x = operandInfo(node, program, 0), &labels = operandInfo(node, program, 1);
    const ValueInfo& y = resultInfo(node, program);
    if (!hasFloats(x))
        return nullptr;
    const bool isGradient = node.op == &softmaxCrossEntropyGradientOp;
    const auto& attrs = std::get<LossAttrs>(node.attrs);
    Arguments how =
        argumentsFor(attrs.axis, x, isGradient ? y : x, &labels, isGradient ? &operandInfo(node, program, 2) : &y);
    how.ignored = attrs.ignored;
    how.smoothing = attrs.smoothing;
    Threads threads = threadsFor(how, x.dtype);
    stage(threads, how, x.dtype, device);
    Function function = device.function(kernelSource("softmax", definitionsFor(threads, x.dtype)),
                                        isGradient ? "loss_gradient" : "loss");
    return std::make_unique<RowsKernel>(how, threads, device.multiprocessors(), std::move(function),
                                        std::vector<bool> {isGradient && y.layout == x.layout, false, false});
}

} // namespace weft::cuda
