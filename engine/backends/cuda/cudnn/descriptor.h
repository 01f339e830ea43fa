#pragma once

#include "engine/backends/cuda/api/cuda_api.h"

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

namespace weft::cuda {

// What cuDNN calls the C++ types of attributes.
template <class T> constexpr cudnnBackendAttributeType_t attributeType() = delete;
template <> constexpr cudnnBackendAttributeType_t attributeType<int64_t>()
{
    return CUDNN_TYPE_INT64;
}
template <> constexpr cudnnBackendAttributeType_t attributeType<bool>()
{
    return CUDNN_TYPE_BOOLEAN;
}
template <> constexpr cudnnBackendAttributeType_t attributeType<float>()
{
    return CUDNN_TYPE_FLOAT;
}
template <> constexpr cudnnBackendAttributeType_t attributeType<double>()
{
    return CUDNN_TYPE_DOUBLE;
}
template <> constexpr cudnnBackendAttributeType_t attributeType<void*>()
{
    return CUDNN_TYPE_VOID_PTR;
}
template <> constexpr cudnnBackendAttributeType_t attributeType<cudnnHandle_t>()
{
    return CUDNN_TYPE_HANDLE;
}
template <> constexpr cudnnBackendAttributeType_t attributeType<cudnnDataType_t>()
{
    return CUDNN_TYPE_DATA_TYPE;
}
template <> constexpr cudnnBackendAttributeType_t attributeType<cudnnConvolutionMode_t>()
{
    return CUDNN_TYPE_CONVOLUTION_MODE;
}
template <> constexpr cudnnBackendAttributeType_t attributeType<cudnnBackendHeurMode_t>()
{
    return CUDNN_TYPE_HEUR_MODE;
}
template <> constexpr cudnnBackendAttributeType_t attributeType<cudnnBackendKnobType_t>()
{
    return CUDNN_TYPE_KNOB_TYPE;
}
template <> constexpr cudnnBackendAttributeType_t attributeType<cudnnBackendNumericalNote_t>()
{
    return CUDNN_TYPE_NUMERICAL_NOTE;
}
template <> constexpr cudnnBackendAttributeType_t attributeType<cudnnBackendBehaviorNote_t>()
{
    return CUDNN_TYPE_BEHAVIOR_NOTE;
}

// cuDNN has no way to compute what a descriptor asks for; whoever builds one understands it as declined.
class NotSupported { };

// One of cuDNN's backend descriptors, destroyed with this. Attributes are copied into it; descriptors given to it as
// attributes must live until it is finalized. Throws NotSupported, or Error where cuDNN itself failed.
class Descriptor {
public:
    Descriptor(const CudnnApi& api, cudnnBackendDescriptorType_t type);
    ~Descriptor();
    Descriptor(Descriptor&& other) noexcept;
    Descriptor& operator=(Descriptor&& other) noexcept;

    template <class T> void set(cudnnBackendAttributeName_t name, std::span<const T> values)
    {
        setRaw(name, attributeType<T>(), int64_t(values.size()), values.data());
    }
    template <class T> void set(cudnnBackendAttributeName_t name, const std::vector<T>& values)
    {
        set(name, std::span<const T>(values));
    }
    template <class T> void set(cudnnBackendAttributeName_t name, const T& value)
    {
        set(name, std::span<const T>(&value, 1));
    }
    void set(cudnnBackendAttributeName_t name, const Descriptor& value)
    {
        setRaw(name, CUDNN_TYPE_BACKEND_DESCRIPTOR, 1, &value.m_raw);
    }
    void finalize();

    int64_t count(cudnnBackendAttributeName_t name, cudnnBackendAttributeType_t type) const;
    template <class T> std::vector<T> list(cudnnBackendAttributeName_t name, int most) const
    {
        std::vector<T> values(size_t(most), T {});
        values.resize(std::min(values.size(), size_t(getRaw(name, attributeType<T>(), most, values.data()))));
        return values;
    }
    template <class T> T get(cudnnBackendAttributeName_t name) const
    {
        T value = {};
        getRaw(name, attributeType<T>(), 1, &value);
        return value;
    }
    // Descriptors are read into descriptors that the reader made.
    void read(cudnnBackendAttributeName_t name, std::vector<Descriptor>& into) const;

    cudnnBackendDescriptor_t raw() const { return m_raw; }

private:
    void setRaw(cudnnBackendAttributeName_t name, cudnnBackendAttributeType_t type, int64_t count, const void* values);
    int64_t getRaw(cudnnBackendAttributeName_t name, cudnnBackendAttributeType_t type, int64_t room,
                   void* values) const;
    void check(cudnnStatus_t status, const char* doing) const;

    const CudnnApi* m_api;
    cudnnBackendDescriptor_t m_raw = nullptr;
};

} // namespace weft::cuda
