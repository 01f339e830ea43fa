#include "tests/ui/support/curve_values.h"
#include "ui/panels/curves/plot/curve_plot.h"
#include "ui/panels/curves/plot/curve_plottable.h"
#include "ui/panels/curves/plot/plot_export.h"
#include "ui/panels/curves/plot/plot_line.h"
#include "ui/panels/curves/plot/plot_overlay.h"
#include "ui/panels/curves/plot/plot_range.h"
#include "ui/panels/curves/plot/trace.h"
#include "ui/panels/curves/plot/value_ticker.h"
#include "ui/style/style.h"

#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <limits>
#include <random>

// A plot of curves under a mouse that knows no mercy.

using namespace weft;

namespace {

std::shared_ptr<const Curve> shared(std::span<const float> values)
{
    return std::make_shared<Curve>(curveOf(values));
}

PlotLine lineOf(const QString& name, std::span<const float> values, LineRole role = LineRole::train)
{
    PlotLine line;
    line.name = name;
    line.curve = shared(values);
    line.role = role;
    return line;
}

void move(QWidget& widget, QEvent::Type type, QPointF to, Qt::MouseButton button, Qt::MouseButtons buttons,
          Qt::KeyboardModifiers modifiers = {})
{
    QMouseEvent event(type, to, widget.mapToGlobal(to), button, buttons, modifiers);
    QApplication::sendEvent(&widget, &event);
}

void drag(QWidget& widget, QPointF from, QPointF to, Qt::MouseButton button = Qt::LeftButton,
          Qt::KeyboardModifiers modifiers = {})
{
    move(widget, QEvent::MouseButtonPress, from, button, button, modifiers);
    move(widget, QEvent::MouseMove, (from + to) / 2, Qt::NoButton, button, modifiers);
    move(widget, QEvent::MouseMove, to, Qt::NoButton, button, modifiers);
    move(widget, QEvent::MouseButtonRelease, to, button, {}, modifiers);
}

void wheel(QWidget& widget, QPointF at, int notches, Qt::KeyboardModifiers modifiers = {})
{
    QWheelEvent event(at, widget.mapToGlobal(at), {}, {0, 120 * notches}, {}, modifiers, Qt::NoScrollPhase, false);
    QApplication::sendEvent(&widget, &event);
}

// Laid out as in a window, without one.
void lay(QWidget& widget, int width, int height)
{
    widget.setAttribute(Qt::WA_DontShowOnScreen);
    widget.resize(width, height);
    widget.QWidget::show();
    QCoreApplication::processEvents();
}

} // namespace

class TestCurves : public QObject {
    Q_OBJECT

private slots:
    void aPlotShowsAllThereIsAndFollows()
    {
        CurvePlot plot;
        lay(plot, 400, 300);
        auto curve = std::make_shared<Curve>(curveOf(fallingLoss(1000)));
        PlotLine line;
        line.curve = curve;
        plot.setLines({line});
        QCOMPARE(plot.xRange().low, 0.0);
        QVERIFY(plot.xRange().high >= 1000 && plot.xRange().high < 1100);
        const Pyramid::Summary all = curve->values.summary();
        QVERIFY(plot.yRange().low < double(all.min) && plot.yRange().high > double(all.max));
        curve->append(5000, 9);
        plot.curvesGrew();
        QVERIFY(plot.xRange().high >= 5000 && plot.yRange().high > 9);
        QVERIFY(plot.isFollowing());
    }

