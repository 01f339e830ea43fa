#include "engine/backends/cuda/kernels/normalization/norm_rows.h"

#include <algorithm>

namespace weft::cuda {

namespace {

constexpr int threads = 256;
constexpr int64_t mostBlocks = 264; // of a gradient: as many as there is room for at once

// The memory is planned in pieces of 64 bytes: a result may lie over an operand that takes as many of them.
size_t pieces(const ValueInfo& info)
{
    return (info.bytes() + 63) / 64;
}

class RowsKernel final : public Kernel {
public:
    RowsKernel(Function function, int64_t rows, double epsilon, bool overwrites)
        : m_function(std::move(function))
        , m_rows(rows)
        , m_epsilon(epsilon)
        , m_overwrites(overwrites)
    {
    }
    bool mayOverwrite(int operand) const override { return m_overwrites && operand == 0; }
    void launch(std::span<std::byte* const> in, std::span<std::byte* const> out, std::byte*) override
    {
        m_function.launch(gridFor(m_rows * 32, threads), in[0], in[1], in[2], out[0], out[1], out[2], m_rows,
                          m_epsilon);
    }

private:
    Function m_function;
    int64_t m_rows;
    double m_epsilon;
    bool m_overwrites;
};

class RowsGradientKernel final : public Kernel {
public:
    RowsGradientKernel(Function function, Function join, int64_t rows, int64_t count)
        : m_function(std::move(function))
        , m_join(std::move(join))
        , m_rows(rows)
        , m_count(count)
    {
    }
    size_t workspaceBytes() const override { return size_t(blocks() * 2 * m_count) * sizeof(float); }
    bool mayOverwrite(int operand) const override { return operand == 0 || operand == 4; }
    void launch(std::span<std::byte* const> in, std::span<std::byte* const> out, std::byte* partial) override
    {
        m_function.launch({.blocks = blocks(), .threads = threads}, in[0], in[1], in[2], in[3], in[4], out[0], partial,
                          m_rows);
        m_join.launch({.blocks = divideUp(2 * m_count, 32), .threads = 32, .threadsY = 16}, partial, out[1], out[2],
                      blocks());
    }

private:
    // From the sizes alone, so that sums do not depend on the device.
    int64_t blocks() const { return std::min(divideUp(m_rows, int64_t(threads / 32)), mostBlocks); }

    Function m_function, m_join;
    int64_t m_rows, m_count;
};

} // namespace

std::unique_ptr<Kernel> prepareNormRows(const Node& node, const Program& program, Device& device)
{
    const auto& attrs = std::get<NormAttrs>(node.attrs);
    const ValueInfo &x = operandInfo(node, program, 0), &scale = operandInfo(node, program, 1);
    const int rank = x.shape.rank();
    const bool isGradient = node.in.size() == 5;
    if ((x.dtype != DType::f32 && !isNarrowFloat(x.dtype)) || scale.dtype != DType::f32 || rank < 2
        || x.shape.elements() == 0 || attrs.axes != Shape {rank - 1} || !isRowMajor(node, program))
        return nullptr;
    const int64_t count = x.shape[-1], pack = 16 / int64_t(byteSize(x.dtype));
    if (scale.shape.elements() != count || scale.shape[-1] != count || count % pack != 0 || count > 2048
        || count < 32 * pack / 2)
        return nullptr;
    const KernelSource source =
        kernelSource("norm_rows",
                     std::string("typedef ") + storageName(x.dtype) + " E;\n#define C " + std::to_string(count)
                         + "\n#define V " + std::to_string(pack) + "\n");
    if (isGradient)
        return std::make_unique<RowsGradientKernel>(device.function(source, "gradient"),
                                                    device.function(source, "join"), x.shape.elements() / count, count);
    const bool apart =
        pieces(x) != pieces(resultInfo(node, program, 1)) && pieces(x) != pieces(resultInfo(node, program, 2));
    return std::make_unique<RowsKernel>(device.function(source, "normalise"), x.shape.elements() / count, attrs.epsilon,
                                        apart);
}

} // namespace weft::cuda
