#include "tests/support/fake_cuda_libraries.h"

#include <algorithm>
#include <cstring>
#include <functional>
#include <map>
#include <set>
#include <span>
#include <stdexcept>
#include <vector>

namespace weft {

namespace {

struct {
    bool declined = false, failing = false, wasTf32 = false;
    int descriptions = 0, engine = -1, runs = 0;
    std::set<int> broken = {};
} script;

double read(const void* memory, int64_t at, bool isDouble)
{
    return isDouble ? static_cast<const double*>(memory)[at] : static_cast<const float*>(memory)[at];
}

void write(void* memory, int64_t at, bool isDouble, double value)
{
    if (isDouble)
        static_cast<double*>(memory)[at] = value;
    else
        static_cast<float*>(memory)[at] = float(value);
}

// cuBLASLt. Its handles point at our own records.
struct Matrix {
    bool isDouble = false;
    int64_t rows = 0, columns = 0, pitch = 0, stride = 0;
    int32_t batch = 1;
};
struct Product {
    cublasComputeType_t compute = CUBLAS_COMPUTE_32F;
    bool transposeA = false, transposeB = false;
};

template <class Record, class Handle> Record& recordOf(Handle handle)
{
    return *reinterpret_cast<Record*>(handle);
}

template <class Record, class Handle> cublasStatus_t create(Handle* handle, Record record)
{
    *handle = reinterpret_cast<Handle>(new Record(record));
    ++script.descriptions;
    return CUBLAS_STATUS_SUCCESS;
}

template <class Record, class Handle> cublasStatus_t destroy(Handle handle)
{
    delete reinterpret_cast<Record*>(handle);
    --script.descriptions;
    return CUBLAS_STATUS_SUCCESS;
}

double factorOf(const void* factor, bool isDouble)
{
    return read(factor, 0, isDouble);
}

cublasStatus_t multiply(cublasLtHandle_t, cublasLtMatmulDesc_t how, const void* alpha, const void* a,
                        cublasLtMatrixLayout_t aLies, const void* b, cublasLtMatrixLayout_t bLies, const void* beta,
                        const void* c, cublasLtMatrixLayout_t cLies, void* d, cublasLtMatrixLayout_t dLies,
                        const cublasLtMatmulAlgo_t*, void*, size_t, cudaStream_t)
{
    const auto& product = recordOf<Product>(how);
    const Matrix &am = recordOf<Matrix>(aLies), &bm = recordOf<Matrix>(bLies), &cm = recordOf<Matrix>(cLies),
                 &dm = recordOf<Matrix>(dLies);
    const int64_t inner = product.transposeA ? am.rows : am.columns;
    if ((product.transposeA ? am.columns : am.rows) != dm.rows
        || (product.transposeB ? bm.rows : bm.columns) != dm.columns
        || (product.transposeB ? bm.columns : bm.rows) != inner || am.pitch < am.rows || bm.pitch < bm.rows
        || dm.pitch < dm.rows || am.batch != dm.batch || bm.batch != dm.batch)
        return CUBLAS_STATUS_INVALID_VALUE;
    script.wasTf32 = product.compute == CUBLAS_COMPUTE_32F_FAST_TF32;
    // Column by column: element (row, column) lies at row + column · pitch.
    const auto at = [](const Matrix& m, bool transposed, int64_t row, int64_t column, int64_t of) {
        return of * m.stride + (transposed ? column + row * m.pitch : row + column * m.pitch);
    };
    const double factor = factorOf(alpha, dm.isDouble), kept = factorOf(beta, dm.isDouble);
    for (int64_t of = 0; of < dm.batch; ++of) {
        for (int64_t row = 0; row < dm.rows; ++row) {
            for (int64_t column = 0; column < dm.columns; ++column) {
                double sum = kept == 0 ? 0 : kept * read(c, at(cm, false, row, column, of), cm.isDouble);
                for (int64_t k = 0; k < inner; ++k)
                    sum += factor * read(a, at(am, product.transposeA, row, k, of), am.isDouble)
                        * read(b, at(bm, product.transposeB, k, column, of), bm.isDouble);
                write(d, at(dm, false, row, column, of), dm.isDouble, sum);
            }
        }
    }
    return CUBLAS_STATUS_SUCCESS;
}

void fill(cuda::CublasLtApi& api)
{
    api.cublasLtGetVersion = [] { return size_t(0); };
    api.cublasLtGetStatusString = [](cublasStatus_t) { return "scripted"; };
    api.cublasLtCreate = [](cublasLtHandle_t* handle) { return create(handle, 0); };
    api.cublasLtDestroy = [](cublasLtHandle_t handle) { return destroy<int>(handle); };
    api.cublasLtMatmulDescCreate = [](cublasLtMatmulDesc_t* how, cublasComputeType_t compute, cudaDataType_t) {
        return create(how, Product {.compute = compute});
    };
    api.cublasLtMatmulDescDestroy = [](cublasLtMatmulDesc_t how) { return destroy<Product>(how); };
    api.cublasLtMatmulDescSetAttribute = [](cublasLtMatmulDesc_t how, cublasLtMatmulDescAttributes_t name,
                                            const void* value, size_t) {
        const bool transposed = *static_cast<const cublasOperation_t*>(value) == CUBLAS_OP_T;
        auto& product = recordOf<Product>(how);
        (name == CUBLASLT_MATMUL_DESC_TRANSA ? product.transposeA : product.transposeB) = transposed;
        return CUBLAS_STATUS_SUCCESS;
    };
    api.cublasLtMatrixLayoutCreate = [](cublasLtMatrixLayout_t* layout, cudaDataType type, uint64_t rows,
                                        uint64_t columns, int64_t pitch) {
        return create(layout, Matrix {type == CUDA_R_64F, int64_t(rows), int64_t(columns), pitch});
    };
    api.cublasLtMatrixLayoutDestroy = [](cublasLtMatrixLayout_t layout) { return destroy<Matrix>(layout); };
    api.cublasLtMatrixLayoutSetAttribute = [](cublasLtMatrixLayout_t layout, cublasLtMatrixLayoutAttribute_t name,
                                              const void* value, size_t) {
        auto& matrix = recordOf<Matrix>(layout);
        if (name == CUBLASLT_MATRIX_LAYOUT_BATCH_COUNT)
            matrix.batch = *static_cast<const int32_t*>(value);
        else if (name == CUBLASLT_MATRIX_LAYOUT_STRIDED_BATCH_OFFSET)
            matrix.stride = *static_cast<const int64_t*>(value);
        return CUBLAS_STATUS_SUCCESS;
    };
    api.cublasLtMatmulPreferenceCreate = [](cublasLtMatmulPreference_t* wishes) { return create(wishes, 0); };
    api.cublasLtMatmulPreferenceDestroy = [](cublasLtMatmulPreference_t wishes) { return destroy<int>(wishes); };
    api.cublasLtMatmulPreferenceSetAttribute = [](cublasLtMatmulPreference_t, cublasLtMatmulPreferenceAttributes_t,
                                                  const void*, size_t) { return CUBLAS_STATUS_SUCCESS; };
    api.cublasLtMatmulAlgoGetHeuristic = [](cublasLtHandle_t, cublasLtMatmulDesc_t, cublasLtMatrixLayout_t,
                                            cublasLtMatrixLayout_t, cublasLtMatrixLayout_t, cublasLtMatrixLayout_t,
                                            cublasLtMatmulPreference_t, int, cublasLtMatmulHeuristicResult_t* found,
                                            int* count) {
        *count = script.failing ? 0 : 1;
        found->state = CUBLAS_STATUS_SUCCESS;
        found->workspaceSize = 0;
        return CUBLAS_STATUS_SUCCESS;
    };
    api.cublasLtMatmul = multiply;
}

// cuDNN: a description is a list of attributes, and others point at it.
struct Description {
    cudnnBackendDescriptorType_t type = CUDNN_BACKEND_TENSOR_DESCRIPTOR;
    std::map<int, std::vector<std::byte>> attributes = {};
    bool isFinal = false;

