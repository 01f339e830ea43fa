#include "tests/support/small_projects.h"
#include "ui/document/actions.h"
#include "ui/panels/confusion/confusion_panel.h"
#include "ui/panels/confusion/confusion_view.h"
#include "ui/panels/predictions/draw_pad.h"
#include "ui/panels/predictions/prediction_grid.h"
#include "ui/panels/predictions/predictions_panel.h"
#include "ui/panels/predictions/probe.h"
#include "ui/panels/predictions/probe_row.h"
#include "ui/panels/predictions/sample_values.h"
#include "ui/style/style.h"

#include <QLabel>
#include <QLayout>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QUndoStack>

#include <cmath>
#include <cstring>
#include <set>

using namespace weft;

namespace {

template <class T> SampleValues values(std::string kind, DType dtype, Shape shape, const std::vector<T>& numbers)
{
    SampleValues made {.node = "n", .kind = std::move(kind), .dtype = dtype, .shape = shape};
    made.bytes.resize(numbers.size() * sizeof(T));
    std::memcpy(made.bytes.data(), numbers.data(), made.bytes.size());
    return made;
}

// Three grey pictures of 2 × 2, their classes, and what a network makes of them: right, wrong, right.
Predictions threeSamples()
{
    Predictions of {.step = 7, .samples = {10, 11, 12}};
    of.inputs = {values<uint8_t>("image", DType::u8, {1, 2, 2}, {0, 255, 0, 0, 0, 0, 128, 0, 1, 2, 3, 4})};
    of.truths = {values<int32_t>("class", DType::i32, {}, {0, 1, 2})};
    of.truths[0].classes = {"cat", "dog", "bird"};
    of.predictions = {
        values<float>("classes", DType::f32, {3}, {0.7f, 0.2f, 0.1f, 0.5f, 0.3f, 0.2f, 0.1f, 0.1f, 0.8f})};
    of.predictions[0].classes = of.truths[0].classes;
    return of;
}

ConfusionMatrix twoClasses()
{
    return {.node = "confusion", .classes = 2, .counts = {90, 10, 1, 99}};
}

} // namespace

class TestPredictions : public QObject {
    Q_OBJECT
private slots:
    void aPanelSaysWhichLayerIsMissingAndAddsIt_data()
    {
        QTest::addColumn<bool>("confusion");
        QTest::newRow("predictions need an Output") << false;
        QTest::newRow("a matrix needs a Confusion matrix") << true;
    }

    void aPanelSaysWhichLayerIsMissingAndAddsIt()
    {
        QFETCH(const bool, confusion);
        GraphDocument document(spirals());
        PredictionsPanel predictions;
        ConfusionPanel matrix;
        QWidget& panel = confusion ? static_cast<QWidget&>(matrix) : predictions;
        panel.resize(500, 300);
        panel.show();
        const auto button = [&]() -> QPushButton* {
            for (QPushButton* const one : panel.findChildren<QPushButton*>()) {
                if (one->isVisible() && one->text().startsWith(QStringLiteral("Add")))
                    return one;
            }
            return nullptr;
        };
        QVERIFY(button() == nullptr); // there is no project
        predictions.show(&document);
        matrix.show(&document);
        QVERIFY(button() != nullptr);
        QTest::mouseClick(button(), Qt::LeftButton);
        QVERIFY(button() == nullptr);
        const std::vector<GraphNode>& nodes = document.nodes({});
        const std::string type = confusion ? "confusion_matrix" : "output";
        const auto added = std::ranges::find(nodes, type, &GraphNode::type);
        QVERIFY(added != nodes.end());
        std::vector<Input> expected = {{"x", {"scores", "y"}}};
        if (confusion)
            expected.push_back({"target", {"arm", "y"}});
        QVERIFY(added->inputs == expected);
        const NodeView loss = document.view({}, "loss"), place = document.view({}, added->id);
        QVERIFY(place.x == loss.x && place.y > loss.y);
        QTRY_VERIFY(document.isChecked());
        QVERIFY(std::ranges::none_of(document.problems(),
                                     [](const Diagnostic& one) { return one.severity == Severity::error; }));
        QCOMPARE(document.undoStack()->count(), 1);
        document.undoStack()->undo();
        QVERIFY(button() != nullptr);
    }

    void withoutALossNothingIsOffered()
    {
        Project project = spirals();
        std::erase_if(project.graph.nodes, [](const GraphNode& node) { return node.id == "loss"; });
        GraphDocument document(project);
        QVERIFY(!canAddBesideLoss(document, "output"));
        QVERIFY(addBesideLoss(document, "output").empty());
        QCOMPARE(document.undoStack()->count(), 0);
    }

