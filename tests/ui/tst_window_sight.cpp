#include "tests/ui/support/window_test.h"
#include "ui/canvas/canvas.h"
#include "ui/canvas/minimap.h"
#include "ui/inspector/palette/palette_dock.h"
#include "ui/panels/curves/schedule_plot.h"
#include "ui/style/controls/number_field.h"
#include "ui/style/style.h"
#include "ui/windows/bars/segments.h"
#include "ui/windows/bars/title_bar.h"
#include "ui/windows/bars/tool_bar.h"
#include "ui/windows/bars/train_progress.h"
#include "ui/windows/canvas_area.h"
#include "ui/windows/docks/tab_strip.h"
#include "ui/windows/files/project_files.h"
#include "ui/windows/projects/project_tabs.h"
#include "ui/windows/projects/studio.h"
#include "ui/windows/start/example_card.h"

#include <QComboBox>
#include <QLayout>
#include <QLineEdit>
#include <QMenuBar>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>

// What of the window is in sight: whole networks, at any size and in any language.

using namespace weft;

class TestWindowSight : public WindowTest {
    Q_OBJECT

private slots:
    void init() { makeWindow(); }
    void cleanup() { closeWindow(); }

    void aNetworkThatComesIntoATabIsShownWhole()
    {
        m_window->files()->newProject();
        QSignalSpy opened(m_window->files(), &ProjectFiles::opened);
        m_window->files()->openCopy(example("fashion_mnist_cnn.weft"));
        QVERIFY(opened.wait(patience));
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

    void allExamplesAreShownWhereThereIsRoom()
    {
        const auto shown = [this] {
            int count = 0;
            for (const ExampleCard* const card : m_window->findChildren<ExampleCard*>())
                count += card->isVisible();
            return count;
        };
        const int all = int(findExamples(QCoreApplication::applicationDirPath()).size());
        QVERIFY(all >= 12);
        QTRY_COMPARE(shown(), all);
        auto* const more = m_window->findChild<QAbstractButton*>(QStringLiteral("moreExamples"));
        QVERIFY(more && !more->isVisible());
        m_window->resize(1280, 720);
        QTRY_VERIFY(shown() < all && more->isVisible());
        QTest::mouseClick(more, Qt::LeftButton);
        QCOMPARE(shown(), all);
        QVERIFY(!more->isVisible());
    }

    // Several learn from the same data, where that is here: the first shows it, the others their networks.
    void noTwoExamplesShowTheSamePicture()
    {
        const auto cards = [this] { return m_window->findChildren<ExampleCard*>(); };
        const auto pictured = [&] {
            return std::ranges::count_if(cards(), [](const ExampleCard* card) { return card->hasPicture(); });
        };
        QTRY_VERIFY(pictured() > 0); // the spirals need no files
        for (qsizetype before = 0; before != pictured(); QTest::qWait(500)) // until no more come
            before = pictured();
        QList<QImage> seen;
        for (ExampleCard* const card : cards()) {
            QImage picture = card->grab().toImage().copy(0, 0, card->width(), card->height() - Style::get().px(62));
            QVERIFY2(!seen.contains(picture), qPrintable(card->text()));
            seen << picture;
        }
    }

    // The narrow window has no room for them beside the progress; they are one click away.
    void aNarrowToolBarStillReachesItsSettings()
    {
        m_window->resize(1280, 720);
        const Studio* const studio = openCopy("iris.weft");
        QTRY_VERIFY(m_window->isCompact());
        auto* const more = m_window->findChild<QAbstractButton*>(QStringLiteral("moreSettingsButton"));
        auto* const rest = m_window->findChild<QWidget*>(QStringLiteral("moreSettings"));
        QTRY_VERIFY(more && more->isVisible() && rest && !rest->isVisible());
        QTest::mouseClick(more, Qt::LeftButton);
        QVERIFY(rest->isVisible());
        QVERIFY(rest->frameGeometry().right() < m_window->mapToGlobal(QPoint(m_window->width(), 0)).x());
        QStringList names;
        for (const NumberField* const field : rest->findChildren<NumberField*>())
            if (field->isVisible())
                names << field->accessibleName();
        QCOMPARE(names, QStringList({"Learning rate", "Batch"}));
        QVERIFY(rest->findChild<QComboBox*>()->isVisible());
        NumberField* const batch = rest->findChildren<NumberField*>().last();
        batch->startEditing();
        auto* const line = batch->findChild<QLineEdit*>();
        line->selectAll();
        QTest::keyClicks(line, "48");
        QTest::keyClick(line, Qt::Key_Return);
        QCOMPARE(studio->document()->project().training.batchSize, int64_t(48));
        rest->close();
        m_window->resize(1920, 1200);
        QTRY_VERIFY(!more->isVisible() && batch->isVisible());
        QVERIFY(!rest->isAncestorOf(batch));
    }

    // At twice the size there is no room for words, but for all that can be pressed.
    void aToolBarOfLargeWordsIsWhole()
    {
        QVERIFY(openCopy("iris.weft"));
        for (const double scale : {1.0, 1.25, 1.5, 2.0}) {
            Style::get().setFontScale(scale);
            m_window->resize(1280, 800);
            auto* const bar = m_window->findChild<ToolBar*>();
            auto* const workspaces = bar->findChild<Segments*>();
            auto* const progress = bar->findChild<TrainProgress*>();
            progress->show(); // as while it trains
            bar->layout()->activate();
            QResizeEvent resized(bar->size(), bar->size());
            QCoreApplication::sendEvent(bar, &resized);
            bar->layout()->activate();
            QVERIFY2(workspaces->width() >= workspaces->sizeHint().width(), qPrintable(QString::number(scale)));
            for (const QWidget* const part : bar->findChildren<QWidget*>(Qt::FindDirectChildrenOnly))
                QVERIFY2(!part->isVisible() || bar->rect().contains(part->geometry()), qPrintable(part->objectName()));
            QCOMPARE(workspaces->isTitled(), scale < 1.5);
        }
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
        QVERIFY(speak("zh_CN"));
        QStringList titles;
        const auto* const bar = m_window->findChild<QMenuBar*>();
        for (QAction* const action : bar->actions())
            QVERIFY2(bar->actionGeometry(action).height() > 20, "a menu has no room");
        for (QAction* const action : m_window->findChild<QMenuBar*>()->actions())
            titles << action->text();
        m_window->showPanel("schedule");
        const auto* const plot = panel<SchedulePlot>("schedule");
        const QString schedule = plot == nullptr ? QStringLiteral("There is no plot.") : plot->sentence();
        QVERIFY2(titles.contains(QStringLiteral("文件(&F)")), qPrintable(titles.join(' ')));
        QVERIFY2(!schedule.contains(QRegularExpression("[A-Za-z]{3}")), qPrintable(schedule));
        QSet<QChar> letters;
        for (const QString& title : titles) {
            const qsizetype mark = title.indexOf(QLatin1Char('&'));
            QVERIFY2(mark >= 0 && !letters.contains(title[mark + 1]), qPrintable(title));
            letters << title[mark + 1];
        }
    }

    void withoutAProjectTheCanvasHasNoTools()
    {
        m_window->setWorkspace(Workspace::build);
        const CanvasArea& area = *m_window->canvasArea();
        QVERIFY(!m_window->current());
        for (const QWidget* const tool : area.canvas()->headerTools())
            QVERIFY2(!tool->isVisible(), qPrintable(tool->accessibleName()));
        QCOMPARE(area.tabs()->width(), 0); // the plus stands where the first tab will
        m_window->files()->newProject();
        for (const QWidget* const tool : area.canvas()->headerTools())
            QVERIFY2(tool->isVisible(), qPrintable(tool->accessibleName()));
    }

    void theDocumentsNameIsTheLastOfTheTitleToBeCut()
    {
        QVERIFY(openCopy("fashion_mnist_cnn.weft"));
        const auto* const bar = m_window->findChild<TitleBar*>();
        QVERIFY2(bar->shownTitle().endsWith(QStringLiteral("Weft")), qPrintable(bar->shownTitle()));
        Style::get().setFontScale(1.5);
        m_window->resize(1280, 800);
        QTRY_COMPARE(bar->shownTitle(), QStringLiteral("fashion_mnist_cnn.weft"));
    }

    void titlesOfTabsAreTheLastToBeCut()
    {
        TabStrip strip;
        for (const char* const title : {"Predictions", "Device", "Confusion", "Problems", "Outline"})
            strip.addTab(QLatin1String(title));
        const int natural = strip.sizeHint().width();
        strip.setAttribute(Qt::WA_DontShowOnScreen);
        strip.resize(natural, strip.sizeHint().height());
        strip.show();
        const QFontMetrics metrics(Style::get().font(TextRole::bodyStrong));
        const auto edgeOf = [&](int tab) {
            return (strip.tabRect(tab).width() - metrics.horizontalAdvance(strip.tabText(tab))) / 2;
        };
        for (int tab = 0; tab < strip.count(); ++tab)
            QCOMPARE(edgeOf(tab), Style::get().px(12));
        strip.resize(natural - 5 * Style::get().px(10), strip.height());
        for (int tab = 0; tab < strip.count(); ++tab)
            QVERIFY2(edgeOf(tab) >= Style::get().px(6), qPrintable(strip.tabText(tab)));
        QVERIFY(strip.tabRect(strip.count() - 1).right() < strip.width());
    }
};

int main(int count, char** words)
{
    TestWindowSight test;
    return runWindowTest(test, count, words);
}

#include "tst_window_sight.moc"
