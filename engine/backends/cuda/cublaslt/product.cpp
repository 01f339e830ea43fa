#include "engine/backends/cuda/cublaslt/product.h"

#include "engine/support/error.h"

#include <algorithm>

namespace weft::cuda {

namespace {

constexpr size_t mostWorkspaceBytes = size_t(32) << 20; // what NVIDIA advises for Hopper

struct Types {
    cudaDataType_t data, scale;
    cublasComputeType_t compute;
};

Types typesOf(DType dtype, bool tf32)
{
    switch (dtype) {
    case DType::f64:
        return {CUDA_R_64F, CUDA_R_64F, CUBLAS_COMPUTE_64F};
    case DType::f16:
        return {CUDA_R_16F, CUDA_R_32F, CUBLAS_COMPUTE_32F};
    case DType::bf16:
        return {CUDA_R_16BF, CUDA_R_32F, CUBLAS_COMPUTE_32F};
    default:
        return {CUDA_R_32F, CUDA_R_32F, tf32 ? CUBLAS_COMPUTE_32F_FAST_TF32 : CUBLAS_COMPUTE_32F};
    }
}

std::string textOf(const ProductShape& shape)
{
    return std::to_string(shape.rows) + "×" + std::to_string(shape.inner) + " by " + std::to_string(shape.inner) + "×"
        + std::to_string(shape.columns) + " in " + std::string(name(shape.dtype));
}

} // namespace

struct Product::Parts {
    Device& device;
    ProductShape shape;
    const CublasLtApi& api;
    cublasLtMatmulDesc_t how = nullptr;
    cublasLtMatrixLayout_t a = nullptr, b = nullptr, c = nullptr, d = nullptr;
    cublasLtMatmulAlgo_t algorithm = {};
    size_t workspaceBytes = 0;

    Parts(Device& onDevice, const ProductShape& ofShape)
        : device(onDevice)
        , shape(ofShape)
        , api(onDevice.api().blasLt)
    {
    }
    Parts(const Parts&) = delete;
    Parts& operator=(const Parts&) = delete;
    ~Parts()
    {
        for (const cublasLtMatrixLayout_t layout : {a, b, c, d}) {
            if (layout != nullptr)
                api.cublasLtMatrixLayoutDestroy(layout);
        }
        if (how != nullptr)
            api.cublasLtMatmulDescDestroy(how);
    }

    void check(cublasStatus_t status, const char* doing) const
    {
        if (status != CUBLAS_STATUS_SUCCESS)
            throw Error("cuBLASLt could not " + std::string(doing) + " a product of " + textOf(shape) + " ("
                        + api.cublasLtGetStatusString(status)
                        + "). Start again; if it happens again, train on the CPU.");
    }

    // To cuBLASLt, whose matrices lie column by column, each of ours is its transpose: dᵀ = bᵀ · aᵀ. So the operands
    // change places, and nothing is moved.
    void describe()
    {
        const Types types = typesOf(shape.dtype, shape.tf32);
        check(api.cublasLtMatmulDescCreate(&how, types.compute, types.scale), "describe");
        const auto turn = [&](cublasLtMatmulDescAttributes_t name, bool transposed) {
            const cublasOperation_t operation = transposed ? CUBLAS_OP_T : CUBLAS_OP_N;
            check(api.cublasLtMatmulDescSetAttribute(how, name, &operation, sizeof operation), "describe");
        };
        turn(CUBLASLT_MATMUL_DESC_TRANSA, shape.transposeB);
        turn(CUBLASLT_MATMUL_DESC_TRANSB, shape.transposeA);
        const auto matrix = [&](int64_t rows, int64_t columns, int64_t pitch, int64_t stride) {
            if (pitch == 0)
                pitch = columns;
            if (stride == 0)
                stride = rows * pitch;
            cublasLtMatrixLayout_t layout = nullptr;
            check(api.cublasLtMatrixLayoutCreate(&layout, types.data, uint64_t(columns), uint64_t(rows), pitch),
                  "describe");
            if (shape.batch > 1) {
                const auto count = int32_t(shape.batch);
                check(api.cublasLtMatrixLayoutSetAttribute(layout, CUBLASLT_MATRIX_LAYOUT_BATCH_COUNT, &count,
                                                           sizeof count),
                      "describe");
                check(api.cublasLtMatrixLayoutSetAttribute(layout, CUBLASLT_MATRIX_LAYOUT_STRIDED_BATCH_OFFSET, &stride,
                                                           sizeof stride),
                      "describe");
            }
            return layout;
        };
        const int64_t m = shape.rows, n = shape.columns, k = shape.inner;
        a = shape.transposeB ? matrix(n, k, shape.pitchB, shape.strideB) : matrix(k, n, shape.pitchB, shape.strideB);
        b = shape.transposeA ? matrix(k, m, shape.pitchA, shape.strideA) : matrix(m, k, shape.pitchA, shape.strideA);
        c = matrix(m, n, shape.pitchC, shape.strideC);
        d = matrix(m, n, shape.pitchD, shape.strideD);
    }

