#include "tests/support/untrained_model.h"

#include "engine/backends/load.h"
#include "engine/data/prepare.h"
#include "engine/export/verify/compare.h"
#include "engine/support/random.h"
#include "engine/train/network/feeds.h"
#include "engine/train/network/predictor.h"

#include <algorithm>

namespace weft {

UntrainedModel::UntrainedModel(const Project& project, bool data, const std::string& folder)
    : cpu(loadBackend("cpu"))
    , states(std::make_unique<States>(*cpu, uint64_t(project.training.seed)))
{
    if (data) {
        Diagnostics diagnostics;
        prepared = prepareData(project.data, folder, diagnostics);
        throwErrors(diagnostics);
        const StepProgram step = buildStep(project, {.kind = StepKind::evaluate});
        throwErrors(step.diagnostics);
        columns = matchFeeds(step, project.data, prepared, diagnostics);
        throwErrors(diagnostics);
    }
    model = exportModel(project, prepared, columns, *states);
}

void UntrainedModel::shake(uint64_t seed)
{
    for (const auto& [name, entry] : states->entries()) {
        RandomSequence random(seed, streamOf(name));
        std::vector<std::byte> bytes(entry.info.bytes());
        states->read(name, bytes);
        if (entry.info.dtype != DType::f32 || entry.info.shape.rank() > 1) // those differ already
            continue;
        auto* const numbers = reinterpret_cast<float*>(bytes.data());
        for (size_t i = 0; i < bytes.size() / sizeof(float); ++i) {
            const float change = 0.4F * random.uniform();
            numbers[i] = name.ends_with(".variance") ? 0.5F + 2 * change : numbers[i] + change - 0.2F;
        }
        states->write(name, bytes);
    }
    model = exportModel(model.project, prepared, columns, *states);
}

Trial UntrainedModel::trial(int64_t samples, uint32_t seed)
{
    Trial trial {.samples = samples, .inputs = randomInputs(model, samples, seed)};
    for (const SampleValues& values : predict(trial, *states, DType::f32))
        trial.answers.push_back(answerOf(values, samples));
    return trial;
}

std::vector<double> UntrainedModel::errorOfFloats(const Trial& trial)
{
    States exact(*cpu, 0);
    Predictor(model.project, prepared, columns, exact, DType::f64).prepare(1);
    for (const auto& [name, entry] : exact.entries()) {
        const States::Entry& own = states->entries().at(name);
        std::vector<float> floats(own.info.bytes() / sizeof(float));
        states->read(name, std::as_writable_bytes(std::span(floats)));
        const std::vector<double> doubles(floats.begin(), floats.end());
        exact.write(name, std::as_bytes(std::span(doubles)));
    }
    std::vector<double> errors;
    for (const SampleValues& values : predict(trial, exact, DType::f64))
        errors.push_back(compareAnswers(trial.answers[errors.size()], answerOf(values, trial.samples), -1).relative());
    return errors;
}

std::vector<SampleValues> UntrainedModel::predict(const Trial& trial, States& with, DType dtype)
{
    const StepProgram step = buildStep(model.project, {.kind = StepKind::predict, .dtype = dtype});
    std::vector<std::vector<std::byte>> fed(step.feeds.size());
    for (size_t i = 0; i < fed.size(); ++i) {
        const auto input = std::ranges::find(model.inputs, step.feeds[i].node, &ModelInput::node);
        if (input != model.inputs.end())
            fed[i] = fedForm(*input, trial.inputs[size_t(input - model.inputs.begin())], step.feeds[i].dtype);
    }
    const std::vector<std::span<const std::byte>> feeds(fed.begin(), fed.end());
    return Predictor(model.project, prepared, columns, with, dtype).predict(trial.samples, feeds);
}

} // namespace weft
