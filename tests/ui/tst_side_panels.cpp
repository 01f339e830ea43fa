#include "engine/layers/layer_type.h"
#include "tests/support/counted_work.h"
#include "tests/ui/support/kept_warnings.h"
#include "ui/document/actions.h"
#include "ui/document/selection.h"
#include "ui/inspector/documentation/documentation.h"
#include "ui/inspector/documentation/layer_page.h"
#include "ui/inspector/lists/history_list.h"
#include "ui/inspector/lists/outline.h"
#include "ui/inspector/lists/outline_model.h"
#include "ui/inspector/lists/problems_model.h"
#include "ui/inspector/lists/problems_panel.h"
#include "ui/inspector/palette/layer_list.h"
#include "ui/inspector/palette/layer_model.h"
#include "ui/inspector/palette/palette_dock.h"
#include "ui/inspector/palette/palette_rail.h"
#include "ui/style/controls/search_field.h"
#include "ui/style/controls/segmented.h"
#include "ui/style/style.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMimeData>
#include <QPushButton>
#include <QScrollBar>
#include <QSettings>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeView>

#include <ranges>

using namespace weft;

namespace {

struct Desk {
    GraphDocument document;
    Selection selection {&document};
    std::string images, conv, relu;

    Desk()
    {
        images = addNode(document, {}, "image", {0, 0});
        conv = addNode(document, {}, "conv2d", {240, 0},
                       {.from = PortRef {images, findLayerType("image")->outputs.front().id}});
        relu = addNode(document, {}, "relu", {480, 0}, {.from = PortRef {conv, "y"}});
    }
    bool isChecked()
    {
        return QTest::qWaitFor([this] { return document.isChecked(); }, patience);
    }
};

void open(QWidget& widget, int width, int height)
{
    widget.resize(width, height);
    widget.show();
    widget.activateWindow();
    QVERIFY(QTest::qWaitForWindowExposed(&widget, patience));
    QCoreApplication::processEvents();
}

void picture(QWidget& widget, const char* name)
{
    QCoreApplication::processEvents();
    if (const QString folder = qEnvironmentVariable("WEFT_PICTURES"); !folder.isEmpty())
        widget.grab().save(QDir(folder).filePath(QString("%1.png").arg(name)));
}

QStringList shownRows(const QAbstractItemModel* model)
{
    QStringList rows;
    for (int row = 0; row < model->rowCount(); ++row)
        rows << model->index(row, 0).data().toString();
    return rows;
}

} // namespace

