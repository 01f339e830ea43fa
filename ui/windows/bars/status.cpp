#include "ui/windows/bars/status.h"

#include "ui/canvas/canvas.h"
#include "ui/session/session.h"
#include "ui/style/numbers.h"
#include "ui/style/style.h"
#include "ui/style/words.h"
#include "ui/windows/canvas_area.h"
#include "ui/windows/main_window.h"
#include "ui/windows/projects/studio.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>

namespace weft {

namespace {

struct Status {
    Q_DECLARE_TR_FUNCTIONS(Status)
};

// Of a network without errors: what its data says.
QString firstError(const GraphDocument& document)
{
    const auto problem = std::ranges::find(document.problems(), Severity::error, &Diagnostic::severity);
    return problem == document.problems().end() ? QString() : sentenceOf(*problem);
}

StatusItem stateItem(const Studio& studio)
{
    const Theme& colours = theme();
    const Session& session = *studio.session();
    StatusItem item {.id = {}, .text = {}, .strong = true};
    switch (session.state()) {
    case Session::State::starting:
        item.text = Status::tr("Preparing");
        item.colour = colours.state.warning;
        break;
    case Session::State::training:
        item.text = Status::tr("Training");
        item.colour = colours.state.ok;
        break;
    case Session::State::paused:
        item.text = Status::tr("Paused");
        item.colour = colours.state.warning;
        break;
    case Session::State::diskFull:
        item.text = Status::tr("Paused: the disk is full");
        item.colour = colours.state.error;
        break;
    case Session::State::stopping:
        item.text = Status::tr("Stopping");
        item.colour = colours.state.warning;
        break;
    case Session::State::crashed:
        item.text = Status::tr("The training broke off");
        item.colour = colours.state.error;
        break;
    case Session::State::ended:
        item.text = Status::tr("Training ended");
        item.colour = colours.text.tertiary;
        break;
    case Session::State::idle:
        break;
    }
    if (item.text.isEmpty()) {
        item.strong = false;
        const GraphDocument& document = *studio.document();
        if (document.project().graph.nodes.empty())
            item.text = Status::tr("Empty network");
        else if (!studio.whyNotTrain().isEmpty())
            item.text = Status::tr("Not ready to train");
        else if (const QString mistake = firstError(document); !mistake.isEmpty())
            return {.text = Status::tr("Not ready to train: see Problems"), .tip = mistake};
        else
            item.text = Status::tr("Ready to train");
    }
    item.tip = session.stateText();
    return item;
}

void addTraining(QList<StatusItem>& items, const Studio& studio)
{
    const Session& session = *studio.session();
    const StepNumbers& last = session.last();
    const QLocale locale;
    if (studio.waiting() > 0)
        items << StatusItem {.text = Status::tr("%n waiting", nullptr, studio.waiting()),
                             .tip = Status::tr("Trainings of this project that begin when nothing else is trained")};
    if (session.plan().updates > 0)
        items << StatusItem {.text = Status::tr("Step %1 of %2")
                                         .arg(locale.toString(qlonglong(last.step)),
                                              locale.toString(qlonglong(session.plan().updates)))};
    if (!session.isBusy())
        return;
    if (session.samplesPerSecond() > 0)
        items << StatusItem {.text = formatThroughput(session.samplesPerSecond(), Status::tr("samples"))};
    if (session.stepsPerSecond() > 0)
        items << StatusItem {.text = formatThroughput(session.stepsPerSecond(), Status::tr("steps"))};
    if (const double eta = session.etaSeconds(); !std::isnan(eta))
        items << StatusItem {.text = Status::tr("ETA %1").arg(formatDuration(eta)),
                             .tip = Status::tr("Time until the last epoch is done")};
    if (const std::optional<double> share = studio.monitoringShare())
        items << StatusItem {.text = Status::tr("Monitoring %1").arg(formatPercent(*share)),
                             .tip = Status::tr("How much of the training's time is spent on showing it")};
}

void addCosts(QList<StatusItem>& items, const GraphDocument& document)
{
    if (const GraphReport* const report = document.report()) {
        items << StatusItem {.text = Status::tr("%1 parameters").arg(formatCount(double(report->parameters)))};
        if (report->flops > 0)
            items << StatusItem {.text = Status::tr("%1 a sample").arg(formatFlops(report->flops)),
                                 .tip = Status::tr("Arithmetic of one forward pass")};
    }
}

void addDevice(QList<StatusItem>& items, const DeviceSample& sample)
{
    if (!sample.gpus.empty()) {
        const DeviceSample::Gpu& gpu = sample.gpus.front();
        items << StatusItem {
            .id = QStringLiteral("device"),
            .text = Status::tr("GPU %1 · %2 °C").arg(formatPercent(gpu.percent / 100, 0)).arg(int(gpu.celsius)),
            .tip = QString::fromStdString(gpu.name)};
        items << StatusItem {
            .id = QStringLiteral("device"),
            .text = Status::tr("VRAM %1 of %2").arg(formatBytes(gpu.memoryBytes), formatBytes(gpu.memoryTotalBytes))};
    } else {
        items << StatusItem {.id = QStringLiteral("device"),
                             .text = Status::tr("CPU %1").arg(formatPercent(sample.cpuPercent / 100, 0)),
                             .tip = Status::tr("Of all cores, by the training")};
        items << StatusItem {.id = QStringLiteral("device"),
                             .text = Status::tr("Memory %1 of %2")
                                         .arg(formatBytes(sample.memoryBytes), formatBytes(sample.memoryTotalBytes)),
                             .tip = Status::tr("Taken by the training, of the whole machine")};
    }
}

QString errorsText(int count)
{
    return count == 1 ? Status::tr("1 error") : Status::tr("%1 errors").arg(count);
}

QString warningsText(int count)
{
    return count == 1 ? Status::tr("1 warning") : Status::tr("%1 warnings").arg(count);
}

StatusItem problemsItem(const Studio& studio)
{
    const Theme& colours = theme();
    const auto [errors, warnings] = countProblems(studio);
    StatusItem item {.id = QStringLiteral("problems"),
                     .text = Status::tr("No problems"),
                     .icon = QStringLiteral("check-circle"),
                     .colour = colours.state.ok};
    if (errors && warnings)
        item.text = Status::tr("%1, %2").arg(errorsText(errors), warningsText(warnings));
    else if (errors)
        item.text = errorsText(errors);
    else if (warnings)
        item.text = warningsText(warnings);
    if (errors)
        item.icon = QStringLiteral("error"), item.colour = colours.state.error;
    else if (warnings)
        item.icon = QStringLiteral("warning"), item.colour = colours.state.warning;
    return item;
}

} // namespace

ProblemCount countProblems(const Studio& studio)
{
    ProblemCount count;
    for (const Diagnostic& problem : studio.document()->problems()) {
        count.errors += problem.severity == Severity::error;
        count.warnings += problem.severity == Severity::warning;
    }
    return count;
}

StatusItems statusOf(const Studio* studio, const Canvas* canvas)
{
    StatusItems items;
    if (!studio) {
        items.left << StatusItem {.text = Status::tr("No project is open")};
        return items;
    }
    const Session& session = *studio->session();
    items.left << stateItem(*studio);
    if (session.state() == Session::State::idle)
        addCosts(items.left, *studio->document());
    else
        addTraining(items.left, *studio);
    if (session.lastDeviceSample())
        addDevice(items.right, *session.lastDeviceSample());
    items.right << problemsItem(*studio);
    items.right << StatusItem {.id = QStringLiteral("zoom"),
                               .text = formatPercent(canvas->zoom(), 0),
                               .tip = Status::tr("A click shows the whole network"),
                               .widest = formatPercent(1, 0)};
    return items;
}

void clickStatus(MainWindow& window, const QString& id)
{
    if (id == QLatin1String("zoom"))
        window.canvasArea()->canvas()->showAll();
    else
        window.showPanel(id);
}

} // namespace weft
