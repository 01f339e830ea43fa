#include "tests/ui/support/window_test.h"
#include "ui/panels/data/data_panel.h"
#include "ui/panels/data/room/augmentation_panel.h"
#include "ui/panels/data/room/columns_panel.h"
#include "ui/panels/data/room/sample_panel.h"
#include "ui/panels/data/room/sources_panel.h"
#include "ui/panels/data/room/split_panel.h"
#include "ui/panels/data/sample_grid.h"
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