    void scoresComeBestFirstAndNotANumberLast()
    {
        const float nan = std::nanf("");
        const SampleValues scores = values<float>("classes", DType::f32, {4}, {0.1f, nan, 0.6f, 0.3f});
        const std::vector<Score> top = topScores(scores, 0, 4);
        QCOMPARE(top.size(), size_t(4));
        QCOMPARE(top[0].classIndex, int64_t(2));
        QCOMPARE(top[1].classIndex, int64_t(3));
        QCOMPARE(top[2].classIndex, int64_t(0));
        QCOMPARE(top[3].classIndex, int64_t(1));
    }

    void aSampleThatIsNotThereIsEmpty()
    {
        const SampleValues scores = values<float>("classes", DType::f32, {2}, {0.5f, 0.5f});
        QCOMPARE(sampleCount(scores), int64_t(1));
        QVERIFY(sampleNumbers(scores, 1).empty());
        QVERIFY(sampleNumbers(scores, -1).empty());
        QVERIFY(topScores(scores, 3, 2).empty());
    }

    void picturesAreReadAsTheyAreStored()
    {
        const Predictions of = threeSamples();
        const QImage first = sampleImage(of.inputs[0], 0);
        QCOMPARE(first.size(), QSize(2, 2));
        QCOMPARE(qGray(first.pixel(1, 0)), 255);
        QCOMPARE(qGray(first.pixel(0, 1)), 0);
        const SampleValues colour =
            values<float>("image", DType::f32, {3, 1, 2}, {1.f, 0.f, 0.f, 1.f, 0.5f, 0.f}); // planes
        QCOMPARE(sampleImage(colour, 0).pixel(0, 0), qRgb(255, 0, 128));
        QCOMPARE(sampleImage(colour, 0).pixel(1, 0), qRgb(0, 255, 0));
    }

    void floatsOutsideOfZeroToOneAreStretched()
    {
        const SampleValues picture = values<float>("image", DType::f32, {1, 1, 3}, {-2.f, 0.f, 2.f});
        const QImage image = sampleImage(picture, 0);
        QCOMPARE(qGray(image.pixel(0, 0)), 0);
        QCOMPARE(qGray(image.pixel(1, 0)), 128);
        QCOMPARE(qGray(image.pixel(2, 0)), 255);
    }

    void halfPrecisionIsRead()
    {
        const SampleValues half =
            values<uint16_t>("values", DType::f16, {4}, {0x3c00, 0xc000, 0x3555, 0x0001}); // 1, -2, 1/3, 2^-24
        const std::vector<float> numbers = sampleNumbers(half, 0);
        QCOMPARE(numbers[0], 1.f);
        QCOMPARE(numbers[1], -2.f);
        QVERIFY(std::abs(numbers[2] - 1.f / 3) < 1e-3f);
        QCOMPARE(numbers[3], std::ldexp(1.f, -24));
        QCOMPARE(sampleNumbers(values<uint16_t>("values", DType::bf16, {1}, {0x4049}), 0)[0], 3.140625f);
    }

    void theLikeliestClassOfEachPlaceMakesAMap()
    {
        const SampleValues scores =
            values<float>("classes", DType::f32, {2, 1, 3}, {0.9f, 0.2f, 0.5f, 0.1f, 0.8f, 0.6f});
        QCOMPARE(sampleNumbers(likeliest(scores, 0), 0), (std::vector<float> {0, 1, 1}));
    }

    void aTileSaysWhetherItIsRight()
    {
        const Predictions of = threeSamples();
        QVERIFY(spokenPrediction(of, 0).contains("right"));
        QVERIFY(spokenPrediction(of, 1).contains("wrong, it is dog"));
        QVERIFY(spokenPrediction(of, 2).startsWith("Sample 12, bird"));
    }

    void arrowsWalkFromTileToTile()
    {
        PredictionGrid grid;
        grid.resize(900, 300);
        grid.show(threeSamples());
        QSignalSpy picked(&grid, &PredictionGrid::picked);
        QTest::keyClick(&grid, Qt::Key_Right);
        QTest::keyClick(&grid, Qt::Key_Right);
        QTest::keyClick(&grid, Qt::Key_Right); // there is no fourth
        QCOMPARE(picked.size(), 2);
        QCOMPARE(grid.current(), int64_t(2));
        grid.show({}); // fewer samples than before
        QCOMPARE(grid.current(), int64_t(0));
    }

