#include "engine/layers/layer_type.h"
#include "engine/support/shape.h"
#include "ui/style/category.h"
#include "ui/style/icons.h"
#include "ui/style/numbers.h"
#include "ui/style/style.h"
#include "ui/style/svg_path.h"

#include <QApplication>
#include <QDirIterator>
#include <QLocale>
#include <QPainter>
#include <QSignalSpy>
#include <QTest>

#include <cmath>
#include <limits>

using namespace weft;

namespace {

// WCAG 2.1, "contrast ratio".
double luminance(const QColor& colour)
{
    const auto linear = [](double c) { return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF());
}

double contrast(const QColor& a, const QColor& b)
{
    const double la = luminance(a), lb = luminance(b);
    return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

QString plain(QString text) // thin spaces as plain ones, to be read here
{
    return text.replace(thinSpace(), QStringLiteral(" "));
}

} // namespace

class TestStyle : public QObject {
    Q_OBJECT
private slots:
    void init()
    {
        QLocale::setDefault(QLocale::c());
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        Style::get().setMode(Style::Mode::dark);
        Style::get().setFontScale(1);
        Style::get().setReducedMotion(false);
    }

    void numbersReadAsTheRulesSay_data()
    {
        QTest::addColumn<QString>("shown");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char* expected, const QString& shown) {
            QTest::newRow(expected) << plain(shown) << QString::fromUtf8(expected);
        };
        row("0", formatCount(0));
        row("288", formatCount(288));
        row("999", formatCount(999));
        row("1.0 k", formatCount(1004));
        row("2 k", formatCount(2000));
        row("9.2 k", formatCount(9216));
        row("205.7 k", formatCount(205664));
        row("1.0 M", formatCount(999999));
        row("11.2 M", formatCount(11183562));
        row("−9.2 k", formatCount(-9216));
        row("9,216", formatExact(9216));
        row("−1,234,567", formatExact(-1234567));
        row("−9,223,372,036,854,775,808", formatExact(std::numeric_limits<int64_t>::min()));
        row("14.5 MFLOP", formatFlops(14.49e6));
        row("512 FLOP", formatFlops(512));
        row("512 B", formatBytes(512));
        row("8 KiB", formatBytes(8192));
        row("24.5 MiB", formatBytes(25690112));
        row("702 MiB", formatBytes(uint64_t(702) << 20));
        row("1.41 GiB", formatBytes(1513975120));
        row("8.00 GiB", formatBytes(uint64_t(8) << 30));
        row("16384.0 PiB", formatBytes(std::numeric_limits<uint64_t>::max()));
        row("32×28×28", formatShape({32, 28, 28}));
        row("32 × 28 × 28", formatShapeWide({32, 28, 28}));
        row("?×10", formatShape({-1, 10}));
        row("scalar", formatShape({}));
        row("94 %", formatPercent(0.94, 0));
        row("93.1 %", formatPercent(0.931));
        row("100.0 %", formatPercent(1));
        row("2.4e-3", formatSmall(2.4e-3));
        row("1.0e-2", formatSmall(0.00999));
        row("0.168", formatSmall(0.168));
        row("0.083", formatSmall(0.083));
        row("2.303", formatSmall(2.302585));
        row("10.00", formatSmall(9.9996));
        row("12.35", formatSmall(12.345678));
        row("1234", formatSmall(1234.4));
        row("1.2e6", formatSmall(1.2e6));
        row("2.069e5", formatSmall(206855));
        row("−1.235e4", formatSmall(-12345.6));
        row("−0.400", formatSmall(-0.4));
        row("0 small", formatSmall(0) + " small");
        row("NaN", formatSmall(std::nan("")));
        row("−∞", formatSmall(-INFINITY));
        row("206,855", formatNumber(206855));
        row("−206,855", formatNumber(-206855.4));
        row("1,234.6", formatNumber(1234.5678));
        row("9,999.7", formatNumber(9999.7));
        row("10,000", formatNumber(9999.97));
        row("100,000", formatNumber(99999.9));
        row("9,999,999", formatNumber(9999999));
        row("1.2346e7", formatNumber(12345678));
        row("39.96", formatNumber(39.9601));
        row("0.16832", formatNumber(0.168319));
        row("0.001", formatNumber(0.001f));
        row("2.4013e-4", formatNumber(2.4013e-4));
        row("4.3", formatNumber(4.3f));
        row("−0.4", formatNumber(-0.4));
        row("0 number", formatNumber(0) + " number");
        row("NaN number", formatNumber(std::nan("")) + " number");
        row("1.0e-3", formatRate(0.001));
        row("3.0e-4", formatRate(3e-4));
        row("1.25e-3", formatRate(0.00125));
        row("1.0e0", formatRate(1));
        row("1.0e-1", formatRate(0.0999999));
        row("0:34", formatDuration(34.9));
        row("12:05", formatDuration(725));
        row("3 h 20 min", formatDuration(12000));
        row("2 d 4 h", formatDuration(187300));
        row("–", formatDuration(-1));
        row("340 ms", formatElapsed(0.34));
        row("0:34", formatElapsed(34.9));
        row("–", formatElapsed(-1));
        row("0.74 ms", formatMilliseconds(0.00074));
        row("12.3 ms", formatMilliseconds(0.0123));
        row("8.60 µs", formatMilliseconds(8.6e-6));
        row("53.1 µs", formatMilliseconds(53.14e-6));
        row("10.0 µs", formatMilliseconds(9.997e-6));
        row("0.10 ms", formatMilliseconds(99.7e-6));
        row("0.00 ms", formatMilliseconds(0));
        row("1.25 s", formatMilliseconds(1.25));
        row("41.8 k images/s", formatThroughput(41800, "images"));
        row("58.6/s", formatThroughput(58.6, {}));
        row("163 steps/s", formatThroughput(163, "steps"));
        row("0.74 steps/s", formatThroughput(0.741, "steps"));
    }
    void numbersReadAsTheRulesSay()
    {
        QFETCH(QString, shown);
        QFETCH(QString, expected);
        QCOMPARE(shown, expected);
    }

