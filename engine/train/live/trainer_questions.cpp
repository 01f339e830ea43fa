#include "engine/train/trainer.h"

#include <algorithm>

namespace weft {

namespace {

constexpr size_t mostOfACell = 64;

// The first `count` samples' worth of what each holds.
void cutTo(std::vector<SampleValues>& values, size_t count, size_t of)
{
    for (SampleValues& one : values)
        one.bytes.resize(one.bytes.size() / of * count);
}

void append(std::vector<SampleValues>& to, std::vector<SampleValues> more)
{
    if (to.empty()) {
        to = std::move(more);
        return;
    }
    for (size_t i = 0; i < to.size(); ++i)
        to[i].bytes.insert(to[i].bytes.end(), more[i].bytes.begin(), more[i].bytes.end());
}

} // namespace

Predictions Trainer::predict(std::span<const int64_t> samples)
{
    Predictions answer = m_predictor->predict(samples);
    answer.step = m_progress.update;
    return answer;
}

// Computed in batches of the preview's size, whose step is compiled already.
Predictions Trainer::answer(const ProbeValues& probe)
{
    const int64_t batch = std::max<int64_t>(1, std::ssize(m_previewSamples));
    const int64_t others = m_previewSamples.empty() ? m_data.train.front() : m_previewSamples.front();
    Predictions answer = m_predictor->predict(probe.node, probe.values, others, batch);
    answer.step = m_progress.update;
    return answer;
}

ConfusionAnswer Trainer::answer(const AskConfusion& question)
{
    ConfusionAnswer answer {.node = question.node,
                            .truth = question.truth,
                            .predicted = question.predicted,
                            .of = {.step = m_progress.update}};
    std::vector<int64_t> samples;
    if (m_validation == nullptr
        || !m_validation->findCell(question.node, question.truth, question.predicted, mostOfACell, samples,
                                   answer.count))
        throw Error("\"" + question.node
                    + "\" has no samples to show: they are told by the first validation since the "
                      "training began or was resumed, where every sample has one class.");
    answer.validationStep = m_validatedStep;
    const auto batch = std::max<size_t>(1, m_previewSamples.size());
    for (size_t first = 0; first < samples.size(); first += batch) {
        const size_t count = std::min(batch, samples.size() - first);
        std::vector<int64_t> part(samples.begin() + int64_t(first), samples.begin() + int64_t(first + count));
        part.resize(batch, part.back());
        Predictions some = m_predictor->predict(part);
        for (auto* const values : {&some.inputs, &some.truths, &some.predictions})
            cutTo(*values, count, batch);
        append(answer.of.inputs, std::move(some.inputs));
        append(answer.of.truths, std::move(some.truths));
        append(answer.of.predictions, std::move(some.predictions));
    }
    answer.of.samples = std::move(samples);
    return answer;
}

void Trainer::setEarlyStop(const std::optional<EarlyStop>& earlyStop)
{
    if (m_progress.stoppedEarly)
        throw Error("The training has stopped early already.");
    if (earlyStop) {
        if (earlyStop->patience < 1 || !(earlyStop->minimumChange >= 0))
            throw Error("An early stop waits for at least one validation, and for a change of 0 or more.");
        checkMetric(earlyStop->metric, "The early stop");
    }
    const std::optional<EarlyStop>& before = m_project.training.earlyStop;
    if (!before || !earlyStop || before->metric != earlyStop->metric)
        m_progress.earlyBest = {};
    m_progress.badValidations = 0;
    m_project.training.earlyStop = earlyStop;
    m_progress.ownEarlyStop = true;
    m_progress.earlyStop = earlyStop;
    m_unsaved = true;
}

void Trainer::mark(const std::string& what, std::string before, std::string after)
{
    settle(); // the steps before it come before it
    const Mark mark {
        .step = m_progress.update + 1, .what = what, .before = std::move(before), .after = std::move(after)};
    ++m_progress.marks;
    m_unsaved = true;
    if (m_options.metrics != nullptr)
        m_options.metrics->add(mark);
    m_events.post(mark);
}

} // namespace weft
