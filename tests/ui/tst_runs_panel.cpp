#include "engine/storage/publish.h"
#include "tests/ui/support/written_runs.h"
#include "ui/document/graph_document.h"
#include "ui/panels/curves/plot_pane.h"
#include "ui/panels/runs/compare_panel.h"
#include "ui/panels/runs/run_library.h"
#include "ui/panels/runs/run_plots.h"
#include "ui/panels/runs/runs_model.h"
#include "ui/panels/runs/runs_panel.h"
#include "ui/session/session.h"
#include "ui/style/controls/search_field.h"
#include "ui/style/style.h"

#include <QAbstractItemModelTester>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

// The runs of a project: the list shows what the folder holds.

using namespace weft;

namespace {

QStringList titles(const RunsModel& model)
{
    QStringList all;
    for (int row = 0; row < model.rowCount(); ++row)
        all << model.index(row, RunsModel::Run).data().toString();
    return all;
}

// From where to where something is drawn there, in pixels from the left.
std::pair<int, int> drawnIn(const QImage& image, const QRect& where)
{
    std::pair<int, int> found {-1, -1};
    const QRect rect = where.adjusted(1, 3, -1, -3); // without the lines around it
    for (int x = rect.left(); x <= rect.right(); ++x) {
        for (int y = rect.top(); y <= rect.bottom(); ++y) {
            if (image.pixel(x, y) == image.pixel(rect.topLeft()))
                continue;
            found = {found.first < 0 ? x : found.first, x};
            break;
        }
    }
    return found;
}

// The panel with the runs of a folder.
struct Listed {
    Listed(const QString& folder, const QSize& size)
    {
        library.setFolder(folder);
        lay(panel, size.width(), size.height());
        panel.show(&library);
    }
    RunLibrary library;
    Session session;
    RunsPanel panel {&session};
};

} // namespace

class TestRunsPanel : public WrittenRuns {
    Q_OBJECT
private slots:
    void initTestCase() { Style::get().apply(*qApp); }
    void init() { writeRuns(); }

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

    // Where the last checkpoint is not the best, both are there to go on from.
    void aRunGoesBackToItsBestIfItWasKept()
    {
        Listed listed(m_runs, {480, 600});
        QTRY_COMPARE(listed.library.runs().size(), size_t(3));
        RunLibrary& library = listed.library;
        RunsPanel& panel = listed.panel;
        library.setCurrent(m_folders[1]);
        for (QPushButton* const button : panel.findChildren<QPushButton*>())
            if (button->text().startsWith("Continue"))
                button->click();
        auto* const menu = panel.findChild<QMenu*>("continueMenu");
        QVERIFY(menu);
        QCOMPARE(menu->actions().first()->text(), QString("From where it stopped"));
        QVERIFY2(menu->actions().last()->text().contains("step 200"), qPrintable(menu->actions().last()->text()));
        menu->actions().last()->trigger();
        QTRY_VERIFY2(panel.said().contains("kept no best checkpoint"), qPrintable(panel.said()));
        QCOMPARE(listed.session.state(), Session::State::idle);
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

    void theListIsUsedByMouseAndKeys()
    {
        Listed listed(m_runs, {420, 700});
        QTRY_COMPARE(listed.library.runs().size(), size_t(3));
        RunLibrary& library = listed.library;
        RunsPanel& panel = listed.panel;
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

    void titlesStandWhereTheirColumnsDo()
    {
        Listed listed(m_runs, {520, 700});
        QTRY_COMPARE(listed.library.runs().size(), size_t(3));
        RunsPanel& panel = listed.panel;
        const QTableView& list = *panel.list();
        QCOMPARE(list.rowHeight(0), Style::get().px(32));
        const QImage cells = list.viewport()->grab().toImage();
        QHeaderView& header = *list.horizontalHeader();
        const QImage titles = header.viewport()->grab().toImage();
        for (int column = 0; column < panel.model().columnCount(); ++column) {
            const QRect section(header.sectionViewportPosition(column), 0, header.sectionSize(column), header.height());
            const auto title = drawnIn(titles, section);
            const auto cell = drawnIn(cells, list.visualRect(panel.model().index(2, column)));
            const bool isNumber = column >= RunsModel::Best;
            const int apart = isNumber ? title.second - cell.second : title.first - cell.first;
            QVERIFY2(title.first >= 0 && cell.first >= 0 && std::abs(apart) <= 2,
                     qPrintable(QString("column %1: %2 px").arg(column).arg(apart)));
        }
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