    void numbersFollowTheLocale()
    {
        QLocale::setDefault(QLocale(QLocale::German, QLocale::Germany));
        QCOMPARE(plain(formatCount(9216)), QString("9,2 k"));
        QCOMPARE(formatExact(1234567), QString("1.234.567"));
        QCOMPARE(formatSmall(0.0024), QString("2,4e-3"));
        QCOMPARE(formatNumber(206855.25), QString("206.855"));
        QCOMPARE(formatNumber(1234.5), QString("1.234,5"));
        QCOMPARE(plain(formatBytes(1513975120)), QString("1,41 GiB"));
        QCOMPARE(plain(formatPercent(0.931)), QString("93,1 %"));
    }

    void everyLayerHasALookOfItsCategory_data()
    {
        QTest::addColumn<QString>("category");
        for (const LayerType& type : layerTypes())
            QTest::addRow("%s", type.category.c_str()) << QString::fromStdString(type.category);
    }
    void everyLayerHasALookOfItsCategory()
    {
        QFETCH(QString, category);
        const CategoryLook& look = categoryLook(category.toStdString());
        // Only inputs and outputs may end up with the look of what nobody knows.
        QVERIFY2(look.id != "io" || category == "input" || category == "output", qPrintable(category));
        QVERIFY(look.colour.isValid() && !look.icon.isEmpty() && !look.title.isEmpty());
    }