    void wheelBoxAndShiftMoveTheViewAndADoubleClickResetsIt()
    {
        CurvePlot plot;
        lay(plot, 400, 300);
        plot.setLines({lineOf("loss", fallingLoss(1000))});
        const PlotRange x = plot.xRange();
        const PlotRange y = plot.yRange();
        const QPointF middle = QRectF(plot.axisRect()->rect()).center();

        wheel(plot, middle, 3);
        const PlotRange closer = plot.xRange();
        QVERIFY(closer.high - closer.low < 0.6 * (x.high - x.low));
        QVERIFY(std::abs((closer.low + closer.high) / 2 - (x.low + x.high) / 2) < 10);
        QVERIFY(!plot.isFollowing());
        drag(plot, middle, middle + QPointF(40, 0), Qt::LeftButton, Qt::ShiftModifier);
        QVERIFY(plot.xRange().low < closer.low);
        drag(plot, middle, middle + QPointF(40, 0), Qt::MiddleButton);
        QVERIFY(plot.xRange().low < closer.low - 40);
        move(plot, QEvent::MouseButtonDblClick, middle, Qt::LeftButton, Qt::LeftButton);
        QVERIFY(plot.isFollowing());
        QCOMPARE(plot.xRange(), x);
        QCOMPARE(plot.yRange(), y);

        const QRect rect = plot.axisRect()->rect();
        drag(plot, QPointF(rect.topLeft()) + QPointF(rect.width() * 0.5, rect.height() * 0.5),
             QPointF(rect.topLeft()) + QPointF(rect.width() * 0.75, rect.height() * 0.75));
        QVERIFY(std::abs(placeOf(x, plot.xRange().low, false) - 0.5) < 0.02);
        QVERIFY(std::abs(placeOf(x, plot.xRange().high, false) - 0.75) < 0.02);
        QVERIFY(std::abs(placeOf(y, plot.yRange().high, false) - 0.5) < 0.02);
        wheel(plot, middle, -2, Qt::ControlModifier);
        QTest::keyClick(&plot, Qt::Key_Home);
        QCOMPARE(plot.xRange(), x);
        QCOMPARE(plot.yRange(), y);
    }

    void keysDoWhatTheMouseDoes()
    {
        CurvePlot plot;
        lay(plot, 400, 300);
        plot.setLines({lineOf("Train", fallingLoss(1000))});
        const PlotRange x = plot.xRange();
        QSignalSpy moved(&plot, &CurvePlot::cursorMoved);
        QTest::keyClick(&plot, Qt::Key_Right);
        QVERIFY(plot.cursorAt());
        QTest::keyClick(&plot, Qt::Key_Right);
        QVERIFY(plot.accessibleDescription().contains("Train "));
        const double first = *plot.cursorAt();
        QTest::keyClick(&plot, Qt::Key_Right, Qt::ControlModifier);
        QVERIFY(*plot.cursorAt() > first);
        QTest::keyClick(&plot, Qt::Key_Escape);
        QVERIFY(!plot.cursorAt());
        QCOMPARE(moved.size(), 4);
        QTest::keyClick(&plot, Qt::Key_Plus);
        QVERIFY(plot.xRange().high - plot.xRange().low < x.high - x.low);
        const PlotRange closer = plot.xRange();
        QTest::keyClick(&plot, Qt::Key_Right, Qt::ShiftModifier);
        QVERIFY(plot.xRange().low > closer.low);
        QTest::keyClick(&plot, Qt::Key_L);
        QVERIFY(plot.isLogarithmic());
    }

    void theCursorTellsTheValuesThatTheLinesHave()
    {
        CurvePlot plot;
        lay(plot, 400, 300);
        PlotLine smooth = lineOf("Train", fallingLoss(1000));
        smooth.isSmoothed = true;
        PlotLine late;
        late.name = "Validation";
        auto curve = std::make_shared<Curve>();
        curve->append(100, 7);
        curve->append(200, 8);
        late.curve = curve;
        plot.setLines({smooth, late});
        plot.setSmoothing(0);
        plot.setCursorAt(150.4);
        QCOMPARE(plot.valueAtCursor(0), double(smooth.curve->values[149]));
        QCOMPARE(plot.valueAtCursor(1), 7.0);
        plot.setCursorAt(99);
        QVERIFY(std::isnan(plot.valueAtCursor(1)));
        plot.setSmoothing(0.9);
        Smoothed expected;
        expected.follow(*smooth.curve, 0.9, plot.smoothingSteps());
        QCOMPARE(plot.valueAtCursor(0), double(expected.values()[98]));
    }

