#include "ui/panels/runs/comparison.h"

#include "ui/panels/curves/plot/value_ticker.h"
#include "ui/panels/curves/run_curves.h"
#include "ui/panels/runs/run_settings.h"
#include "ui/style/numbers.h"

#include <QCoreApplication>

#include <cmath>
#include <functional>
#include <set>

namespace weft {

namespace {

struct RunsText {
    Q_DECLARE_TR_FUNCTIONS(Runs)
};

// A row of numbers, the best of them marked.
Comparison::Row resultRow(const QString& title, const std::vector<RunEntry>& runs,
                          const std::function<double(const RunEntry&)>& value,
                          const std::function<QString(double)>& format, bool lowerIsBest)
{
    Comparison::Row row {.title = title};
    std::optional<double> best;
    std::vector<double> values;
    bool differ = false;
    for (const RunEntry& run : runs) {
        values.push_back(value(run));
        if (!std::isfinite(values.back()))
            continue;
        differ = differ || (best && values.back() != *best);
        if (!best || (lowerIsBest ? values.back() < *best : values.back() > *best))
            best = values.back();
    }
    for (const double one : values)
        row.cells.push_back(
            {.text = std::isfinite(one) ? format(one) : missingValue(), .isBest = differ && best && one == *best});
    return row;
}

double metricOf(const RunEntry& run, const std::string& name, bool best)
{
    const auto found = run.results.metrics.find(name);
    if (found == run.results.metrics.end())
        return std::numeric_limits<double>::quiet_NaN();
    return best ? found->second.best : found->second.last;
}

void addResults(Comparison& all, const std::vector<RunEntry>& runs)
{
    std::set<std::string> names;
    for (const RunEntry& run : runs) {
        for (const auto& [name, metric] : run.results.metrics) {
            if (name.starts_with("validation/"))
                names.insert(name);
        }
    }
    all.rows.push_back({.title = RunsText::tr("Results"), .isHeading = true});
    for (const std::string& name : names) {
        const std::string family = familyOf(name);
        const bool lower = lowerIsBetter(name);
        const auto format = [kind = isPercent(family) ? ValueKind::percent : ValueKind::number](double value) {
            return formatValue(value, kind);
        };
        const QString title = titleOf(family).toLower();
        all.rows.push_back(resultRow(
            RunsText::tr("Best %1").arg(title), runs, [&](const RunEntry& run) { return metricOf(run, name, true); },
            format, lower));
        all.rows.push_back(resultRow(
            RunsText::tr("Last %1").arg(title), runs, [&](const RunEntry& run) { return metricOf(run, name, false); },
            format, lower));
    }
    all.rows.push_back(resultRow(
        RunsText::tr("Train to validation gap"), runs,
        [](const RunEntry& run) {
            return metricOf(run, "validation/loss", false) - metricOf(run, "train/loss", false);
        },
        formatSmall, true));
    all.rows.push_back(resultRow(
        RunsText::tr("Throughput"), runs,
        [](const RunEntry& run) {
            return run.results.samplesPerSecond > 0 ? run.results.samplesPerSecond
                                                    : std::numeric_limits<double>::quiet_NaN();
        },
        [](double value) { return RunsText::tr("%1/s").arg(formatCount(value)); }, false));
    all.rows.push_back(resultRow(
        RunsText::tr("Time"), runs, [](const RunEntry& run) { return run.record.seconds; }, formatElapsed, true));
    all.rows.back().cells.resize(runs.size());
    for (Comparison::Cell& cell : all.rows.back().cells)
        cell.isBest = false; // a short run is no better run
}

} // namespace

Comparison compare(const std::vector<RunEntry>& runs, size_t against, bool withEqual)
{
    Comparison all;
    for (const RunEntry& run : runs)
        all.runs << run.title();
    if (runs.empty())
        return all;
    addResults(all, runs);
    // Rows in the order of the run that the others are held against; what only others have comes after it.
    std::vector<std::pair<QString, QString>> keys;
    std::map<std::pair<QString, QString>, std::vector<QString>> values;
    const auto take = [&](size_t run) {
        if (runs[run].project == nullptr)
            return;
        for (const RunSetting& setting : settingsOf(*runs[run].project)) {
            const auto key = std::pair(setting.group, setting.name);
            const auto [place, isNew] = values.try_emplace(key, runs.size(), missingValue());
            if (isNew)
                keys.push_back(key);
            place->second[run] = setting.value;
        }
    };
    against = std::min(against, runs.size() - 1);
    take(against);
    for (size_t run = 0; run < runs.size(); ++run) {
        if (run != against)
            take(run);
    }
    for (const QString& group : {RunsText::tr("Training"), RunsText::tr("Data"), RunsText::tr("Network")}) {
        std::vector<Comparison::Row> rows;
        for (const auto& key : keys) {
            if (key.first != group)
                continue;
            Comparison::Row row {.title = key.second, .isEqual = true};
            const std::vector<QString>& texts = values[key];
            for (const QString& text : texts) {
                row.cells.push_back({.text = text, .differs = text != texts[against]});
                row.isEqual = row.isEqual && text == texts[against];
            }
            all.equalSettings += row.isEqual ? 1 : 0;
            if (!row.isEqual || withEqual)
                rows.push_back(std::move(row));
        }
        if (rows.empty())
            continue;
        all.rows.push_back(
            {.title = withEqual ? group : RunsText::tr("%1: settings that differ").arg(group), .isHeading = true});
        all.rows.insert(all.rows.end(), rows.begin(), rows.end());
    }
    return all;
}

QString toText(const Comparison& comparison)
{
    QStringList lines = {QLatin1Char('\t') + comparison.runs.join(QLatin1Char('\t'))};
    for (const Comparison::Row& row : comparison.rows) {
        QStringList cells = {row.title};
        for (const Comparison::Cell& cell : row.cells)
            cells << cell.text;
        lines << cells.join(QLatin1Char('\t'));
    }
    return lines.join(QLatin1Char('\n'));
}

} // namespace weft