    void categoriesStayReadableOnNodes_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::newRow("dark") << true;
        QTest::newRow("light") << false;
    }
    void categoriesStayReadableOnNodes()
    {
        QFETCH(bool, dark);
        Style::get().setMode(dark ? Style::Mode::dark : Style::Mode::light);
        QCOMPARE(categoryIds().size(), size_t(12));
        for (const std::string& id : categoryIds()) {
            const double found = contrast(categoryLook(id).colour, theme().surface.raised);
            QVERIFY2(found >= (dark ? 3.6 : 4.3), qPrintable(QString("%1: %2").arg(id.c_str()).arg(found)));
        }
    }

    void noTwoCategoriesShareIconOrPattern()
    {
        std::vector<QImage> icons, patterns;
        for (const std::string& id : categoryIds()) {
            QImage drawn(16, 16, QImage::Format_ARGB32_Premultiplied), strip(24, 24, drawn.format());
            drawn.fill(Qt::white);
            strip.fill(Qt::white);
            QPainter onIcon(&drawn);
            paintCategoryIcon(onIcon, QRectF(0, 0, 16, 16), id, Qt::black);
            onIcon.end();
            QPainter onStrip(&strip);
            onStrip.fillRect(strip.rect(), categoryLook(id).pattern);
            onStrip.end();
            // The pattern alone: where it is darker than its lightest pixel.
            strip = strip.convertToFormat(QImage::Format_Grayscale8);
            int lightest = 0;
            for (int i = 0; i < 24 * 24; ++i)
                lightest = std::max(lightest, qGray(strip.pixel(i % 24, i / 24)));
            for (int i = 0; i < 24 * 24; ++i)
                strip.setPixelColor(i % 24, i / 24,
                                    qGray(strip.pixel(i % 24, i / 24)) < lightest - 25 ? Qt::black : Qt::white);
            QVERIFY2(std::find(icons.begin(), icons.end(), drawn) == icons.end(), id.c_str());
            QVERIFY2(std::find(patterns.begin(), patterns.end(), strip) == patterns.end(), id.c_str());
            icons.push_back(drawn);
            patterns.push_back(strip);
        }
    }

    void textKeepsItsContrastOnEverySurface_data() { categoriesStayReadableOnNodes_data(); }
    void textKeepsItsContrastOnEverySurface()
    {
        QFETCH(bool, dark);
        const Theme colours = loadTheme(dark);
        for (const QColor& text : {colours.text.primary, colours.text.secondary, colours.text.tertiary,
                                   colours.accent.line, colours.state.ok, colours.state.warning, colours.state.error}) {
            for (const QColor& surface : {colours.surface.chrome, colours.surface.canvas, colours.surface.panel,
                                          colours.surface.head, colours.surface.raised, colours.surface.inset})
                QVERIFY2(
                    contrast(text, surface) >= 4.5,
                    qPrintable(text.name() + " on " + surface.name() + QString(": %1").arg(contrast(text, surface))));
        }
    }

    void highContrastIsHigh_data() { categoriesStayReadableOnNodes_data(); }
    void highContrastIsHigh()
    {
        QFETCH(bool, dark);
        const Theme colours = withHighContrast(loadTheme(dark));
        const auto& [chrome, canvas, panel, head, raised, control, hover, inset] = colours.surface;
        for (const QColor& surface : {chrome, canvas, panel, head, raised, control, hover, inset}) {
            for (const QColor& text :
                 {colours.text.primary, colours.text.secondary, colours.text.tertiary, colours.accent.line,
                  colours.state.ok, colours.state.warning, colours.state.error, colours.line.strong})
                QVERIFY2(contrast(text, surface) >= 7, qPrintable(text.name() + " on " + surface.name()));
            QVERIFY(contrast(colours.line.subtle, surface) >= 3);
        }
        QVERIFY(colours.state.error != colours.state.ok && colours.state.error != colours.text.primary);
        Style::get().setMode(dark ? Style::Mode::dark : Style::Mode::light);
        Style::get().setHighContrast(true);
        QCOMPARE(theme().text.primary, QColor(dark ? Qt::white : Qt::black));
        Style::get().setHighContrast(false);
        QCOMPARE(theme().text.primary, loadTheme(dark).text.primary);
    }

    void everyIconDrawsSomethingInItsColour()
    {
        int count = 0;
        for (QDirIterator it(":/icons", {"*.svg"}, QDir::Files); it.hasNext(); ++count) {
            const QString name = QFileInfo(it.next()).baseName();
            const QImage drawn = iconPixmap(name, Qt::red, 16, 2).toImage();
            QCOMPARE(drawn.size(), QSize(32, 32));
            int red = 0;
            for (int y = 0; y < 32; ++y) {
                for (int x = 0; x < 32; ++x) {
                    const QColor pixel = drawn.pixelColor(x, y);
                    red += pixel.alpha() > 128 && pixel.red() > 200 && pixel.green() < 60;
                    const bool edge = x == 0 || y == 0 || x == 31 || y == 31;
                    QVERIFY2(!edge || pixel.alpha() < 160, qPrintable(name + " touches the edge"));
                }
            }
            QVERIFY2(red >= 8, qPrintable(name + " draws nothing"));
        }
        QVERIFY(count > 100);
    }

    void iconsFollowTheTheme()
    {
        const QIcon shown = icon("play");
        const auto strongest = [&shown] {
            const QImage image = shown.pixmap(QSize(16, 16), 1.0).toImage();
            QColor found;
            for (int i = 0; i < 256; ++i) {
                const QColor pixel = image.pixelColor(i % 16, i / 16);
                if (pixel.alpha() > 250)
                    found = pixel;
            }
            return found;
        };
        QVERIFY(strongest().lightness() > 150);
        Style::get().setMode(Style::Mode::light);
        QVERIFY(strongest().lightness() < 110);
    }

    void svgPathsReadEveryCommand()
    {
        QCOMPARE(svgPath(u"M2 3h4v5H2z").boundingRect(), QRectF(2, 3, 4, 5));
        QCOMPARE(svgPath(u"m1 1 2 0 0 2").currentPosition(), QPointF(3, 3));
        QCOMPARE(svgPath(u"M0 0c1 0 2 1 2 2s1 2 2 2").currentPosition(), QPointF(4, 4));
        const QPainterPath circle = svgPath(u"M8 2a6 6 0 1 0 .01 0");
        const QRectF box = circle.boundingRect();
        QVERIFY2(std::abs(box.width() - 12) < 0.05 && std::abs(box.height() - 12) < 0.05,
                 qPrintable(QTest::toString(box)));
        QCOMPARE(svgPath(u"M0 0A5 5 0 0110 0").currentPosition(), QPointF(10, 0)); // flags without spaces
        QVERIFY(svgPath(u"M1 1 L x").elementCount() <= 1);
        QVERIFY(svgPath(u"5 5").isEmpty());
    }

    void fontScaleGrowsFontsAndSizes()
    {
        QSignalSpy changed(&Style::get(), &Style::changed);
        QCOMPARE(Style::get().px(28), 28);
        Style::get().setFontScale(1.5);
        QCOMPARE(changed.count(), 1);
        QCOMPARE(Style::get().px(28), 42);
        QCOMPARE(Style::get().font(TextRole::body).pixelSize(), 18);
        QCOMPARE(QApplication::font().pixelSize(), 18);
        Style::get().setFontScale(99);
        QCOMPARE(Style::get().fontScale(), 2.0);
        Style::get().setFontScale(0.8);
        QCOMPARE(Style::get().px(1), 1);
        QCOMPARE(Style::get().px(0), 0);
    }

    void reducedMotionTakesTheTimeAway()
    {
        QCOMPARE(Style::get().milliseconds(180), 180);
        Style::get().setReducedMotion(true);
        QCOMPARE(Style::get().milliseconds(180), 0);
    }

    void aThemeSwitchReachesThePalette()
    {
        Style::get().setMode(Style::Mode::light);
        QVERIFY(!theme().dark);
        QCOMPARE(QApplication::palette().color(QPalette::Window), theme().surface.panel);
        Style::get().setMode(Style::Mode::dark);
        QCOMPARE(QApplication::palette().color(QPalette::Window), loadTheme(true).surface.panel);
    }
};

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    Style::get().apply(application);
    TestStyle test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_style.moc"
