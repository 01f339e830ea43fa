#include "engine/train/network/predictor.h"

#include "engine/data/batches/convert.h"
#include "engine/support/printable.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstring>
#include <limits>

namespace weft {

namespace {

template <class T> std::vector<std::byte> stored(const Column& column, std::span<const float> values)
{
    std::vector<std::byte> bytes(values.size() * sizeof(T));
    for (size_t i = 0; i < values.size(); ++i) {
        double number = double(values[i]);
        if constexpr (std::is_integral_v<T>) {
            number = std::nearbyint(number);
            const auto least = double(std::numeric_limits<T>::min());
            const double most =
                column.classes.empty() ? double(std::numeric_limits<T>::max()) : double(column.classes.size()) - 1;
            if (!(number >= (column.classes.empty() ? least : 0) && number <= most))
                throw Error("A value of the probe is outside of what \"" + printable(column.name) + "\" can hold.");
        }
        const T value = T(number);
        std::memcpy(bytes.data() + i * sizeof(T), &value, sizeof(T));
    }
    return bytes;
}

std::vector<std::byte> stored(const Column& column, std::span<const float> values, const std::string& node)
{
    if (std::ssize(values) != column.elements())
        throw Error("The probe has " + std::to_string(values.size()) + " values, but \"" + printable(node) + "\" takes "
                    + std::to_string(column.elements()) + " a sample.");
    if (!std::ranges::all_of(values, [](float value) { return std::isfinite(value); }))
        throw Error("A value of the probe is missing or infinite.");
    switch (column.dtype) {
    case DType::u8:
        return stored<uint8_t>(column, values);
    case DType::i32:
        return stored<int32_t>(column, values);
    default:
        assert(column.dtype == DType::f32);
        return stored<float>(column, values);
    }
}

} // namespace

Predictions Predictor::predict(const std::string& node, std::span<const float> values, int64_t others, int64_t batch)
{
    ReadyStep& step = stepFor(batch);
    Predictions result;
    std::vector<std::vector<std::byte>> fed(m_columns.size());
    bool found = false;
    std::vector<std::byte> scratch;
    for (size_t i = 0; i < m_columns.size(); ++i) {
        const Column& column = *m_data.data.find(m_columns[i].column);
        if (!step.uses(i))
            continue;
        SampleValues input {.node = step.step().feeds[i].node,
                            .kind = std::string(name(column.kind)),
                            .dtype = column.dtype,
                            .shape = column.shape,
                            .classes = column.classes};
        if (input.node == node) {
            found = true;
            input.bytes = stored(column, values, node);
        } else {
            const std::span bytes = storedSample(column, others, scratch);
            input.bytes.assign(bytes.begin(), bytes.end());
        }
        const auto index = size_t(&column - m_data.data.columns.data());
        const Converter converter(column, m_data.affine[index], m_columns[i].dtype);
        fed[i].resize(size_t(batch) * converter.bytesPerSample());
        for (int64_t k = 0; k < batch; ++k)
            converter.convert(input.bytes, fed[i].data() + size_t(k) * converter.bytesPerSample());
        result.inputs.push_back(std::move(input));
    }
    if (step.step().predictions.empty())
        throw Error("The network has no Output, so it has no answer; put one behind the scores.");
    if (!found)
        throw Error("\"" + printable(node) + "\" is no input that the network's answer hangs on.");
    const std::vector<std::span<const std::byte>> feeds(fed.begin(), fed.end());
    result.predictions = predict(batch, feeds);
    for (SampleValues& prediction : result.predictions) {
        prediction.bytes.resize(prediction.bytes.size() / size_t(batch));
        m_targets.toDataUnits(prediction);
        for (size_t i = 0; i < m_columns.size(); ++i) {
            if (!step.uses(i))
                nameClasses(prediction, m_data.data.find(m_columns[i].column)->classes);
        }
        nameByTarget(prediction);
    }
    return result;
}

} // namespace weft
