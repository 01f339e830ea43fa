#include "engine/graph/document.h"
#include "engine/layers/layer_type.h"
#include "tests/ui/support/window_test.h"
#include "ui/document/actions.h"
#include "ui/inspector/params/param_row.h"
#include "ui/inspector/sections/value_list.h"
#include "ui/panels/data/data_panel.h"
#include "ui/panels/data/room/augmentation_panel.h"
#include "ui/panels/data/room/augmented_pictures.h"
#include "ui/panels/data/room/columns_panel.h"
#include "ui/panels/data/room/sample_panel.h"
#include "ui/panels/data/room/sources_panel.h"
#include "ui/panels/data/room/split_panel.h"
#include "ui/panels/data/sample_grid.h"
#include "ui/panels/data/sample_table.h"
#include "ui/style/controls/number_field.h"
#include "ui/style/controls/section.h"
#include "ui/style/numbers.h"
#include "ui/style/style.h"
#include "ui/windows/bars/status.h"
#include "ui/windows/canvas_area.h"
#include "ui/windows/docks/dock_site.h"
#include "ui/windows/files/project_files.h"
#include "ui/windows/projects/studio.h"

#include <QPushButton>
#include <QRegularExpression>
#include <QScopeGuard>
#include <QTableView>
#include <QTest>

// The data room: what is read, varied and picked there.

using namespace weft;

class TestDataRoom : public WindowTest {
    Q_OBJECT

private slots:
    void init() { makeWindow(); }
    void cleanup() { closeWindow(); }

