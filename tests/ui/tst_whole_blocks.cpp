#include "engine/graph/read_project.h"
#include "tests/ui/support/canvas_hand.h"
#include "ui/document/block_reports.h"
#include "ui/session/session.h"
#include "ui/style/style.h"

#include <QFile>
#include <QTest>

#include <limits>

// A block is told of as one thing: what all in it costs, the shape that leaves it, how it lives while it trains.

using namespace weft;

namespace {

Project example(const char* name)
{
    QFile file(QStringLiteral(WEFT_SOURCE_DIR "/projects/") + QLatin1String(name));
    [[maybe_unused]] const bool isOpen = file.open(QIODevice::ReadOnly);
    return readProject(file.readAll().toStdString());
}

// What is within a path, added up in the plainest way.
NodeReport sumOf(const GraphReport& report, const std::string& path)
{
    NodeReport sum;
    for (const NodeReport& node : report.nodes) {
        if (!node.path.starts_with(path + "/"))
            continue;
        sum.parameters += node.parameters;
        sum.flops += node.flops;
        sum.activationBytes += node.activationBytes;
    }
    return sum;
}

bool isChecked(const GraphDocument& document)
{
    return QTest::qWaitFor([&document] { return document.isChecked(); }, patience);
}

} // namespace

class TestWholeBlocks : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { Style::get().apply(*static_cast<QApplication*>(qApp)); }

    void aBlockCostsWhatIsInIt_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("use");
        QTest::addColumn<QString>("shape"); // without the samples
        QTest::newRow("once") << "unet_segmentation.weft"
                              << "down1"
                              << "16×64×64";
        QTest::newRow("deeper") << "unet_segmentation.weft"
                                << "bottom"
                                << "64×16×16";
        QTest::newRow("repeated") << "char_gpt.weft"
                                  << "transformer"
                                  << "128×128";
    }
    void aBlockCostsWhatIsInIt()
    {
        QFETCH(QString, file);
        QFETCH(QString, use);
        QFETCH(QString, shape);
        const GraphDocument document(example(file.toLatin1().constData()));
        QVERIFY(isChecked(document));
        const NodeReport* const whole = document.report({{}, use.toStdString()});
        QVERIFY(whole);
        QCOMPARE(whole->type, std::string("block"));
        const NodeReport sum = sumOf(*document.report(), use.toStdString());
        QVERIFY(sum.parameters > 0 && sum.flops > 0);
        QCOMPARE(whole->parameters, sum.parameters);
        QCOMPARE(whole->flops, sum.flops);
        QCOMPARE(whole->activationBytes, sum.activationBytes);
        QCOMPARE(whole->outputs.size(), size_t(1));
        Shape sample = whole->outputs.front().shape;
        sample.erase(0);
        QCOMPARE(QString::fromStdString(toString(sample)), shape);
    }

    void blocksInBlocksCountForBoth()
    {
        Project project = example("char_gpt.weft");
        // The transformer goes into a block "body" that only hands it on.
        const auto use = std::ranges::find(project.graph.nodes, "transformer", &GraphNode::id);
        QVERIFY(use != project.graph.nodes.end());
        const std::string name = use->block;
        const auto inner = std::ranges::find(project.graph.blocks, name, &Block::name);
        const std::string in = inner->inputs.front().id, out = inner->outputs.front().id;
        GraphNode stack = {.id = "stack", .type = "block", .block = name, .repeat = use->repeat};
        stack.params = use->params;
        stack.inputs = {{in, {"in", in}}};
        use->block = "body";
        use->repeat = 2;
        use->params.clear();
        project.graph.blocks.push_back({.name = "body",
                                        .inputs = {{.id = in}},
                                        .outputs = {{.id = out, .from = PortRef {"stack", out}}},
                                        .nodes = {stack}});
        const GraphReport report = check(project.graph);
        for (const Diagnostic& one : report.diagnostics)
            QVERIFY2(one.severity != Severity::error, one.text.c_str());
        const std::vector<BlockReport> blocks = blockReports(project.graph, report);
        QStringList paths;
        for (const BlockReport& block : blocks) {
            paths << QString::fromStdString(block.whole.path);
            QCOMPARE(block.whole.parameters, sumOf(report, block.whole.path).parameters);
            QVERIFY2(block.source.starts_with(block.whole.path + "/"), block.source.c_str());
        }
        QCOMPARE(paths, QStringList({"transformer", "transformer/1/stack", "transformer/2/stack"}));
        QVERIFY(blocks.front().source.starts_with("transformer/2/stack/4/"));
        QCOMPARE(blocks.front().whole.parameters, 2 * blocks[1].whole.parameters);
    }

    // Each level would hold twice as many as the one above it.
    void aBlockInItselfIsToldOfOnce()
    {
        Project project;
        project.graph.nodes = {{.id = "in",
                                .type = "image",
                                .params = {{"channels", int64_t(1)}, {"height", int64_t(4)}, {"width", int64_t(4)}}},
                               {.id = "n", .type = "block", .block = "A", .inputs = {{"x", {"in", "y"}}}}};
        project.graph.blocks.push_back(
            {.name = "A",
             .inputs = {{.id = "x"}},
             .outputs = {{.id = "y", .from = PortRef {"last", "y"}}},
             .nodes = {{.id = "dense", .type = "dense", .inputs = {{"x", {"in", "x"}}}},
                       {.id = "first", .type = "block", .block = "A", .inputs = {{"x", {"dense", "y"}}}},
                       {.id = "last", .type = "block", .block = "A", .inputs = {{"x", {"first", "y"}}}}}});
        const GraphReport report = check(project.graph);
        QVERIFY(hasErrors(report.diagnostics));
        QStringList paths;
        for (const BlockReport& block : blockReports(project.graph, report))
            paths << QString::fromStdString(block.whole.path);
        QCOMPARE(paths, QStringList({"n", "n/first", "n/last"}));
    }

    void whatIsBrokenInsideLeavesNoShape()
    {
        Project project = example("unet_segmentation.weft");
        for (Block& block : project.graph.blocks)
            for (BlockPort& port : block.outputs)
                port.from.reset();
        const std::vector<BlockReport> blocks = blockReports(project.graph, check(project.graph));
        QVERIFY(!blocks.empty());
        for (const BlockReport& block : blocks)
            QVERIFY(block.whole.outputs.empty() && block.source.empty());
    }

    void theWiresBehindABlockLive()
    {
        CanvasHand hand(example("unet_segmentation.weft"));
        QVERIFY(isChecked(hand.document));
        Session session;
        hand.canvas.watch(&session);
        const float nothing = std::numeric_limits<float>::quiet_NaN();
        Observation observation {.step = 5};
        for (const char* const layer : {"conv1", "norm1", "relu1", "conv2", "norm2"})
            observation.nodes.push_back({.node = std::string("down1/") + layer,
                                         .bytes = 100,
                                         .activationRms = 1,
                                         .gradientRms = 0.5F,
                                         .milliseconds = 2});
        observation.nodes.push_back({.node = "down1/relu2",
                                     .bytes = 4096,
                                     .activationRms = 0.25F,
                                     .gradientRms = 0.125F,
                                     .zeros = 0.5F,
                                     .milliseconds = nothing});
        for (int look = 0; look < 3; ++look) { // what was added up before does not count again
            emit session.observed(observation);
            const NodeLife* const whole = hand.canvas.liveliness().find("down1");
            QVERIFY(whole);
            QCOMPARE(whole->gradientRms, 0.125);
            QCOMPARE(whole->activationRms, 0.25);
            QCOMPARE(whole->bytes, 4096.0);
            QCOMPARE(whole->milliseconds, 10.0);
            QVERIFY(!whole->fused);
            QVERIFY(hand.canvas.liveliness().find("down1/relu2")->fused); // its time is another's
            QCOMPARE(hand.canvas.liveliness().longest, 2.0);
        }
        hand.canvas.watch(nullptr);
    }
};

QTEST_MAIN(TestWholeBlocks)
#include "tst_whole_blocks.moc"
