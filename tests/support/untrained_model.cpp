#include "tests/support/untrained_model.h"

#include "engine/backends/load.h"
#include "engine/data/prepare.h"
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
    return trial(randomInputs(model, samples, seed));
}

Trial UntrainedModel::trial(std::vector<HostTensor> inputs)
{
    const int64_t samples = inputs.at(0).info.shape[0];
    Trial trial {.samples = samples, .inputs = std::move(inputs)};
    const StepProgram step = buildStep(model.project, {.kind = StepKind::predict});
    std::vector<std::vector<std::byte>> fed(step.feeds.size());
    for (size_t i = 0; i < fed.size(); ++i) {
        const auto input = std::ranges::find(model.inputs, step.feeds[i].node, &ModelInput::node);
        if (input != model.inputs.end())
            fed[i] = fedForm(*input, trial.inputs[size_t(input - model.inputs.begin())], step.feeds[i].dtype);
    }
    Predictor predictor(model.project, prepared, columns, *states, DType::f32);
    const std::vector<std::span<const std::byte>> feeds(fed.begin(), fed.end());
    for (const SampleValues& values : predictor.predict(samples, feeds))
        trial.answers.push_back(answerOf(values, samples));
    return trial;
}

} // namespace weft
