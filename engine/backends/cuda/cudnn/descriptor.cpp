#include "engine/backends/cuda/cudnn/descriptor.h"

#include "engine/support/error.h"

#include <string>
#include <utility>

namespace weft::cuda {

Descriptor::Descriptor(const CudnnApi& api, cudnnBackendDescriptorType_t type)
    : m_api(&api)
{
    check(api.cudnnBackendCreateDescriptor(type, &m_raw), "make a description");
}

Descriptor::~Descriptor()
{
    if (m_raw != nullptr)
        m_api->cudnnBackendDestroyDescriptor(m_raw);
}

Descriptor::Descriptor(Descriptor&& other) noexcept
    : m_api(other.m_api)
    , m_raw(std::exchange(other.m_raw, nullptr))
{
}

Descriptor& Descriptor::operator=(Descriptor&& other) noexcept
{
    std::swap(m_api, other.m_api);
    std::swap(m_raw, other.m_raw);
    return *this;
}

void Descriptor::finalize()
{
    check(m_api->cudnnBackendFinalize(m_raw), "complete a description");
}

int64_t Descriptor::count(cudnnBackendAttributeName_t name, cudnnBackendAttributeType_t type) const
{
    return getRaw(name, type, 0, nullptr);
}

void Descriptor::read(cudnnBackendAttributeName_t name, std::vector<Descriptor>& into) const
{
    std::vector<cudnnBackendDescriptor_t> raw;
    for (const Descriptor& descriptor : into)
        raw.push_back(descriptor.m_raw);
    const int64_t read = getRaw(name, CUDNN_TYPE_BACKEND_DESCRIPTOR, int64_t(raw.size()), raw.data());
    while (int64_t(into.size()) > read)
        into.pop_back();
}

void Descriptor::setRaw(cudnnBackendAttributeName_t name, cudnnBackendAttributeType_t type, int64_t count,
                        const void* values)
{
    check(m_api->cudnnBackendSetAttribute(m_raw, name, type, count, values), "describe an operation");
}

int64_t Descriptor::getRaw(cudnnBackendAttributeName_t name, cudnnBackendAttributeType_t type, int64_t room,
                           void* values) const
{
    int64_t found = 0;
    check(m_api->cudnnBackendGetAttribute(m_raw, name, type, room, &found, values), "read a description");
    return found;
}

void Descriptor::check(cudnnStatus_t status, const char* doing) const
{
    // 3000 to 3999: no engine takes it; 2000 to 2999: this combination of parameters is not allowed.
    if (status == CUDNN_STATUS_SUCCESS)
        return;
    if (status / 1000 == CUDNN_STATUS_NOT_SUPPORTED / 1000 || status / 1000 == CUDNN_STATUS_BAD_PARAM / 1000)
        throw NotSupported();
    throw Error("cuDNN could not " + std::string(doing) + " (" + m_api->cudnnGetErrorString(status)
                + "). Start again; if it happens again, train on the CPU.");
}

} // namespace weft::cuda