    void theProbeIsForPictures()
    {
        ProbeRow row;
        QVERIFY(row.hasUse()); // nobody knows yet what the network takes
        row.setInput(values<int32_t>("tokens", DType::i32, {4}, {1, 2, 3, 4}));
        QVERIFY(!row.hasUse());
        row.setInput(threeSamples().inputs.front());
        QVERIFY(row.hasUse());
    }

    // Where letters are large and the panel is narrow.
    void theProbesWordsAreNeverCut()
    {
        ProbeRow row;
        row.setInput(threeSamples().inputs.front());
        auto* const text = row.findChild<QLabel*>(QStringLiteral("said"));
        QVERIFY(text);
        const auto shownIn = [&](int width) {
            row.resize(width, 50);
            row.show();
            row.resize(width, std::max(row.layout()->heightForWidth(width), row.minimumHeight()));
            row.layout()->activate();
            return !text->isHidden() && text->height() >= text->heightForWidth(text->width());
        };
        row.setActive(true, {});
        QVERIFY(shownIn(900));
        QVERIFY(row.toolTip().isEmpty());
        QVERIFY(!shownIn(260)); // the buttons say it, too
        QVERIFY(!row.toolTip().isEmpty());
        row.setActive(false, QStringLiteral("Your own sample is answered while training runs or is paused."));
        QVERIFY(shownIn(260));
        QVERIFY(text->width() > 200);
    }

    // Letters of another face than the mono one, here none of them, are not drawn over each other.
    void textsArePaintedInCells()
    {
        Predictions of {.step = 1, .samples = {0}};
        of.truths = {values<int32_t>("tokens", DType::i32, {4}, {0, 1, 0, 1})};
        of.predictions = {values<float>("tokens", DType::f32, {4, 2}, {9, 0, 0, 9, 9, 0, 0, 9})};
        of.truths[0].classes = of.predictions[0].classes = {"\n", "字"};
        QCOMPARE(sampleText(likeliest(of.predictions[0], 0), 0), QString("\n字\n字"));
        PredictionGrid grid;
        grid.resize(300, 60);
        grid.show(of);
        const QImage picture = grid.grab().toImage();
        const int wide = QFontMetrics(Style::get().font(TextRole::mono)).horizontalAdvance(QString("字"));
        int last = 0; // column with ink
        for (int x = 0; x < picture.width(); ++x)
            for (int y = 0; y < picture.height(); ++y)
                if (picture.pixel(x, y) != picture.pixel(picture.width() - 1, picture.height() - 1))
                    last = x;
        QVERIFY2(last >= 3 * wide, qPrintable(QString::number(last)));
    }

    void aStrokeIsDrawnWhereTheMouseGoes()
    {
        DrawPad pad;
        pad.resize(170, 170);
        pad.setResolution({28, 28});
        QVERIFY(pad.isBlank());
        QSignalSpy changed(&pad, &DrawPad::changed);
        QTest::mousePress(&pad, Qt::LeftButton, {}, {85, 30});
        QTest::mouseMove(&pad, {85, 140});
        QTest::mouseRelease(&pad, Qt::LeftButton, {}, {85, 140});
        QVERIFY(!pad.isBlank());
        QVERIFY(changed.size() >= 1);
        const QImage drawing = pad.drawing();
        QCOMPARE(drawing.size(), QSize(28, 28));
        QVERIFY(qGray(drawing.pixel(14, 5)) > 200);
        QCOMPARE(qGray(drawing.pixel(2, 14)), 0);
        QTest::keyClick(&pad, Qt::Key_Delete);
        QVERIFY(pad.isBlank());
        QCOMPARE(qGray(pad.drawing().pixel(14, 5)), 0);
    }

    void aPictureIsFittedAndInverted()
    {
        const Predictions of = threeSamples();
        QImage paper(40, 20, QImage::Format_RGB32); // dark on light, twice as wide as high
        paper.fill(Qt::white);
        for (int y = 6; y < 14; ++y) {
            for (int x = 16; x < 24; ++x)
                paper.setPixel(x, y, qRgb(0, 0, 0));
        }
        SampleValues input = of.inputs[0];
        input.shape = {1, 8, 8};
        input.bytes.assign(64, std::byte(0)); // dark all over
        QVERIFY(wantsInverting(paper, input));
        const std::vector<float> stored = storedPicture(paper, input, true);
        QCOMPARE(stored.size(), size_t(64));
        QCOMPARE(stored[0], 0.f); // the padding has the edge's tone
        QVERIFY(stored[3 * 8 + 3] > 50 || stored[4 * 8 + 4] > 50);
        QVERIFY(storedPicture(paper, input, false)[0] == 255.f);
        QVERIFY(storedPicture({}, input, false).empty());
    }

