#include "engine/backends/cuda/kernels/normalization/norm_rows.h"

namespace weft::cuda {

namespace {

constexpr int threads = 256;

// The memory is planned in pieces of 64 bytes: a result may lie over an operand that takes as many of them.
size_t pieces(const ValueInfo& info)
{
    return (info.bytes() + 63) / 64;
}

class RowsKernel final : public Kernel {
public:
    // `sums`: of the gradient.
    RowsKernel(Function function, std::unique_ptr<Kernel> sums, int64_t rows, double epsilon, bool overwrites)
        : m_function(std::move(function))
        , m_sums(std::move(sums))
        , m_rows(rows)
        , m_epsilon(epsilon)
        , m_overwrites(overwrites)
    {
    }
    size_t workspaceBytes() const override { return m_sums == nullptr ? 0 : m_sums->workspaceBytes(); }
    bool mayOverwrite(int operand) const override
    {
        return m_overwrites && (operand == 0 || (operand == 4 && m_sums != nullptr));
    }
    void launch(std::span<std::byte* const> in, std::span<std::byte* const> out, std::byte* workspace) override
    {
        const Grid grid = gridFor(m_rows * 32, threads);
        if (m_sums == nullptr)
            return m_function.launch(grid, in[0], in[1], in[2], out[0], out[1], out[2], m_rows, m_epsilon);
        std::byte* const operands[] = {in[0], in[2], in[3], in[4]}; // first: dx may be written over what it reads
        m_sums->launch(operands, out.subspan(1), workspace);
        m_function.launch(grid, in[0], in[1], in[2], in[3], in[4], out[0], m_rows);
    }

private:
    Function m_function;
    std::unique_ptr<Kernel> m_sums;
    int64_t m_rows;
    double m_epsilon;
    bool m_overwrites;
};

} // namespace

std::unique_ptr<Kernel> prepareNormRows(const Node& node, const Program& program, Device& device)
{
    const auto& attrs = std::get<NormAttrs>(node.attrs);
    const ValueInfo &x = operandInfo(node, program, 0), &scale = operandInfo(node, program, 1);
    const int rank = x.shape.rank();
    const bool isGradient = node.in.size() == 5;
    if ((x.dtype != DType::f32 && x.dtype != DType::bf16) || scale.dtype != DType::f32 || rank < 2
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
    const bool apart =
        pieces(x) != pieces(resultInfo(node, program, 1)) && pieces(x) != pieces(resultInfo(node, program, 2));
    return std::make_unique<RowsKernel>(device.function(source, isGradient ? "gradient" : "normalise"),
                                        isGradient ? makeScaleSums(node, program, device) : nullptr,
                                        x.shape.elements() / count, attrs.epsilon, apart);
}

} // namespace weft::cuda
