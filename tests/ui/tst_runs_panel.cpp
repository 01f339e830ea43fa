#include "engine/graph/write_project.h"
#include "engine/storage/publish.h"
#include "engine/train/event_json.h"
#include "ui/document/graph_document.h"
#include "ui/panels/curves/plot/curve_legend.h"
#include "ui/panels/runs/compare_panel.h"
#include "ui/panels/runs/graph_difference.h"
#include "ui/panels/runs/run_library.h"
#include "ui/panels/runs/run_plots.h"
#include "ui/panels/runs/run_settings.h"
#include "ui/panels/runs/runs_model.h"
#include "ui/panels/runs/runs_panel.h"
#include "ui/session/session.h"
#include "ui/style/controls/search_field.h"
#include "ui/style/style.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>

// The runs of a project: what the folder holds is what the list, the curves and the comparison show.

using namespace weft;

namespace {

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

struct RunToWrite {
    std::string state = "finished";
    double accuracy = 0.9;
    double seconds = 52;
    float offset = 0; // of the loss
};

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

QStringList titles(const RunsModel& model)
{
    QStringList all;
    for (int row = 0; row < model.rowCount(); ++row)
        all << model.index(row, RunsModel::Run).data().toString();
    return all;
}

} // namespace

class TestRunsPanel : public QObject {
    Q_OBJECT
private:
    std::unique_ptr<QTemporaryDir> m_home;
    QString m_runs;
    std::vector<QString> m_folders; // oldest first

private slots:
    void init()
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

    void theListIsWhatTheFolderHolds()
    {
        RunLibrary library;
        library.setFolder(m_runs);
        QTRY_COMPARE(library.runs().size(), size_t(3));
        RunsModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.show(&library);
        QCOMPARE(titles(model), QStringList({"Run 3", "Run 2", "Run 1"})); // newest first
        QCOMPARE(model.index(1, RunsModel::State).data().toString(), QString("Stopped"));
        QCOMPARE(model.index(1, RunsModel::Best).data().toString().replace(QChar(0x202f), ' '), QString("93.4 %"));
        QCOMPARE(model.index(1, RunsModel::Time).data().toString(), QString("0:52"));
        writeRun(m_runs, smallProject(), {});
        library.refresh();
        QTRY_COMPARE(model.rowCount(), 4);
        model.sortBy(RunsModel::Best, true);
        QCOMPARE(titles(model).first(), QString("Run 2"));
        model.sortBy(RunsModel::Best, false);
        QCOMPARE(titles(model).first(), QString("Run 3"));
    }

    void aDamagedRunIsListedAndHarmsNobody()
    {
        publishFile(realFileSystem(), m_folders[0].toStdString() + "/run.json", "{");
        publishFile(realFileSystem(), m_folders[1].toStdString() + "/project.weft", "no project");
        publishFile(realFileSystem(), m_folders[2].toStdString() + "/label.json", "[1");
        RunLibrary library;
        library.setFolder(m_runs);
        QTRY_COMPARE(library.runs().size(), size_t(3));
        QCOMPARE(library.runs()[2].stateText(), QString("Damaged"));
        QVERIFY(library.runs()[1].project == nullptr);
        QCOMPARE(library.runs()[0].title(), QString("Run 3"));
        for (const QString& folder : m_folders)
            library.choose(folder, true);
        ComparePanel compare(nullptr);
        compare.show(&library);
        QCOMPARE(compare.model().columnCount(), 4);
    }

    void filtersHold_data()
    {
        QTest::addColumn<QString>("filter");
        QTest::addColumn<QStringList>("left");
        QTest::newRow("none") << "" << QStringList {"Run 3", "Run 2", "Run 1"};
        QTest::newRow("percent") << "accuracy > 92" << QStringList {"Run 2", "Run 1"};
        QTest::newRow("share") << "accuracy>0.93" << QStringList {"Run 2"};
        QTest::newRow("equal as seen") << "accuracy = 92.6" << QStringList {"Run 1"};
        QTest::newRow("whole name") << "validation/loss <= 0.4" << QStringList {"Run 3", "Run 1"};
        QTest::newRow("state") << "state = stopped" << QStringList {"Run 2"};
        QTest::newRow("not state") << "state != stopped" << QStringList {"Run 3", "Run 1"};
        QTest::newRow("optimizer") << "optimizer=sgd time < 10" << QStringList {"Run 3"};
        QTest::newRow("rate") << "lr >= 0.1" << QStringList {"Run 3", "Run 2"};
        QTest::newRow("words") << "fail" << QStringList {"Run 3"};
        QTest::newRow("quoted") << "\"run 1\"" << QStringList {"Run 1"};
        QTest::newRow("unknown metric") << "perplexity > 1" << QStringList {};
        QTest::newRow("no number") << "accuracy > high" << QStringList {};
    }
    void filtersHold()
    {
        QFETCH(QString, filter);
        QFETCH(QStringList, left);
        RunLibrary library;
        library.setFolder(m_runs);
        QTRY_COMPARE(library.runs().size(), size_t(3));
        RunsModel model;
        model.show(&library);
        model.setFilter(filter);
        QCOMPARE(titles(model), left);
        QCOMPARE(model.filter().problem(), QString());
    }

