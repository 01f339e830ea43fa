#include "engine/layers/layer_type.h"
#include "engine/train/optimizer_type.h"
#include "tests/ui/support/inspector_desk.h"
#include "tests/ui/support/kept_warnings.h"
#include "ui/inspector/block/block_page.h"
#include "ui/inspector/fixes.h"
#include "ui/inspector/live/histogram_view.h"
#include "ui/inspector/live/maps_view.h"
#include "ui/inspector/params/unit_edit.h"
#include "ui/inspector/sections/cost.h"
#include "ui/inspector/sections/message.h"
#include "ui/inspector/sections/value_list.h"
#include "ui/inspector/training/training_settings.h"
#include "ui/style/controls/number_field.h"
#include "ui/style/style.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

using namespace weft;

class TestInspector : public QObject {
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
        Style::get().setMode(Style::Mode::dark);
        takeWarnings();
    }
    void cleanup() { QCOMPARE(takeWarnings().join(u'\n'), QString()); }

    void everyLayerShowsAllItsParameters_data()
    {
        QTest::addColumn<QString>("layer");
        for (const LayerType& type : layerTypes())
            QTest::newRow(type.id.c_str()) << QString::fromStdString(type.id);
    }
    void everyLayerShowsAllItsParameters()
    {
        QFETCH(QString, layer);
        InspectorDesk desk;
        const std::string id = addNode(desk.document, {}, layer.toStdString(), {0, 200});
        desk.pick({id});
        for (const Param& param : findLayerType(layer.toStdString())->params) {
            ParamRow* row = desk.row(param.id.c_str());
            QVERIFY2(row && row->isVisible(), param.id.c_str());
            QVERIFY(!row->isChanged()); // the defaults
            QVERIFY(!row->label().isEmpty() && !row->field()->accessibleDescription().isEmpty());
            QVERIFY2(row->field()->geometry().right() < row->width(), param.id.c_str());
        }
        QVERIFY(!desk.document.undoStack()->canRedo());
    }

    void aNumberIsTyped()
    {
        InspectorDesk desk;
        desk.pick({desk.conv});
        auto* filters = desk.field<NumberField>("filters");
        const int steps = desk.document.undoStack()->count();
        QTest::mouseClick(filters, Qt::LeftButton, {}, {20, 10});
        QTest::keyClicks(QApplication::focusWidget(), "32*2");
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QCOMPARE(desk.value(desk.conv, "filters"), std::optional<ParamValue>(int64_t(64)));
        QCOMPARE(desk.document.undoStack()->count(), steps + 1);
        QVERIFY(desk.row("filters")->isChanged());
        desk.document.undoStack()->undo();
        QTRY_VERIFY(!desk.row("filters")->isChanged());
        QCOMPARE(desk.value(desk.conv, "filters"), std::nullopt);
    }

    void aDragIsOneStepAndTheNextIsAnother()
    {
        InspectorDesk desk;
        desk.pick({desk.conv});
        auto* filters = desk.field<NumberField>("filters");
        const int steps = desk.document.undoStack()->count();
        const auto drag = [filters](int from, int to) {
            QTest::mousePress(filters, Qt::LeftButton, {}, {from, 10});
            for (int x = from; x <= to; x += 4)
                QTest::mouseMove(filters, {x, 10});
            QTest::mouseRelease(filters, Qt::LeftButton, {}, {to, 10});
        };
        drag(20, 60);
        QCOMPARE(desk.document.undoStack()->count(), steps + 1);
        drag(20, 40);
        QCOMPARE(desk.document.undoStack()->count(), steps + 2);
    }

    void theDotResets()
    {
        InspectorDesk desk;
        setParam(desk.document, {}, {desk.conv}, "filters", int64_t(99));
        desk.pick({desk.conv});
        ParamRow* row = desk.row("filters");
        QVERIFY(row->isChanged());
        QTest::mouseClick(row, Qt::LeftButton, {}, row->dotRect().center());
        QCOMPARE(desk.value(desk.conv, "filters"), std::nullopt);
        QTRY_VERIFY(!row->isChanged());
    }

    void sizesAreTypedAndStepped()
    {
        InspectorDesk desk;
        desk.pick({desk.conv});
        auto* kernel = desk.field<UnitEdit>("kernel");
        QCOMPARE(kernel->text(), QString("3 × 3"));
        const auto type = [kernel](const char* text) {
            kernel->setFocus();
            kernel->selectAll();
            QTest::keyClicks(kernel, text);
            QTest::keyClick(kernel, Qt::Key_Return);
        };
        type("5x7");
        QCOMPARE(desk.value(desk.conv, "kernel"), std::optional<ParamValue>(std::vector<int64_t> {5, 7}));
        QTRY_COMPARE(kernel->text(), QString("5 × 7"));
        kernel->setCursorPosition(0);
        QTest::keyClick(kernel, Qt::Key_Up);
        QCOMPARE(desk.value(desk.conv, "kernel"), std::optional<ParamValue>(std::vector<int64_t> {6, 7}));
        type("2*2");
        QCOMPARE(desk.value(desk.conv, "kernel"), std::optional<ParamValue>(std::vector<int64_t> {4}));
        type("3 3 3"); // one number too many
        QVERIFY(kernel->isRefused());
        QCOMPARE(desk.value(desk.conv, "kernel"), std::optional<ParamValue>(std::vector<int64_t> {4}));
        QTest::keyClick(kernel, Qt::Key_Escape);
        QCOMPARE(kernel->text(), QString("4 × 4"));
        kernel->selectAll(); // and the answer of a check comes before anything is typed
        emit desk.document.checked();
        QTest::qWait(20);
        QCOMPARE(kernel->selectedText(), QString("4 × 4"));
    }

    void choicesAndSwitchesChangeTheNode()
    {
        InspectorDesk desk;
        desk.pick({desk.conv});
        auto* padding = desk.field<QComboBox>("padding");
        padding->setFocus();
        QTest::keyClick(padding, Qt::Key_Down);
        QCOMPARE(desk.value(desk.conv, "padding"), std::optional<ParamValue>(std::string("same")));
        auto* bias = desk.field<QCheckBox>("bias");
        QTest::mouseClick(bias, Qt::LeftButton, {}, {10, 10});
        QCOMPARE(desk.value(desk.conv, "bias"), std::optional<ParamValue>(false));
        QTest::keyClick(bias, Qt::Key_Space);
        QCOMPARE(desk.value(desk.conv, "bias"), std::nullopt); // a default is not written
    }

    void aFormulaShowsWhereItIsWrong()
    {
        InspectorDesk desk;
        const std::string id = addNode(desk.document, {}, "expression", {480, 200}, {.from = PortRef {desk.conv, "y"}});
        desk.pick({id});
        auto* formula = desk.field<UnitEdit>("formula");
        const int steps = desk.document.undoStack()->count();
        formula->setFocus();
        formula->selectAll();
        QTest::keyClicks(formula, "x * foo(x)");
        QVERIFY(desk.isChecked());
        QTRY_COMPARE(formula->mark(), 4);
        desk.picture("inspector-formula");
        formula->selectAll();
        QTest::keyClicks(formula, "x * tanh(x)");
        QTRY_COMPARE(formula->mark(), -1);
        QTest::keyClick(formula, Qt::Key_Return);
        QCOMPARE(desk.document.undoStack()->count(), steps + 1); // all of the typing
    }

    // Imports and people write such files; "in" is a block's own end only inside of a block.
    void aNodeAtTheTopMayBeCalledIn()
    {
        Project project;
        project.graph.nodes = {{.id = "in", .type = "features", .params = {{"count", 4}}},
                               {.id = "hidden", .type = "dense", .inputs = {{"x", {"in", "y"}}}}};
        GraphDocument document;
        document.reset(project);
        QVERIFY(QTest::qWaitFor([&document] { return document.isChecked(); }, patience));
        const std::vector<ValueList::Row> rows =
            costRows({.document = &document, .scope = {}, .ids = {"hidden"}});
        QCOMPARE(rows.front().name, QString("Input, from in"));
        QCOMPARE(rows.front().link, QString("in"));
        QCOMPARE(rows.front().value, QString("4"));
    }

    void severalNodesAreEditedTogether()
    {
        InspectorDesk desk;
        const std::string other = addNode(desk.document, {}, "conv2d", {240, 300});
        setParam(desk.document, {}, {other}, "filters", int64_t(7));
        desk.pick({desk.conv, other});
        auto* filters = desk.field<NumberField>("filters");
        QVERIFY(filters->isMixed());
        desk.picture("inspector-several");
        InspectorDesk::type(filters, "48");
        for (const std::string& id : {desk.conv, other})
            QCOMPARE(desk.value(id, "filters"), std::optional<ParamValue>(int64_t(48)));
        desk.pick({desk.conv, desk.dense}); // what both have
        QVERIFY(desk.row("bias") != nullptr && desk.row("bias")->isVisible());
        QTRY_VERIFY(desk.row("filters") == nullptr);
    }

    void nothingIsCutWhereTheInspectorIsNarrow()
    {
        for (const double scale : {0.8, 1.0, 1.5, 2.0}) {
            Style::get().setFontScale(scale);
            InspectorDesk desk;
            desk.inspector.resize(qRound(256 * scale), 760);
            std::vector<std::string> all = {makeBlock(desk.document, {}, {desk.conv, desk.relu}, "stem").node};
            for (const LayerType& type : layerTypes())
                all.push_back(addNode(desk.document, {}, type.id, {0, 300}));
            for (const std::string& id : all) {
                desk.pick({id});
                for (const QScrollArea* area : desk.inspector.findChildren<QScrollArea*>())
                    QVERIFY2(!area->isVisible() || area->widget()->width() <= area->viewport()->width(), id.c_str());
            }
        }
        Style::get().setFontScale(1);
    }

    void namesOfValuesAreCutLast()
    {
        QCOMPARE(shareRow(200, 60, 100), (RowWidths {100, 100}));
        QCOMPARE(shareRow(200, 60, 400), (RowWidths {60, 140}));
        QCOMPARE(shareRow(200, 150, 400), (RowWidths {100, 100}));
        QCOMPARE(shareRow(200, 400, 30), (RowWidths {170, 30}));
    }

    void shapesAndCostsComeFromTheReport()
    {
        InspectorDesk desk;
        QVERIFY(desk.isChecked());
        desk.pick({desk.conv});
        const auto rowsText = [&desk] {
            QStringList text;
            for (const auto* list : desk.inspector.findChildren<ValueList*>()) {
                if (list->isVisible())
                    for (const ValueList::Row& row : list->rows())
                        text << row.name + "=" + row.value;
            }
            return text.join(u';');
        };
        QVERIFY2(rowsText().contains("Output=32 × 26 × 26"), qPrintable(rowsText()));
        QVERIFY2(rowsText().contains("Parameters=320"), qPrintable(rowsText()));
        desk.picture("inspector-conv-dark");
        setParam(desk.document, {}, {desk.conv}, "padding", std::string("same"));
        QTRY_VERIFY(rowsText().contains("Output=32 × 28 × 28"));
        Style::get().setMode(Style::Mode::light);
        desk.picture("inspector-conv-light");
        desk.inspector.resize(256, 600);
        desk.picture("inspector-conv-narrow");
    }

    void aProblemStandsAtItsNodeWithItsFix()
    {
        InspectorDesk desk;
        setParam(desk.document, {}, {desk.conv}, "padding", std::string("same"));
        const std::string sum =
            addNode(desk.document, {}, "add", {700, 200}, {.from = PortRef {desk.relu, InspectorDesk::portOf("relu")}});
        QCOMPARE(connectPorts(desk.document, {}, {desk.images, InspectorDesk::portOf("image")}, sum, "x"), QString());
        setParam(desk.document, {}, {desk.conv}, "stride", std::vector<int64_t> {2});
        desk.pick({sum});
        QVERIFY(desk.isChecked());
        Message* message = nullptr;
        QTRY_VERIFY((message = desk.inspector.findChild<Message*>()) != nullptr && message->isVisible());
        for (int i = 0; i < 4; ++i)
            QCoreApplication::processEvents();
        desk.picture("inspector-problem");
        const size_t before = desk.document.nodes({}).size();
        auto* button = message->findChild<QPushButton*>();
        QVERIFY(button);
        QTest::mouseClick(button, Qt::LeftButton);
        QTRY_COMPARE(desk.document.nodes({}).size(), before + 1);
    }

    void aSkipThatDoesNotFitGetsAProjection()
    {
        InspectorDesk desk;
        setParam(desk.document, {}, {desk.conv}, "padding", std::string("same"));
        setParam(desk.document, {}, {desk.conv}, "stride", std::vector<int64_t> {2});
        const std::string sum =
            addNode(desk.document, {}, "add", {700, 200}, {.from = PortRef {desk.relu, InspectorDesk::portOf("relu")}});
        QCOMPARE(connectPorts(desk.document, {}, {desk.images, InspectorDesk::portOf("image")}, sum, "x"), QString());
        QVERIFY(desk.isChecked());
        std::vector<Fix> fixes;
        for (const Diagnostic& problem : desk.document.problems()) {
            if (problem.node == sum)
                fixes = fixesFor(desk.document, problem);
        }
        QCOMPARE(fixes.size(), size_t(1));
        QVERIFY(fixes[0].title.contains("stride 2"));
        const int steps = desk.document.undoStack()->count();
        fixes[0].apply();
        QCOMPARE(desk.document.undoStack()->count(), steps + 1);
        QVERIFY(desk.isChecked());
        for (const Diagnostic& problem : desk.document.problems())
            QVERIFY2(problem.node != sum, problem.text.c_str());
    }

    void theLossIsAddedWithItsLabels()
    {
        InspectorDesk desk;
        removeNodes(desk.document, {}, {desk.dense}, false);
        const std::string flat = addNode(desk.document, {}, "flatten", {720, 0},
                                         {.from = PortRef {desk.relu, InspectorDesk::portOf("relu")}});
        addNode(desk.document, {}, "dense", {960, 0}, {.from = PortRef {flat, InspectorDesk::portOf("flatten")}});
        QVERIFY(desk.isChecked());
        bool fixed = false;
        for (const Diagnostic& problem : Diagnostics(desk.document.problems())) {
            if (problem.code != DiagnosticCode::noLoss)
                continue;
            const std::vector<Fix> fixes = fixesFor(desk.document, problem);
            QCOMPARE(fixes.size(), size_t(1));
            fixes[0].apply();
            fixed = true;
            break;
        }
        QVERIFY(fixed);
        QVERIFY(desk.isChecked());
        for (const Diagnostic& problem : desk.document.problems())
            QVERIFY2(problem.severity == Severity::hint || problem.code != DiagnosticCode::noLoss,
                     problem.text.c_str());
    }

    void withNothingPickedItShowsTheTraining()
    {
        InspectorDesk desk;
        desk.pick({});
        QVERIFY(desk.isChecked());
        desk.inspector.resize(320, 1400);
        QCoreApplication::processEvents();
        desk.picture("inspector-project");
        auto* epochs = desk.field<NumberField>("training.epochs");
        QVERIFY(epochs && epochs->isVisible());
        InspectorDesk::type(epochs, "40");
        QCOMPARE(desk.document.project().training.epochs, int64_t(40));
        auto* rate = desk.field<NumberField>("training.learning_rate");
        InspectorDesk::type(rate, "3e-4");
        QCOMPARE(desk.document.project().training.learningRate, 3e-4);
        QCOMPARE(rate->text(), QString("3.0e-4"));
        auto* stop = desk.field<QCheckBox>("training.early_stop");
        QTest::keyClick(stop, Qt::Key_Space);
        QVERIFY(desk.document.project().training.earlyStop.has_value());
        QTRY_VERIFY(desk.field<NumberField>("training.early_stop.patience")->isVisible());
    }

    void everyOptimizerBringsItsParameters_data()
    {
        QTest::addColumn<QString>("optimizer");
        for (const OptimizerType& type : optimizerTypes())
            QTest::newRow(type.id.c_str()) << QString::fromStdString(type.id);
    }
    void everyOptimizerBringsItsParameters()
    {
        QFETCH(QString, optimizer);
        InspectorDesk desk;
        desk.pick({});
        auto* box = desk.field<QComboBox>("training.optimizer");
        box->setFocus();
        const int index = box->findData(optimizer);
        QVERIFY(index >= 0);
        while (box->currentIndex() != index)
            QTest::keyClick(box, box->currentIndex() < index ? Qt::Key_Down : Qt::Key_Up);
        QCOMPARE(desk.document.project().training.optimizer.type, optimizer.toStdString());
        for (const Param& param : findOptimizerType(optimizer.toStdString())->params)
            QVERIFY2(desk.row(("training.optimizer." + param.id).c_str()), param.id.c_str());
    }

    void aBlockRepeatsAndOpens()
    {
        InspectorDesk desk;
        const MadeBlock made = makeBlock(desk.document, {}, {desk.conv, desk.relu}, "Stage");
        QVERIFY2(made.sentence.isEmpty(), qPrintable(made.sentence));
        desk.pick({made.node});
        auto* repeat = desk.field<NumberField>("repeat");
        QVERIFY(repeat && repeat->isVisible());
        desk.picture("inspector-block");
        desk.selection.enter(made.block, made.node);
        desk.pick({});
        auto* page = desk.inspector.findChild<BlockPage*>();
        QVERIFY(page->isVisible());
        const std::string inner = desk.document.nodes(made.block).front().id;
        desk.pick({inner});
        QTest::mouseClick(desk.row("filters"), Qt::LeftButton, {}, desk.row("filters")->badgeRect().center());
        QCOMPARE(desk.document.block(made.block)->params.size(), size_t(1));
        desk.pick({});
        QTRY_COMPARE(page->findChildren<QLineEdit*>().size() >= 2, true);
        desk.picture("inspector-block-inside");
        desk.pick({inner});
        QVERIFY(desk.row("filters")->isVisible());
        desk.selection.enter({});
        desk.pick({made.node});
        QTRY_VERIFY(desk.row("filters") != nullptr && desk.row("filters")->isVisible()); // promoted
    }

    void anObservationIsDrawn()
    {
        HistogramView bars;
        bars.resize(300, 64);
        bars.show({.of = "weight", .low = -0.4f, .high = 0.4f, .counts = {1, 4, 9, 4, 1}, .deviation = 0.1f}, Qt::red);
        const QImage drawn = bars.grab().toImage();
        QCOMPARE(drawn.pixelColor(drawn.width() / 2, drawn.height() / 3), QColor(Qt::red)); // the middle is the highest
        QVERIFY(drawn.pixelColor(drawn.width() / 8, drawn.height() / 3) != QColor(Qt::red));

        MapsView maps;
        ActivationMaps two = {.allChannels = 2, .channels = 2, .rows = 2, .columns = 2};
        two.pixels.assign(8, std::byte(255));
        maps.resize(300, 40);
        maps.show(two, {0.5f, 1.0f});
        const QImage pictures = maps.grab().toImage();
        QVERIFY(pictures.pixelColor(30, 10).lightness() > 120); // at its greatest
        QVERIFY(pictures.pixelColor(60, 10).red() > pictures.pixelColor(60, 10).green()); // dead
        maps.show({.allChannels = 9, .channels = 9, .rows = 1000, .columns = 1000}, {}); // less than it says
        maps.grab();
    }

    void itLetsGoOfWhatIsGone()
    {
        InspectorDesk desk;
        desk.pick({desk.conv});
        removeNodes(desk.document, {}, {desk.conv}, true);
        QTRY_VERIFY(desk.selection.nodes().empty());
        QCoreApplication::processEvents();
        desk.inspector.show(nullptr, nullptr);
        QCoreApplication::processEvents();
        QVERIFY(desk.inspector.target().nodes().empty());
    }

private:
    QTemporaryDir m_settings;
};

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    QCoreApplication::setOrganizationName("weft-tests");
    QCoreApplication::setApplicationName("inspector");
    Style::get().apply(application);
    TestInspector test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_inspector.moc"
