#include "engine/export/verify/trial.h"

#include "engine/data/batches/convert.h"
#include "engine/support/random.h"

#include <algorithm>
#include <functional>

namespace weft {

namespace {

HostTensor emptyInput(const ModelInput& input, int64_t samples)
{
    HostTensor tensor {.info = {.shape = input.storedShape, .dtype = input.storedType}};
    tensor.info.shape.insert(0, samples);
    tensor.bytes.resize(tensor.info.bytes());
    return tensor;
}

template <class T> void fill(HostTensor& tensor, const std::function<double(size_t)>& number)
{
    T* const numbers = reinterpret_cast<T*>(tensor.bytes.data());
    for (size_t i = 0; i < tensor.bytes.size() / sizeof(T); ++i)
        numbers[i] = T(number(i));
}

void append(HostTensor& all, const HostTensor& more)
{
    if (all.bytes.empty())
        all.info = more.info;
    else
        all.info.shape[0] += more.info.shape[0];
    all.bytes.insert(all.bytes.end(), more.bytes.begin(), more.bytes.end());
}

void answer(TrainedNetwork& network, const ExportedModel& model, Trial& trial)
{
    std::vector<std::vector<std::byte>> bytes(network.feeds().size());
    for (size_t i = 0; i < bytes.size(); ++i) {
        const auto input = std::ranges::find(model.inputs, network.feeds()[i].node, &ModelInput::node);
        if (input != model.inputs.end())
            bytes[i] = fedForm(*input, trial.inputs[size_t(input - model.inputs.begin())], network.feeds()[i].dtype);
    }
    trial.answers.resize(model.outputs.size());
    for (int64_t done = 0; done < trial.samples; done += trialBatch) {
        const int64_t batch = std::min(trialBatch, trial.samples - done);
        std::vector<std::span<const std::byte>> feeds;
        for (const std::vector<std::byte>& column : bytes) {
            const size_t each = column.size() / size_t(trial.samples);
            feeds.push_back(std::span(column).subspan(size_t(done) * each, size_t(batch) * each));
        }
        const std::vector<SampleValues> values = network.predictor().predict(batch, feeds);
        for (size_t i = 0; i < values.size(); ++i)
            append(trial.answers[i], answerOf(values[i], batch));
    }
}

} // namespace

HostTensor answerOf(const SampleValues& values, int64_t samples)
{
    HostTensor tensor {.info = {.shape = values.shape}};
    tensor.info.shape.insert(0, samples);
    if (values.dtype == DType::f32) {
        tensor.bytes = values.bytes;
        return tensor;
    }
    tensor.bytes.resize(tensor.info.bytes());
    fill<float>(tensor, [&](size_t i) {
        if (values.dtype == DType::f64)
            return reinterpret_cast<const double*>(values.bytes.data())[i];
        return double(reinterpret_cast<const int32_t*>(values.bytes.data())[i]);
    });
    return tensor;
}

std::vector<std::byte> fedForm(const ModelInput& input, const HostTensor& stored, DType to)
{
    const Column column {.name = input.node, .dtype = input.storedType, .shape = input.storedShape};
    const Converter converter(column, input.affine, to);
    const auto samples = size_t(stored.info.shape[0]);
    std::vector<std::byte> fed(samples * converter.bytesPerSample());
    for (size_t i = 0; i < samples; ++i)
        converter.convert(std::span(stored.bytes).subspan(i * column.sampleBytes(), column.sampleBytes()),
                          fed.data() + i * converter.bytesPerSample());
    return fed;
}

Trial dataTrial(TrainedNetwork& network, const ExportedModel& model, std::span<const int64_t> samples)
{
    Trial trial {.samples = std::ssize(samples)};
    std::vector<std::byte> scratch;
    for (const ModelInput& input : model.inputs) {
        HostTensor& tensor = trial.inputs.emplace_back(emptyInput(input, trial.samples));
        const Column& column = *network.data().data.find(input.column);
        for (size_t i = 0; i < samples.size(); ++i) {
            const std::span<const std::byte> stored = storedSample(column, samples[i], scratch);
            std::ranges::copy(stored, tensor.bytes.begin() + int64_t(i * stored.size()));
        }
    }
    answer(network, model, trial);
    return trial;
}

std::vector<HostTensor> randomInputs(const ExportedModel& model, int64_t samples, uint32_t seed)
{
    std::vector<HostTensor> inputs;
    for (const ModelInput& input : model.inputs) {
        HostTensor& tensor = inputs.emplace_back(emptyInput(input, samples));
        RandomSequence random(seed, streamOf(input.node));
        const auto elements = size_t(tensor.info.shape.elements());
        const size_t each = std::max<size_t>(1, elements / size_t(samples) / input.affine.shift.size());
        const auto stored = [&](size_t i) { // what becomes -1 … 1
            const size_t entry = i / each % input.affine.shift.size();
            return (2 * double(random.uniform()) - 1) * input.affine.scale[entry] + input.affine.shift[entry];
        };
        if (input.storedType == DType::u8)
            fill<uint8_t>(tensor, [&](size_t) { return random.below(256); });
        else if (input.storedType == DType::i32)
            fill<int32_t>(tensor,
                          [&](size_t) { return random.below(uint32_t(std::max<int64_t>(1, input.classCount))); });
        else if (input.storedType == DType::f64)
            fill<double>(tensor, stored);
        else
            fill<float>(tensor, stored);
    }
    return inputs;
}

Trial randomTrial(TrainedNetwork& network, const ExportedModel& model, int64_t samples, uint32_t seed)
{
    Trial trial {.samples = samples, .inputs = randomInputs(model, samples, seed)};
    answer(network, model, trial);
    return trial;
}

} // namespace weft