    // The first hundred steps have as much room as the last ten thousand.
    void alongALogarithmicAxisTheBeginningHasRoom()
    {
        CurvePlot plot;
        lay(plot, 400, 300);
        plot.setLines({lineOf("Train", fallingLoss(10'000))});
        plot.setLogarithmicAlong(true);
        QCOMPARE(plot.xRange().low, 1.0);
        QVERIFY(plot.xRange().high >= 10'000);
        QVERIFY(std::abs(placeOf(plot.xRange(), 100, true) - 0.5) < 0.02);
        plot.replot();
        QTest::keyClick(&plot, Qt::Key_Right); // the cursor stands where it is drawn
        QTest::keyClick(&plot, Qt::Key_Right, Qt::ControlModifier);
        QVERIFY(plot.cursorAt() && *plot.cursorAt() > 1 && *plot.cursorAt() < 10);
        QVERIFY(!std::isnan(plot.valueAtCursor(0)));
        const PlotRange whole = plot.xRange();
        wheel(plot, QRectF(plot.axisRect()->rect()).center(), 3);
        QVERIFY(plot.xRange().low > whole.low && plot.xRange().high < whole.high);
        QVERIFY(std::abs(placeOf(plot.xRange(), 100, true) - 0.5) < 0.02); // around the pointer
        QTest::keyClick(&plot, Qt::Key_Home);
        QCOMPARE(plot.xRange(), whole);
        for (const Along along : {Along::epoch, Along::seconds, Along::step}) {
            plot.setAlong(along);
            QVERIFY(isUsable(plot.xRange(), true));
            plot.replot();
        }
        QSignalSpy chosen(&plot, &CurvePlot::logarithmicAlongChosen);
        QTest::keyClick(&plot, Qt::Key_L, Qt::ShiftModifier);
        QVERIFY(!plot.isLogarithmicAlong());
        QCOMPARE(chosen.size(), 1);
        QCOMPARE(plot.xRange().low, 0.0);
    }

    void whatALogarithmicAxisCannotShowDoesNotHurtIt()
    {
        CurvePlot plot;
        lay(plot, 400, 300);
        plot.setLogarithmic(true);
        plot.setLines({lineOf("a", std::vector<float> {0, -1, 0.5F, 2, 0, -7})});
        QVERIFY(plot.yRange().low > 0.3 && plot.yRange().low < 0.5);
        QVERIFY(plot.yRange().high > 2);
        plot.setLines({lineOf("b", std::vector<float> {0, -1, -2})});
        QVERIFY(isUsable(plot.yRange(), true));
        plot.replot();
    }

    // Bar T4: whatever the data and whatever the hand does, the axes stay finite.
    void randomGesturesKeepTheViewUsable_data()
    {
        QTest::addColumn<std::vector<float>>("values");
        QTest::newRow("empty") << std::vector<float>();
        QTest::newRow("one") << std::vector<float> {3};
        QTest::newRow("no number") << std::vector<float>(50, noNumber);
        QTest::newRow("infinite") << std::vector<float> {infinity, -infinity, infinity};
        QTest::newRow("huge") << std::vector<float> {1e38F, -1e38F, 3.4e38F, 0, 1e-45F};
        QTest::newRow("wild") << wildValues(5000, 11);
    }

    void randomGesturesKeepTheViewUsable()
    {
        QFETCH(std::vector<float>, values);
        CurvePlot plot;
        lay(plot, 300, 200);
        PlotLine line = lineOf("wild", values);
        line.isSmoothed = true;
        plot.setLines({line, lineOf("other", wildValues(30, 12), LineRole::validation)});
        plot.setMarks({{10, "a"}, {1e30, "b"}});
        std::mt19937 random(13);
        const auto somewhere = [&] { return QPointF(random() % 340, random() % 240) - QPointF(20, 20); };
        const Qt::KeyboardModifiers modifiers[] = {{}, Qt::ShiftModifier, Qt::ControlModifier};
        const int keys[] = {Qt::Key_Left,  Qt::Key_Right, Qt::Key_Up,     Qt::Key_Down, Qt::Key_Plus,
                            Qt::Key_Minus, Qt::Key_L,     Qt::Key_Escape, Qt::Key_Home};
        for (int i = 0; i < 17'000; ++i) { // six rows: 10^5
            const Qt::KeyboardModifiers with = modifiers[random() % 3];
            switch (random() % 12) {
            case 0:
            case 1:
            case 2:
                wheel(plot, somewhere(), int(random() % 41) - 20, with);
                break;
            case 3:
                move(plot, QEvent::MouseButtonPress, somewhere(), random() % 2 == 0 ? Qt::LeftButton : Qt::MiddleButton,
                     Qt::LeftButton, with);
                break;
            case 4:
            case 5:
            case 6:
                move(plot, QEvent::MouseMove, somewhere(), Qt::NoButton, Qt::LeftButton, with);
                break;
            case 7:
            case 8:
                move(plot, QEvent::MouseButtonRelease, somewhere(), Qt::LeftButton, {}, with);
                break;
            case 9:
                QTest::simulateEvent(&plot, true, keys[random() % 9], with, {}, false);
                break;
            case 10:
                plot.setAlong(Along(random() % 3));
                break;
            default:
                if (random() % 20 == 0)
                    move(plot, QEvent::MouseButtonDblClick, somewhere(), Qt::LeftButton, Qt::LeftButton);
            }
            QVERIFY2(isUsable(plot.xRange(), plot.isLogarithmicAlong()), qPrintable(QString::number(i)));
            QVERIFY2(isUsable(plot.yRange(), plot.isLogarithmic()), qPrintable(QString::number(i)));
            if (i % 100 == 0)
                plot.replot();
        }
        move(plot, QEvent::MouseButtonDblClick, {100, 100}, Qt::LeftButton, Qt::LeftButton);
        QVERIFY(plot.isFollowing());
    }

    void aPlotWithoutRoomDrawsNothingAndLives()
    {
        CurvePlot plot;
        PlotLine line = lineOf("a", fallingLoss(50'000));
        line.isSmoothed = true;
        plot.setLines({line});
        plot.setMarks({{10, "a"}});
        for (const QSize size : {QSize(1, 1), QSize(60, 10), QSize(109, 33), QSize(120, 80)}) {
            plot.setMinimumSize(0, 0);
            lay(plot, size.width(), size.height());
            plot.setCursorAt(3.0);
            plot.replot();
            QVERIFY(isUsable(plot.xRange(), false) && isUsable(plot.yRange(), false));
        }
    }

    void whatIsCopiedAsCsvIsWhatWasMeasured()
    {
        CurvePlot plot;
        lay(plot, 400, 300);
        PlotLine train = lineOf("Train, raw", std::vector<float> {0.1F, noNumber, 1e-7F, 4});
        auto timeline = std::make_shared<Timeline>();
        timeline->add(2, 1, 0.5);
        timeline->add(4, 2, 1.5);
        train.timeline = timeline;
        PlotLine validation;
        validation.name = "Validation";
        validation.timeline = timeline;
        auto curve = std::make_shared<Curve>();
        curve->append(2, 5);
        validation.curve = curve;
        plot.setLines({train, validation});
        plot.setSmoothing(0.9); // has no part in it
        const QLocale before;
        QLocale::setDefault(QLocale(QLocale::German));
        QCOMPARE(copyPlot(plot, PlotForm::csv), QString());
        QLocale::setDefault(before);
        const QString expected = "step,epoch,seconds,\"Train, raw\",Validation\n"
                                 "1,0.5,0.25,0.1,\n2,1,0.5,nan,5\n3,1.5,1,1e-07,\n4,2,1.5,4,\n";
        QCOMPARE(QGuiApplication::clipboard()->text(), expected);
    }

    void aTableTooLargeForTheClipboardIsRefusedWithASentence()
    {
        CurvePlot plot;
        lay(plot, 400, 300);
        plot.setLines({lineOf("a", std::vector<float>(1'100'000, 1.0F))});
        QVERIFY(copyPlot(plot, PlotForm::csv).contains("zoom in"));
    }

    void picturesAreCopiedAndSaved()
    {
        QTemporaryDir folder;
        CurvePlot plot;
        lay(plot, 400, 300);
        plot.setTitle("Loss");
        plot.setLines({lineOf("a", fallingLoss(100))});
        const QImage image = pngOf(plot);
        QCOMPARE(image.size(), QSize(800, 600));
        QCOMPARE(image.pixelColor(2, 2), theme().surface.panel);
        QVERIFY(svgOf(plot).contains("<svg") && svgOf(plot).contains("Loss"));
        for (const auto& [form, name, start] :
             {std::tuple(PlotForm::svg, "a.svg", "<?xml"), std::tuple(PlotForm::png, "a.png", "\x89PNG"),
              std::tuple(PlotForm::csv, "a.csv", "step,epoch")}) {
            QString said = "nothing";
            const QString path = folder.filePath(name);
            savePlot(plot, form, path, &plot, [&](const QString& problem) { said = problem; });
            QTRY_COMPARE(said, QString());
            QFile file(path);
            QVERIFY(file.open(QIODevice::ReadOnly) && file.readAll().startsWith(start));
        }
        QString said;
        savePlot(plot, PlotForm::svg, folder.filePath("none/a.svg"), &plot, [&](const QString& text) { said = text; });
        QTRY_VERIFY(said.contains("a.svg"));
    }

    void aPlotDrawsInTheColoursOfTheTheme()
    {
        CurvePlot plot;
        lay(plot, 300, 200);
        plot.setLines({lineOf("a", std::vector<float>(100, 1.0F))});
        for (const Style::Mode mode : {Style::Mode::dark, Style::Mode::light}) {
            Style::get().setMode(mode);
            const QImage image = pngOf(plot, 1);
            QCOMPARE(image.pixelColor(1, 1), theme().surface.panel);
            const QPoint middle = plot.axisRect()->rect().center();
            int found = 0;
            for (int y = middle.y() - 20; y < middle.y() + 20; ++y)
                found += image.pixelColor(middle.x(), y) == theme().series.train ? 1 : 0;
            QVERIFY(found >= 1);
        }
        Style::get().setMode(Style::Mode::dark);
    }

    void aScreenReaderHearsWhatTheCurvesDid()
    {
        CurvePlot plot;
        plot.setTitle("Loss");
        plot.setLines({lineOf("Train", std::vector<float> {2, 0.5F, noNumber, 1})});
        QCOMPARE(plot.summary(),
                 QString("Train: 1.000 at step 4, lowest 0.500, highest 2.000. Not a finite number from step 3."));
        QCOMPARE(plot.accessibleName(), QString("Loss"));
    }

    void aPlotSqueezedToNothingSaysNothing()
    {
        QTest::failOnWarning(QRegularExpression(".*"));
        QWidget window;
        CurvePlot plot(&window);
        plot.resize(300, 0);
        window.resize(300, 200);
        window.setAttribute(Qt::WA_DontShowOnScreen);
        window.show();
        for (const QSize& size : {QSize(0, 0), QSize(1, 1), QSize(0, 200), QSize(300, 0)}) {
            plot.resize(size);
            plot.setLogarithmic(!plot.isLogarithmic());
            QCoreApplication::processEvents();
        }
        plot.resize(300, 200);
        QCoreApplication::processEvents();
        QCOMPARE(plot.viewport(), QRect(0, 0, 300, 200)); // and is drawn in all of it again
    }
};

QTEST_MAIN(TestCurves)
#include "tst_curves.moc"
