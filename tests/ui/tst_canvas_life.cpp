#include "tests/ui/support/canvas_projects.h"
#include "tests/ui/support/shown_canvas.h"
#include "ui/canvas/minimap.h"
#include "ui/canvas/paint/node_look.h"
#include "ui/session/session.h"
#include "ui/style/numbers.h"
#include "ui/style/style.h"

#include <QTest>

#include <limits>

// What the canvas shows of a training.

using namespace weft;

// A canvas that looks at a training, without the minimap over it.
struct Watched : Shown {
    explicit Watched(Project project)
        : Shown(std::move(project))
    {
        canvas.watch(&session);
        canvas.setMinimapShown(false);
    }
    Session session;
};

class TestCanvasLife : public QObject {
    Q_OBJECT

    static constexpr float none = std::numeric_limits<float>::quiet_NaN();
    static constexpr float infinite = std::numeric_limits<float>::infinity();

    static NodeSummary summary(const char* node, float activation, float gradient, float zeros, double bytes = 4096)
    {
        return {.node = node,
                .bytes = bytes,
                .activationRms = activation,
                .gradientRms = gradient,
                .zeros = zeros,
                .milliseconds = none};
    }
    static int count(const QImage& image, const QColor& colour) // of its pixels
    {
        int found = 0;
        for (int y = 0; y < image.height(); ++y)
            for (int x = 0; x < image.width(); ++x)
                found += image.pixelColor(x, y) == colour;
        return found;
    }
    static bool holds(const QImage& image, const QColor& colour) { return count(image, colour) > 0; }
    static QImage mapOf(const Canvas& canvas)
    {
        QTest::qWait(300); // it follows a moment later
        return canvas.findChild<Minimap*>()->grab().toImage();
    }

private slots:
    void initTestCase() { Style::get().apply(*static_cast<QApplication*>(qApp)); }

    void layersThatDieOrExplodeAreMarked()
    {
        Shown shown(largeProject(8, 4));
        Canvas& canvas = shown.canvas;
        Session session;
        canvas.watch(&session);
        QTRY_VERIFY(shown.document.isChecked());
        const QImage well = canvas.grab().toImage();
        const int red = count(mapOf(canvas), theme().state.error);
        emit session.observed({.step = 3,
                               .nodes = {summary("n0", 1, none, 1), // pictures that are black: data
                                         summary("n1", 0, 0, 1),
                                         summary("n2", 2e5F, 0.1F, 0),
                                         summary("n3", none, none, 0),
                                         summary("n4", 1, 0.1F, 0.6F),
                                         summary("n5", 1, 300, 0),
                                         summary("n6", 0, 1, 1, 4)}}); // a loss that is 0
        QStringList ailing;
        for (int i = 0; i < 8; ++i)
            if (canvas.isAiling("n" + std::to_string(i)))
                ailing << QString::number(i);
        QCOMPARE(ailing.join(','), QString("1,2,3,5"));
        QVERIFY(canvas.spokenName("n1").contains("dead"));
        QVERIFY(canvas.spokenName("n2").contains("exploding"));
        QVERIFY(canvas.grab().toImage() != well);
        QVERIFY(count(mapOf(canvas), theme().state.error) > red);
        emit session.observed({.step = 4, .nodes = {summary("n1", 1, 0.1F, 0.5F), summary("n2", 1, 0.1F, 0),
                                                    summary("n3", 1, 0.1F, 0), summary("n5", 1, 1, 0)}});
        QVERIFY(!canvas.isAiling("n1") && !canvas.isAiling("n5"));
        QCOMPARE(count(mapOf(canvas), theme().state.error), red);
    }

    void thePickedNodeShowsWhatGoesOnInIt()
    {
        Watched shown(largeProject(8, 4));
        Canvas& canvas = shown.canvas;
        QTRY_VERIFY(shown.document.isChecked());
        shown.selection.select("n1");
        const QImage without = canvas.grab().toImage();
        NodeDetail detail {.node = "n1", .zeros = {0, 1}};
        detail.histograms = {{.of = "weight", .low = -1, .high = 1, .counts = {1, 8, 3}},
                             {.of = "gradient", .low = 0, .high = 1, .counts = {5, 2}}};
        detail.maps = {.allChannels = 2, .channels = 2, .rows = 2, .columns = 2};
        detail.maps.pixels.assign(8, std::byte {255});
        emit shown.session.observed({.step = 1, .nodes = {}, .details = {detail}});
        const QImage with = canvas.grab().toImage();
        QVERIFY(with != without);
        QVERIFY(holds(with, QColor(0xf7, 0xe3, 0x5a))); // the brightest of a map
        QVERIFY(holds(with, theme().flow[3])); // bars of the gradient
        shown.selection.select("n2"); // of which nothing is told
        QVERIFY(!holds(canvas.grab().toImage(), QColor(0xf7, 0xe3, 0x5a)));
        shown.selection.select("n1");
        canvas.setBadges(canvas.badges().setFlag(Canvas::Badge::inside, false));
        QVERIFY(!holds(canvas.grab().toImage(), QColor(0xf7, 0xe3, 0x5a)));
    }

    void theCardCoversNoNodeWhereThereIsRoom_data()
    {
        QTest::addColumn<QPointF>("other"); // where another node stands, from the picked one's top left
        QTest::newRow("below") << QPointF(0, 110);
        QTest::newRow("above") << QPointF(0, -110);
        QTest::newRow("beside") << QPointF(220, 0);
    }
    void theCardCoversNoNodeWhereThereIsRoom()
    {
        QFETCH(const QPointF, other);
        Project project = largeProject(2, 2);
        project.view.nodes["n0"] = {.x = 400 + other.x(), .y = 300 + other.y()};
        project.view.nodes["n1"] = {.x = 400, .y = 300};
        Watched shown(project);
        Canvas& canvas = shown.canvas;
        QTRY_VERIFY(shown.document.isChecked());
        shown.selection.select("n1");
        const QImage without = canvas.grab().toImage();
        NodeDetail detail {.node = "n1"};
        detail.histograms = {{.of = "weight", .low = -1, .high = 1, .counts = {1, 8, 3}}};
        emit shown.session.observed({.step = 1, .nodes = {}, .details = {detail}});
        const QImage with = canvas.grab().toImage();
        QRect card;
        for (int y = 0; y < with.height(); ++y)
            for (int x = 0; x < with.width(); ++x)
                if (with.pixel(x, y) != without.pixel(x, y))
                    card |= QRect(x, y, 1, 1);
        QVERIFY(card.width() > 100);
        for (const char* const id : {"n0", "n1"}) {
            const QRectF rect = canvas.view().toScreen(canvas.scene().node(id)->rect);
            QVERIFY2(!rect.adjusted(1, 1, -1, -1).intersects(card), id);
        }
    }

    void whatANodeComputesIsABadge()
    {
        const NodeReport report {.path = "n1", .type = "conv2d", .outputs = {}, .parameters = 320, .flops = 3e6};
        const auto cost = [&](Canvas::Badges badges) { return lookOf({}, &report, {}, nullptr, badges).cost; };
        QCOMPARE(cost(Canvas::Badge::compute), formatFlops(3e6));
        QCOMPARE(cost(Canvas::Badges(Canvas::Badge::compute) | Canvas::Badge::size), QStringLiteral("320 · ") + formatFlops(3e6));
    }
};

QTEST_MAIN(TestCanvasLife)
#include "tst_canvas_life.moc"
