#include "ui/panels/curves/run_curves.h"

#include "ui/session/run_history.h"

#include <algorithm>
#include <cmath>

namespace weft {

RunCurves::RunCurves(QObject* parent)
    : QObject(parent)
{
}

void RunCurves::follow(const RunHistory* history)
{
    if (m_history != nullptr)
        disconnect(m_history, nullptr, this, nullptr);
    m_history = history;
    const auto changed = [this] {
        updateTimeline();
        emit grew();
    };
    if (history != nullptr) {
        connect(history, &RunHistory::grew, this, changed);
        connect(history, &QObject::destroyed, this, [this] {
            m_history = nullptr;
            emit grew();
        });
    }
    changed();
}

std::vector<std::string> RunCurves::names() const
{
    return m_history == nullptr ? std::vector<std::string>() : m_history->names();
}

std::shared_ptr<const Curve> RunCurves::curve(const std::string& name)
{
    return m_history == nullptr ? nullptr : m_history->series(name);
}

// Known are the epochs of all steps, and the seconds at the ends of epochs; the seconds of now are guessed from those
// of the last epoch.
void RunCurves::updateTimeline()
{
    m_timeline->clear();
    const std::shared_ptr<const Curve> seconds = m_history == nullptr ? nullptr : m_history->series("epoch/seconds");
    const std::shared_ptr<const Curve> epochs = m_history == nullptr ? nullptr : m_history->series("step/epoch");
    const auto epochAt = [&](double step) {
        if (epochs == nullptr)
            return step;
        const size_t found = epochs->indexFrom(step);
        const size_t at = std::min(found, epochs->size() - 1);
        return double(epochs->values[at]) * step / double(epochs->step(at));
    };
    double secondsPerStep = 1;
    double lastStep = 0;
    double lastSeconds = 0;
    if (seconds != nullptr) {
        for (size_t i = 0; i < seconds->size(); ++i) {
            const auto step = double(seconds->step(i));
            const auto passed = double(seconds->values[i]);
            m_timeline->add(step, epochAt(step), passed);
            if (step > lastStep && passed > lastSeconds)
                secondsPerStep = (passed - lastSeconds) / (step - lastStep);
            lastStep = step;
            lastSeconds = passed;
        }
    }
    if (epochs != nullptr && double(epochs->lastStep()) > lastStep) {
        const auto now = double(epochs->lastStep());
        m_timeline->setNow(now, double(epochs->values[epochs->size() - 1]),
                           lastSeconds + (now - lastStep) * secondsPerStep);
    }
}

std::vector<PlotMark> RunCurves::marks() const
{
    std::vector<PlotMark> all;
    if (m_history != nullptr) {
        for (const Mark& mark : m_history->marks())
            all.push_back({double(mark.step), markText(mark.what, mark.before, mark.after)});
    }
    return all;
}

int64_t RunCurves::lastStep() const
{
    return m_history == nullptr ? 0 : m_history->lastStep();
}

std::string familyOf(const std::string& curveName)
{
    const size_t slash = curveName.find('/');
    return slash == std::string::npos ? curveName : curveName.substr(slash + 1);
}

QString titleOf(const std::string& family)
{
    if (family == "loss")
        return RunCurves::tr("Loss");
    if (family == "accuracy")
        return RunCurves::tr("Accuracy");
    if (family == "learning_rate")
        return RunCurves::tr("Learning rate");
    if (family == "gradient_norm")
        return RunCurves::tr("Gradient norm");
    if (family == "samples_per_second")
        return RunCurves::tr("Samples per second");
    if (family == "perplexity")
        return RunCurves::tr("Perplexity");
    if (family.starts_with("loss/"))
        return RunCurves::tr("Loss of %1").arg(QString::fromStdString(family.substr(5)));
    QString title = QString::fromStdString(family);
    title.replace(QLatin1Char('_'), QLatin1Char(' ')).replace(QLatin1Char('/'), QStringLiteral(" · "));
    return title.isEmpty() ? title : title.at(0).toUpper() + title.mid(1);
}

bool isPercent(const std::string& family)
{
    const std::string name = family.substr(family.rfind('/') + 1);
    for (const char* const share : {"accuracy", "top", "precision", "recall", "f1", "iou", "mean_iou", "dice"}) {
        if (name.starts_with(share))
            return true;
    }
    return false;
}

QString markText(const std::string& what, const std::string& before, const std::string& after)
{
    const QString from = QString::fromStdString(before);
    const QString to = QString::fromStdString(after);
    const QString change =
        from.isEmpty() ? to : from + QStringLiteral(" → ") + (to.isEmpty() ? RunCurves::tr("off") : to);
    if (what == "learning_rate")
        return RunCurves::tr("lr %1").arg(change);
    if (what == "epochs")
        return RunCurves::tr("epochs %1").arg(change);
    if (what == "early_stop")
        return RunCurves::tr("early stop %1").arg(change);
    if (what == "unfrozen") // "3 layers"
        return to.startsWith(QLatin1String("1 ")) ? RunCurves::tr("1 layer thaws")
                                                  : RunCurves::tr("%1 layers thaw").arg(to.section(u' ', 0, 0));
    return (QString::fromStdString(what) + QLatin1Char(' ') + change).trimmed();
}

} // namespace weft
