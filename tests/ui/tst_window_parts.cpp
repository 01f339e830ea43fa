#include "engine/train/runs.h"
#include "ui/canvas/canvas.h"
#include "ui/canvas/minimap.h"
#include "ui/document/actions.h"
#include "ui/inspector/documentation/documentation.h"
#include "ui/inspector/inspector.h"
#include "ui/inspector/lists/problems_panel.h"
#include "ui/inspector/palette/layer_list.h"
#include "ui/inspector/palette/palette_dock.h"
#include "ui/inspector/params/param_row.h"
#include "ui/panels/curves/schedule_plot.h"
#include "ui/panels/data/data_panel.h"
#include "ui/panels/data/room/augmentation_panel.h"
#include "ui/panels/data/room/columns_panel.h"
#include "ui/panels/data/room/sample_panel.h"
#include "ui/panels/data/room/sources_panel.h"
#include "ui/panels/data/room/split_panel.h"
#include "ui/panels/data/sample_grid.h"
#include "ui/panels/device/node_costs.h"
#include "ui/panels/runs/runs_panel.h"
#include "ui/session/session.h"
#include "ui/style/controls/number_field.h"
#include "ui/style/controls/search_field.h"
#include "ui/style/controls/section.h"
#include "ui/style/numbers.h"
#include "ui/style/style.h"
#include "ui/windows/application.h"
#include "ui/windows/bars/message_bars.h"
#include "ui/windows/bars/tool_bar.h"
#include "ui/windows/canvas_area.h"
#include "ui/windows/commands/commands.h"
#include "ui/windows/docks/dock_site.h"
#include "ui/windows/files/project_files.h"
#include "ui/windows/main_window.h"
#include "ui/windows/projects/studio.h"
#include "ui/windows/settings/preferences.h"

#include <QLineEdit>
#include <QMenuBar>
#include <QPushButton>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

// How the window's parts lead to each other: a button here shows something there.

using namespace weft;

class TestWindowParts : public QObject {
    Q_OBJECT

    std::unique_ptr<MainWindow> m_window;
    QTemporaryDir m_folder;

    Studio* openCopy(const char* name)
    {
        const QString path = m_folder.filePath(QLatin1String(name));
        QFile::remove(path);
        QFile::copy(example(name), path);
        QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner);
        QSignalSpy opened(m_window->files(), &ProjectFiles::opened);
        m_window->files()->open(path);
        return opened.wait(10000) ? m_window->current() : nullptr;
    }
    static QString example(const char* name)
    {
        return QStringLiteral(WEFT_SOURCE_DIR "/projects/") + QLatin1String(name);
    }
    template <class Panel> Panel* panel(const char* id) const
    {
        return static_cast<Panel*>(m_window->docks()->widgetOf(QLatin1String(id)));
    }

