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

void cut(Series& series, double after)
{
    const auto keep = size_t(std::ranges::upper_bound(series.x, after) - series.x.begin());
    if (keep == series.x.size())
        return;
    series.x.resize(keep);
    series.y.resize(keep);
    ++series.cuts;
}

void append(Series& series, double x, double y)
{
    if (!series.x.empty() && series.x.back() >= x)
        cut(series, x - 0.5);
    series.x.push_back(x);
    series.y.push_back(y);
}

} // namespace

RunHistory::RunHistory(QObject* parent)
    : QObject(parent)
{
}

RunHistory::~RunHistory() = default; // waits for the reader

const Series* RunHistory::series(const std::string& name) const
{
    const auto found = m_series.find(name);
    return found == m_series.end() ? nullptr : &found->second;
}

int64_t RunHistory::lastStep() const
{
    const Series* const loss = m_steps[0];
    return loss == nullptr || loss->x.empty() ? 0 : int64_t(loss->x.back());
}

void RunHistory::clear()
{
    ++m_loads;
    m_series.clear();
    m_names.clear();
    m_marks.clear();
    std::ranges::fill(m_steps, nullptr);
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
    if (m_steps[0] == nullptr) {
        for (size_t i = 0; i < stepSeries.size(); ++i) {
            m_steps[i] = &m_series[stepSeries[i]];
            if (i < 4)
                m_names.emplace_back(stepSeries[i]);
        }
    }
    const auto x = double(step.step);
    append(*m_steps[0], x, double(step.loss));
    append(*m_steps[1], x, double(step.learningRate));
    append(*m_steps[2], x, double(step.gradientNorm));
    append(*m_steps[3], x, double(step.samplesPerSecond));
    append(*m_steps[4], x, double(step.epoch));
}

void RunHistory::addPoint(const std::string& name, double step, double value)
{
    const auto [place, isNew] = m_series.try_emplace(name);
    if (isNew && name != "epoch/seconds")
        m_names.push_back(name);
    append(place->second, step, value);
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
