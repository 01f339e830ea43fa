#include "engine/backends/cuda/kernels.h"

namespace weft::cuda {

namespace {

struct Product { // as in matmul.cu
    int64_t batch = 1, rows = 0, columns = 0, inner = 0;
    int64_t batchA = 0, rowA = 0, innerA = 0;
    int64_t batchB = 0, innerB = 0, columnB = 0;
    int64_t batchC = 0, rowC = 0, columnC = 0;
};

} // namespace

std::unique_ptr<Kernel> prepareMatmul(const Node& node, const Program& program, Device& device)
{
    const ValueInfo &a = operandInfo(node, program, 0), &b = operandInfo(node, program, 1);
    const ValueInfo& c = resultInfo(node, program);
    const auto& how = std::get<MatmulAttrs>(node.attrs);
    if (typeName(c.dtype) == nullptr)
        return nullptr;
    const Shape stridesA = stridesOf(a), stridesB = stridesOf(b), stridesC = stridesOf(c);
    Product p;
    p.rows = a.shape[how.transposeA ? -1 : -2];
    p.inner = a.shape[how.transposeA ? -2 : -1];
    p.columns = b.shape[how.transposeB ? -2 : -1];
    p.rowA = stridesA[how.transposeA ? -1 : -2];
    p.innerA = stridesA[how.transposeA ? -2 : -1];
    p.innerB = stridesB[how.transposeB ? -1 : -2];
    p.columnB = stridesB[how.transposeB ? -2 : -1];
    p.rowC = stridesC[-2];
    p.columnC = stridesC[-1];
    if (a.shape.rank() == 3) {
        p.batch = a.shape[0];
        p.batchA = stridesA[0];
        p.batchB = stridesB[0];
        p.batchC = stridesC[0];
    }
    if (divideUp(p.columns, 64) > 65535)
        return nullptr;
    return makeKernel([function = device.function(kernelSource("matmul", definitions(c.dtype, true)), "multiply"),
                       p](auto in, auto out, std::byte*) mutable {
        function.launch({.blocks = divideUp(p.rows, 64),
                         .threads = 256,
                         .blocksY = int(divideUp(p.columns, 64)),
                         .blocksZ = int(std::min<int64_t>(p.batch, 65535))},
                        in[0], in[1], out[0], p);
    });
}

} // namespace weft::cuda
