#include "app/training_view.h"

#include "app/text.h"
#include "engine/train/runs/run_folder.h"

#include <algorithm>
#include <cmath>

namespace weft {

namespace {

constexpr int64_t stepsBeforeEstimate = 20;
constexpr double lossMemory = 0.98; // of the running mean, a step
constexpr double secondsBetweenDraws = 0.1;

std::string bar(double share, int width)
{
    const int full = std::clamp(int(share * width), 0, width);
    std::string text;
    for (int i = 0; i < width; ++i)
        text += i < full ? "━" : "─";
    return text;
}

std::string clockText(double seconds)
{
    const auto whole = int64_t(std::min(seconds, 1e12) + 0.5);
    const auto two = [](int64_t number) { return (number < 10 ? "0" : "") + std::to_string(number); };
    const std::string minutes =
        whole < 3600 ? std::to_string(whole / 60) : std::to_string(whole / 3600) + ":" + two(whole / 60 % 60);
    return minutes + ":" + two(whole % 60);
}

std::string epochText(double epoch)
{
    return epoch == std::floor(epoch) ? std::to_string(int64_t(epoch)) : fixed(epoch, 2);
}

double secondsSince(std::chrono::steady_clock::time_point start)
{
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

// Of training, at the last epoch's end that a run told before it was cut: its next one tells those since then.
double secondsBefore(const RunPlan& plan)
{
    double seconds = 0;
    for (const Event& event : readMetrics(realFileSystem(), joinPath(plan.folder, "metrics.jsonl"))) {
        if (const auto* const done = std::get_if<EpochDone>(&event); done != nullptr && done->step < plan.firstStep)
            seconds = done->seconds;
    }
    return seconds;
}

} // namespace

std::string valuesText(const NamedNumbers& values, std::string_view part)
{
    std::string text;
    const std::string prefix = part.empty() ? "" : std::string(part) + "/";
    const bool hasAccuracy = find(values, prefix + "accuracy") != nullptr;
    for (const auto& [name, value] : values) {
        if (!name.starts_with(prefix) || (hasAccuracy && name.ends_with("/accuracy") && name != prefix + "accuracy"))
            continue; // a confusion matrix says once more what the metric says
        text += (text.empty() ? "" : ", ") + name.substr(prefix.size()) + " "
            + (std::abs(value) >= 1e-3 && std::abs(value) < 1e4 ? fixed(value, 4) : significant(value));
    }
    return text;
}

TrainingView::TrainingView()
    : m_terminal(isTerminal())
    , m_started(Clock::now())
    , m_drawn(m_started)
{
}

void TrainingView::show(const Event& event)
{
    if (const auto* const steps = std::get_if<StepsDone>(&event)) {
        for (const StepNumbers& step : steps->steps)
            show(step);
    } else if (const auto* const done = std::get_if<EpochDone>(&event)) {
        show(*done);
    } else if (const auto* const warning = std::get_if<Warning>(&event)) {
        warn(*warning);
    } else if (const auto* const plan = std::get_if<RunPlan>(&event)) {
        begin(*plan);
    } else if (const auto* const state = std::get_if<StateChanged>(&event)) {
        if (!state->text.empty())
            line(state->text);
    }
}

void TrainingView::begin(const RunPlan& plan)
{
    const bool first = m_plan.updates == 0;
    m_plan = plan;
    if (!first) // the epochs were changed
        return;
    if (plan.firstStep > 1)
        m_secondsBefore = secondsBefore(plan);
    m_started = Clock::now();
    if (plan.firstStep > plan.updates && plan.firstStep > 1)
        return line("The run is done: it has had " + counted(plan.firstStep - 1, "step") + " of "
                    + counted(plan.updates, "step")
                    + " that are asked for. --epochs counts from its beginning; name more to go on.");
    std::string text = counted(plan.samples, "sample") + ", " + counted(plan.parameters, "parameter") + ", "
        + counted(plan.updates, "step") + " on " + plan.device;
    if (plan.firstStep > 1)
        text += ", from step " + grouped(plan.firstStep) + " on";
    line(text);
}

void TrainingView::show(const StepNumbers& step)
{
    m_last = step;
    ++m_steps;
    m_loss = lossMemory * m_loss + (1 - lossMemory) * double(step.loss);
    m_lossWeight = lossMemory * m_lossWeight + (1 - lossMemory);
    const double seconds = 1 / std::max(1e-9, double(step.samplesPerSecond));
    m_secondsPerSample = m_steps == 1 ? seconds : 0.9 * m_secondsPerSample + 0.1 * seconds;
}

void TrainingView::show(const EpochDone& done)
{
    const bool bySteps = m_plan.updatesPerEpoch > 0 && m_plan.updates % m_plan.updatesPerEpoch != 0;
    std::string text =
        bySteps ? "step " + grouped(done.step) + "/" + grouped(m_plan.updates) : "epoch " + epochText(done.epoch);
    if (!bySteps && m_plan.updatesPerEpoch > 0)
        text += "/" + std::to_string(m_plan.updates / m_plan.updatesPerEpoch);
    const std::string validation = valuesText(done.values, "validation");
    text += "  train " + valuesText(done.values, "train");
    if (!validation.empty())
        text += "  validation " + validation;
    line(text + "  " + fixed(done.seconds - m_secondsBefore, 1) + " s");
    m_secondsBefore = done.seconds;
    for (const auto& [name, value] : done.values) {
        if (name.ends_with("/accuracy"))
            m_score = "accuracy " + fixed(value, 4);
    }
}

void TrainingView::warn(const Warning& warning)
{
    m_status.clear();
    weft::warn((warning.node.empty() ? "" : warning.node + ": ") + warning.text);
}

void TrainingView::refresh()
{
    if (!m_terminal || m_steps == 0 || secondsSince(m_drawn) < secondsBetweenDraws)
        return;
    m_drawn = Clock::now();
    m_status.draw(status());
}

std::string TrainingView::status() const
{
    const auto perEpoch = double(std::max<int64_t>(1, m_plan.updatesPerEpoch));
    const double epochs = std::max(1.0, std::ceil(double(m_plan.updates) / perEpoch));
    const double epoch = std::min(epochs, std::floor(double(m_last.step - 1) / perEpoch) + 1);
    const double share = (double(m_last.step) - (epoch - 1) * perEpoch) / perEpoch;
    std::string text = "epoch " + fixed(epoch, 0) + "/" + fixed(epochs, 0) + " "
        + bar(share, std::clamp(terminalColumns() - 70, 5, 30)) + " " + fixed(100 * std::min(1.0, share), 0) + "%  "
        + grouped(std::llround(1 / m_secondsPerSample)) + " samples/s";
    if (m_steps >= stepsBeforeEstimate) {
        const double secondsPerStep = secondsSince(m_started) / double(m_steps);
        text += "  ETA " + clockText(secondsPerStep * double(std::max<int64_t>(0, m_plan.updates - m_last.step)));
    }
    text += "  loss " + significant(m_loss / m_lossWeight);
    return m_score.empty() ? text : text + "  " + m_score;
}

void TrainingView::line(const std::string& text)
{
    m_status.clear();
    print(text + "\n");
}

void TrainingView::end()
{
    m_status.clear();
}

} // namespace weft
