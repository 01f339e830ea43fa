#include "engine/runtime/states.h"

#include "engine/runtime/initial_matrix.h"
#include "engine/support/error.h"
#include "engine/support/random.h"

#include <cassert>
#include <cmath>
#include <cstring>

namespace weft {

namespace {

template <class T> std::vector<T> filled(const StateVariable& variable, const Shape& shape, uint64_t seed)
{
    const Init& init = variable.init;
    RandomSequence numbers(seed, streamOf(variable.name), streamOf("initial values"));
    if (init.kind == Init::orthogonal) {
        const std::vector<double> exact = orthogonalRows(shape, numbers);
        return {exact.begin(), exact.end()};
    }
    std::vector<T> values(size_t(shape.elements()));
    for (T& value : values) {
        if (init.kind == Init::constant)
            value = T(init.a);
        else if (init.kind == Init::normal)
            value = T(init.a + init.b * numbers.normal());
        else
            value = T(init.a + (init.b - init.a) * double(numbers.uniform()));
    }
    if (init.kind == Init::identity)
        putIdentity<T>(values, shape, init.groups);
    return values;
}

template <class T>
void fill(std::vector<std::byte>& bytes, const StateVariable& variable, const Shape& shape, uint64_t seed)
{
    const std::vector<T> values = filled<T>(variable, shape, seed);
    std::memcpy(bytes.data(), values.data(), bytes.size());
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
        fill<float>(bytes, variable, info.shape, seed);
        break;
    case DType::f64:
        fill<double>(bytes, variable, info.shape, seed);
        break;
    case DType::i32:
        fill<int32_t>(bytes, variable, info.shape, seed);
        break;
    case DType::i64:
        fill<int64_t>(bytes, variable, info.shape, seed);
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