    void aFilterThatIsNoneSaysHowToWriteOne()
    {
        QVERIFY(RunFilter("accuracy >").problem().contains("accuracy > 92"));
        QVERIFY(RunFilter("> 92 x").problem().contains("accuracy > 92"));
    }

    void namesAndNotesLieBesideTheRun()
    {
        RunLibrary library;
        library.setFolder(m_runs);
        QTRY_COMPARE(library.runs().size(), size_t(3));
        library.rename(m_folders[0], "  wide stem „ä“ ");
        QCOMPARE(library.find(m_folders[0])->title(), QString("wide stem „ä“"));
        library.setNote(m_folders[0], "by hand");
        QTRY_COMPARE(readLabel(realFileSystem(), m_folders[0].toStdString()).note, QString("by hand"));
        RunLibrary again;
        again.setFolder(m_runs);
        QTRY_COMPARE(again.runs().size(), size_t(3));
        QCOMPARE(again.find(m_folders[0])->title(), QString("wide stem „ä“"));
        again.rename(m_folders[0], "");
        QCOMPARE(again.find(m_folders[0])->title(), QString("Run 1"));
    }

    void deletingMovesToTheTrashAndSaysSo()
    {
        RunLibrary library;
        library.setFolder(m_runs);
        QTRY_COMPARE(library.runs().size(), size_t(3));
        library.choose(m_folders[0], true);
        QSignalSpy said(&library, &RunLibrary::said);
        library.moveToTrash(m_folders[0]);
        QTRY_COMPARE(said.size(), 1);
        QVERIFY2(said[0][0].toString().contains("was moved to the trash"), qPrintable(said[0][0].toString()));
        QVERIFY(!QFile::exists(m_folders[0]));
        QTRY_COMPARE(library.runs().size(), size_t(2));
        QVERIFY(library.chosen().empty());
    }

    void aRunInProgressIsNotDeleted()
    {
        FileSystem& files = realFileSystem();
        RunFolder run = RunFolder::open(files, m_folders[1].toStdString());
        RunRecord record = run.record();
        record.state = "running";
        record.process = QCoreApplication::applicationPid();
        run.setRecord(record);
        RunLibrary library;
        library.setFolder(m_runs);
        QTRY_COMPARE(library.runs().size(), size_t(3));
        QSignalSpy said(&library, &RunLibrary::said);
        library.moveToTrash(m_folders[1]);
        QVERIFY(said[0][0].toString().contains("stop it before"));
        QVERIFY(QFile::exists(m_folders[1]));
    }

    void chosenRunsKeepTheirColours()
    {
        RunLibrary library;
        library.setFolder(m_runs);
        QTRY_COMPARE(library.runs().size(), size_t(3));
        for (const QString& folder : m_folders)
            library.choose(folder, true);
        QCOMPARE(library.placeOf(m_folders[2]), 2);
        library.choose(m_folders[0], false);
        QCOMPARE(library.placeOf(m_folders[2]), 2);
        QCOMPARE(library.placeOf(m_folders[0]), -1);
        library.choose(m_folders[0], true);
        QCOMPARE(library.placeOf(m_folders[0]), 0);
        library.choose("nothing", true);
        QCOMPARE(library.chosen().size(), size_t(3));
    }

