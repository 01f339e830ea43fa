#include "tests/support/exact_answers.h"

#include "engine/backends/cpu/cpu_backend.h"
#include "engine/train/network/predictor.h"

#include <algorithm>
#include <cstring>

namespace weft {

namespace {

void copyWeights(States& from, States& to)
{
    for (const auto& [name, entry] : to.entries()) {
        std::vector<std::byte> narrow(from.entries().at(name).info.bytes()), wide(entry.info.bytes());
        from.read(name, narrow);
        if (entry.info.dtype == DType::f64) {
            for (size_t i = 0; i < wide.size() / sizeof(double); ++i) {
                float number;
                std::memcpy(&number, narrow.data() + i * sizeof number, sizeof number);
                const double widened = number;
                std::memcpy(wide.data() + i * sizeof widened, &widened, sizeof widened);
            }
        } else {
            wide = narrow;
        }
        to.write(name, wide);
    }
}

} // namespace

std::vector<HostTensor> exactAnswers(const UntrainedModel& untrained, const std::vector<HostTensor>& inputs)
{
    constexpr int64_t part = 50;
    const int64_t samples = inputs.at(0).info.shape[0];
    Project project = untrained.model.project;
    project.training.precision = "f64";
    const auto cpu = makeCpuBackend({.oneDnn = false});
    States states(*cpu, uint64_t(project.training.seed));
    exportModel(project, untrained.prepared, untrained.columns, states); // so that every weight is there
    copyWeights(*untrained.states, states);

    const StepProgram step = buildStep(project, {.kind = StepKind::predict, .dtype = DType::f64});
    std::vector<std::vector<std::byte>> fed(step.feeds.size());
    for (size_t i = 0; i < fed.size(); ++i) {
        const auto input = std::ranges::find(untrained.model.inputs, step.feeds[i].node, &ModelInput::node);
        if (input != untrained.model.inputs.end())
            fed[i] = fedForm(*input, inputs[size_t(input - untrained.model.inputs.begin())], step.feeds[i].dtype);
    }
    Predictor predictor(project, untrained.prepared, untrained.columns, states, DType::f64);
    std::vector<HostTensor> answers(untrained.model.outputs.size());
    for (int64_t done = 0; done < samples; done += part) {
        const int64_t batch = std::min(part, samples - done);
        std::vector<std::span<const std::byte>> feeds;
        for (const std::vector<std::byte>& column : fed) {
            const size_t each = column.size() / size_t(samples);
            feeds.push_back(std::span(column).subspan(size_t(done) * each, size_t(batch) * each));
        }
        const std::vector<SampleValues> values = predictor.predict(batch, feeds);
        for (size_t i = 0; i < values.size(); ++i) {
            const HostTensor more = answerOf(values[i], batch);
            if (done == 0)
                answers[i].info = more.info;
            answers[i].info.shape[0] = done + batch;
            answers[i].bytes.insert(answers[i].bytes.end(), more.bytes.begin(), more.bytes.end());
        }
    }
    return answers;
}

Judgement judged(const Disagreement& disagreement, const std::vector<HostTensor>& exact)
{
    const AnswerComparison both = compareAnswers(disagreement.theirs, disagreement.ours, disagreement.classAxis);
    const HostTensor& truth = exact.at(disagreement.output);
    const AnswerComparison ours = compareAnswers(disagreement.ours, truth, -1);
    const AnswerComparison theirs = compareAnswers(disagreement.theirs, truth, -1);
    return {.ours = ours.relative(),
            .theirs = theirs.relative(),
            .sameClasses = both.agreed == both.places && both.mistake.empty() && ours.mistake.empty()};
}

QString Judgement::text(const Disagreement& disagreement) const
{
    return QString("%1, answer %2: Weft is %3 of the largest number from f64, the other program %4%5")
        .arg(QString::fromStdString(disagreement.model))
        .arg(disagreement.output)
        .arg(ours)
        .arg(theirs)
        .arg(sameClasses ? "" : "; the classes differ");
}

} // namespace weft