private slots:
    void init()
    {
        qRegisterMetaType<Studio*>();
        Preferences::get().use({});
        Style::get().setMode(Style::Mode::dark);
        Style::get().setFontScale(1);
        Style::get().setReducedMotion(true);
        m_window = std::make_unique<MainWindow>();
        m_window->resize(1920, 1200);
        m_window->show();
    }
    void cleanup() { m_window.reset(); }

    void theBookOpensTheLayersPage()
    {
        Studio* const studio = openCopy("iris.weft");
        studio->selection()->select(studio->document()->nodes({})[2].id);
        auto* const book = panel<Inspector>("inspector")->findChild<QToolButton*>(QStringLiteral("bookButton"));
        QVERIFY(book && book->isVisible());
        QTest::mouseClick(book, Qt::LeftButton);
        QVERIFY(m_window->docks()->isInSight("documentation"));
        auto* const pages = panel<Documentation>("documentation");
        const QString layer = pages->toPlainText();
        pages->showHelp({}); // other pages were read meanwhile
        QVERIFY(pages->toPlainText() != layer);
        m_window->showPanel("inspector");
        QTest::mouseClick(book, Qt::LeftButton);
        QCOMPARE(pages->toPlainText(), layer);
    }

    void aProblemOfASettingLeadsToItsField()
    {
        Studio* const studio = openCopy("iris.weft");
        studio->selection()->select(studio->document()->nodes({})[1].id);
        studio->changeTraining({}, [](TrainingSection& training) { training.epochs = -4; });
        QTRY_VERIFY(studio->document()->isChecked() && !studio->document()->problems().empty());
        m_window->showPanel("problems");
        QTableView* const list = panel<ProblemsPanel>("problems")->view();
        QTRY_VERIFY(list->model()->rowCount() > 0);
        const auto* const settings = panel<Inspector>("inspector");
        auto* const row = settings->findChild<ParamRow*>(QStringLiteral("training.epochs"));
        QVERIFY(row && !row->isVisible());
        for (Section* const section : settings->findChildren<Section*>())
            section->setFolded(true);
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualRect(list->model()->index(0, 1)).center());
        QVERIFY(row->isVisible());
        QVERIFY(row->visibleRegion().boundingRect().height() >= row->height());
        m_window->activateWindow();
        QVERIFY(row->isAncestorOf(m_window->focusWidget()));
    }

    void theProblemsTabCountsThem()
    {
        Studio* const studio = openCopy("iris.weft");
        m_window->showPanel("problems");
        studio->changeTraining({}, [](TrainingSection& training) { training.epochs = -4; });
        QTRY_COMPARE(m_window->docks()->badge("problems"), QStringLiteral("1"));
        studio->document()->undoStack()->undo();
        QTRY_COMPARE(m_window->docks()->badge("problems"), QString());
    }

    void aKeySearchesTheLayerList()
    {
        openCopy("iris.weft");
        m_window->setWorkspace(Workspace::runs);
        m_window->activateWindow();
        QTRY_VERIFY(m_window->commands()->action("view.layers")->isEnabled());
        QTest::keyClick(m_window.get(), Qt::Key_L, Qt::ControlModifier);
        QVERIFY(m_window->docks()->isInSight("layers"));
        QCOMPARE(m_window->focusWidget(), panel<PaletteDock>("layers")->list()->searchField());
    }

    void theWiresLiveWhileItTrains()
    {
        const Studio* const studio = openCopy("spirals.weft");
        const Canvas& canvas = *m_window->canvasArea()->canvas();
        QVERIFY(!canvas.liveliness().hasGradients);
        studio->session()->start(studio->document()->project(), studio->document()->file());
        QTRY_VERIFY_WITH_TIMEOUT(canvas.liveliness().hasGradients, 30000);
        m_window->files()->newProject(); // another tab: nothing of it lives
        QVERIFY(!canvas.liveliness().hasGradients);
        m_window->show(const_cast<Studio*>(studio));
        QVERIFY(canvas.liveliness().hasGradients);
        studio->session()->stop();
        QTRY_VERIFY_WITH_TIMEOUT(!studio->session()->isBusy(), 30000);
    }

    void aRunsGraphOpensAsACopyThatFindsItsData()
    {
        const QString table = m_folder.filePath("table.csv");
        QFile file(table);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("a,b,kind\n1,2,x\n2,1,y\n");
        file.close();
        const Studio* const original = openCopy("iris.weft");
        Project project = original->document()->project();
        project.data.sources.front().params["file"] = std::string("table.csv");
        const RunFolder run =
            RunFolder::create(realFileSystem(), runsFolder(original->document()->file().toStdString()), project,
                              {.projectFile = original->document()->file().toStdString()});
        m_window->showPanel("runs");
        QSignalSpy opened(m_window->files(), &ProjectFiles::opened);
        emit panel<RunsPanel>("runs")->graphAsked(QString::fromStdString(run.path()) + "/project.weft", "Run 7");
        QVERIFY(opened.wait(10000));
        const GraphDocument& copy = *m_window->current()->document();
        QVERIFY(&copy != original->document());
        QCOMPARE(m_window->workspace(), Workspace::build);
        QCOMPARE(copy.title(), QStringLiteral("Run 7"));
        QVERIFY(copy.file().isEmpty());
        QCOMPARE(copy.nodes({}).size(), original->document()->nodes({}).size());
        QCOMPARE(std::get<std::string>(copy.project().data.sources.front().params.at("file")), table.toStdString());
    }

    // ---- what is in sight

    void aNetworkThatComesIntoATabIsShownWhole()
    {
        m_window->files()->newProject();
        QSignalSpy opened(m_window->files(), &ProjectFiles::opened);
        m_window->files()->openCopy(example("fashion_mnist_cnn.weft"));
        QVERIFY(opened.wait(10000));
        const Canvas& canvas = *m_window->canvasArea()->canvas();
        const auto whole = [&canvas] {
            return QRectF(canvas.rect()).contains(canvas.view().toScreen(canvas.scene().bounds()));
        };
        QTRY_VERIFY(whole());
        const double zoom = canvas.zoom();
        m_window->resize(1300, 800); // nobody has looked elsewhere: it stays whole
        QTRY_VERIFY(canvas.zoom() < zoom && whole());
        m_window->canvasArea()->canvas()->zoomBy(2);
        const double chosen = canvas.zoom();
        m_window->resize(1500, 900);
        QTest::qWait(20);
        QCOMPARE(canvas.zoom(), chosen);
    }

    void theMinimapCoversNoNode_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::newRow("large") << QSize(1920, 1200);
        QTest::newRow("usual") << QSize(1440, 900);
        QTest::newRow("small") << QSize(1024, 700);
    }
    void theMinimapCoversNoNode()
    {
        QFETCH(QSize, size);
        m_window->resize(size);
        openCopy("fashion_mnist_cnn.weft");
        Canvas& canvas = *m_window->canvasArea()->canvas();
        canvas.showAll();
        canvas.finishAnimations();
        const auto* const map = canvas.findChild<Minimap*>();
        QVERIFY(map);
        if (map->isVisible())
            QVERIFY(canvas.scene().nodesIn(canvas.view().toScene(QRectF(map->geometry()))).empty());
        QVERIFY(map->width() * 3 < canvas.width());
    }

    void aNarrowWindowHasThePaletteAsARail()
    {
        m_window->resize(1280, 720);
        openCopy("iris.weft");
        QTRY_VERIFY(m_window->isCompact() && panel<PaletteDock>("layers"));
        QVERIFY(panel<PaletteDock>("layers")->isCompact());
        QVERIFY2(panel<PaletteDock>("layers")->width() <= Style::get().px(48),
                 qPrintable(QString::number(panel<PaletteDock>("layers")->width())));
        m_window->resize(1920, 1200);
        QTRY_VERIFY(!panel<PaletteDock>("layers")->isCompact());
    }

    void theToolBarTakesExpressions()
    {
        const Studio* const studio = openCopy("iris.weft");
        NumberField* batch = nullptr;
        for (auto* const field : m_window->findChild<ToolBar*>()->findChildren<NumberField*>())
            if (field->accessibleName() == QLatin1String("Batch"))
                batch = field;
        QVERIFY(batch && batch->isVisible());
        batch->setFocus();
        batch->startEditing();
        auto* const line = batch->findChild<QLineEdit*>();
        line->selectAll();
        QTest::keyClicks(line, "32*2");
        QTest::keyClick(line, Qt::Key_Return);
        QCOMPARE(studio->document()->project().training.batchSize, int64_t(64));
        studio->document()->undoStack()->undo();
        QVERIFY(studio->document()->project().training.batchSize != 64);
        QCOMPARE(batch->value(), double(studio->document()->project().training.batchSize));
    }

    void chineseReachesSchedulesAndMenusKeepTheirLetters()
    {
        QVERIFY(openCopy("fashion_mnist_cnn.weft") != nullptr); // with a schedule that is not the plain one
        auto* const application = static_cast<Application*>(qApp);
        application->setLanguage(QStringLiteral("zh_CN"));
        QTest::qWait(50); // the window is made anew
        QStringList titles;
        const auto* const bar = m_window->findChild<QMenuBar*>();
        for (QAction* const action : bar->actions())
            QVERIFY2(bar->actionGeometry(action).height() > 20, "a menu has no room");
        for (QAction* const action : m_window->findChild<QMenuBar*>()->actions())
            titles << action->text();
        m_window->showPanel("schedule");
        const auto* const plot = panel<SchedulePlot>("schedule");
        const QString schedule = plot == nullptr ? QStringLiteral("There is no plot.") : plot->sentence();
        application->setLanguage(QStringLiteral("en"));
        QVERIFY2(titles.contains(QStringLiteral("文件(&F)")), qPrintable(titles.join(' ')));
        QVERIFY2(!schedule.contains(QRegularExpression("[A-Za-z]{3}")), qPrintable(schedule));
        QSet<QChar> letters;
        for (const QString& title : titles) {
            const qsizetype mark = title.indexOf(QLatin1Char('&'));
            QVERIFY2(mark >= 0 && !letters.contains(title[mark + 1]), qPrintable(title));
            letters << title[mark + 1];
        }
    }

    void whoIsNewIsOfferedTheTour()
    {
        m_window->greet();
        QVERIFY(m_window->messages()->shown().contains("greeting"));
        for (QAbstractButton* const button :
             m_window->messages()->findChild<QWidget*>("greeting")->findChildren<QAbstractButton*>())
            if (button->text() == QLatin1String("Not now"))
                QTest::mouseClick(button, Qt::LeftButton);
        QVERIFY(!m_window->messages()->shown().contains("greeting"));
        m_window->greet(); // once is enough
        QVERIFY(!m_window->messages()->shown().contains("greeting"));
    }

    // ---- the data room

    void theDataRoomShowsTheData()
    {
        const Studio* const studio = openCopy("spirals.weft");
        m_window->setWorkspace(Workspace::data);
        const DataReader* const reader = DataReader::of(studio->document());
        QTRY_VERIFY_WITH_TIMEOUT(reader->view() != nullptr, 20000);
        QVERIFY(!panel<SourcesPanel>("sources")->findChildren<Section*>().isEmpty());
        QCOMPARE(panel<DataPanel>("samples")->reader(), reader); // read once
        m_window->showPanel("columns");
        QCOMPARE(panel<ColumnsPanel>("columns")->findChild<QTableView*>()->model()->rowCount(),
                 int(reader->view()->prepared.data.columns.size()));
        m_window->showPanel("split");
        QVERIFY2(panel<SplitPanel>("split")->findChild<SplitBar*>()->accessibleName().contains(
                     formatExact(reader->view()->description.train)),
                 qPrintable(panel<SplitPanel>("split")->findChild<SplitBar*>()->accessibleName()));
        m_window->showPanel("sample");
        m_window->showPanel("samples");
        auto* const grid = panel<DataPanel>("samples")->findChild<SampleGrid*>();
        QTest::mouseClick(grid->viewport(), Qt::LeftButton, {}, QPoint(40, 20));
        QVERIFY(grid->current() >= 0);
        QCOMPARE(panel<SamplePanel>("sample")->sample(), grid->current());
    }

    void picturesAreVariedByATick()
    {
        Studio* const studio = openCopy("unet_segmentation.weft");
        m_window->setWorkspace(Workspace::data);
        m_window->showPanel("augmentation");
        auto* const flip =
            panel<AugmentationPanel>("augmentation")->findChild<QAbstractButton*>(QStringLiteral("augment_flip"));
        QVERIFY(flip);
        QTRY_VERIFY_WITH_TIMEOUT(flip->isVisible(), 30000);
        const bool before = flip->isChecked();
        const size_t steps = studio->document()->project().data.transforms.size();
        QTest::mouseClick(flip, Qt::LeftButton, {}, QPoint(8, flip->height() / 2));
        QCOMPARE(studio->document()->project().data.transforms.size(), before ? steps - 1 : steps + 1);
        studio->document()->undoStack()->undo();
        QCOMPARE(studio->document()->project().data.transforms.size(), steps);
        QTRY_COMPARE(flip->isChecked(), before);
    }

    void withoutDataEachPanelSaysHowToBegin()
    {
        m_window->files()->newProject();
        m_window->setWorkspace(Workspace::data);
        for (const char* const id : {"sources", "columns", "split", "augmentation", "statistics", "sample"}) {
            m_window->showPanel(id);
            QPushButton* begin = nullptr;
            for (auto* const button : m_window->docks()->widgetOf(id)->findChildren<QPushButton*>())
                if (button->text() == QStringLiteral("From your data…"))
                    begin = button;
            QVERIFY2(begin && begin->isVisible(), id);
        }
    }

    void theCostsOfNodesLeadToThem()
    {
        const Studio* const studio = openCopy("fashion_mnist_cnn.weft");
        QTRY_VERIFY(studio->document()->isChecked());
        m_window->showPanel("nodes");
        QTableView* const list = panel<NodeCosts>("nodes")->view();
        QTRY_VERIFY(list->model()->rowCount() > 10);
        const QString first = list->model()->index(0, 0).data().toString();
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualRect(list->model()->index(0, 0)).center());
        QCOMPARE(QString::fromStdString(studio->selection()->current()), first);
    }
};

int main(int count, char** words)
{
    Application application(count, words);
    Style::get().apply(application);
    TestWindowParts test;
    return QTest::qExec(&test, count, words);
}

#include "tst_window_parts.moc"
