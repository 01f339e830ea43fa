#include "ui/panels/runs/run_filter.h"

#include "ui/panels/curves/run_curves.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <cmath>

namespace weft {

namespace {

// A number of a run by the name that the user gives it; nothing: it has none of that name.
std::optional<double> numberOf(const RunEntry& run, const QString& name)
{
    const TrainingSection* const training = run.project == nullptr ? nullptr : &run.project->training;
    if (name == QLatin1String("step") || name == QLatin1String("steps"))
        return double(run.record.step);
    if (name == QLatin1String("epoch") || name == QLatin1String("epochs"))
        return run.record.epoch;
    if (name == QLatin1String("time") || name == QLatin1String("seconds"))
        return run.record.seconds;
    if (training != nullptr && (name == QLatin1String("rate") || name == QLatin1String("lr")))
        return training->learningRate;
    if (training != nullptr && name == QLatin1String("batch"))
        return double(training->batchSize);
    if (training != nullptr && name == QLatin1String("seed"))
        return double(training->seed);
    const std::string key = name.toStdString();
    for (const std::string& metric : {key, "validation/" + key, "train/" + key}) {
        if (const auto found = run.results.metrics.find(metric); found != run.results.metrics.end())
            return found->second.best;
    }
    if (run.record.best && familyOf(run.record.bestMetric) == key)
        return run.record.best;
    return std::nullopt;
}

std::optional<QString> textOf(const RunEntry& run, const QString& name)
{
    if (name == QLatin1String("state"))
        return run.stateText();
    if (name == QLatin1String("device"))
        return QString::fromStdString(run.record.device);
    if (name == QLatin1String("name"))
        return run.title();
    if (run.project != nullptr && name == QLatin1String("optimizer"))
        return QString::fromStdString(run.project->training.optimizer.type);
    if (run.project != nullptr && name == QLatin1String("schedule"))
        return QString::fromStdString(run.project->training.schedule.type);
    return std::nullopt;
}

} // namespace

RunFilter::RunFilter(const QString& text)
{
    static const QRegularExpression part(
        QStringLiteral("([\\w/]+)\\s*(<=|>=|!=|<|>|=)\\s*(\"[^\"]*\"|\\S+)|\"([^\"]*)\"|(\\S+)"));
    for (auto parts = part.globalMatch(text); parts.hasNext();) {
        const QRegularExpressionMatch match = parts.next();
        if (match.capturedLength(2) == 0) {
            const QString word = match.captured(4) + match.captured(5);
            if (word.contains(QRegularExpression(QStringLiteral("[<>=]"))))
                m_problem = QCoreApplication::translate("Runs", "Write a name, a sign and a value: accuracy > 92");
            else if (!word.isEmpty())
                m_words << word;
            continue;
        }
        static const QStringList signs = {QStringLiteral("<"),  QStringLiteral("<="), QStringLiteral(">"),
                                          QStringLiteral(">="), QStringLiteral("="),  QStringLiteral("!=")};
        QString value = match.captured(3);
        value.remove(QLatin1Char('"'));
        m_comparisons.push_back({match.captured(1).toLower(), Is(signs.indexOf(match.captured(2))), value});
    }
}

bool RunFilter::accepts(const RunEntry& run) const
{
    for (const QString& word : m_words) {
        const bool found = run.title().contains(word, Qt::CaseInsensitive)
            || run.note.contains(word, Qt::CaseInsensitive) || run.stateText().contains(word, Qt::CaseInsensitive);
        if (!found)
            return false;
    }
    for (const Comparison& comparison : m_comparisons) {
        if (!holds(comparison, run))
            return false;
    }
    return true;
}

bool RunFilter::holds(const Comparison& comparison, const RunEntry& run) const
{
    if (const std::optional<QString> text = textOf(run, comparison.name)) {
        const bool has = text->contains(comparison.value, Qt::CaseInsensitive);
        return comparison.is == Is::different ? !has : has;
    }
    const std::optional<double> number = numberOf(run, comparison.name);
    bool understood = false;
    double value = QLocale::c().toDouble(comparison.value, &understood);
    if (!understood)
        value = QLocale().toDouble(comparison.value, &understood);
    if (!number || !understood || !std::isfinite(*number))
        return false;
    if (isPercent(familyOf(comparison.name.toStdString())) && value > 1)
        value /= 100;
    // Equal to as many digits as people see.
    const bool same = std::abs(*number - value) <= 5e-4 * std::max(std::abs(value), 1e-12);
    switch (comparison.is) {
    case Is::less:
        return *number < value;
    case Is::lessEqual:
        return *number < value || same;
    case Is::more:
        return *number > value;
    case Is::moreEqual:
        return *number > value || same;
    case Is::equal:
        return same;
    case Is::different:
        return !same;
    }
    return false;
}

} // namespace weft
