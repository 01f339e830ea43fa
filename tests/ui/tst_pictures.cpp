#include "tests/support/weft_program.h"

#include <QImage>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>

// Pictures of the window, as `weft --screenshot` makes them: the same window on every screen.

using namespace weft;

class TestPictures : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    QImage picture(const QStringList& wishes, const QString& colours = "dark")
    {
        const QString file = m_folder.filePath("picture.png");
        QFile::remove(file);
        const Said said = runWeft(QStringList {"--screenshot", file, "--theme", colours} + wishes);
        m_said = said.err;
        return said.code == 0 ? QImage(file) : QImage();
    }
    QString m_said;

private slots:
    void aFinerScreenShowsTheSameWindow_data()
    {
        QTest::addColumn<double>("scale");
        QTest::newRow("1.25") << 1.25;
        QTest::newRow("1.5") << 1.5;
        QTest::newRow("2") << 2.0;
    }
    void aFinerScreenShowsTheSameWindow()
    {
        QFETCH(double, scale);
        const QStringList wishes {"--size", "1280x800", "--project",
                                  QStringLiteral(WEFT_SOURCE_DIR "/projects/iris.weft")};
        const QImage plain = picture(wishes);
        QVERIFY2(!plain.isNull(), qPrintable(m_said));
        QCOMPARE(plain.size(), QSize(1280, 800));
        const QImage fine = picture(wishes + QStringList {"--scale", QString::number(scale)});
        QVERIFY2(!fine.isNull(), qPrintable(m_said));
        QCOMPARE(fine.size(), QSize(int(std::lround(1280 * scale)), int(std::lround(800 * scale))));
        // Made small again, it is the first one but for the edges of letters: by squares of 16, of which few differ.
        const auto squares = [](const QImage& image) {
            return image.scaled(80, 50, Qt::IgnoreAspectRatio, Qt::SmoothTransformation)
                .convertToFormat(QImage::Format_Grayscale8);
        };
        const QImage a = squares(plain);
        const QImage b = squares(fine);
        int other = 0;
        for (int y = 0; y < a.height(); ++y)
            for (int x = 0; x < a.width(); ++x)
                other += std::abs(qGray(a.pixel(x, y)) - qGray(b.pixel(x, y))) > 20;
        QVERIFY2(other < 60, qPrintable(QString::number(other))); // of 4,000
        // And it is finer: not the coarse picture blown up.
        const QImage blown = plain.scaled(fine.size(), Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
        const auto sharpness = [](const QImage& image) {
            int64_t sum = 0;
            for (int y = 0; y < image.height(); ++y)
                for (int x = 1; x < image.width(); ++x)
                    sum += std::abs(qGray(image.pixel(x, y)) - qGray(image.pixel(x - 1, y)));
            return sum;
        };
        QVERIFY(sharpness(fine) > sharpness(blown) * 11 / 10);
    }

    void everyWorkspaceIsDrawnInBothThemes_data()
    {
        QTest::addColumn<QString>("workspace");
        for (const char* const workspace : {"start", "build", "data", "runs"})
            QTest::newRow(workspace) << workspace;
    }
    void everyWorkspaceIsDrawnInBothThemes()
    {
        QFETCH(QString, workspace);
        const auto lightness = [](const QImage& image) {
            const QImage small = image.scaled(16, 10, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
            int sum = 0;
            for (int y = 0; y < small.height(); ++y)
                for (int x = 0; x < small.width(); ++x)
                    sum += qGray(small.pixel(x, y));
            return sum / (small.width() * small.height());
        };
        const QImage dark = picture({"--size", "1280x720", "--workspace", workspace});
        QVERIFY2(!dark.isNull(), qPrintable(m_said));
        const QImage light = picture({"--size", "1280x720", "--workspace", workspace}, "light");
        QVERIFY2(!light.isNull(), qPrintable(m_said));
        QVERIFY2(lightness(dark) < 60 && lightness(light) > 200,
                 qPrintable(QString::number(lightness(dark)) + ", " + QString::number(lightness(light))));
    }

    // Large letters take the window longer; that is nothing to whoever wants a picture.
    void nothingIsSaidOfHowLongItTook()
    {
        const QImage image = picture({"--size", "1280x800", "--font-scale", "2", "--project",
                                      QStringLiteral(WEFT_SOURCE_DIR "/projects/char_gpt.weft")});
        QVERIFY2(!image.isNull(), qPrintable(m_said));
        QVERIFY2(!m_said.contains("Slow"), qPrintable(m_said));
    }

    void aWishThatCannotBeMetIsSaid()
    {
        QVERIFY(picture({"--project", m_folder.filePath("nothing.weft")}).isNull());
        QVERIFY2(m_said.contains("nothing.weft"), qPrintable(m_said));
        QVERIFY(picture({"--grab", "nobody"}).isNull());
        QVERIFY2(m_said.contains("nobody"), qPrintable(m_said));
    }
};

QTEST_GUILESS_MAIN(TestPictures)
#include "tst_pictures.moc"
