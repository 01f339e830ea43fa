#include "engine/backends/cuda/cublaslt/product.h"
#include "engine/backends/cuda/device/memory.h"
#include "engine/backends/cuda/kernels.h"
#include "engine/ir/op.h"

#include <algorithm>

namespace weft::cuda {

namespace {

class MatmulKernel final : public Kernel {
public:
    explicit MatmulKernel(Product product)
        : m_product(std::move(product))
    {
    }
    size_t workspaceBytes() const override { return m_product.workspaceBytes(); }
    void launch(std::span<std::byte* const> in, std::span<std::byte* const> out, std::byte* workspace) override
    {
        m_product.run(in[0], in[1], nullptr, out[0], workspace);
    }

private:
    Product m_product;
};

// aᵀ · b in TF32: tensor cores want both operands along the sum, and copies that lie so cost less than engines that
// take them as they are.
class TransposingKernel final : public Kernel {
public:
    TransposingKernel(Device& device, const ProductShape& shape)
        : m_transpose(device.function(kernelSource("transpose"), "transpose"))
        , m_product(device, straight(shape))
        , m_shape(shape)
    {
    }
    size_t workspaceBytes() const override { return bytesOf(m_shape) + m_product.workspaceBytes(); }
    void launch(std::span<std::byte* const> in, std::span<std::byte* const> out, std::byte* workspace) override
    {
        struct Pair { // as in transpose.cu
            std::byte* from[2];
            std::byte* to[2];
            int64_t rows, columns[2];
        };
        std::byte* const b = workspace + padded(m_shape.rows * m_shape.inner);
        const Pair pair = {{in[0], in[1]}, {workspace, b}, m_shape.inner, {m_shape.rows, m_shape.columns}};
        m_transpose.launch(Grid {.blocks = divideUp(std::max(m_shape.rows, m_shape.columns), 32),
                                 .threads = 32,
                                 .blocksY = int(divideUp(m_shape.inner, 32)),
                                 .blocksZ = 2,
                                 .threadsY = 8},
                           pair);
        m_product.run(workspace, b, nullptr, out[0], workspace + bytesOf(m_shape));
    }
    static bool pays(const ProductShape& shape)
    {
        return shape.tf32 && shape.dtype == DType::f32 && shape.transposeA && !shape.transposeB && shape.batch == 1
            && std::min(shape.rows, shape.columns) >= 1024 && shape.inner >= 128 && shape.inner <= 8192
            && bytesOf(shape) <= (size_t(64) << 20);
    }

private:
    static size_t padded(int64_t elements) { return (size_t(elements) * sizeof(float) + 255) / 256 * 256; }
    static size_t bytesOf(const ProductShape& shape)
    {
        return padded(shape.rows * shape.inner) + padded(shape.columns * shape.inner);
    }
    static ProductShape straight(ProductShape shape)
    {
        shape.transposeA = false;
        shape.transposeB = true;
        return shape;
    }

    Function m_transpose;
    Product m_product;
    ProductShape m_shape;
};

} // namespace

std::unique_ptr<Kernel> prepareBlasLtMatmul(const Node& node, const Program& program, Device& device)
{
    const auto& how = std::get<MatmulAttrs>(node.attrs);
    const ValueInfo& a = operandInfo(node, program, 0);
    const ValueInfo& result = resultInfo(node, program);
    if (device.blasLt() == nullptr || !isRowMajor(node, program) || !Product::supports(result.dtype))
        return nullptr;
    const ProductShape shape = {.rows = result.shape[-2],
                                .columns = result.shape[-1],
                                .inner = a.shape[how.transposeA ? -2 : -1],
                                .batch = result.shape.rank() == 3 ? result.shape[0] : 1,
                                .transposeA = how.transposeA,
                                .transposeB = how.transposeB,
                                .dtype = result.dtype,
                                .tf32 = program.products != Products::exact};
    if (result.shape.elements() == 0 || shape.inner == 0)
        return makeKernel([&device, bytes = result.bytes()](auto, auto out, std::byte*) {
            if (bytes > 0)
                check(device.driver().cuMemsetD8Async(addressOf(out[0]), 0, bytes, device.stream()));
        });
    std::unique_ptr<Kernel> kernel;
    if (TransposingKernel::pays(shape))
        kernel = std::make_unique<TransposingKernel>(device, shape);
    else
        kernel = std::make_unique<MatmulKernel>(Product(device, shape));
    kernel->setComputedBy({"cuBLASLt", shape.tf32 && result.dtype != DType::f64});
    return kernel;
}

} // namespace weft::cuda
