#include "ui/session/run_history.h"

#include "engine/storage/file_system.h"
#include "engine/train/runs/run_folder.h"

#include <algorithm>
#include <array>
#include <utility>

namespace weft {

namespace {

constexpr std::array<const char*, 5> stepSeries = {"step/loss", "step/learning_rate", "step/gradient_norm",
                                                   "step/samples_per_second", "step/epoch"};

} // namespace

RunHistory::RunHistory(QObject* parent)
    : QObject(parent)
{
    for (size_t i = 0; i < stepSeries.size(); ++i) {
        m_steps[i] = std::make_shared<Curve>();
        m_steps[i]->steps = m_steps[0]->steps;
        m_series[stepSeries[i]] = m_steps[i];
    }
}

RunHistory::~RunHistory() = default; // waits for the reader

std::shared_ptr<const Curve> RunHistory::series(const std::string& name) const
{
    const auto found = m_series.find(name);
    return found == m_series.end() || found->second->isEmpty() ? nullptr : found->second;
}

int64_t RunHistory::lastStep() const
{
    return m_steps[0]->lastStep();
}

void RunHistory::clear()
{
    ++m_loads;
    for (const auto& [name, curve] : m_series)
        curve->truncate(0);
    m_names.clear();
    m_marks.clear();
    emit grew();
}

void RunHistory::add(const std::vector<Event>& events)
{
    bool changed = false;
    for (const Event& event : events)
        changed = take(event) || changed;
    if (changed)
        emit grew();
}

bool RunHistory::take(const Event& event)
{
    if (const auto* const steps = std::get_if<StepsDone>(&event)) {
        for (const StepNumbers& step : steps->steps)
            addStep(step);
        return !steps->steps.empty();
    }
    if (const auto* const epoch = std::get_if<EpochDone>(&event)) {
        for (const auto& [name, value] : epoch->values)
            addPoint(name, double(epoch->step), value);
        addPoint("epoch/seconds", double(epoch->step), epoch->seconds);
        return true;
    }
    if (const auto* const mark = std::get_if<Mark>(&event)) {
        std::erase_if(m_marks, [&](const Mark& one) { return one.step > mark->step || one == *mark; });
        m_marks.push_back(*mark);
        return true;
    }
    return false;
}

void RunHistory::addStep(const StepNumbers& step)
{
    const Curve& loss = *m_steps[0];
    if (loss.isEmpty())
        for (size_t i = 0; i < 4; ++i)
            m_names.emplace_back(stepSeries[i]);
    else if (step.step <= loss.lastStep()) {
        const size_t keep = loss.indexFrom(double(step.step));
        for (const std::shared_ptr<Curve>& curve : m_steps)
            curve->truncate(keep);
    }
    loss.steps->push_back(step.step);
    const float values[] = {step.loss, step.learningRate, step.gradientNorm, step.samplesPerSecond, step.epoch};
    for (size_t i = 0; i < stepSeries.size(); ++i)
        m_steps[i]->values.append(values[i]);
}

void RunHistory::addPoint(const std::string& name, double step, double value)
{
    std::shared_ptr<Curve>& curve = m_series[name];
    if (!curve)
        curve = std::make_shared<Curve>();
    if (curve->isEmpty() && name != "epoch/seconds")
        m_names.push_back(name);
    curve->append(int64_t(step), float(value));
}

void RunHistory::load(const QString& runFolder)
{
    const std::lock_guard lock(m_mutex);
    m_path = joinPath(runFolder.toStdString(), "metrics.jsonl");
    m_asking = ++m_loads;
    if (!m_reader.joinable())
        m_reader = std::jthread([this](const std::stop_token& stop) { readFiles(stop); });
    m_asked.notify_one();
}

void RunHistory::readFiles(const std::stop_token& stop)
{
    std::unique_lock lock(m_mutex);
    while (m_asked.wait(lock, stop, [this] { return !m_path.empty(); })) {
        const std::string path = std::exchange(m_path, {});
        const int load = m_asking;
        lock.unlock();
        std::vector<Event> events;
        try {
            events = readMetrics(realFileSystem(), path);
        } catch (const Error&) { // a run without curves is shown as such
        }
        lock.lock();
        m_events = std::move(events);
        m_answered = load;
        QMetaObject::invokeMethod(this, "takeRead", Qt::QueuedConnection);
    }
}

void RunHistory::takeRead()
{
    std::vector<Event> events;
    {
        const std::lock_guard lock(m_mutex);
        if (m_answered != m_loads)
            return;
        events = std::move(m_events);
        m_answered = 0;
    }
    clear();
    add(events);
    emit loaded();
}

} // namespace weft
