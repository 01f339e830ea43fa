#include "engine/backends/cuda/chain/chain.h"
#include "engine/backends/cuda/kernels.h"
#include "engine/backends/cuda/kernels/normalization/norm_columns.h"
#include "engine/backends/cuda/kernels/normalization/norm_rows.h"
#include "engine/backends/cuda/nest.h"
#include "engine/ir/ops/ops.h"

#include <algorithm>

namespace weft::cuda {

namespace {

constexpr int block = 256; // threads

struct Arguments { // as in norm.cu
    int64_t outputs = 1, elements = 1, parts = 1, each = 1;
    double epsilon = 0;
    Nest<6> kept = {}, reduced = {};
};

struct Plan {
    Arguments how;
    bool rows = false; // neighbours in memory share an output
    int across = 32; // rows: threads of a block that share an output
    bool isWide = false;

    Grid grid() const
    {
        const int width = rows ? across : 32, height = block / width;
        return {.blocks = divideUp(how.outputs, rows ? height : width),
                .threads = width,
                .blocksY = int(how.parts),
                .threadsY = height};
    }
    size_t workspaceBytes() const
    {
        return how.parts == 1 ? 0 : size_t((how.parts * 2 + 1) * how.outputs) * sizeof(double);
    }
};

Plan planOf(const NormAttrs& attrs, const ValueInfo& x, const std::array<const ValueInfo*, 6>& tensors)
{
    Plan plan;
    Arguments& how = plan.how;
    how.epsilon = attrs.epsilon;
    std::array<Shape, 6> strides;
    for (size_t i = 0; i < tensors.size(); ++i)
        strides[i] = broadcastStrides(*tensors[i], x.shape);
    NestPlan kept(6), reduced(6);
    for (const int axis : memoryOrder(x)) {
        const bool isReduced = std::ranges::find(attrs.axes, int64_t(axis)) != attrs.axes.end();
        if (x.shape[axis] != 1)
            plan.rows = isReduced;
        std::vector<int64_t> steps;
        for (const Shape& stride : strides)
            steps.push_back(stride[axis]);
        (isReduced ? reduced : kept).add(x.shape[axis], std::move(steps));
        (isReduced ? how.elements : how.outputs) *= x.shape[axis];
    }
    kept.merge();
    reduced.merge();
    plan.isWide = x.shape.elements() >= (int64_t(1) << 31) - (1 << 22) || kept.isWide() || reduced.isWide();
    how.kept = nestOf<6>(kept);
    how.reduced = nestOf<6>(reduced);
    // From the sizes alone, so that sums do not depend on the device.
    plan.across = how.elements <= 16 ? 8 : how.elements <= 1024 ? 32 : block;
    const int64_t blocks = plan.grid().blocks, sharing = plan.rows ? plan.across : block / 32;
    if (blocks < 128) // a second launch pays where the first would leave most of the device idle
        how.parts = std::clamp<int64_t>(512 / blocks, 1, std::max<int64_t>(1, how.elements / (sharing * 16)));
    how.each = divideUp(how.elements, how.parts);
    how.parts = divideUp(how.elements, how.each);
    return plan;
}

DType computedIn(DType dtype)
{
    return isNarrowFloat(dtype) ? DType::f32 : dtype;
}

// Whether numbers of x are taken as they are, and scales in the type that is computed in.
bool takes(const ValueInfo& x, const ValueInfo& scale)
{
    return isFloat(x.dtype) && scale.dtype == computedIn(x.dtype) && x.shape.elements() > 0;
}

KernelSource sourceFor(const Plan& plan, DType dtype, bool withScale)
{
    return kernelSource("norm",
                        definitions(computedIn(dtype), plan.isWide) + "typedef " + storageName(dtype) + " X;\n"
                            + define("ROWS", plan.rows) + define("TX", plan.across)
                            + define("KEPT_RANK", plan.how.kept.rank) + define("REDUCED_RANK", plan.how.reduced.rank)
                            + define("WITH_SCALE", withScale));
}

// Memory is planned in pieces of 64 bytes: a result may lie over an operand that takes as many of them.
size_t pieces(const ValueInfo& info)
{
    return (info.bytes() + 63) / 64;
}

class NormKernel final : public Kernel {
public:
    NormKernel(const Plan& plan, Function moments, Function normalise, bool overwrites)
        : m_plan(plan)
        , m_moments(std::move(moments))
        , m_normalise(std::move(normalise))
        , m_overwrites(overwrites)
    {
    }
    size_t workspaceBytes() const override { return m_plan.workspaceBytes(); }
    bool mayOverwrite(int operand) const override { return operand == 0 && m_overwrites; }
    void launch(std::span<std::byte* const> in, std::span<std::byte* const> out, std::byte* workspace) override
    {
        if (m_plan.how.parts > 1)
            m_moments.launch(m_plan.grid(), in[0], workspace, m_plan.how);
        m_normalise.launch(m_plan.grid(), in[0], in[1], in[2], out[0], out[1], out[2], workspace, m_plan.how);
    }

private:
    Plan m_plan;
    Function m_moments, m_normalise;
    bool m_overwrites;
};

class NormGradientKernel final : public Kernel {
public:
    // `sums` computes the gradients of scale and bias; nullptr: `gradient` does.
    NormGradientKernel(const Plan& plan, std::unique_ptr<Kernel> sums, Function products, Function gradient,
                       bool overwritesX, bool overwritesDy)
        : m_plan(plan)
        , m_sums(std::move(sums))
        , m_products(std::move(products))
        , m_gradient(std::move(gradient))
        , m_overwritesX(overwritesX)
        , m_overwritesDy(overwritesDy)
    {
    }
    size_t workspaceBytes() const override
    {
        return std::max(m_plan.workspaceBytes(), m_sums == nullptr ? 0 : m_sums->workspaceBytes());
    }
    bool mayOverwrite(int operand) const override
    {
        return (operand == 0 && m_overwritesX) || (operand == 4 && m_overwritesDy);
    }
    void launch(std::span<std::byte* const> in, std::span<std::byte* const> out, std::byte* workspace) override
    {
        if (m_sums != nullptr) { // first: dx may be written over what it reads
            std::byte* const operands[] = {in[0], in[2], in[3], in[4]};
            m_sums->launch(operands, out.subspan(1), workspace);
        }
        if (m_plan.how.parts > 1)
            m_products.launch(m_plan.grid(), in[0], in[1], in[2], in[3], in[4], workspace, m_plan.how);
        m_gradient.launch(m_plan.grid(), in[0], in[1], in[2], in[3], in[4], out[0], out[1], out[2], workspace,
                          m_plan.how);
    }

private:
    Plan m_plan;
    std::unique_ptr<Kernel> m_sums;
    Function m_products, m_gradient;
    bool m_overwritesX, m_overwritesDy;
};

// Σ dy · (x - mean) · inverse and Σ dy over the axes along which the scale is repeated: a reduction like any other.
std::unique_ptr<Kernel> makeScaleSums(const Node& node, const Program& program, Device& device)
{
    using enum ScalarFunction;
    const ValueInfo &x = operandInfo(node, program, 0), &scale = operandInfo(node, program, 1);
    FusedAttrs how = {.code = {{.function = subtract, .args = {0, 1}},
                               {.function = multiply, .args = {4, 2}},
                               {.function = multiply, .args = {5, 3}}},
                      .results = {6, 3},
                      .dtype = computedIn(x.dtype),
                      .shape = x.shape,
                      .reduce = FusedAttrs::sum};
    for (int axis = 0; axis < x.shape.rank(); ++axis) {
        if (scale.shape[axis] == 1)
            how.axes.push_back(axis);
    }
    return makeReduction(
        {std::move(how),
         {x, operandInfo(node, program, 2), operandInfo(node, program, 3), operandInfo(node, program, 4)},
         {resultInfo(node, program, 1), resultInfo(node, program, 2)}},
        device);
}

} // namespace

std::unique_ptr<Kernel> prepareNorm(const Node& node, const Program& program, Device& device)
{
    if (auto kernel = prepareNormColumns(node, program, device))
        return kernel;
    if (auto kernel = prepareNormRows(node, program, device))
        return kernel;
    const ValueInfo &x = operandInfo(node, program, 0), &scale = operandInfo(node, program, 1);
    const ValueInfo &bias = operandInfo(node, program, 2), &y = resultInfo(node, program);
    const ValueInfo &mean = resultInfo(node, program, 1), &inverse = resultInfo(node, program, 2);
    if (!takes(x, scale))
        return nullptr;
    const Plan plan = planOf(std::get<NormAttrs>(node.attrs), x, {&x, &y, &scale, &bias, &mean, &inverse});
    const KernelSource source = sourceFor(plan, x.dtype, scale.shape != mean.shape); // the text of the gradient
    return std::make_unique<NormKernel>(plan, device.function(source, "moments"), device.function(source, "normalise"),
                                        y.layout == x.layout && pieces(mean) != pieces(x));
}

std::unique_ptr<Kernel> prepareNormGradient(const Node& node, const Program& program, Device& device)
{
    if (auto kernel = prepareNormColumns(node, program, device))
        return kernel;
    if (auto kernel = prepareNormRows(node, program, device))
        return kernel;
    const ValueInfo &x = operandInfo(node, program, 0), &scale = operandInfo(node, program, 1);
    const ValueInfo &mean = operandInfo(node, program, 2), &inverse = operandInfo(node, program, 3);
    const ValueInfo &dy = operandInfo(node, program, 4), &dx = resultInfo(node, program);
    const ValueInfo &dScale = resultInfo(node, program, 1), &dBias = resultInfo(node, program, 2);
    if (!takes(x, scale))
        return nullptr;
    const Plan plan = planOf(std::get<NormAttrs>(node.attrs), x, {&x, &dx, &dy, &scale, &mean, &inverse});
    const bool ownScales = scale.shape == mean.shape && dScale.layout == scale.layout && dBias.layout == scale.layout;
    const KernelSource source = sourceFor(plan, x.dtype, !ownScales);
    const bool apart = pieces(dScale) != pieces(x);
    return std::make_unique<NormGradientKernel>(
        plan, ownScales ? nullptr : makeScaleSums(node, program, device), device.function(source, "products"),
        device.function(source, "gradient"), dx.layout == x.layout && apart, dx.layout == dy.layout && apart);
}

} // namespace weft::cuda