    void theDataRoomShowsTheData()
    {
        const Studio* const studio = openCopy("spirals.weft");
        m_window->setWorkspace(Workspace::data);
        const DataReader* const reader = DataReader::of(studio->document());
        QTRY_VERIFY(reader->view() != nullptr);
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

    // What the data says of the network stands among the problems; a training is not kept from reading it anew.
    void dataThatDoesNotFitIsAProblem()
    {
        Studio* const studio = openCopy("spirals.weft");
        GraphDocument& document = *studio->document();
        const auto state = [&] { return statusOf(studio, m_window->canvasArea()->canvas()).left.front().text; };
        const auto says = [&](const char* text) {
            return std::ranges::any_of(document.problems(), [text](const Diagnostic& problem) {
                return problem.severity == Severity::error && problem.text.find(text) != std::string::npos;
            });
        };
        m_window->setWorkspace(Workspace::data);
        QTRY_VERIFY_WITH_TIMEOUT(DataReader::of(&document)->view() != nullptr, 30000);
        QTRY_VERIFY_WITH_TIMEOUT(document.isChecked(), 30000);
        QVERIFY(document.problems().empty());
        QCOMPARE(state(), "Ready to train");

        QCOMPARE(setParam(document, "", {"point"}, "count", int64_t(3)), QString());
        QTRY_VERIFY_WITH_TIMEOUT(says("has samples of 2"), 30000);
        QCOMPARE(document.problems().front().node, "point");
        QCOMPARE(state(), "Not ready to train: see Problems");
        QVERIFY(studio->whyNotTrain().isEmpty());
        document.undoStack()->undo();
        QTRY_VERIFY_WITH_TIMEOUT(document.isChecked() && document.problems().empty(), 30000);

        document.change("another file", [](Edit& edit) {
            DataSection data = edit.project().data;
            data.sources = {{.format = "csv", .params = {{"file", std::string("nowhere.csv")}}}};
            edit.setData(std::move(data));
        });
        QTRY_VERIFY_WITH_TIMEOUT(says("nowhere.csv"), 30000);
        QVERIFY(state() == "Not ready to train: see Problems" && studio->whyNotTrain().isEmpty());
    }

    void picturesAreVariedByATick()
    {
        Studio* const studio = openCopy("unet_segmentation.weft");
        m_window->setWorkspace(Workspace::data);
        m_window->showPanel("augmentation");
        auto* const flip =
            panel<AugmentationPanel>("augmentation")->findChild<QAbstractButton*>(QStringLiteral("augment_flip"));
        QVERIFY(flip);
        QTRY_VERIFY(flip->isVisible());
        const bool before = flip->isChecked();
        const size_t steps = studio->document()->project().data.transforms.size();
        QTest::mouseClick(flip, Qt::LeftButton, {}, QPoint(8, flip->height() / 2));
        QCOMPARE(studio->document()->project().data.transforms.size(), before ? steps - 1 : steps + 1);
        studio->document()->undoStack()->undo();
        QCOMPARE(studio->document()->project().data.transforms.size(), steps);
        QTRY_COMPARE(flip->isChecked(), before);
    }

    void theValuesOfAVariationAreSteps()
    {
        Studio* const studio = openCopy("unet_segmentation.weft");
        GraphDocument& document = *studio->document();
        document.change("vary", [](Edit& edit) {
            DataSection data = edit.project().data;
            data.transforms.push_back({.kind = "augment_shift"});
            edit.setData(std::move(data));
        });
        const size_t step = document.project().data.transforms.size() - 1;
        const auto shift = [&]() -> const Params& { return document.project().data.transforms[step].params; };
        m_window->setWorkspace(Workspace::data);
        m_window->showPanel("augmentation");
        auto* const augmentation = panel<AugmentationPanel>("augmentation");
        const auto row = [&] {
            return augmentation->findChild<ParamRow*>(QStringLiteral("%1.x").arg(qulonglong(step)));
        };
        QTRY_VERIFY(row() && row()->isVisible());
        auto* const field = row()->field()->findChild<NumberField*>();
        QVERIFY(field);
        QCOMPARE(field->value(), 2.0);
        const auto* const pictures = augmentation->findChild<AugmentedPictures*>();
        QTRY_VERIFY(pictures->pictures().size() == 9);
        const std::vector<QImage> before = pictures->pictures();
        const int steps = document.undoStack()->count();
        QTest::mouseClick(field, Qt::LeftButton, {}, {20, 10});
        QTest::keyClicks(QApplication::focusWidget(), "3*4");
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QCOMPARE(shift(), Params({{"x", int64_t(12)}}));
        QCOMPARE(document.undoStack()->count(), steps + 1);
        QVERIFY(row()->isChanged());
        QTRY_VERIFY(pictures->pictures() != before); // shifted further
        QCOMPARE(pictures->pictures().front(), before.front());
        document.undoStack()->undo();
        QVERIFY(shift().empty());
        QTRY_COMPARE(field->value(), 2.0);
        QVERIFY(!row()->isChanged());
        QTRY_COMPARE(pictures->pictures(), before);
    }

    // The samples are as they were: only what becomes of them is another.
    void anotherVariationReadsNothingAgain()
    {
        Studio* const studio = openCopy("unet_segmentation.weft");
        GraphDocument& document = *studio->document();
        m_window->setWorkspace(Workspace::data);
        m_window->showPanel("augmentation");
        DataReader* const reader = DataReader::of(&document);
        QTRY_VERIFY(reader->view() != nullptr && !reader->isReading());
        const auto before = reader->view();
        bool hasRead = false;
        const auto watching = connect(reader, &DataReader::changed, this, [&] { hasRead |= reader->isReading(); });
        const auto change = [&document](const DataStep& step) {
            document.change("vary", [&step](Edit& edit) {
                DataSection data = edit.project().data;
                data.transforms.push_back(step);
                edit.setData(std::move(data));
            });
        };
        const size_t variations = before->variation.augmentations.size();
        change({.kind = "augment_shift", .params = {{"x", int64_t(5)}}});
        QVERIFY(reader->view() != before && !hasRead);
        QCOMPARE(reader->view()->read, before->read);
        QCOMPARE(reader->view()->variation.augmentations.size(), variations + 1);
        QCOMPARE(reader->view()->variation.augmentations.back().x, 5);
        change({.kind = "augment_flip", .params = {{"probability", 7.0}}});
        QVERIFY2(reader->trouble().contains("7"), qPrintable(reader->trouble())); // as the reading would say it
        document.undoStack()->undo();
        QVERIFY(reader->trouble().isEmpty() && !hasRead);
        change({.kind = "scale"}); // other numbers
        QVERIFY(hasRead);
        QTRY_VERIFY(!reader->isReading());
        QVERIFY(reader->view()->read != before->read);
        disconnect(watching);
    }

    // A value that is too large keeps the data from being read: so it is mended where it stands.
    void aWrongValueOfAVariationSaysSo()
    {
        Studio* const studio = openCopy("unet_segmentation.weft");
        GraphDocument& document = *studio->document();
        document.change("vary", [](Edit& edit) {
            DataSection data = edit.project().data;
            data.transforms.push_back({.kind = "augment_flip", .params = {{"probability", 1.5}}});
            edit.setData(std::move(data));
        });
        const size_t step = document.project().data.transforms.size() - 1;
        m_window->setWorkspace(Workspace::data);
        m_window->showPanel("augmentation");
        auto* const augmentation = panel<AugmentationPanel>("augmentation");
        const auto row = [&] {
            return augmentation->findChild<ParamRow*>(QStringLiteral("%1.probability").arg(qulonglong(step)));
        };
        QTRY_VERIFY(row() && row()->isVisible() && !row()->mistake().isEmpty());
        QVERIFY2(row()->mistake().contains("1.5"), qPrintable(row()->mistake()));
        QTest::mouseClick(row(), Qt::LeftButton, {}, row()->dotRect().center());
        QVERIFY(document.project().data.transforms[step].params.empty());
        const DataReader* const reader = DataReader::of(&document);
        bool stays = true; // while it reads again too
        const auto watching = connect(reader, &DataReader::changed, this, [&] { stays = stays && row()->isVisible(); });
        QTRY_VERIFY(reader->view() != nullptr);
        disconnect(watching);
        QVERIFY(stays && row()->isVisible());
        QTRY_VERIFY(row()->mistake().isEmpty());
    }

    void picturesThatAreShownKeepNoData()
    {
        DataSection section =
            openDocument(realFileSystem(), example("unet_segmentation.weft").toStdString()).project().data;
        section.sources[0].params["samples"] = int64_t(20);
        DataReader reader;
        reader.read(section, {});
        QTRY_VERIFY(reader.view() != nullptr);
        const std::weak_ptr<const DataView> read = reader.view();
        AugmentedPictures pictures;
        pictures.show(reader.view(), 0, 1);
        QTRY_VERIFY(!pictures.pictures().empty());
        section.sources[0].params["samples"] = int64_t(21);
        reader.read(section, {});
        QTRY_VERIFY(read.expired());
    }

    // All panels show the same one, also those that come in sight later, and also when its variation changes.
    void thePickedSampleIsKeptInOnePlace()
    {
        Studio* const studio = openCopy("unet_segmentation.weft");
        GraphDocument& document = *studio->document();
        m_window->setWorkspace(Workspace::data);
        m_window->showPanel("samples");
        DataReader* const reader = DataReader::of(&document);
        QTRY_VERIFY(reader->view() != nullptr);
        auto* const grid = panel<DataPanel>("samples")->findChild<SampleGrid*>();
        QTest::mouseClick(grid->viewport(), Qt::LeftButton, {}, QPoint(100, 20));
        const int64_t picked = reader->pickedSample();
        QVERIFY(picked >= 0);
        QCOMPARE(grid->current(), picked);
        m_window->showPanel("sample");
        QCOMPARE(panel<SamplePanel>("sample")->sample(), picked);
        const auto before = reader->view();
        document.change("vary", [](Edit& edit) {
            DataSection data = edit.project().data;
            data.transforms.push_back({.kind = "augment_flip"});
            edit.setData(std::move(data));
        });
        QTRY_VERIFY(reader->view() != before && !reader->isReading());
        QCOMPARE(grid->current(), picked);
        QCOMPARE(panel<SamplePanel>("sample")->sample(), picked);
        document.change("other data", [](Edit& edit) {
            DataSection data = edit.project().data;
            data.sources.front().params["samples"] = int64_t(50);
            edit.setData(std::move(data));
        });
        QCOMPARE(reader->pickedSample(), int64_t(-1));
        QTRY_COMPARE(grid->current(), int64_t(-1));
    }

    void chineseReachesWhatIsDoneToTheData()
    {
        const QByteArray before = qgetenv("WEFT_DATA");
        const auto restore = qScopeGuard([&before] { qputenv("WEFT_DATA", before); });
        qputenv("WEFT_DATA", flowers().toLocal8Bit());
        QVERIFY(speak("zh_CN"));
        QVERIFY(openCopy("iris.weft"));
        m_window->setWorkspace(Workspace::data);
        QStringList words;
        const QStringList names = {QStringLiteral("sources"), QStringLiteral("split")};
        for (const QString& id : names) {
            m_window->showPanel(id);
            const QWidget* const shown = m_window->docks()->widgetOf(id);
            const auto hasRows = [shown] {
                const auto lists = shown->findChildren<ValueList*>();
                return !lists.isEmpty() && !lists.last()->rows().empty();
            };
            QTRY_VERIFY(hasRows());
            for (const ValueList* const list : shown->findChildren<ValueList*>())
                for (const ValueList::Row& row : list->rows())
                    words << row.name << row.value;
        }
        for (const char* const english : {"Normalize", "Combine", "Stratified", "stratified", "no", "No"})
            QVERIFY2(!words.contains(QLatin1String(english)), english);
        QVERIFY2(words.contains(QStringLiteral("标准化")), qPrintable(words.join(' ')));
    }

    void longTextsLeaveRoomForTheColumnsBesideThem()
    {
        auto prepared = std::make_shared<PreparedData>();
        prepared->data.size = 1;
        for (const char* const name : {"question", "answer"})
            prepared->data.columns.push_back(
                {.name = name, .kind = ColumnKind::text, .texts = {std::string(200, 'w')}});
        Column number {.name = "votes"};
        number.bytes.resize(sizeof(float));
        prepared->data.columns.push_back(std::move(number));
        const auto view = std::make_shared<const DataView>(prepared);
        SampleTable table;
        const std::vector<int64_t> samples {0};
        table.layOut(view, {}, samples);
        const int whole = table.width(), votes = table.columns()[2].width;
        QVERIFY(whole > Style::get().px(1000));
        table.fit(Style::get().px(700));
        QVERIFY2(table.width() <= Style::get().px(700), qPrintable(QString::number(table.width())));
        QVERIFY(table.width() > Style::get().px(690));
        QCOMPARE(table.columns()[2].width, votes);
        QCOMPARE(table.columns()[0].width, table.columns()[1].width);
        table.fit(2 * whole);
        QCOMPARE(table.width(), whole);
    }

    // A table that is a little too wide would hide its last column, the target.
    void columnsOfNumbersMoveTogetherBeforeTheyAreOutOfSight()
    {
        auto prepared = std::make_shared<PreparedData>();
        prepared->data.size = 1;
        for (int i = 0; i < 10; ++i) {
            Column number {.name = "column_" + std::to_string(i)};
            number.bytes.resize(sizeof(float));
            prepared->data.columns.push_back(std::move(number));
        }
        SampleTable table;
        const std::vector<int64_t> samples {0};
        table.layOut(std::make_shared<const DataView>(prepared), {}, samples);
        const int whole = table.width(), wide = table.columns()[9].width;
        table.fit(whole - Style::get().px(80));
        QVERIFY(table.width() <= whole - Style::get().px(80));
        QCOMPARE(table.columns()[9].width, wide);
        table.fit(whole / 2); // no closer than this
        QCOMPARE(table.width(), whole - 9 * Style::get().px(12));
    }

    // Its columns by the names of the file, also where a step put them together for the network.
    void rowsOfATableAreShownByColumns()
    {
        write(m_folder.filePath("iris.csv"),
              "5.11,3.5,1,0.2,Iris-setosa\n4.95,3,-14,0.2,Iris-setosa\n6.25,2.9,4,1.3,Iris-versicolor\n"
              "6.05,2.2,4,1,Iris-versicolor\n6.35,3.3,6,2.5,Iris-virginica\n5.85,2.7,5,1.9,Iris-virginica\n");
        const QString file = m_folder.filePath("iris.weft");
        write(file, read(example("iris.weft")).replace("${WEFT_DATA}/tabular/iris/", ""));
        Studio* const studio = open(file);
        QVERIFY(studio);
        m_window->setWorkspace(Workspace::data);
        const auto* const grid = panel<DataPanel>("samples")->findChild<SampleGrid*>();
        QTRY_VERIFY(grid->shownSamples() > 0);
        QCOMPARE(grid->viewport()->palette().color(grid->viewport()->backgroundRole()), theme().surface.panel);
        const SampleTable& table = grid->table();
        QStringList titles, row;
        for (const SampleTable::Column& column : table.columns()) {
            titles << column.title;
            row << table.text(column, 1);
            QCOMPARE(column.isTarget, column.title == QLatin1String("species"));
        }
        QCOMPARE(titles, QStringList({"sepal_length", "sepal_width", "petal_length", "petal_width", "species"}));
        const QRegularExpression number(QStringLiteral("^\\S?\\d+(\\.\\d+)?$"));
        for (int i = 0; i < 4; ++i)
            QVERIFY2(number.match(row[i]).hasMatch(), qPrintable(row[i]));
        QCOMPARE(row[0], QStringLiteral("4.95"));
        QCOMPARE(row[2], QStringLiteral("\u221214"));
        QCOMPARE(row[4], QStringLiteral("Iris-setosa"));
        studio->document()->change("cut", [](Edit& edit) { // nothing is compared with it any more
            for (const GraphNode& node : std::vector(edit.project().graph.nodes))
                if (findLayerType(node.type)->category == "loss" || findLayerType(node.type)->category == "metric")
                    edit.remove({}, node.id);
        });
        QVERIFY(!table.columns().back().isTarget);
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
};

int main(int count, char** words)
{
    TestDataRoom test;
    return runWindowTest(test, count, words);
}

#include "tst_data_room.moc"
