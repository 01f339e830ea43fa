#include "ui/canvas/search/fuzzy_match.h"
#include "ui/canvas/search/layer_search.h"
#include "ui/canvas/search/what_fits.h"

#include <QElapsedTimer>
#include <QTest>

#include <algorithm>
#include <set>

using namespace weft;

namespace {

QString typeAt(const std::vector<LayerChoice>& choices, const std::vector<LayerHit>& hits, size_t place)
{
    return place < hits.size() ? QString::fromStdString(choices[size_t(hits[place].choice)].type) : "nothing";
}

const Fit* fitOf(const FitQuestion& question, const std::vector<Fit>& fits, const std::string& type)
{
    for (const Fit& fit : fits) {
        if (question.choices[size_t(fit.choice)].type == type)
            return &fit;
    }
    return nullptr;
}

QString resultOf(const FitQuestion& question, const std::vector<Fit>& fits, const std::string& type)
{
    const Fit* fit = fitOf(question, fits, type);
    if (fit == nullptr)
        return "does not fit";
    return fit->result ? QString::fromStdString(toString(fit->result->shape)) : "unknown";
}

Block doubleConv()
{
    Block block = {.name = "Double conv", .inputs = {{"x"}}, .outputs = {{"y", PortRef {"relu", "y"}}}};
    block.nodes = {
        {.id = "conv", .type = "conv2d", .params = {{"filters", int64_t(8)}}, .inputs = {{"x", {"in", "x"}}}},
        {.id = "relu", .type = "relu", .inputs = {{"x", {"conv", "y"}}}}};
    return block;
}

} // namespace

class TestLayerSearch : public QObject {
    Q_OBJECT

private slots:
    void lettersMatchInOrder()
    {
        QVERIFY(fuzzyMatch(u"cnv2d", u"Conv 2D"));
        QVERIFY(fuzzyMatch(u"CONV2D", u"conv 2d"));
        QVERIFY(!fuzzyMatch(u"2dconv", u"Conv 2D"));
        QVERIFY(!fuzzyMatch(u"conv3", u"Conv 2D"));
        QVERIFY(!fuzzyMatch(u"longer than the text", u"Add"));
        QCOMPARE(fuzzyMatch(u"", u"Add")->positions.size(), 0u);
    }

    void theBestAlignmentIsMarked()
    {
        // The first "p" is inside "Dropout"; the word that starts with it is meant.
        QCOMPARE(fuzzyMatch(u"pool", u"Global average pool")->positions, (std::vector<int> {15, 16, 17, 18}));
        QCOMPARE(fuzzyMatch(u"gap", u"Global average pool")->positions, (std::vector<int> {0, 7, 15}));
        QCOMPARE(fuzzyMatch(u"池化", u"最大池化")->positions, (std::vector<int> {2, 3}));
    }

    void scatteredLettersAreNoMatch()
    {
        QVERIFY(!fuzzyMatch(u"loab", u"Global average pool"));
        QVERIFY(!fuzzyMatch(u"lve", u"Global average pool"));
        QVERIFY(fuzzyMatch(u"o", u"conv")); // one letter may stand anywhere
    }