    void nobodyIsAskedWhileNobodyAnswers()
    {
        ProbeRow row;
        QSignalSpy asked(&row, &ProbeRow::asked);
        row.setInput(threeSamples().inputs[0]);
        auto* const pad = row.findChild<DrawPad*>();
        QTest::mouseClick(pad, Qt::LeftButton);
        QCOMPARE(asked.size(), 0);
        row.setActive(true, {});
        QCOMPARE(asked.size(), 1); // the drawing that was there
        QCOMPARE(asked[0][0].value<std::string>(), std::string("n"));
        QCOMPARE(asked[0][1].value<std::vector<float>>().size(), size_t(4));
        QTest::mouseClick(pad, Qt::LeftButton);
        QCOMPARE(asked.size(), 2);
    }

    void aCellIsPickedByMouseAndByKeys()
    {
        ConfusionView view;
        view.resize(300, 300);
        view.show(twoClasses(), {"yes", "no"});
        QSignalSpy picked(&view, &ConfusionView::picked);
        QTest::mouseClick(&view, Qt::LeftButton, {}, view.cellRect(0, 1).center().toPoint());
        QCOMPARE(picked.size(), 1);
        QCOMPARE(view.truth(), int64_t(0));
        QCOMPARE(view.predicted(), int64_t(1));
        QTest::keyClick(&view, Qt::Key_Down);
        QCOMPARE(view.truth(), int64_t(1));
        QTest::keyClick(&view, Qt::Key_Down); // stays inside
        QCOMPARE(view.truth(), int64_t(1));
        QVERIFY(view.sentence(0, 1).startsWith("yes → no: 10 of 100"));
    }

    void theAxesOfAConfusionAreNamed_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::addColumn<int>("classes");
        QTest::addColumn<QString>("name");
        QTest::newRow("two") << QSize(300, 300) << 2 << "no";
        QTest::newRow("least") << QSize(140, 140) << 10 << "Ankle boot";
        QTest::newRow("wide") << QSize(500, 160) << 10 << "Ankle boot";
        QTest::newRow("tall") << QSize(150, 500) << 10 << "A name that has no end in sight";
        QTest::newRow("many") << QSize(300, 260) << 1000 << "";
    }
    void theAxesOfAConfusionAreNamed()
    {
        QFETCH(QSize, size);
        QFETCH(int, classes);
        QFETCH(QString, name);
        ConfusionView view;
        view.resize(size);
        ConfusionMatrix matrix {.node = "c", .classes = classes};
        matrix.counts.resize(size_t(classes) * size_t(classes));
        view.show(matrix, QStringList(classes, name));
        const QRectF cells = view.cellRect(0, 0).united(view.cellRect(classes - 1, classes - 1));
        const QImage picture = view.grab().toImage();
        for (const Qt::Orientation axis : {Qt::Horizontal, Qt::Vertical}) {
            const QRectF rect = view.axisRect(axis);
            const bool along = axis == Qt::Horizontal;
            QVERIFY2(QRectF(view.rect()).contains(rect) && !rect.intersects(cells), qPrintable(name));
            const QFontMetrics metrics(Style::get().font(TextRole::small));
            QVERIFY((along ? rect.width() : rect.height())
                    >= metrics.horizontalAdvance(along ? "Predicted class" : "True class"));
            std::set<QRgb> colours;
            for (int y = int(rect.top()); y < int(rect.bottom()); ++y)
                for (int x = int(rect.left()); x < int(rect.right()); ++x)
                    colours.insert(picture.pixel(x, y));
            QVERIFY2(colours.size() > 4, "nothing is written there");
        }
    }

    void aThousandClassesStillHaveCells()
    {
        ConfusionView view;
        view.resize(300, 300);
        ConfusionMatrix matrix {.node = "c", .classes = 1000};
        matrix.counts.resize(1000 * 1000);
        matrix.counts[5] = 3;
        view.show(matrix, {});
        QVERIFY(view.cellRect(999, 999).right() <= 301);
        QVERIFY(!view.grab().isNull());
        view.show({}, {});
        QVERIFY(!view.grab().isNull());
    }
};

QTEST_MAIN(TestPredictions)
#include "tst_predictions.moc"
