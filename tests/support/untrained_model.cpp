#include "tests/support/untrained_model.h"

#include "engine/backends/load.h"
#include "engine/data/prepare.h"
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

std::vector<SampleValues> UntrainedModel::predict(int64_t batch, std::span<const std::span<const std::byte>> feeds)
{
    const StepProgram step = buildStep(model.project, {.kind = StepKind::predict});
    std::vector<std::span<const std::byte>> all(step.feeds.size());
    for (size_t i = 0; i < all.size(); ++i) {
        const auto input = std::ranges::find(model.inputs, step.feeds[i].node, &ModelInput::node);
        if (input != model.inputs.end())
            all[i] = feeds[size_t(input - model.inputs.begin())];
    }
    Predictor predictor(model.project, prepared, columns, *states, DType::f32);
    return predictor.predict(batch, all);
}

} // namespace weft
