#include "engine/backends/cuda/cublaslt/product.h"

#include "engine/backends/cuda/device/memory.h"
#include "engine/backends/cuda/source/disk_cache.h"
#include "engine/support/error.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <limits>
#include <optional>
#include <vector>

namespace weft::cuda {

namespace {

using Choice = ProductChoices::Choice;

constexpr size_t mostMeasured = 8;
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

std::string keyOf(const ProductShape& s)
{
    std::string key = "product in " + std::string(name(s.dtype)) + (s.tf32 ? " tf32" : "") + (s.adds ? " adding" : "");
    for (const int64_t number :
         {s.rows, s.columns, s.inner, s.batch, int64_t(s.transposeA), int64_t(s.transposeB), s.pitchA, s.pitchB,
          s.pitchC, s.pitchD, s.strideA, s.strideB, s.strideC, s.strideD, s.alignment})
        key += " " + std::to_string(number);
    return key;
}

// Its bytes in hexadecimal.
std::string nameOf(const ProductChoices::Choice& choice)
{
    constexpr char digits[] = "0123456789abcdef";
    std::string name;
    const auto* const bytes = reinterpret_cast<const unsigned char*>(&choice);
    for (size_t i = 0; i < sizeof choice; ++i) {
        name += digits[bytes[i] >> 4];
        name += digits[bytes[i] & 15];
    }
    return name;
}

} // namespace

Choices ProductChoices::names() const
{
    Choices names;
    for (const auto& [key, choice] : chosen)
        names[key] = nameOf(choice);
    return names;
}

struct Product::Parts {
    Device& device;
    ProductShape shape;
    const CublasLtApi& api;
    cublasLtMatmulDesc_t how = nullptr;
    cublasLtMatrixLayout_t a = nullptr, b = nullptr, c = nullptr, d = nullptr;
    Choice choice = {};

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

    // `pinned`: the name of one; it is taken if it is still among the first few.
    Choice find(const ProductChoices& choices, const std::string& pinned) const
    {
        const bool isFirst = !choices.measures && pinned.empty();
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
        std::array<cublasLtMatmulHeuristicResult_t, mostMeasured> found = {};
        int count = 0;
        check(api.cublasLtMatmulAlgoGetHeuristic(device.blasLt(), how, a, b, c, d, wishes,
                                                 isFirst ? 1 : int(mostMeasured), found.data(), &count),
              "find a way to compute");
        std::vector<Choice> ways;
        for (int i = 0; i < count; ++i) {
            if (found[size_t(i)].state == CUBLAS_STATUS_SUCCESS)
                ways.push_back({found[size_t(i)].algo, found[size_t(i)].workspaceSize});
        }
        check(ways.empty() ? CUBLAS_STATUS_NOT_SUPPORTED : CUBLAS_STATUS_SUCCESS, "find a way to compute");
        for (const Choice& way : ways) {
            if (nameOf(way) == pinned)
                return way;
        }
        return ways.size() == 1 || !choices.measures ? ways.front() : fastest(ways);
    }

    void choose()
    {
        auto& choices = device.keep<ProductChoices>();
        const std::string key =
            "cuBLASLt " + std::to_string(api.cublasLtGetVersion()) + " on " + device.name() + "\n" + keyOf(shape);
        const auto known = choices.chosen.find(key);
        if (known != choices.chosen.end()) {
            choice = known->second;
            return;
        }
        const auto pinned = choices.pinned.find(key);
        const std::string wanted = pinned == choices.pinned.end() ? "" : pinned->second;
        if (!choices.measures || !wanted.empty()) {
            choice = choices.chosen[key] = find(choices, wanted);
            return;
        }
        const DiskCache cache(realFileSystem(), DiskCache::usualFolder());
        const std::optional<std::string> image = cache.find(key);
        if (image && image->size() == sizeof choice) {
            std::memcpy(&choice, image->data(), sizeof choice);
        } else {
            choice = find(choices, {});
            cache.keep(key, std::string(reinterpret_cast<const char*>(&choice), sizeof choice));
        }
        choices.chosen[key] = choice;
    }

    void multiply(const Choice& way, const std::byte* left, const std::byte* right, const std::byte* addend,
                  std::byte* result, std::byte* workspace) const
    {
        const double one = 1, share = shape.adds ? 1 : 0;
        const float oneSingle = 1, shareSingle = shape.adds ? 1 : 0;
        const bool isDouble = shape.dtype == DType::f64;
        const void* alpha = isDouble ? static_cast<const void*>(&one) : &oneSingle;
        const void* beta = isDouble ? static_cast<const void*>(&share) : &shareSingle;
        check(api.cublasLtMatmul(device.blasLt(), how, alpha, right, a, left, b, beta, shape.adds ? addend : result, c,
                                 result, d, &way.algorithm, workspace, way.workspaceBytes, device.stream()),
              "compute");
    }

    Choice fastest(const std::vector<Choice>& ways) const
    {
        const auto reserve = [&](int64_t rows, int64_t columns, int64_t pitch, int64_t stride) {
            const int64_t each = std::max(stride, rows * std::max(pitch, columns));
            auto memory = std::make_unique<DeviceMemory>(device, size_t(each * shape.batch) * byteSize(shape.dtype));
            // Zeros would flatter: they take less power. As f32 these bytes are 0.011, as bf16 likewise.
            weft::cuda::check(
                device.driver().cuMemsetD8Async(addressOf(memory->data()), 0x3C, memory->bytes(), device.stream()));
            return memory;
        };
        const int64_t m = shape.rows, n = shape.columns, k = shape.inner;
        const auto left =
            shape.transposeA ? reserve(k, m, shape.pitchA, shape.strideA) : reserve(m, k, shape.pitchA, shape.strideA);
        const auto right =
            shape.transposeB ? reserve(n, k, shape.pitchB, shape.strideB) : reserve(k, n, shape.pitchB, shape.strideB);
        const auto addend = reserve(m, n, shape.pitchC, shape.strideC);
        const auto result = reserve(m, n, shape.pitchD, shape.strideD);
        DeviceMemory workspace(device, mostWorkspaceBytes);
        Event start(device, true), end(device, true);
        const Choice* best = &ways.front();
        double least = std::numeric_limits<double>::infinity();
        for (const Choice& way : ways) {
            const auto run = [&] {
                multiply(way, left->data(), right->data(), addend->data(), result->data(), workspace.data());
            };
            run(); // loads
            double seconds = std::numeric_limits<double>::infinity();
            for (int i = 0; i < 3; ++i) {
                start.record();
                for (int repeat = 0; repeat < 10; ++repeat) // one alone would measure the events
                    run();
                end.record();
                end.wait();
                seconds = std::min(seconds, end.secondsSince(start));
            }
            if (seconds < least) {
                least = seconds;
                best = &way;
            }
        }
        return *best;
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
    return m_parts->choice.workspaceBytes;
}

void Product::run(const std::byte* a, const std::byte* b, const std::byte* c, std::byte* d, std::byte* workspace) const
{
    m_parts->multiply(m_parts->choice, a, b, c, d, workspace);
}

} // namespace weft::cuda
