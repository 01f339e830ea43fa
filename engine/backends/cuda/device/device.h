#pragma once

#include "engine/backends/cuda/api/cuda_api.h"
#include "engine/backends/cuda/device/errors.h"
#include "engine/backends/cuda/source/modules.h"

#include <map>
#include <memory>
#include <string>
#include <typeindex>

namespace weft::cuda {

inline CUdeviceptr addressOf(const std::byte* memory)
{
    return reinterpret_cast<CUdeviceptr>(memory);
}

// One GPU: its primary context, the stream that everything runs on, and the libraries' handles. Used by one thread at a
// time, but by different ones over time: every entry calls makeCurrent() first.
class Device {
public:
    // Throws Error where there is no such GPU, or its context cannot be made.
    Device(const CudaApi& api, int ordinal);
    ~Device();
    Device(const Device&) = delete;
    Device& operator=(const Device&) = delete;

    const CudaApi& api() const { return m_api; }
    const DriverApi& driver() const { return m_api.driver; }
    int ordinal() const { return m_ordinal; }
    const std::string& name() const { return m_name; } // "NVIDIA H100 80GB HBM3"
    const std::string& busId() const { return m_busId; }
    int sm() const { return m_sm; } // compute capability × 10: 90
    int multiprocessors() const { return m_multiprocessors; }
    size_t sharedBytes() const { return m_sharedBytes; } // that a block may have when it asks for it
    int attribute(CUdevice_attribute which) const;
    size_t memoryBytes() const { return m_memoryBytes; } // of the card
    CUstream stream() const { return m_stream; }

    void makeCurrent() const; // the context, for this thread
    void wait() const; // until all that is in the stream is done

    // A kernel of a source, compiled by NVRTC (or taken from the cache on disk) while the program is made ready. The
    // same source is compiled once.
    Function function(const KernelSource& source, const std::string& entry)
    {
        return m_modules.function(source, entry);
    }

    // nullptr where the library is not there. Made at the first call; their work goes into stream().
    cublasLtHandle_t blasLt();
    cudnnHandle_t dnn();

    // What a room keeps for this device from kernel to kernel, one object of each type; it goes before the libraries.
    template <class T> T& keep()
    {
        std::shared_ptr<void>& kept = m_kept[typeid(T)];
        if (kept == nullptr)
            kept = std::make_shared<T>();
        return *static_cast<T*>(kept.get());
    }

private:
    const CudaApi& m_api;
    int m_ordinal;
    CUdevice m_device = 0;
    CUcontext m_context = nullptr;
    CUstream m_stream = nullptr;
    std::string m_name;
    std::string m_busId;
    int m_sm = 0;
    int m_multiprocessors = 0;
    size_t m_sharedBytes = 0;
    size_t m_memoryBytes = 0;
    cublasLtHandle_t m_blasLt = nullptr;
    cudnnHandle_t m_dnn = nullptr;
    Modules m_modules;
    std::map<std::type_index, std::shared_ptr<void>> m_kept;
};

} // namespace weft::cuda
