#include "ui/panels/runs/run_entry.h"

#include "engine/storage/publish.h"
#include "engine/train/event_json.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace weft {

namespace {

constexpr uint64_t maxLabelBytes = 64 << 10;
constexpr uint64_t maxMetricsBytes = uint64_t(1) << 30;
const std::string labelFile = "label.json";

struct RunsText {
    Q_DECLARE_TR_FUNCTIONS(Runs)
};

QString textAt(const Json& json, std::string_view key)
{
    const Json* const value = json.find(key);
    return value != nullptr && value->isString() ? QString::fromStdString(value->asString()) : QString();
}

void take(RunResults& results, const EpochDone& done)
{
    for (const auto& [name, value] : done.values) {
        const auto [place, isNew] = results.metrics.try_emplace(name, RunResults::Metric {value, value});
        place->second.last = value;
        const std::optional<double> best = isNew ? std::nullopt : std::optional(place->second.best);
        if (isBetter(name, value, best && std::isfinite(*best) ? best : std::nullopt))
            place->second.best = value;
    }
}

} // namespace

QString RunEntry::title() const
{
    const QString number = folder.section(QLatin1Char('/'), -1);
    return name.isEmpty() ? RunsText::tr("Run %1").arg(number) : name;
}

QString RunEntry::stateText() const
{
    static const std::map<std::string, const char*> texts = {
        {"running", QT_TRANSLATE_NOOP("Runs", "Training")},
        {"paused", QT_TRANSLATE_NOOP("Runs", "Paused")},
        {"disk full", QT_TRANSLATE_NOOP("Runs", "Disk full")},
        {"finished", QT_TRANSLATE_NOOP("Runs", "Finished")},
        {"stopped", QT_TRANSLATE_NOOP("Runs", "Stopped")},
        {"early stop", QT_TRANSLATE_NOOP("Runs", "Stopped early")},
        {"failed", QT_TRANSLATE_NOOP("Runs", "Failed")},
        {"interrupted", QT_TRANSLATE_NOOP("Runs", "Interrupted")},
        {"damaged", QT_TRANSLATE_NOOP("Runs", "Damaged")},
    };
    const auto found = texts.find(record.state);
    return found == texts.end() ? QString::fromStdString(record.state) : RunsText::tr(found->second);
}

bool RunEntry::isRunning() const
{
    return record.state == "running" || record.state == "paused" || record.state == "disk full";
}

bool RunEntry::canContinue() const
{
    return record.state == "stopped" || record.state == "interrupted" || record.state == "failed";
}

RunLabel readLabel(FileSystem& files, const std::string& runFolder)
{
    try {
        const std::string path = joinPath(runFolder, labelFile);
        if (!files.exists(path))
            return {};
        const Json json = parseJson(files.readFile(path, maxLabelBytes));
        return {textAt(json, "name"), textAt(json, "note")};
    } catch (const Error&) { // the run itself is of more worth than its name
        return {};
    }
}

void writeLabel(FileSystem& files, const std::string& runFolder, const RunLabel& label)
{
    const Json json = Json::Object {{"name", label.name.toStdString()}, {"note", label.note.toStdString()}};
    publishFile(files, joinPath(runFolder, labelFile), json.dump(2) + "\n");
}

RunResults readResults(FileSystem& files, const std::string& runFolder)
{
    RunResults results;
    const std::string path = joinPath(runFolder, "metrics.jsonl");
    if (!files.exists(path))
        return results;
    const std::string text = files.readFile(path, maxMetricsBytes);
    std::string_view lastSteps;
    for (size_t start = 0; start < text.size();) {
        const size_t end = std::min(text.find('\n', start), text.size());
        const std::string_view line = std::string_view(text).substr(start, end - start);
        start = end + 1;
        if (line.starts_with("{\"event\":\"steps\"")) {
            lastSteps = line;
            continue;
        }
        try {
            const Event event = eventFromJson(parseJson(line));
            if (const auto* const done = std::get_if<EpochDone>(&event))
                take(results, *done);
        } catch (const Error&) { // a torn line
        }
    }
    try {
        const Event event = eventFromJson(parseJson(lastSteps));
        if (const auto* const steps = std::get_if<StepsDone>(&event); steps != nullptr && !steps->steps.empty()) {
            std::vector<float> speeds;
            for (const StepNumbers& step : steps->steps)
                speeds.push_back(step.samplesPerSecond);
            std::ranges::nth_element(speeds, speeds.begin() + std::ptrdiff_t(speeds.size() / 2));
            results.samplesPerSecond = double(speeds[speeds.size() / 2]);
        }
    } catch (const Error&) {
    }
    return results;
}

std::vector<RunEntry> readRuns(FileSystem& files, const std::string& runs, const std::vector<RunEntry>& known)
{
    std::vector<RunEntry> all;
    for (RunSummary& summary : listRuns(files, runs)) {
        RunEntry entry;
        entry.folder = QString::fromStdString(summary.folder);
        entry.record = std::move(summary.record);
        const RunLabel label = readLabel(files, summary.folder);
        entry.name = label.name;
        entry.note = label.note;
        const auto before = std::ranges::find(known, entry.folder, &RunEntry::folder);
        const bool isKnown = before != known.end() && before->record.started == entry.record.started;
        try {
            entry.project = isKnown && before->project != nullptr
                ? before->project
                : std::make_shared<const Project>(RunFolder::open(files, summary.folder).project());
        } catch (const Error&) { // it is shown without settings
        }
        try {
            entry.metricsBytes = files.status(joinPath(summary.folder, "metrics.jsonl")).bytes;
            entry.results = isKnown && before->metricsBytes == entry.metricsBytes ? before->results
                                                                                  : readResults(files, summary.folder);
        } catch (const Error&) { // without results
        }
        all.push_back(std::move(entry));
    }
    std::ranges::reverse(all);
    return all;
}

} // namespace weft
