#include "engine/runtime/states.h"

#include "engine/support/error.h"
#include "engine/support/random.h"

#include <cassert>
#include <cmath>
#include <cstring>

namespace weft {

namespace {

template <class T> void fill(std::vector<std::byte>& bytes, const StateVariable& variable, uint64_t seed)
{
    const Init& init = variable.init;
    const size_t count = bytes.size() / sizeof(T);
    RandomSequence numbers(seed, streamOf(variable.name), streamOf("initial values"));
    for (size_t i = 0; i < count; ++i) {
        double value = init.a;
        if (init.kind == Init::uniform)
            value = init.a + (init.b - init.a) * double(numbers.uniform());
        else if (init.kind == Init::normal)
            value = init.a + init.b * numbers.normal();
        const T element = T(value);
        std::memcpy(bytes.data() + i * sizeof(T), &element, sizeof(T));
    }
}

template <class T> bool allFinite(std::span<const std::byte> bytes)
{
    for (size_t at = 0; at < bytes.size(); at += sizeof(T)) {
        T value;
        std::memcpy(&value, bytes.data() + at, sizeof(T));
        if (!std::isfinite(value))
            return false;
    }
    return true;
}

} // namespace

bool allFinite(DType dtype, std::span<const std::byte> bytes)
{
    if (dtype == DType::f32)
        return allFinite<float>(bytes);
    return dtype != DType::f64 || allFinite<double>(bytes);
}

std::vector<std::byte> initialValues(const StateVariable& variable, const ValueInfo& info, uint64_t seed)
{
    std::vector<std::byte> bytes(info.bytes());
    switch (info.dtype) {
    case DType::f32:
        fill<float>(bytes, variable, seed);
        break;
    case DType::f64:
        fill<double>(bytes, variable, seed);
        break;
    case DType::i32:
        fill<int32_t>(bytes, variable, seed);
        break;
    case DType::i64:
        fill<int64_t>(bytes, variable, seed);
        break;
    default:
        assert(false && "states are kept in full precision");
    }
    return bytes;
}

States::States(Backend& backend, uint64_t seed)
    : m_backend(backend)
    , m_seed(seed)
{
}

std::byte* States::bind(const StateVariable& variable, const ValueInfo& info)
{
    Entry& entry = m_entries[variable.name];
    if (entry.memory == nullptr) {
        entry.info = {.shape = info.shape, .dtype = info.dtype};
        entry.kind = variable.kind;
        entry.memory = m_backend.allocate(std::max<size_t>(1, info.bytes()));
        m_backend.upload(entry.memory->data(), initialValues(variable, info, m_seed));
    }
    if (entry.info.shape != info.shape || entry.info.dtype != info.dtype)
        throw Error("\"" + variable.name + "\" is " + toString(entry.info.shape) + " in one program and "
                    + toString(info.shape) + " in another.");
    return entry.memory->data();
}

void States::read(const std::string& name, std::span<std::byte> to) const
{
    m_backend.download(to, m_entries.at(name).memory->data());
}

void States::write(const std::string& name, std::span<const std::byte> from)
{
    Entry& entry = m_entries.at(name);
    assert(from.size() == entry.info.bytes());
    m_backend.upload(entry.memory->data(), from);
}

std::string States::findNonFinite() const
{
    std::vector<std::byte> bytes;
    for (const auto& [name, entry] : m_entries) {
        bytes.resize(entry.info.bytes());
        read(name, bytes);
        if (!allFinite(entry.info.dtype, bytes))
            return name;
    }
    return "";
}

} // namespace weft
