#include "engine/train/network/predictor.h"

#include "engine/data/batches/convert.h"

namespace weft {

namespace {

constexpr size_t keptSteps = 3;

std::string_view name(PredictionKind kind)
{
    switch (kind) {
    case PredictionKind::values:
        return "values";
    case PredictionKind::classes:
        return "classes";
    case PredictionKind::image:
        return "image";
    case PredictionKind::tokens:
        return "tokens";
    }
    return "?";
}

} // namespace

Predictor::Predictor(const Project& project, const PreparedData& data, std::vector<FedColumn> columns, States& states,
                     DType dtype)
    : m_project(project)
    , m_data(data)
    , m_columns(std::move(columns))
    , m_states(states)
    , m_dtype(dtype)
    , m_targets(project, data)
{
}

ReadyStep& Predictor::stepFor(int64_t batch)
{
    if (const auto found = m_steps.find(batch); found != m_steps.end())
        return *found->second;
    if (m_steps.size() >= keptSteps)
        m_steps.clear();
    const StepOptions options {
        .kind = StepKind::predict, .batch = batch, .dtype = m_dtype, .averaged = m_project.training.ema > 0};
    return *m_steps.emplace(batch, std::make_unique<ReadyStep>(m_project, options, m_states)).first->second;
}

SampleValues Predictor::storedValues(const std::string& node, const Column& column,
                                     std::span<const int64_t> samples) const
{
    SampleValues values {.node = node,
                         .kind = std::string(name(column.kind)),
                         .dtype = column.dtype,
                         .shape = column.shape,
                         .classes = column.classes};
    std::vector<std::byte> scratch;
    for (const int64_t sample : samples) {
        const std::span stored = storedSample(column, sample, scratch);
        values.bytes.insert(values.bytes.end(), stored.begin(), stored.end());
    }
    return values;
}

Predictions Predictor::predict(std::span<const int64_t> samples)
{
    for (const int64_t sample : samples) {
        if (sample < 0 || sample >= m_data.data.size)
            throw Error("There is no sample " + std::to_string(sample) + "; the data has "
                        + std::to_string(m_data.data.size) + ", counted from 0.");
    }
    Predictions result {.samples = {samples.begin(), samples.end()}};
    if (samples.empty())
        return result;
    ReadyStep& step = stepFor(int64_t(samples.size()));
    std::vector<std::vector<std::byte>> fed(m_columns.size());
    std::vector<std::byte> scratch;
    for (size_t i = 0; i < m_columns.size(); ++i) {
        const Column& column = *m_data.data.find(m_columns[i].column);
        (step.uses(i) ? result.inputs : result.truths)
            .push_back(storedValues(step.step().feeds[i].node, column, samples));
        if (!step.uses(i))
            continue;
        const auto index = size_t(&column - m_data.data.columns.data());
        const Converter converter(column, m_data.affine[index], m_columns[i].dtype);
        fed[i].resize(samples.size() * converter.bytesPerSample());
        for (size_t k = 0; k < samples.size(); ++k)
            converter.convert(storedSample(column, samples[k], scratch),
                              fed[i].data() + k * converter.bytesPerSample());
    }
    std::vector<std::span<const std::byte>> feeds(fed.begin(), fed.end());
    result.predictions = predict(int64_t(samples.size()), feeds);
    for (SampleValues& prediction : result.predictions) {
        m_targets.toDataUnits(prediction);
        for (const SampleValues& truth : result.truths)
            nameClasses(prediction, truth.classes);
        nameByTarget(prediction);
    }
    return result;
}

// The truth's classes name the scores, where they fit.
void Predictor::nameClasses(SampleValues& prediction, const std::vector<std::string>& classes)
{
    if (prediction.kind != "classes" && prediction.kind != "tokens")
        return;
    const auto count = int64_t(classes.size());
    if (count > 0 && prediction.shape.rank() > 0 && (count == prediction.shape[0] || count == prediction.shape[-1]))
        prediction.classes = classes;
}

// What the scores are learnt from knows best, also where there are more of them than the data has classes.
void Predictor::nameByTarget(SampleValues& prediction) const
{
    if ((prediction.kind != "classes" && prediction.kind != "tokens") || prediction.shape.rank() == 0)
        return;
    const bool isMap = prediction.kind == "classes" && prediction.shape.rank() > 1;
    const int64_t scores = prediction.shape[isMap ? 0 : -1];
    if (std::vector<std::string> names = m_targets.classesOf(prediction.node, scores); !names.empty())
        prediction.classes = std::move(names);
}

std::vector<SampleValues> Predictor::predict(int64_t batch, std::span<const std::span<const std::byte>> feeds)
{
    ReadyStep& step = stepFor(batch);
    step.writeFeeds(feeds);
    step.writeKey(m_project.training.seed, 0);
    step.run();
    std::vector<SampleValues> all;
    for (size_t i = 0; i < step.step().predictions.size(); ++i) {
        const ValueInfo info = step.predictionInfo(i);
        SampleValues& values = all.emplace_back();
        values.node = step.step().predictions[i].node;
        values.kind = name(step.step().predictions[i].kind);
        values.dtype = info.dtype;
        values.shape = info.shape;
        values.shape.erase(0);
        step.readPrediction(i, values.bytes);
    }
    return all;
}

} // namespace weft
