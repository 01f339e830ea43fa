#include "engine/export/verify/verify_export.h"

#include <algorithm>

namespace weft {

void compareAnswers(const ExportedModel& model, const Trial& trial, const std::vector<HostTensor>& answers,
                    Verification& result)
{
    for (size_t i = 0; i < model.outputs.size(); ++i) {
        const AnswerComparison one = compareAnswers(answers[i], trial.answers[i], model.outputs[i].classAxis);
        if (!one.mistake.empty()) {
            result.failure = model.outputs[i].node + ": " + one.mistake;
            return;
        }
        result.relative = std::max(result.relative, one.relative());
        result.places += one.places;
        result.agreed += one.agreed;
    }
}

std::vector<Verification> verifyExport(const std::string& path, std::span<const Runtime> runtimes,
                                       const ExportedModel& model, const Trial& trial)
{
    RuntimeJob job {.model = path};
    for (size_t i = 0; i < model.inputs.size(); ++i) {
        job.inputNames.push_back(model.inputs[i].node);
        job.inputs.push_back(&trial.inputs[i]);
    }
    for (const ModelOutput& output : model.outputs)
        job.outputNames.push_back(output.node);
    std::vector<Verification> results;
    for (const Runtime& runtime : runtimes) {
        Verification& result = results.emplace_back(Verification {.runtime = runtime.name});
        const std::optional<std::vector<RuntimeAnswer>> answers = runJobs(runtime, std::span(&job, 1), 1800);
        if (!answers) {
            result.needs = runtime.needs;
            continue;
        }
        const RuntimeAnswer& answer = answers->front();
        result.runtime = answer.runtime;
        result.failure = answer.failure;
        if (answer.failure.empty() && answer.answers.size() == model.outputs.size())
            compareAnswers(model, trial, answer.answers, result);
        else if (answer.failure.empty())
            result.failure = "It gave " + std::to_string(answer.answers.size()) + " answers.";
    }
    return results;
}

} // namespace weft
