#include "tests/ui/support/written_runs.h"

#include "engine/graph/write_project.h"
#include "engine/storage/publish.h"
#include "engine/train/event_json.h"
#include "engine/train/runs.h"

#include <QCoreApplication>
#include <QWidget>

#include <cmath>

namespace weft {

Project smallProject()
{
    Project project;
    project.name = "Small";
    GraphNode input {.id = "images", .type = "image"};
    GraphNode conv {.id = "conv1", .type = "conv2d"};
    conv.params["filters"] = int64_t(16);
    conv.inputs = {{"x", {"images", "y"}}};
    project.graph.nodes = {input, conv};
    project.training.seed = 1234;
    return project;
}

QString writeRun(const QString& runs, const Project& project, const RunToWrite& run)
{
    RunRecord record {.state = run.state,
                      .text = run.state == "failed" ? "Loss is not a number." : "",
                      .project = "Small",
                      .device = "CPU",
                      .started = "2026-11-22T14:02:11Z",
                      .step = 300,
                      .epoch = 3,
                      .seconds = run.seconds,
                      .bestMetric = "validation/accuracy",
                      .best = run.accuracy,
                      .bestStep = 200};
    FileSystem& files = realFileSystem();
    const std::string folder = RunFolder::create(files, runs.toStdString(), project, record).path();
    std::string metrics;
    for (int epoch = 1; epoch <= 3; ++epoch) {
        StepsDone steps;
        for (int64_t step = (epoch - 1) * 100 + 1; step <= epoch * 100; ++step)
            steps.steps.push_back({.step = step,
                                   .epoch = float(step) / 100,
                                   .loss = run.offset + 2 * std::exp(-float(step) / 60),
                                   .learningRate = 1e-3F,
                                   .gradientNorm = 1,
                                   .samplesPerSecond = 1000});
        const double accuracy = epoch == 2 ? run.accuracy : run.accuracy - 0.1;
        const EpochDone done {.step = epoch * 100,
                              .epoch = double(epoch),
                              .values = {{"train/loss", 0.3},
                                         {"validation/loss", 0.4 + double(run.offset)},
                                         {"validation/accuracy", accuracy}},
                              .seconds = epoch * 2.0};
        metrics += toJson(Event(steps)).dump() + "\n" + toJson(Event(done)).dump() + "\n";
    }
    publishFile(files, joinPath(folder, "metrics.jsonl"), metrics);
    return QString::fromStdString(folder);
}

void lay(QWidget& widget, int width, int height)
{
    widget.setAttribute(Qt::WA_DontShowOnScreen);
    widget.resize(width, height);
    widget.QWidget::show();
    QCoreApplication::processEvents();
}

void WrittenRuns::writeRuns()
{
    m_home = std::make_unique<QTemporaryDir>();
    qputenv("XDG_DATA_HOME", m_home->filePath("data").toUtf8()); // where the trash is
    m_runs = m_home->filePath("small.runs");
    m_folders.clear();
    Project project = smallProject();
    m_folders.push_back(writeRun(m_runs, project, {.accuracy = 0.926}));
    project.training.optimizer.type = "sgd";
    project.training.learningRate = 0.1;
    project.graph.nodes[1].params["filters"] = int64_t(32);
    project.graph.nodes.push_back({.id = "relu", .type = "relu", .inputs = {{"x", {"conv1", "y"}}}});
    m_folders.push_back(writeRun(m_runs, project, {.state = "stopped", .accuracy = 0.934, .offset = 0.1F}));
    m_folders.push_back(writeRun(m_runs, project, {.state = "failed", .accuracy = 0.5, .seconds = 4}));
}

} // namespace weft