class TestSidePanels : public QObject {
    Q_OBJECT
private slots:
    void initTestCase()
    {
        QVERIFY(m_settings.isValid());
        QSettings::setDefaultFormat(QSettings::IniFormat);
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_settings.path());
        keepWarnings();
    }
    void cleanupTestCase() { leaveWarnings(); }
    void init()
    {
        QSettings().clear();
        Style::get().setMode(Style::Mode::dark);
        takeWarnings();
    }
    void cleanup() { QCOMPARE(takeWarnings().join(u'\n'), QString()); }

    void thePaletteHasEveryLayerInItsCategory()
    {
        Desk desk;
        PaletteDock dock(&desk.document, &desk.selection);
        open(dock, 248, 700);
        auto* model = qobject_cast<LayerModel*>(dock.list()->view()->model());
        QAbstractItemModelTester tester(model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        size_t layers = 0;
        for (int row = 0; row < model->rowCount(); ++row) {
            const QModelIndex category = model->index(row, 0);
            QCOMPARE(category.data(LayerModel::countRole).toInt(), model->rowCount(category));
            layers += size_t(model->rowCount(category));
        }
        QCOMPARE(layers, layerTypes().size());
        picture(dock, "palette-dark");
        Style::get().setMode(Style::Mode::light);
        picture(dock, "palette-light");
    }

    void typingFindsAndEnterAddsBehindThePickedNode()
    {
        Desk desk;
        PaletteDock dock(&desk.document, &desk.selection);
        open(dock, 248, 700);
        desk.selection.select(desk.relu);
        dock.focusSearch();
        QTest::keyClicks(QApplication::focusWidget(), "mxpool2");
        auto* view = dock.list()->view();
        QCOMPARE(view->currentIndex().data(LayerModel::kindRole).toString(), QString("max_pool2d"));
        picture(dock, "palette-search");
        const size_t before = desk.document.nodes({}).size();
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QCOMPARE(desk.document.nodes({}).size(), before + 1);
        const GraphNode& added = desk.document.nodes({}).back();
        QCOMPARE(added.type, std::string("max_pool2d"));
        QCOMPARE(added.inputs.size(), size_t(1));
        QCOMPARE(added.inputs[0].from.node, desk.relu);
        QCOMPARE(desk.selection.current(), added.id);
        // and Down walks through the hits
        QTest::keyClick(dock.list()->searchField(), Qt::Key_Down);
        QCOMPARE(view->currentIndex().row(), 1);
        QVERIFY(dock.list()->findChild<QAbstractButton*>() != nullptr); // the chip of what was used
        QCOMPARE(LayerHabits::load().recent.value(0), QString("max_pool2d"));
    }

    void aLayerCanBeDraggedOut()
    {
        Desk desk;
        PaletteDock dock(&desk.document, &desk.selection);
        open(dock, 248, 700);
        auto* model = qobject_cast<LayerModel*>(dock.list()->view()->model());
        model->search("conv 2d");
        const std::unique_ptr<QMimeData> data(model->mimeData({model->index(0, 0)}));
        QCOMPARE(data->data("application/x-weft-layer"), QByteArray("conv2d"));
        QVERIFY(model->flags(model->index(0, 0)).testFlag(Qt::ItemIsDragEnabled));
        model->search({});
        QVERIFY(model->mimeData({model->index(0, 0)}) == nullptr); // a category
    }

    void categoriesFoldAndStayFolded()
    {
        Desk desk;
        PaletteDock dock(&desk.document, &desk.selection);
        open(dock, 248, 700);
        QTreeView* view = dock.list()->view();
        const QModelIndex category = view->model()->index(0, 0);
        const bool open = view->isExpanded(category);
        QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, view->visualRect(category).center());
        QCOMPARE(view->isExpanded(category), !open);
        PaletteDock other(&desk.document, &desk.selection);
        QCOMPARE(other.list()->view()->isExpanded(other.list()->view()->model()->index(0, 0)), !open);
    }

    void aNarrowPaletteIsARail()
    {
        Desk desk;
        PaletteDock dock(&desk.document, &desk.selection);
        open(dock, 44, 600);
        QVERIFY(dock.isCompact());
        picture(dock, "palette-rail");
        auto* rail = dock.findChild<PaletteRail*>();
        const QList<RailButton*> buttons = rail->findChildren<RailButton*>();
        QCOMPARE(buttons.size(), 13);
        QTest::mouseClick(buttons[2], Qt::LeftButton); // Convolution
        auto* flyout = dock.findChild<LayerList*>(QString(), Qt::FindChildrenRecursively);
        QVERIFY(flyout);
        QWidget* popup = QApplication::activePopupWidget();
        QVERIFY(popup);
        picture(*popup, "palette-flyout");
        const size_t before = desk.document.nodes({}).size();
        QTest::keyClick(popup->findChild<QTreeView*>(), Qt::Key_Return);
        QCOMPARE(desk.document.nodes({}).size(), before + 1);
        QTRY_VERIFY(QApplication::activePopupWidget() == nullptr);
        dock.resize(44, 200); // too low for all: it scrolls, and each can be hit
        QCoreApplication::processEvents();
        for (const RailButton* const button : buttons)
            QVERIFY(button->height() >= Style::get().px(24));
        dock.resize(248, 600);
        QVERIFY(!dock.isCompact());
    }

    void blocksOfTheProjectAreInThePalette()
    {
        Desk desk;
        PaletteDock dock(&desk.document, &desk.selection);
        open(dock, 248, 700);
        makeBlock(desk.document, {}, {desk.conv, desk.relu}, "Stage");
        QVERIFY(shownRows(dock.list()->view()->model()).contains("Blocks"));
        QVERIFY(!dock.addLayer("block:Stage").empty());
    }

    void theOutlineFollowsTheDocumentAndTheSelection()
    {
        Desk desk;
        Outline outline(&desk.document, &desk.selection);
        open(outline, 248, 400);
        auto* model = qobject_cast<OutlineModel*>(outline.view()->model());
        QAbstractItemModelTester tester(model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(model->rowCount(), 3);
        desk.selection.select(desk.conv);
        QCOMPARE(model->keyOf(outline.view()->currentIndex()).id, desk.conv);
        QSignalSpy revealed(&desk.selection, &Selection::revealAsked);
        QTest::mouseClick(outline.view()->viewport(), Qt::LeftButton, {},
                          outline.view()->visualRect(model->index(2, 0)).center());
        QCOMPARE(desk.selection.current(), desk.relu);
        QVERIFY(revealed.count() >= 1);
        addNode(desk.document, {}, "flatten", {700, 0});
        QTRY_COMPARE(model->rowCount(), 4);
        rename(desk.document, {{}, desk.conv}, "stem");
        QTRY_VERIFY(shownRows(model).contains("stem"));
        picture(outline, "outline");
    }

    void theOutlineOpensBlocksAndFilters()
    {
        Desk desk;
        const MadeBlock made = makeBlock(desk.document, {}, {desk.conv, desk.relu}, "Stage");
        Outline outline(&desk.document, &desk.selection);
        open(outline, 248, 400);
        auto* model = qobject_cast<OutlineModel*>(outline.view()->model());
        QModelIndex block;
        for (int row = 0; row < model->rowCount(); ++row) {
            if (model->keyOf(model->index(row, 0)).id == made.node)
                block = model->index(row, 0);
        }
        QCOMPARE(model->rowCount(block), 2);
        outline.view()->expand(block);
        const QModelIndex inner = model->index(0, 0, block);
        QCOMPARE(model->parent(inner), block);
        QTest::mouseClick(outline.view()->viewport(), Qt::LeftButton, {}, outline.view()->visualRect(inner).center());
        QCOMPARE(desk.selection.scope(), made.block);
        picture(outline, "outline-block");
        outline.filterField()->setFocus();
        QTest::keyClicks(outline.filterField(), "relu");
        QCOMPARE(model->rowCount(), 1);
        QCOMPARE(model->keyOf(model->index(0, 0)), (NodeKey {made.block, desk.relu}));
        QTest::keyClick(outline.filterField(), Qt::Key_Escape);
        QVERIFY(model->rowCount() > 1 || model->rowCount(model->index(0, 0)) > 0);
    }

    void anOutlineIsWorkInProportionToTheNodes()
    {
        const auto workOf = [](int nodes) {
            GraphDocument document;
            Selection selection(&document);
            document.change("many", [nodes](Edit& edit) {
                for (int i = 0; i < nodes; ++i)
                    edit.add({}, {.id = "n" + std::to_string(i), .type = "relu"}, {.x = double(i), .y = 0});
            });
            Outline outline(&document, &selection);
            open(outline, 248, 600);
            return countedWork([&] {
                selection.select("n" + std::to_string(nodes - 1));
                addNode(document, {}, "relu", {0, 0});
                const auto isShown = [&] { return outline.view()->model()->rowCount() == nodes + 1; };
                if (!QTest::qWaitFor(isShown, patience))
                    qFatal("the new node is not there");
                outline.grab();
            });
        };
        const int64_t few = workOf(500), many = workOf(10'000);
        QVERIFY2(few > 0 && many < 30 * few, qPrintable(QString("%1 for 500, %2 for 10,000").arg(few).arg(many)));
    }

    void problemsAreListedFilteredAndMended()
    {
        Desk desk;
        const std::string add = addNode(desk.document, {}, "add", {700, 200});
        desk.document.change("bad", [](Edit& edit) {
            TrainingSection training = edit.project().training;
            training.batchSize = 0;
            edit.setTraining(training);
        });
        ProblemsPanel panel(&desk.document, &desk.selection);
        open(panel, 1100, 220);
        QVERIFY(desk.isChecked());
        auto* model = qobject_cast<ProblemsModel*>(panel.view()->model());
        QAbstractItemModelTester tester(model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QTRY_VERIFY(model->rowCount() >= 2);
        picture(panel, "problems");
        QVERIFY(!panel.view()->isColumnHidden(ProblemsModel::fix));
        QVERIFY(panel.view()->model()->rowCount() >= 2);
        int ofAdd = -1;
        for (int row = 0; row < model->rowCount(); ++row) {
            if (model->keyAt(row).id == add)
                ofAdd = row;
        }
        QVERIFY(ofAdd >= 0);
        QTest::mouseClick(panel.view()->viewport(), Qt::LeftButton, {},
                          panel.view()->visualRect(model->index(ofAdd, 0)).center());
        QCOMPARE(desk.selection.current(), add);
        auto* filter = static_cast<Segmented*>(panel.headerTools().first());
        const auto segments = filter->findChildren<QAbstractButton*>();
        filter->show();
        QTest::mouseClick(segments[2], Qt::LeftButton); // this node
        for (int row = 0; row < model->rowCount(); ++row)
            QCOMPARE(model->keyAt(row).id, add);
        QTest::mouseClick(segments[0], Qt::LeftButton);
        for (QPushButton* button : panel.view()->findChildren<QPushButton*>()) {
            if (button->text().contains("Batch")) {
                QTest::mouseClick(button, Qt::LeftButton);
                break;
            }
        }
        QTRY_COMPARE(desk.document.project().training.batchSize, TrainingSection().batchSize);
        const auto fixable = [model](int row) { return !model->fixesAt(row).empty(); };
        const auto rows = [model] { return std::views::iota(0, model->rowCount()); };
        QTRY_VERIFY(model->rowCount() > 0 && std::ranges::none_of(rows(), fixable));
        QVERIFY(panel.view()->isColumnHidden(ProblemsModel::fix));
        picture(panel, "problems-without-fixes");
    }

    void historyGoesBackAndForth()
    {
        Desk desk;
        HistoryList history(&desk.document, nullptr);
        open(history, 320, 300);
        QCOMPARE(history.model()->rowCount(), 4); // three steps and the beginning
        QTest::mouseClick(history.viewport(), Qt::LeftButton, {},
                          history.visualRect(history.model()->index(1, 0)).center());
        QCOMPARE(desk.document.nodes({}).size(), size_t(1));
        history.setFocus();
        QTest::keyClick(&history, Qt::Key_Down);
        QTest::keyClick(&history, Qt::Key_Down);
        QCOMPARE(desk.document.nodes({}).size(), size_t(3));
        picture(history, "history");
    }

    void everyLayerHasAPage_data()
    {
        QTest::addColumn<QString>("layer");
        for (const LayerType& type : layerTypes())
            QTest::newRow(type.id.c_str()) << QString::fromStdString(type.id);
    }
    void everyLayerHasAPage()
    {
        QFETCH(QString, layer);
        const LayerType& type = *findLayerType(layer.toStdString());
        QTextDocument page;
        page.setHtml(layerPage(type));
        const QString text = page.toPlainText();
        QVERIFY(text.contains(QString::fromStdString(type.doc)));
        for (const Param& param : type.params)
            QVERIFY2(text.contains(QString::fromStdString(param.doc)), param.id.c_str());
        for (const Port& port : type.inputs)
            QVERIFY2(text.contains(QString::fromStdString(port.doc)), port.id.c_str());
    }

    void everyFormulaIsOfALayer()
    {
        QFile file(":/help/formulas.json");
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QJsonObject formulas = QJsonDocument::fromJson(file.readAll()).object();
        QVERIFY(formulas.size() > 20);
        for (const QString& layer : formulas.keys())
            QVERIFY2(findLayerType(layer.toStdString()) != nullptr, qPrintable(layer));
    }

    void documentationFollowsTheSelectionAndItsLinks()
    {
        Desk desk;
        Documentation pages(&desk.document, &desk.selection);
        open(pages, 320, 700);
        QVERIFY(pages.toPlainText().contains("canvas", Qt::CaseInsensitive));
        picture(pages, "documentation-index");
        for (const char* page : {"canvas", "training", "data"}) {
            pages.showHelp(page);
            QVERIFY(pages.toPlainText().size() > 200);
        }
        desk.selection.select(desk.conv);
        QVERIFY(pages.toPlainText().contains("Conv 2D"));
        picture(pages, "documentation-conv");
        Style::get().setMode(Style::Mode::light);
        picture(pages, "documentation-conv-light");
    }

    void panelsLiveWithoutAProject()
    {
        Desk desk;
        PaletteDock palette(nullptr, nullptr);
        Outline outline(nullptr, nullptr);
        ProblemsPanel problems(nullptr, nullptr);
        HistoryList history(nullptr, nullptr);
        Documentation pages(nullptr, nullptr);
        for (QWidget* panel :
             {static_cast<QWidget*>(&palette), static_cast<QWidget*>(&outline), static_cast<QWidget*>(&problems),
              static_cast<QWidget*>(&history), static_cast<QWidget*>(&pages)}) {
            panel->resize(300, 300);
            panel->show();
            panel->grab();
        }
        picture(problems, "problems-empty");
        palette.show(&desk.document, &desk.selection);
        outline.show(&desk.document, &desk.selection);
        problems.show(&desk.document, &desk.selection);
        history.show(&desk.document);
        pages.show(&desk.document, &desk.selection);
        QVERIFY(palette.addLayer("relu") != std::string());
        outline.show(nullptr, nullptr);
        QCOMPARE(outline.view()->model()->rowCount(), 0);
    }

private:
    QTemporaryDir m_settings;
};

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    QCoreApplication::setOrganizationName("weft-tests");
    QCoreApplication::setApplicationName("side-panels");
    Style::get().apply(application);
    TestSidePanels test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_side_panels.moc"