    void curvesOfChosenRunsAreOverlaid()
    {
        RunLibrary library;
        library.setFolder(m_runs);
        QTRY_COMPARE(library.runs().size(), size_t(3));
        RunPlots plots(nullptr);
        lay(plots, 900, 300);
        plots.show(&library);
        library.choose(m_folders[0], true);
        library.choose(m_folders[1], true);
        CurvePlot& loss = *plots.lossPane()->plot();
        CurvePlot& metric = *plots.metricPane()->plot();
        QCOMPARE(loss.lines().size(), size_t(2));
        QTRY_COMPARE(loss.lines()[1].curve->size(), size_t(300));
        QTRY_COMPARE(metric.lines()[1].curve->size(), size_t(3));
        QCOMPARE(metric.title(), QString("Validation accuracy"));
        QCOMPARE(metric.kind(), ValueKind::percent);
        QVERIFY(loss.lines()[0].role != loss.lines()[1].role);
        QVERIFY(dashOf(loss.lines()[0].role) != dashOf(loss.lines()[1].role));
        emit plots.metricPane()->legend()->chosen(1);
        QCOMPARE(metric.title(), QString("Validation loss"));
        library.choose(m_folders[0], false);
        QCOMPARE(loss.lines().size(), size_t(1));
        QCOMPARE(loss.lines()[0].name, QString("Run 2"));
    }

    void comparingTellsBestResultsAndWhatDiffers()
    {
        RunLibrary library;
        library.setFolder(m_runs);
        QTRY_COMPARE(library.runs().size(), size_t(3));
        const Comparison both = compare({*library.find(m_folders[0]), *library.find(m_folders[1])}, 0, false);
        const auto row = [&](const QString& title) {
            const auto found = std::ranges::find(both.rows, title, &Comparison::Row::title);
            return found == both.rows.end() ? Comparison::Row() : *found;
        };
        const Comparison::Row best = row("Best accuracy");
        QCOMPARE(best.cells.size(), size_t(2));
        QVERIFY(!best.cells[0].isBest && best.cells[1].isBest);
        const Comparison::Row loss = row("Last loss");
        QVERIFY(loss.cells[0].isBest && !loss.cells[1].isBest); // lower is better
        const Comparison::Row optimizer = row("Optimizer");
        QCOMPARE(optimizer.cells[0].text, QString("adam"));
        QCOMPARE(optimizer.cells[1].text, QString("sgd"));
        QVERIFY(!optimizer.cells[0].differs && optimizer.cells[1].differs);
        const Comparison::Row filters = row("conv1 · Filters");
        QCOMPARE(filters.cells.size(), size_t(2));
        QCOMPARE(filters.cells[1].text, QString("32"));
        const Comparison::Row added = row("relu"); // a node that only one graph has
        QCOMPARE(added.cells.size(), size_t(2));
        QCOMPARE(added.cells[0].text, QString("–"));
        QVERIFY(added.cells[1].differs);
        QVERIFY(row("Seed").cells.empty() && both.equalSettings > 20); // equal, left out
        const Comparison all = compare({*library.find(m_folders[0]), *library.find(m_folders[1])}, 1, true);
        QCOMPARE(all.equalSettings, both.equalSettings);
        QVERIFY(all.rows.size() > both.rows.size());
        QVERIFY(toText(both).startsWith("\tRun 1\tRun 2\n"));
        QCOMPARE(compare({}, 0, false).rows.size(), size_t(0));
    }

    void aRunAgainstItselfDiffersInNothing()
    {
        RunLibrary library;
        library.setFolder(m_runs);
        QTRY_COMPARE(library.runs().size(), size_t(3));
        const RunEntry& run = *library.find(m_folders[0]);
        for (const Comparison::Row& row : compare({run, run}, 0, false).rows) {
            for (const Comparison::Cell& cell : row.cells)
                QVERIFY(!cell.differs && !cell.isBest);
        }
    }

