#include "engine/train/network/input_form.h"
#include "engine/support/printable.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>

namespace weft {

namespace {

const Column& columnOf(const TrainedNetwork& network, size_t feed)
{
    return *network.data().data.find(network.columns()[feed].column);
}

Column withoutSamples(const Column& column)
{
    return {.name = column.name,
            .kind = column.kind,
            .dtype = column.dtype,
            .shape = column.shape,
            .classes = column.classes};
}

Converter converterOf(const TrainedNetwork& network, size_t feed)
{
    const Column& column = columnOf(network, feed);
    const auto index = size_t(&column - network.data().data.columns.data());
    return Converter(column, network.data().affine[index], network.columns()[feed].dtype);
}

template <class T> T read(const std::byte* bytes)
{
    T value;
    std::memcpy(&value, bytes, sizeof value);
    return value;
}

template <class T> void store(std::span<const double> numbers, std::byte* to)
{
    for (const double number : numbers) {
        const T value = std::is_integral_v<T> ? T(std::nearbyint(number)) : T(number);
        std::memcpy(to, &value, sizeof value);
        to += sizeof value;
    }
}

// A column of numbers has names too: of its elements.
bool holdsClasses(const Column& column)
{
    return column.dtype != DType::f32 && !column.classes.empty();
}

// The least and the largest number that the column can hold.
std::pair<double, double> rangeOf(const Column& column)
{
    if (holdsClasses(column))
        return {0, double(column.classes.size()) - 1};
    if (column.dtype == DType::u8)
        return {0, 255};
    if (column.dtype == DType::i32)
        return {std::numeric_limits<int32_t>::min(), std::numeric_limits<int32_t>::max()};
    return {-double(std::numeric_limits<float>::max()), double(std::numeric_limits<float>::max())};
}

} // namespace

InputForm::InputForm(const TrainedNetwork& network, size_t feed)
    : m_feed(feed)
    , m_node(network.feeds()[feed].node)
    , m_column(withoutSamples(columnOf(network, feed)))
    , m_converter(converterOf(network, feed))
{
}

void InputForm::checkValues(std::span<const double> values, const std::string& what) const
{
    const auto [least, most] = rangeOf(m_column);
    for (const double value : values) {
        if (value >= least && value <= most)
            continue;
        if (!std::isfinite(value))
            throw Error(what + ": a value is missing or infinite.");
        if (holdsClasses(m_column))
            throw Error(what + ": a value is no class; there are " + std::to_string(m_column.classes.size())
                        + ", counted from 0.");
        throw Error(what + ": a value is outside of what the network's data can hold.");
    }
}

void InputForm::write(std::span<const double> numbers, const std::string& what, std::byte* out) const
{
    if (std::ssize(numbers) != m_column.elements())
        throw Error(what + ": has " + std::to_string(numbers.size()) + " numbers, but the network takes "
                    + std::to_string(m_column.elements()) + " a sample (the column \"" + printable(m_column.name)
                    + "\").");
    checkValues(numbers, what);
    std::vector<std::byte> stored(m_column.sampleBytes());
    if (m_column.dtype == DType::u8)
        store<uint8_t>(numbers, stored.data());
    else if (m_column.dtype == DType::i32)
        store<int32_t>(numbers, stored.data());
    else
        store<float>(numbers, stored.data());
    write(stored, out);
}

void InputForm::check(std::span<const std::byte> stored, const std::string& what) const
{
    const size_t size = byteSize(m_column.dtype);
    if (m_column.dtype == DType::u8 && !holdsClasses(m_column))
        return; // any value will do
    std::vector<double> numbers(stored.size() / size);
    for (size_t i = 0; i < numbers.size(); ++i) {
        const std::byte* const at = stored.data() + i * size;
        numbers[i] = m_column.dtype == DType::u8 ? double(read<uint8_t>(at))
            : m_column.dtype == DType::i32       ? double(read<int32_t>(at))
                                                 : double(read<float>(at));
    }
    checkValues(numbers, what);
}

std::vector<InputForm> inputForms(TrainedNetwork& network)
{
    const DType dtype = network.project().training.precision == "f64" ? DType::f64 : DType::f32;
    const ReadyStep step(network.project(), {.kind = StepKind::predict, .dtype = dtype}, network.states());
    std::vector<InputForm> forms;
    for (size_t i = 0; i < step.step().feeds.size(); ++i) {
        if (step.uses(i))
            forms.emplace_back(network, i);
    }
    return forms;
}

} // namespace weft
