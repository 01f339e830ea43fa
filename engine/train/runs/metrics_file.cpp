#include "engine/storage/publish.h"
#include "engine/train/event_json.h"
#include "engine/train/runs/run_folder.h"

#include <chrono>

namespace weft {

namespace {

constexpr uint64_t maxMetricsBytes = uint64_t(1) << 30;
constexpr double secondsBetweenSteps = 0.02;
constexpr int64_t wholeSteps = 2000; // at first: a run that is over in a second keeps its curve
constexpr size_t stepsInALine = 256;

double now()
{
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

// The event without what came later; nothing if none of it is left.
std::optional<Event> upTo(Event event, int64_t lastStep, int64_t lastRecord)
{
    if (auto* const steps = std::get_if<StepsDone>(&event)) {
        std::erase_if(steps->steps, [&](const StepNumbers& step) { return step.step > lastStep; });
        if (steps->steps.empty())
            return std::nullopt;
    }
    if (const auto* const done = std::get_if<EpochDone>(&event); done != nullptr && done->step > lastRecord)
        return std::nullopt;
    return event;
}

} // namespace

std::vector<Event> readMetrics(FileSystem& files, const std::string& path)
{
    std::vector<Event> events;
    if (!files.exists(path))
        return events;
    const std::string text = files.readFile(path, maxMetricsBytes);
    for (size_t start = 0; start < text.size();) {
        const size_t end = std::min(text.find('\n', start), text.size());
        try {
            events.push_back(eventFromJson(parseJson(std::string_view(text).substr(start, end - start))));
        } catch (const Error&) { // a torn line; the events before and after it are whole
        }
        start = end + 1;
    }
    return events;
}

MetricsFile::MetricsFile(FileSystem& files, const std::string& path, int64_t lastStep, int64_t lastRecord,
                         int64_t marks)
    : m_files(files)
    , m_path(path)
{
    m_steps.steps.reserve(stepsInALine);
    if (!files.exists(path))
        return;
    std::string kept;
    for (Event& event : readMetrics(files, path)) {
        if (std::holds_alternative<Mark>(event) && marks-- <= 0)
            continue;
        if (const std::optional<Event> left = upTo(std::move(event), lastStep, lastRecord))
            kept += toJson(*left).dump() + "\n";
    }
    publishFile(files, path, kept);
}

void MetricsFile::add(const StepNumbers& step)
{
    const double time = now();
    if (step.step > wholeSteps && time - m_lastStep < secondsBetweenSteps)
        return;
    m_lastStep = time;
    m_steps.steps.push_back(step);
    if (m_steps.steps.size() == stepsInALine)
        endSteps();
}

void MetricsFile::add(const EpochDone& done)
{
    endSteps();
    m_pending += toJson(done).dump() + "\n";
}

void MetricsFile::add(const Mark& mark)
{
    endSteps();
    m_pending += toJson(mark).dump() + "\n";
}

void MetricsFile::endSteps()
{
    if (m_steps.steps.empty())
        return;
    m_pending += toJson(m_steps).dump() + "\n";
    m_steps.steps.clear();
}

void MetricsFile::flush()
{
    endSteps();
    if (m_pending.empty())
        return;
    File file = m_files.openForAppending(m_path);
    const bool torn = m_torn;
    m_torn = true;
    file.write((torn ? "\n" : "") + m_pending);
    file.close();
    m_torn = false;
    m_pending.clear();
}

} // namespace weft