    void theListIsUsedByMouseAndKeys()
    {
        RunLibrary library;
        library.setFolder(m_runs);
        QTRY_COMPARE(library.runs().size(), size_t(3));
        Session session;
        RunsPanel panel(&session);
        lay(panel, 420, 700);
        panel.show(&library);
        QTableView& list = *panel.list();
        QCOMPARE(panel.model().rowCount(), 3);
        const QModelIndex second = panel.model().index(1, 0);
        const QPoint tick = RunRows::tickOf(list.visualRect(second)).center();
        QTest::mouseClick(list.viewport(), Qt::LeftButton, {}, tick);
        QCOMPARE(library.placeOf(m_folders[1]), 0);
        QTest::mouseClick(list.viewport(), Qt::LeftButton, {}, list.visualRect(second).center());
        QCOMPARE(library.current(), m_folders[1]);
        QCOMPARE(library.placeOf(m_folders[1]), 0); // a click on the name ticks nothing
        QTest::keyClick(&list, Qt::Key_Down);
        QCOMPARE(library.current(), m_folders[0]);
        QTest::keyClick(&list, Qt::Key_Space);
        QCOMPARE(library.placeOf(m_folders[0]), 1);
        QTest::keyClick(&list, Qt::Key_F2);
        auto* const editor = list.viewport()->findChild<QLineEdit*>();
        QVERIFY(editor != nullptr);
        QTest::keyClick(editor, 'A', Qt::ControlModifier);
        QTest::keyClicks(editor, "baseline");
        QTest::keyClick(editor, Qt::Key_Return);
        QTRY_COMPARE(library.find(m_folders[0])->title(), QString("baseline"));
        QTest::keyClicks(panel.search(), "accuracy > 93");
        QCOMPARE(titles(panel.model()), QStringList({"Run 2"}));
        panel.search()->clear();
        QSignalSpy graph(&panel, &RunsPanel::graphAsked);
        for (QPushButton* const button : panel.findChildren<QPushButton*>()) {
            if (button->text() == "Open graph")
                QTest::mouseClick(button, Qt::LeftButton);
        }
        QCOMPARE(graph.size(), 1);
        QCOMPARE(graph[0][0].toString(), library.current() + "/project.weft");
    }

    void twoNetworksAreLaidOverEachOther()
    {
        Project before;
        before.graph.nodes = {{.id = "in", .type = "image"},
                              {.id = "conv", .type = "conv2d", .inputs = {{"x", {"in", "y"}}}},
                              {.id = "act", .type = "relu", .inputs = {{"x", {"conv", "y"}}}}};
        Project after = before;
        after.graph.nodes[1].params["filters"] = int64_t(64);
        after.graph.nodes[2] = {.id = "norm", .type = "batch_norm", .inputs = {{"x", {"conv", "y"}}}};
        const GraphDifference difference = differenceOf(before, after);
        std::map<std::string, GraphDifference::State> states;
        for (const GraphDifference::Node& node : difference.nodes)
            states[node.id] = node.state;
        using State = GraphDifference::State;
        QVERIFY((states
                 == std::map<std::string, State> {
                     {"in", State::same}, {"conv", State::changed}, {"act", State::removed}, {"norm", State::added}}));
        QCOMPARE(difference.nodes[1].details, QStringList("Filters: default → 64"));
        QCOMPARE(difference.wires.size(), size_t(3));
        QCOMPARE(std::ranges::count(difference.wires, State::same, &GraphDifference::Wire::state), 1);
        QCOMPARE(differenceOf(before, before).count(State::same), 3);
        GraphDifferenceView view;
        view.resize(600, 300);
        view.show(std::make_shared<Project>(before), std::make_shared<Project>(after), "Run 1 → Run 2");
        QCOMPARE(view.accessibleName(), QString("Run 1 → Run 2: 1 came, 1 went, 1 changed"));
        const QImage picture = view.grab().toImage();
        view.show(std::make_shared<Project>(before), std::make_shared<Project>(before), "Run 1 → Run 2");
        QVERIFY(view.grab().toImage() != picture);
    }

    void aRunsPanelFollowsItsDocument()
    {
        GraphDocument document(smallProject());
        RunsPanel panel(nullptr);
        panel.show(&document);
        QCOMPARE(RunLibrary::of(&document), RunLibrary::of(&document)); // one for all panels
        QCOMPARE(panel.model().rowCount(), 0);
        document.reset(smallProject(), m_home->filePath("small.weft"));
        emit document.savedChanged();
        QTRY_COMPARE(panel.model().rowCount(), 3);
        panel.show(static_cast<GraphDocument*>(nullptr));
        QCOMPARE(panel.model().rowCount(), 0);
    }

    void thePanelsOutliveTheirLibrary()
    {
        RunsPanel panel(nullptr);
        RunPlots plots(nullptr);
        ComparePanel compare(nullptr);
        {
            RunLibrary library;
            library.setFolder(m_runs);
            QTRY_COMPARE(library.runs().size(), size_t(3));
            panel.show(&library);
            plots.show(&library);
            compare.show(&library);
            library.choose(m_folders[0], true);
            QVERIFY(compare.model().rowCount() > 0);
        }
        QCOMPARE(panel.model().rowCount(), 0);
        QCOMPARE(compare.model().rowCount(), 0);
        QCOMPARE(plots.lossPane()->plot()->lines().size(), size_t(0));
    }
};

QTEST_MAIN(TestRunsPanel)
#include "tst_runs_panel.moc"
