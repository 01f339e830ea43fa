#include "engine/layers/layer_type.h"
#include "tests/ui/support/window_test.h"
#include "ui/panels/data/data_panel.h"
#include "ui/panels/data/room/augmentation_panel.h"
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
#include "ui/windows/application.h"
#include "ui/windows/docks/dock_site.h"
#include "ui/windows/files/project_files.h"
#include "ui/windows/projects/studio.h"

#include <QPushButton>
#include <QRegularExpression>
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

    void longTextsLeaveRoomForTheColumnsBesideThem()
    {
        const auto view = std::make_shared<DataView>();
        PreparedData* const prepared = &view->prepared;
        prepared->data.size = 1;
        for (const char* const name : {"question", "answer"})
            prepared->data.columns.push_back(
                {.name = name, .kind = ColumnKind::text, .texts = {std::string(200, 'w')}});
        Column number {.name = "votes"};
        number.bytes.resize(sizeof(float));
        prepared->data.columns.push_back(std::move(number));
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
        QTRY_VERIFY_WITH_TIMEOUT(grid->shownSamples() > 0, 20000);
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
