#include "engine/backends/cuda/device/device.h"

namespace weft::cuda {

namespace {

thread_local CUcontext currentContext = nullptr;

} // namespace

Device::Device(const CudaApi& api, int ordinal)
    : m_api(api)
    , m_ordinal(ordinal)
    , m_modules(*this)
{
    int count = 0;
    check(driver().cuDeviceGetCount(&count));
    if (ordinal < 0 || ordinal >= count)
        throw Error("There is no GPU " + std::to_string(ordinal) + "; this machine has " + std::to_string(count)
                    + (count == 1 ? " GPU: \"cuda:0\"." : " GPUs, counted from \"cuda:0\"."));
    check(driver().cuDeviceGet(&m_device, ordinal));
    char text[256] = {};
    check(driver().cuDeviceGetName(text, sizeof text, m_device));
    m_name = text;
    if (driver().cuDeviceGetPCIBusId(text, sizeof text, m_device) == CUDA_SUCCESS)
        m_busId = text;
    m_sm = 10 * attribute(CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MAJOR)
        + attribute(CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MINOR);
    m_multiprocessors = attribute(CU_DEVICE_ATTRIBUTE_MULTIPROCESSOR_COUNT);
    m_sharedBytes = size_t(attribute(CU_DEVICE_ATTRIBUTE_MAX_SHARED_MEMORY_PER_BLOCK_OPTIN));
    check(driver().cuDeviceTotalMem(&m_memoryBytes, m_device));
    check(driver().cuDevicePrimaryCtxRetain(&m_context, m_device));
    try {
        makeCurrent();
        check(driver().cuStreamCreate(&m_stream, CU_STREAM_NON_BLOCKING));
    } catch (...) {
        driver().cuDevicePrimaryCtxRelease(m_device);
        currentContext = nullptr;
        throw;
    }
}

Device::~Device()
{
    driver().cuCtxSetCurrent(m_context);
    m_kept.clear();
    if (m_dnn != nullptr)
        m_api.dnn.cudnnDestroy(m_dnn);
    if (m_blasLt != nullptr)
        m_api.blasLt.cublasLtDestroy(m_blasLt);
    m_modules.clear();
    driver().cuStreamDestroy(m_stream);
    driver().cuCtxSetCurrent(nullptr);
    currentContext = nullptr;
    driver().cuDevicePrimaryCtxRelease(m_device);
}

int Device::attribute(CUdevice_attribute which) const
{
    int value = 0;
    check(driver().cuDeviceGetAttribute(&value, which, m_device));
    return value;
}

void Device::makeCurrent() const
{
    if (currentContext == m_context)
        return;
    check(driver().cuCtxSetCurrent(m_context));
    currentContext = m_context;
}

void Device::wait() const
{
    makeCurrent();
    check(driver().cuStreamSynchronize(m_stream));
}

cublasLtHandle_t Device::blasLt()
{
    if (m_blasLt == nullptr && m_api.blasLt.cublasLtCreate != nullptr) {
        makeCurrent();
        check(m_api.blasLt.cublasLtCreate(&m_blasLt));
    }
    return m_blasLt;
}

cudnnHandle_t Device::dnn()
{
    if (m_dnn == nullptr && m_api.dnn.cudnnCreate != nullptr) {
        makeCurrent();
        check(m_api.dnn.cudnnCreate(&m_dnn));
        check(m_api.dnn.cudnnSetStream(m_dnn, m_stream));
    }
    return m_dnn;
}

} // namespace weft::cuda