    template <class T> std::vector<T> list(int name) const
    {
        const std::vector<std::byte>& bytes = attributes.at(name);
        std::vector<T> values(bytes.size() / sizeof(T));
        std::memcpy(values.data(), bytes.data(), bytes.size());
        return values;
    }
    const Description& other(int name) const { return *static_cast<Description*>(list<void*>(name).at(0)); }
};

Description& descriptionOf(cudnnBackendDescriptor_t raw)
{
    return *static_cast<Description*>(raw);
}

size_t sizeOf(cudnnBackendAttributeType_t type)
{
    switch (type) {
    case CUDNN_TYPE_BOOLEAN:
        return 1;
    case CUDNN_TYPE_FLOAT:
    case CUDNN_TYPE_DATA_TYPE:
    case CUDNN_TYPE_CONVOLUTION_MODE:
    case CUDNN_TYPE_HEUR_MODE:
    case CUDNN_TYPE_NUMERICAL_NOTE:
        return 4;
    default:
        return 8;
    }
}

constexpr int engineKey = 1000000; // which engine a configuration, and what it holds, is of

cudnnStatus_t get(cudnnBackendDescriptor_t raw, cudnnBackendAttributeName_t name, cudnnBackendAttributeType_t,
                  int64_t room, int64_t* count, void* values)
{
    const Description& description = descriptionOf(raw);
    if (!description.isFinal)
        return CUDNN_STATUS_BAD_PARAM_NOT_FINALIZED;
    const auto give = [&](void* handle, const Description& of, int64_t engine) {
        Description& to = descriptionOf(handle);
        to = of;
        to.isFinal = true;
        to.attributes[engineKey].resize(sizeof engine);
        std::memcpy(to.attributes[engineKey].data(), &engine, sizeof engine);
    };
    switch (name) {
    case CUDNN_ATTR_ENGINEHEUR_RESULTS: {
        const bool isFallback = description.list<int>(CUDNN_ATTR_ENGINEHEUR_MODE)[0] == CUDNN_HEUR_MODE_FALLBACK;
        const std::vector<int64_t> engines = script.declined ? std::vector<int64_t>()
            : isFallback                                     ? std::vector<int64_t> {5, 7}
                                                             : std::vector<int64_t> {0, 1};
        *count = int64_t(engines.size());
        for (int64_t i = 0; i < std::min(room, *count); ++i) {
            void* handle = static_cast<void**>(values)[i];
            give(handle, description, engines[size_t(i)]);
            descriptionOf(handle).type = CUDNN_BACKEND_ENGINECFG_DESCRIPTOR;
        }
        return CUDNN_STATUS_SUCCESS;
    }
    case CUDNN_ATTR_ENGINECFG_ENGINE:
        *count = 1;
        give(*static_cast<void**>(values), description, description.list<int64_t>(engineKey)[0]);
        return CUDNN_STATUS_SUCCESS;
    case CUDNN_ATTR_ENGINECFG_KNOB_CHOICES:
        *count = 0;
        return CUDNN_STATUS_SUCCESS;
    case CUDNN_ATTR_ENGINE_GLOBAL_INDEX:
        *count = 1;
        *static_cast<int64_t*>(values) = description.list<int64_t>(engineKey)[0];
        return CUDNN_STATUS_SUCCESS;
    case CUDNN_ATTR_ENGINE_NUMERICAL_NOTE: {
        const int64_t engine = description.list<int64_t>(engineKey)[0];
        *count = engine == 5 ? 0 : 1;
        if (engine != 5)
            *static_cast<cudnnBackendNumericalNote_t*>(values) =
                engine != 1 ? CUDNN_NUMERICAL_NOTE_TENSOR_CORE : CUDNN_NUMERICAL_NOTE_NONDETERMINISTIC;
        return CUDNN_STATUS_SUCCESS;
    }
    case CUDNN_ATTR_EXECUTION_PLAN_WORKSPACE_SIZE:
        *count = 1;
        *static_cast<int64_t*>(values) = 16;
        return CUDNN_STATUS_SUCCESS;
    default:
        return CUDNN_STATUS_BAD_PARAM;
    }
}

struct Tensor {
    std::vector<int64_t> sizes, strides;
    bool isDouble = false;
    void* memory = nullptr;
    int64_t at(std::span<const int64_t> index) const
    {
        int64_t place = 0;
        for (size_t axis = 0; axis < sizes.size(); ++axis)
            place += index[axis] * strides[axis];
        return place;
    }
};

// Every product of an element of x and one of the filter, for an element of y, in turn.
void convolve(const Description& how, const Tensor& x, const Tensor& filter, const Tensor& y,
              const std::function<void(int64_t x, int64_t filter, int64_t y)>& pair)
{
    const auto stride = how.list<int64_t>(CUDNN_ATTR_CONVOLUTION_FILTER_STRIDES);
    const auto dilation = how.list<int64_t>(CUDNN_ATTR_CONVOLUTION_DILATIONS);
    const auto pad = how.list<int64_t>(CUDNN_ATTR_CONVOLUTION_PRE_PADDINGS);
    const auto after = how.list<int64_t>(CUDNN_ATTR_CONVOLUTION_POST_PADDINGS);
    const int64_t groups = x.sizes[1] / filter.sizes[1], inGroup = filter.sizes[1];
    const size_t spatial = stride.size();
    for (size_t axis = 0; axis < spatial; ++axis) { // cuDNN takes no other size of y
        const int64_t span = dilation[axis] * (filter.sizes[axis + 2] - 1) + 1;
        if ((x.sizes[axis + 2] + pad[axis] + after[axis] - span) / stride[axis] + 1 != y.sizes[axis + 2])
            throw std::runtime_error("the sizes of the convolution do not fit");
    }
    std::vector<int64_t> atY(y.sizes.size(), 0), atFilter, atX;
    const auto next = [](std::vector<int64_t>& index, const std::vector<int64_t>& sizes, size_t first) {
        for (size_t axis = sizes.size(); axis-- > first;) {
            if (++index[axis] < sizes[axis])
                return true;
            index[axis] = 0;
        }
        return false;
    };
    do {
        atFilter.assign(filter.sizes.size(), 0);
        atFilter[0] = atY[1];
        do {
            atX = {atY[0], atY[1] / (filter.sizes[0] / groups) * inGroup + atFilter[1]};
            bool inside = true;
            for (size_t axis = 0; axis < spatial; ++axis) {
                atX.push_back(atY[axis + 2] * stride[axis] - pad[axis] + atFilter[axis + 2] * dilation[axis]);
                inside = inside && atX.back() >= 0 && atX.back() < x.sizes[axis + 2];
            }
            if (inside)
                pair(x.at(atX), filter.at(atFilter), y.at(atY));
        } while (next(atFilter, filter.sizes, 1));
    } while (next(atY, y.sizes, 0));
}

cudnnStatus_t execute(cudnnHandle_t, cudnnBackendDescriptor_t plan, cudnnBackendDescriptor_t arguments)
{
    const Description& config = descriptionOf(plan).other(CUDNN_ATTR_EXECUTION_PLAN_ENGINE_CONFIG);
    const Description& operation =
        config.other(CUDNN_ATTR_ENGINEHEUR_OPERATION_GRAPH).other(CUDNN_ATTR_OPERATIONGRAPH_OPS);
    const auto uids = descriptionOf(arguments).list<int64_t>(CUDNN_ATTR_VARIANT_PACK_UNIQUE_IDS);
    const auto pointers = descriptionOf(arguments).list<void*>(CUDNN_ATTR_VARIANT_PACK_DATA_POINTERS);
    script.engine = int(config.list<int64_t>(engineKey)[0]);
    ++script.runs;
    const auto tensor = [&](int name) {
        const Description& lies = operation.other(name);
        Tensor found {lies.list<int64_t>(CUDNN_ATTR_TENSOR_DIMENSIONS), lies.list<int64_t>(CUDNN_ATTR_TENSOR_STRIDES),
                      lies.list<int>(CUDNN_ATTR_TENSOR_DATA_TYPE)[0] == CUDNN_DATA_DOUBLE};
        for (size_t i = 0; i < uids.size(); ++i) {
            if (uids[i] == lies.list<int64_t>(CUDNN_ATTR_TENSOR_UNIQUE_ID)[0])
                found.memory = pointers[i];
        }
        return found;
    };
    const bool toInput = operation.type == CUDNN_BACKEND_OPERATION_CONVOLUTION_BACKWARD_DATA_DESCRIPTOR;
    const bool toFilter = operation.type == CUDNN_BACKEND_OPERATION_CONVOLUTION_BACKWARD_FILTER_DESCRIPTOR;
    // The attributes of the three directions, in the order of the forward one's.
    const auto named = [&](int forward, int data, int weights) {
        return toInput ? data : toFilter ? weights : forward;
    };
    const Tensor x =
        tensor(named(CUDNN_ATTR_OPERATION_CONVOLUTION_FORWARD_X, CUDNN_ATTR_OPERATION_CONVOLUTION_BWD_DATA_DX,
                     CUDNN_ATTR_OPERATION_CONVOLUTION_BWD_FILTER_X));
    const Tensor filter =
        tensor(named(CUDNN_ATTR_OPERATION_CONVOLUTION_FORWARD_W, CUDNN_ATTR_OPERATION_CONVOLUTION_BWD_DATA_W,
                     CUDNN_ATTR_OPERATION_CONVOLUTION_BWD_FILTER_DW));
    const Tensor y =
        tensor(named(CUDNN_ATTR_OPERATION_CONVOLUTION_FORWARD_Y, CUDNN_ATTR_OPERATION_CONVOLUTION_BWD_DATA_DY,
                     CUDNN_ATTR_OPERATION_CONVOLUTION_BWD_FILTER_DY));
    const Description& how = operation.other(named(CUDNN_ATTR_OPERATION_CONVOLUTION_FORWARD_CONV_DESC,
                                                   CUDNN_ATTR_OPERATION_CONVOLUTION_BWD_DATA_CONV_DESC,
                                                   CUDNN_ATTR_OPERATION_CONVOLUTION_BWD_FILTER_CONV_DESC));
    const Tensor& result = toInput ? x : toFilter ? filter : y;
    int64_t last = 0; // of the dense result
    for (size_t axis = 0; axis < result.sizes.size(); ++axis)
        last += (result.sizes[axis] - 1) * result.strides[axis];
    std::vector<double> sums(size_t(last) + 1, 0);
    convolve(how, x, filter, y, [&](int64_t atX, int64_t atFilter, int64_t atY) {
        const double a = toInput ? read(y.memory, atY, y.isDouble) : read(x.memory, atX, x.isDouble);
        const double b = toFilter ? read(y.memory, atY, y.isDouble) : read(filter.memory, atFilter, filter.isDouble);
        sums[size_t(toInput ? atX : toFilter ? atFilter : atY)] += a * b;
    });
    const bool isBroken = script.broken.contains(script.engine);
    for (int64_t i = 0; i <= last; ++i)
        write(result.memory, i, result.isDouble, isBroken ? 0.25 + script.engine : sums[size_t(i)]);
    return CUDNN_STATUS_SUCCESS;
}

void fill(cuda::CudnnApi& api)
{
    api.cudnnGetVersion = [] { return size_t(91900); };
    api.cudnnGetErrorString = [](cudnnStatus_t) { return "scripted"; };
    api.cudnnCreate = [](cudnnHandle_t* handle) {
        create(handle, 0);
        return CUDNN_STATUS_SUCCESS;
    };
    api.cudnnDestroy = [](cudnnHandle_t handle) {
        destroy<int>(handle);
        return CUDNN_STATUS_SUCCESS;
    };
    api.cudnnSetStream = [](cudnnHandle_t, cudaStream_t) { return CUDNN_STATUS_SUCCESS; };
    api.cudnnBackendCreateDescriptor = [](cudnnBackendDescriptorType_t type, cudnnBackendDescriptor_t* raw) {
        create(raw, Description {.type = type});
        return CUDNN_STATUS_SUCCESS;
    };
    api.cudnnBackendDestroyDescriptor = [](cudnnBackendDescriptor_t raw) {
        destroy<Description>(raw);
        return CUDNN_STATUS_SUCCESS;
    };
    api.cudnnBackendSetAttribute = [](cudnnBackendDescriptor_t raw, cudnnBackendAttributeName_t name,
                                      cudnnBackendAttributeType_t type, int64_t count, const void* values) {
        Description& description = descriptionOf(raw);
        if (description.isFinal)
            return CUDNN_STATUS_BAD_PARAM;
        if (type == CUDNN_TYPE_BACKEND_DESCRIPTOR
            && !descriptionOf(*static_cast<const cudnnBackendDescriptor_t*>(values)).isFinal)
            return CUDNN_STATUS_BAD_PARAM_NOT_FINALIZED;
        const auto* bytes = static_cast<const std::byte*>(values);
        description.attributes[name].assign(bytes, bytes + size_t(count) * sizeOf(type));
        return CUDNN_STATUS_SUCCESS;
    };
    api.cudnnBackendGetAttribute = [](const cudnnBackendDescriptor_t raw, cudnnBackendAttributeName_t name,
                                      cudnnBackendAttributeType_t type, int64_t room, int64_t* count,
                                      void* values) { return get(raw, name, type, room, count, values); };
    api.cudnnBackendFinalize = [](cudnnBackendDescriptor_t raw) {
        descriptionOf(raw).isFinal = true;
        return CUDNN_STATUS_SUCCESS;
    };
    api.cudnnBackendExecute = execute;
}

} // namespace

FakeCudaLibraries::FakeCudaLibraries()
    : m_api(m_driver.api())
{
    script = {};
    fill(m_api.blasLt);
    fill(m_api.dnn);
    cuda::useCudaApi(&m_api);
}

FakeCudaLibraries::~FakeCudaLibraries()
{
    cuda::useCudaApi(&m_driver.api());
}

void FakeCudaLibraries::declineConvolutions(bool declined)
{
    script.declined = declined;
}

void FakeCudaLibraries::breakEngine(int engine)
{
    script.broken.insert(engine);
}

void FakeCudaLibraries::failProducts(bool failing)
{
    script.failing = failing;
}

int FakeCudaLibraries::descriptions() const
{
    return script.descriptions;
}

int FakeCudaLibraries::runs() const
{
    return script.runs;
}

int FakeCudaLibraries::lastEngine() const
{
    return script.engine;
}

bool FakeCudaLibraries::lastProductWasTf32() const
{
    return script.wasTf32;
}

} // namespace weft
