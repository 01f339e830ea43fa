#include "engine/backends/cuda/cublaslt/product.h"
#include "engine/backends/cuda/device/memory.h"
#include "engine/backends/cuda/kernels.h"
#include "engine/ir/op.h"

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
    return std::make_unique<MatmulKernel>(Product(device, shape));
}

} // namespace weft::cuda