    void choose()
    {
        cublasLtMatmulPreference_t wishes = nullptr;
        check(api.cublasLtMatmulPreferenceCreate(&wishes), "describe");
        const std::unique_ptr<cublasLtMatmulPreferenceOpaque_t, decltype(api.cublasLtMatmulPreferenceDestroy)> owned(
            wishes, api.cublasLtMatmulPreferenceDestroy);
        const auto wish = [&](cublasLtMatmulPreferenceAttributes_t name, auto value) {
            check(api.cublasLtMatmulPreferenceSetAttribute(wishes, name, &value, sizeof value), "describe");
        };
        wish(CUBLASLT_MATMUL_PREF_MAX_WORKSPACE_BYTES, uint64_t(mostWorkspaceBytes));
        for (const auto name : {CUBLASLT_MATMUL_PREF_MIN_ALIGNMENT_A_BYTES, CUBLASLT_MATMUL_PREF_MIN_ALIGNMENT_B_BYTES,
                                CUBLASLT_MATMUL_PREF_MIN_ALIGNMENT_C_BYTES, CUBLASLT_MATMUL_PREF_MIN_ALIGNMENT_D_BYTES})
            wish(name, uint32_t(shape.alignment));
        cublasLtMatmulHeuristicResult_t found = {};
        int count = 0;
        check(api.cublasLtMatmulAlgoGetHeuristic(device.blasLt(), how, a, b, c, d, wishes, 1, &found, &count),
              "find a way to compute");
        check(count > 0 ? found.state : CUBLAS_STATUS_NOT_SUPPORTED, "find a way to compute");
        algorithm = found.algo;
        workspaceBytes = found.workspaceSize;
    }
};

bool Product::supports(DType dtype)
{
    return isFloat(dtype);
}

int64_t Product::alignmentOf(int64_t elements, DType dtype)
{
    const int64_t bytes = elements * int64_t(byteSize(dtype));
    return std::min<int64_t>(64, bytes & -bytes);
}

Product::Product(Device& device, ProductShape shape)
    : m_parts(std::make_unique<Parts>(device, shape))
{
    m_parts->describe();
    m_parts->choose();
}

Product::~Product() = default;
Product::Product(Product&&) noexcept = default;

size_t Product::workspaceBytes() const
{
    return m_parts->workspaceBytes;
}

void Product::run(const std::byte* a, const std::byte* b, const std::byte* c, std::byte* d, std::byte* workspace) const
{
    const Parts& p = *m_parts;
    const double one = 1, addend = p.shape.adds ? 1 : 0;
    const float oneSingle = 1, addendSingle = p.shape.adds ? 1 : 0;
    const bool isDouble = p.shape.dtype == DType::f64;
    const void* alpha = isDouble ? static_cast<const void*>(&one) : &oneSingle;
    const void* beta = isDouble ? static_cast<const void*>(&addend) : &addendSingle;
    p.check(p.api.cublasLtMatmul(p.device.blasLt(), p.how, alpha, b, p.a, a, p.b, beta, p.shape.adds ? c : d, p.c, d,
                                 p.d, &p.algorithm, workspace, p.workspaceBytes, p.device.stream()),
            "compute");
}

} // namespace weft::cuda
