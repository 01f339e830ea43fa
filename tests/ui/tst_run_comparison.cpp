#include "engine/train/optimizer_type.h"
#include "tests/ui/support/written_runs.h"
#include "ui/panels/curves/plot/curve_legend.h"
#include "ui/panels/curves/plot_pane.h"
#include "ui/panels/runs/compare_panel.h"
#include "ui/panels/runs/graph_difference.h"
#include "ui/panels/runs/run_details.h"
#include "ui/panels/runs/run_library.h"
#include "ui/panels/runs/run_plots.h"
#include "ui/style/controls/empty_state.h"
#include "ui/style/numbers.h"

#include <QGridLayout>
#include <QLabel>
#include <QTableView>
#include <QTest>

// Runs laid over each other: their curves, results, settings and networks.

using namespace weft;

class TestRunComparison : public WrittenRuns {
    Q_OBJECT
private slots:
    void init() { writeRuns(); }

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

    // One run beside nothing is no comparison: then it says what is missing.
    void aComparisonTakesTwo()
    {
        RunLibrary library;
        library.setFolder(m_runs);
        QTRY_COMPARE(library.runs().size(), size_t(3));
        ComparePanel panel(nullptr);
        panel.show(&library);
        panel.QWidget::show();
        const auto said = [&panel] {
            QString all;
            for (const QLabel* const label : panel.findChildren<QLabel*>())
                if (label->isVisible())
                    all += label->text() + QLatin1Char('|');
            return all;
        };
        const auto* const table = panel.findChild<QTableView*>();
        for (const QString& folder : m_folders)
            library.choose(folder, false);
        QVERIFY2(said().contains("No runs chosen"), qPrintable(said()));
        library.choose(m_folders[0], true);
        QVERIFY2(said().contains("Choose two runs"), qPrintable(said()));
        QVERIFY(!table->isVisible());
        library.choose(m_folders[2], true);
        QVERIFY2(!said().contains("runs"), qPrintable(said()));
        QVERIFY(table->isVisible());
    }

    void aPlotWithoutAnyValueSaysWhatWillBeThere()
    {
        PlotPane pane;
        const auto* const words = pane.findChild<EmptyState*>();
        pane.resize(400, 300);
        pane.show();
        PlotLine line {.name = QStringLiteral("Run 1")};
        line.curve = std::make_shared<Curve>();
        pane.setLines({line}, ValueKind::number);
        QVERIFY(pane.plot()->isVisible() && !words->isVisible()); // unless it is asked to
        pane.setEmptyTexts(QStringLiteral("No validation yet"), QStringLiteral("After each epoch."));
        QVERIFY(!pane.plot()->isVisible() && words->isVisible());
        auto grown = std::make_shared<Curve>();
        grown->append(1, 0.5F);
        line.curve = grown;
        pane.setLines({line}, ValueKind::number);
        QVERIFY(pane.plot()->isVisible() && !words->isVisible());
    }

    void theDetailsOfARunSayWhatItWasTrainedWith()
    {
        RunLibrary library;
        library.setFolder(m_runs);
        QTRY_COMPARE(library.runs().size(), size_t(3));
        RunDetails details;
        const RunEntry& run = *library.find(m_folders[0]);
        details.setRun(&run, 0);
        QMap<QString, QString> rows;
        const auto* const grid = static_cast<QGridLayout*>(details.layout());
        for (int row = 1; row < grid->rowCount(); ++row) {
            const auto labelAt = [&](int column) {
                const QLayoutItem* const item = grid->itemAtPosition(row, column);
                const auto* const label = item ? qobject_cast<QLabel*>(item->widget()) : nullptr;
                return label ? label->text() : QString();
            };
            rows[labelAt(0)] = labelAt(1);
        }
        const TrainingSection& training = run.project->training;
        QCOMPARE(rows["Optimizer"], QString::fromStdString(findOptimizerType(training.optimizer.type)->title));
        QVERIFY2(rows["Learning rate"].startsWith(formatRate(training.learningRate)),
                 qPrintable(rows["Learning rate"]));
        QCOMPARE(rows["Batch"], QString::number(training.batchSize));
    }
};

QTEST_MAIN(TestRunComparison)
#include "tst_run_comparison.moc"