    void searchesFindWhatPeopleMean_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("first");
        const std::pair<const char*, const char*> rows[] = {
            {"fc", "dense"},
            {"linear", "dense"},
            {"batchnorm", "batch_norm"},
            {"bn", "batch_norm"},
            {"conv", "conv1d"},
            {"conv2", "conv2d"},
            {"conv2d", "conv2d"},
            {"2d conv", "conv2d"},
            {"maxpool2d", "max_pool2d"},
            {"mp2", "max_pool2d"},
            {"gap", "global_avg_pool"},
            {"relu", "relu"},
            {"silu", "swish"},
            {"attention", "multi_head_attention"},
            {"mha", "multi_head_attention"},
            {"deconv2d", "conv_transpose2d"},
            {"cat", "concat"},
            {"ce", "cross_entropy"},
            {"softmax", "softmax"},
            {"flat", "flatten"},
            {"drop", "dropout"},
            {"residual", "add"},
            {"rnn", "lstm"},
        };
        for (const auto& [text, first] : rows)
            QTest::newRow(text) << QString(text) << QString(first);
    }

    void searchesFindWhatPeopleMean()
    {
        QFETCH(QString, text);
        QFETCH(QString, first);
        const std::vector<LayerChoice> choices = layerChoices({});
        const std::vector<LayerHit> hits = searchLayers(choices, text);
        QCOMPARE(typeAt(choices, hits, 0), first);
        QVERIFY(std::ranges::is_sorted(hits, std::ranges::greater(), &LayerHit::score));
    }

    void everyLayerIsFoundByItsTitleAndId()
    {
        const std::vector<LayerChoice> choices = layerChoices({});
        QVERIFY(choices.size() > 80);
        for (const LayerChoice& choice : choices) {
            QCOMPARE(typeAt(choices, searchLayers(choices, choice.title), 0), QString::fromStdString(choice.type));
            QCOMPARE(typeAt(choices, searchLayers(choices, QString::fromStdString(choice.type)), 0),
                     QString::fromStdString(choice.type));
        }
    }

    void recentAndFavouriteLayersComeFirst()
    {
        const std::vector<LayerChoice> choices = layerChoices({});
        LayerHabits habits;
        habits.use("conv3d");
        habits.use("tanh");
        habits.favourites = {"dense"};
        std::vector<LayerHit> hits = searchLayers(choices, "", habits);
        QCOMPARE(hits.size(), choices.size());
        QCOMPARE(typeAt(choices, hits, 0), QString("dense"));
        QCOMPARE(typeAt(choices, hits, 1), QString("tanh"));
        QCOMPARE(typeAt(choices, hits, 2), QString("conv3d"));
        hits = searchLayers(choices, "conv", habits);
        QCOMPARE(typeAt(choices, hits, 0), QString("conv3d"));
        for (int i = 0; i < 100; ++i)
            habits.use(QString::number(i));
        QVERIFY(habits.recent.size() <= 12);
    }

    void blocksOfTheProjectAreFound()
    {
        const std::vector<LayerChoice> choices = layerChoices({.blocks = {doubleConv()}});
        const std::vector<LayerHit> hits = searchLayers(choices, "dc");
        QVERIFY(std::ranges::any_of(
            hits, [&](const LayerHit& hit) { return choices[size_t(hit.choice)].block == "Double conv"; }));
        QCOMPARE(choices.back().key(), QString("block:Double conv"));
    }

    void whatTakesAnImageIsListedWithItsResult()
    {
        const FitQuestion question = {.choices = layerChoices({.blocks = {doubleConv()}}),
                                      .blocks = {doubleConv()},
                                      .value = ValueInfo {.shape = {1, 64, 14, 14}}};
        const std::vector<Fit> fits = whatFits(question);
        QCOMPARE(resultOf(question, fits, "max_pool2d"), QString("1×64×7×7"));
        QCOMPARE(resultOf(question, fits, "global_avg_pool"), QString("1×64"));
        QCOMPARE(resultOf(question, fits, "flatten"), QString("1×12544"));
        QCOMPARE(resultOf(question, fits, "relu"), QString("1×64×14×14"));
        QCOMPARE(resultOf(question, fits, "add"), QString("1×64×14×14"));
        QCOMPARE(resultOf(question, fits, "block"), QString("1×8×12×12"));
        QCOMPARE(resultOf(question, fits, "conv1d"), QString("does not fit"));
        QCOMPARE(resultOf(question, fits, "embedding"), QString("does not fit"));
        QCOMPARE(resultOf(question, fits, "image"), QString("does not fit"));
    }

    void labelsFitTheSecondInputOfALoss()
    {
        const FitQuestion question = {.choices = layerChoices({}),
                                      .value = ValueInfo {.shape = {1}, .dtype = DType::i32}};
        const std::vector<Fit> fits = whatFits(question);
        const Fit* loss = fitOf(question, fits, "cross_entropy");
        QVERIFY(loss != nullptr);
        QCOMPARE(loss->port, std::string("target"));
        QCOMPARE(resultOf(question, fits, "conv2d"), QString("does not fit"));
    }

    void scoresFitTheFirstInputOfALoss()
    {
        const FitQuestion question = {.choices = layerChoices({}), .value = ValueInfo {.shape = {1, 10}}};
        const std::vector<Fit> fits = whatFits(question);
        const Fit* loss = fitOf(question, fits, "cross_entropy");
        QVERIFY(loss != nullptr);
        QCOMPARE(loss->port, std::string("x"));
        QCOMPARE(resultOf(question, fits, "dense"), QString("1×128"));
    }

    void everyLayerWithAnInputFitsSomething()
    {
        const std::vector<LayerChoice> choices = layerChoices({});
        std::set<std::string> fitting;
        for (const ValueInfo& value :
             {ValueInfo {.shape = {1, 3, 32, 32}}, ValueInfo {.shape = {1, 3, 32}}, ValueInfo {.shape = {1, 16}},
              ValueInfo {.shape = {1, 3, 8, 8, 8}}, ValueInfo {.shape = {1}, .dtype = DType::i32},
              ValueInfo {.shape = {1, 16}, .dtype = DType::i32}}) {
            const FitQuestion question = {.choices = choices, .value = value};
            for (const Fit& fit : whatFits(question))
                fitting.insert(choices[size_t(fit.choice)].type);
        }
        for (const LayerType& type : layerTypes()) {
            if (!type.inputs.empty())
                QVERIFY2(fitting.contains(type.id), type.id.c_str());
        }
    }

    void anUnknownValueFitsWhateverHasAnInput()
    {
        const FitQuestion question = {.choices = layerChoices({})};
        const std::vector<Fit> fits = whatFits(question);
        QCOMPARE(resultOf(question, fits, "conv2d"), QString("unknown"));
        QCOMPARE(resultOf(question, fits, "label"), QString("does not fit"));
    }

    void backwardsOnlyWhatTheInputTakesIsListed()
    {
        FitQuestion question = {.choices = layerChoices({})};
        question.taker = {.node = {.id = "conv", .type = "conv2d"}, .port = "x"};
        std::vector<Fit> fits = whatFits(question);
        QVERIFY(fitOf(question, fits, "conv2d") != nullptr);
        QVERIFY(fitOf(question, fits, "max_pool2d") != nullptr);
        QCOMPARE(resultOf(question, fits, "image"), QString("1×1×28×28"));
        QVERIFY(fitOf(question, fits, "dense") == nullptr || fitOf(question, fits, "label") == nullptr);
        QVERIFY(fitOf(question, fits, "label") == nullptr);
        QVERIFY(fitOf(question, fits, "embedding") == nullptr);

        question.taker = {.node = {.id = "loss", .type = "cross_entropy"},
                          .port = "target",
                          .others = {{"x", ValueInfo {.shape = {1, 10}}}}};
        fits = whatFits(question);
        QVERIFY(fitOf(question, fits, "label") != nullptr);
        QVERIFY(fitOf(question, fits, "conv2d") == nullptr);
    }

    void theQuestionIsAnsweredInMilliseconds()
    {
        const FitQuestion question = {.choices = layerChoices({}), .value = ValueInfo {.shape = {1, 64, 14, 14}}};
        QElapsedTimer timer;
        timer.start();
        QVERIFY(!whatFits(question).empty());
        qInfo("forwards: %lld ms", timer.restart());
        FitQuestion backwards = {.choices = layerChoices({})};
        backwards.taker = {.node = {.id = "conv", .type = "conv2d"}, .port = "x"};
        QVERIFY(!whatFits(backwards).empty());
        qInfo("backwards: %lld ms", timer.elapsed());
    }
};

QTEST_MAIN(TestLayerSearch)
#include "tst_layer_search.moc"
