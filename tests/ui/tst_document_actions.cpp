#include "engine/compiler/check.h"
#include "engine/graph/read_project.h"
#include "engine/graph/write_project.h"
#include "tests/support/sample_network.h"
#include "ui/document/actions.h"
#include "ui/document/checker.h"
#include "ui/document/selection.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

#include <malloc.h>

using namespace weft;

// What the actions mean, where tst_graph_document says that they can be undone.

namespace {

using Names = std::vector<std::string>;

Project sample()
{
    return readProject(sampleNetwork);
}

Names feeders(const GraphDocument& document, const Scope& scope, const std::string& node)
{
    Names names;
    for (const Input& input : document.node(scope, node)->inputs)
        names.push_back(input.from.node + '.' + input.from.port + '>' + input.port);
    return names;
}

std::string textOf(const GraphDocument& document)
{
    return writeProject(document.project());
}

// What the network computes, whatever its nodes are called.
QString costOf(const GraphDocument& document)
{
    const GraphReport report = check(document.project().graph);
    for (const Diagnostic& one : report.diagnostics) {
        if (one.severity == Severity::error)
            return QString::fromStdString(one.node + ": " + one.text);
    }
    return QString("%1 weights, %2 trained, %3 FLOP").arg(report.parameters).arg(report.trainable).arg(report.flops);
}

Project chain(int nodes)
{
    Project project;
    project.graph.nodes.push_back({.id = "x", .type = "features", .params = {{"count", int64_t(8)}}});
    std::string last = "x";
    for (int i = 0; i < nodes; ++i) {
        const std::string id = "relu_" + std::to_string(i);
        project.graph.nodes.push_back({.id = id, .type = "relu", .inputs = {{"x", {last, "y"}}}});
        project.view.nodes[id] = {.x = 200.0 * (i % 100), .y = 100.0 * (i / 100)};
        last = id;
    }
    return project;
}

} // namespace

class TestDocumentActions : public QObject {
    Q_OBJECT
private slots:
    void aSinglePortIsFedByTheLastWireAndAManyPortByAll()
    {
        GraphDocument document(sample());
        QCOMPARE(connectPorts(document, "", {"conv1", "y"}, "pool", "x"), QString());
        QCOMPARE(feeders(document, "", "pool"), Names({"conv1.y>x"}));
        QCOMPARE(connectPorts(document, "", {"conv1", "y"}, "sum", "x", 1), QString());
        QCOMPARE(feeders(document, "", "sum"), Names({"conv2.y>x", "conv1.y>x", "conv3.y>x", "relu1.y>x"}));
        moveInput(document, "", "sum", "x", 3, 0);
        QCOMPARE(feeders(document, "", "sum"), Names({"relu1.y>x", "conv2.y>x", "conv1.y>x", "conv3.y>x"}));
    }

    void refusedLinksSayWhy_data()
    {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("node");
        QTest::addColumn<QString>("port");
        QTest::addColumn<QString>("says");
        const auto row = [](const char* name, const char* from, const char* node, const char* port, const char* says) {
            QTest::newRow(name) << from << node << port << says;
        };
        row("legal", "conv1.y", "pool", "x", "");
        row("itself", "conv1.y", "conv1", "x", "A layer cannot feed itself.");
        row("circle", "sum.y", "conv1", "x", "That would be a circle: “sum” already works on what “conv1” gives.");
        row("no input", "conv1.y", "label", "x", "“label” takes no input.");
        row("no such input", "conv1.y", "loss", "z", "“loss” has no input “z”.");
        row("no such output", "conv1.z", "pool", "x", "“conv1” has no output “z”.");
        row("nobody", "gone.y", "pool", "x", "“gone” is not there.");
        row("to nobody", "conv1.y", "gone", "x", "“gone” is not there.");
        row("twice", "relu1.y", "sum", "x", "They are wired already.");
        row("classes into a layer", "label.y", "conv1", "x",
            "“label” gives class numbers; “conv1” computes with measured values.");
        row("numbers for classes", "pool.y", "accuracy", "target",
            "“accuracy” wants class numbers or tokens; wire a Label or a Tokens layer to it.");
    }
    void refusedLinksSayWhy()
    {
        QFETCH(QString, from);
        QFETCH(QString, node);
        QFETCH(QString, port);
        QFETCH(QString, says);
        GraphDocument document(sample());
        QTRY_VERIFY(document.isChecked()); // kinds of inner values are known from the report
        const QStringList source = from.split('.');
        const std::string before = textOf(document);
        const PortRef ref {source[0].toStdString(), source[1].toStdString()};
        QCOMPARE(whyNot(document, "", ref, node.toStdString(), port.toStdString()), says);
        QCOMPARE(connectPorts(document, "", ref, node.toStdString(), port.toStdString()), says);
        QCOMPARE(textOf(document) == before, !says.isEmpty());
    }

    void aRemovedNodeHealsItsWire()
    {
        GraphDocument document(sample());
        removeNodes(document, "", {"conv1", "relu1"}, true);
        QCOMPARE(feeders(document, "", "stage"), Names({"image.y>x"}));
        QCOMPARE(feeders(document, "", "sum"), Names({"conv2.y>x", "conv3.y>x", "image.y>x"}));
        document.undoStack()->undo();
        removeNodes(document, "", {"conv1", "relu1"}, false);
        QCOMPARE(feeders(document, "", "stage"), Names());
        removeNodes(document, "residual", {"second", "join"}, true);
        QCOMPARE(document.block("residual")->outputs[0].from, std::optional(PortRef {"in", "x"}));
    }

    void weightsOutliveTheirFirstUser()
    {
        GraphDocument document(sample());
        removeNodes(document, "", {"conv2"}, true);
        QCOMPARE(document.node("", "conv3")->shares, std::string());
    }

    void aNodeSetIntoAWireKeepsTheOrderOfInputs()
    {
        GraphDocument document(sample());
        const std::string id = addNode(document, "", "relu", {1, 2}, {.on = Wire {{"conv3", "y"}, "sum", "x"}});
        QCOMPARE(feeders(document, "", "sum"), Names({"conv2.y>x", id + ".y>x", "relu1.y>x"}));
        QCOMPARE(feeders(document, "", id), Names({"conv3.y>x"}));
        QCOMPARE(document.undoStack()->count(), 1);
        detach(document, "", {id});
        QCOMPARE(feeders(document, "", "sum"), Names({"conv2.y>x", "conv3.y>x", "relu1.y>x"}));
        QCOMPARE(feeders(document, "", id), Names());
    }

    void anotherTypeKeepsWiresAndSettingsOfTheSameName()
    {
        GraphDocument document(sample());
        QCOMPARE(swapType(document, "", {"sum"}, "concat"), QString());
        QCOMPARE(feeders(document, "", "sum"), Names({"conv2.y>x", "conv3.y>x", "relu1.y>x"}));
        QCOMPARE(swapType(document, "", {"conv1"}, "conv_transpose2d"), QString());
        QCOMPARE(feeders(document, "", "conv1"), Names({"image.y>x"}));
        QCOMPARE(document.node("", "conv1")->params.at("filters"), ParamValue(int64_t(8)));
        QCOMPARE(swapType(document, "", {"loss"}, "mse"), QString());
        QCOMPARE(feeders(document, "", "loss"), Names({"scores.y>x", "label.y>target"}));
    }

    void aNameIsFollowedEverywhere()
    {
        GraphDocument document(sample());
        document.change("metric", [](Edit& edit) {
            TrainingSection training = edit.project().training;
            training.earlyStop = EarlyStop {.metric = "validation/loss/loss"};
            edit.setTraining(training);
        });
        QCOMPARE(rename(document, {"", "image"}, "photo"), QString());
        QCOMPARE(document.project().data.feeds.at("photo"), std::string("pictures"));
        QCOMPARE(rename(document, {"", "conv2"}, "deep"), QString());
        QCOMPARE(document.node("", "conv3")->shares, std::string("deep"));
        QCOMPARE(rename(document, {"", "relu1"}, "base"), QString());
        QCOMPARE(document.dots("", {"base", "y"}, "sum", "x").size(), size_t(2));
        QCOMPARE(document.frames("")[0].nodes, Names({"conv1", "base"}));
        QCOMPARE(rename(document, {"", "loss"}, "objective"), QString());
        QCOMPARE(document.project().training.earlyStop->metric, std::string("validation/loss/objective"));
        QCOMPARE(rename(document, {"residual", "first"}, "begin"), QString());
        QCOMPARE(document.block("residual")->params[0].node, std::string("begin"));
        QVERIFY(!rename(document, {"", "conv1"}, "deep").isEmpty());
        QVERIFY(!rename(document, {"", "conv1"}, "a.b").isEmpty());
        QVERIFY(!rename(document, {"", "conv1"}, "").isEmpty());
        QCOMPARE(renameBlock(document, "residual", "skip"), QString());
        QCOMPARE(document.node("", "stage")->block, std::string("skip"));
        QCOMPARE(document.view("skip", "act").x, 200.0);
        QCOMPARE(document.project().view.bookmarks.at("1").block, std::string("skip"));
    }

    // An input without a feed takes the column of its own name; another name must not take that away.
    void aRenamedInputKeepsItsColumn()
    {
        Project project = sample();
        project.data.feeds.clear();
        GraphDocument document(project);
        rename(document, {"", "image"}, "photo");
        QCOMPARE(document.project().data.feeds.at("photo"), std::string("image"));
        const MadeBlock made = makeBlock(document, "", {"label"}, "truth");
        QCOMPARE(document.project().data.feeds.at(made.node + "/label"), std::string("label"));
        unpackBlock(document, {"", made.node});
        QCOMPARE(document.project().data.feeds.at("label"), std::string("label"));
    }

    void aBlockComputesWhatItsPartsDid_data()
    {
        QTest::addColumn<QStringList>("nodes");
        QTest::newRow("trunk") << QStringList {"stage", "conv2", "conv3", "sum"};
        QTest::newRow("start") << QStringList {"image", "conv1", "relu1"};
        QTest::newRow("end") << QStringList {"scores", "loss", "accuracy"};
        QTest::newRow("one") << QStringList {"conv1"};
    }
    void aBlockComputesWhatItsPartsDid()
    {
        QFETCH(QStringList, nodes);
        GraphDocument document(sample());
        const QString before = costOf(document);
        QVERIFY(before.contains("weights"));
        Ids ids;
        for (const QString& node : nodes)
            ids.insert(node.toStdString());
        const MadeBlock made = makeBlock(document, "", ids, "part");
        QCOMPARE(made.sentence, QString());
        QCOMPARE(costOf(document), before);
        QCOMPARE(document.block("part")->nodes.size(), ids.size());
        Ids unpacked;
        QCOMPARE(unpackBlock(document, {"", made.node}, &unpacked), QString());
        QCOMPARE(costOf(document), before);
        QCOMPARE(unpacked, ids);
    }

    void everyCopyOfARepeatedBlockIsUnpacked()
    {
        GraphDocument document(sample());
        const QString before = costOf(document);
        Ids unpacked;
        QCOMPARE(unpackBlock(document, {"", "stage"}, &unpacked), QString());
        QCOMPARE(unpacked.size(), size_t(8));
        QCOMPARE(costOf(document), before);
        QCOMPARE(document.node("", "first_2")->params.at("filters"), ParamValue(int64_t(8)));
    }

    void whatCannotBeABlockSaysWhy()
    {
        GraphDocument document(sample());
        QVERIFY(makeBlock(document, "", {"relu1", "sum"}, "b").sentence.contains("lies between"));
        QVERIFY(makeBlock(document, "", {"conv2"}, "b").sentence.contains("uses the weights of"));
        QVERIFY(!makeBlock(document, "", {}, "b").sentence.isEmpty());
        QVERIFY(!makeBlock(document, "", {"conv1"}, "a b").sentence.isEmpty());
        QCOMPARE(whyNotKind(document, "residual", "block:residual"), QString("A block cannot hold itself."));
        QCOMPARE(addNode(document, "residual", "block:residual", {}), std::string());
    }

    void aPromotedSettingFollowsItsBlock()
    {
        GraphDocument document(sample());
        QCOMPARE(promoteParam(document, {"residual", "second"}, "bias"), QString());
        QCOMPARE(promoteParam(document, {"residual", "first"}, "bias", "bias"), QString()); // one for both
        QCOMPARE(setParam(document, "", {"stage"}, "bias", false), QString());
        QCOMPARE(renamePromoted(document, "residual", "bias", "offset"), QString());
        QCOMPARE(document.node("", "stage")->params.at("offset"), ParamValue(false));
        QVERIFY(!promoteParam(document, {"residual", "second"}, "bias").isEmpty());
        QVERIFY(!promoteParam(document, {"residual", "act"}, "bias").isEmpty());
        demoteParam(document, "residual", "offset");
        QVERIFY(!document.node("", "stage")->params.contains("offset"));
        removeNodes(document, "residual", {"first", "second"}, true);
        QVERIFY(document.block("residual")->params.empty());
        QVERIFY(!document.node("", "stage")->params.contains("width"));
    }

    void aPortsNewNameKeepsItsWires()
    {
        GraphDocument document(sample());
        const QString before = costOf(document);
        QCOMPARE(renamePort(document, "residual", false, "x", "from"), QString());
        QCOMPARE(renamePort(document, "residual", true, "y", "to"), QString());
        QCOMPARE(feeders(document, "", "stage"), Names({"relu1.y>from"}));
        QCOMPARE(feeders(document, "", "conv2"), Names({"stage.to>x"}));
        QCOMPARE(document.dots("residual", {"in", "from"}, "join", "x").size(), size_t(1));
        QCOMPARE(costOf(document), before);
        removePort(document, "residual", true, "to");
        QCOMPARE(feeders(document, "", "conv2"), Names());
    }

    void pastedNodesKeepTheWiresAmongThem()
    {
        GraphDocument document(sample());
        const QString text = copyText(document, "", {"conv1", "relu1", "stage", "sum"});
        QVERIFY(text.startsWith("{\n  \"weft-clipboard\": 1"));
        const Pasted alone = pasteText(document, "", text, {1000, 1000});
        QCOMPARE(alone.sentence, QString());
        QCOMPARE(alone.ids, Names({"conv1_2", "relu1_2", "stage_2", "sum_2"}));
        QCOMPARE(feeders(document, "", "conv1_2"), Names());
        QCOMPARE(feeders(document, "", "sum_2"), Names({"relu1_2.y>x"}));
        QCOMPARE(document.dots("", {"relu1_2", "y"}, "sum_2", "x").size(), size_t(2));
        QCOMPARE(document.frames("").back().nodes, Names({"conv1_2", "relu1_2"}));
        const Pasted wired = pasteText(document, "", text, {1000, 1000}, true);
        QCOMPARE(feeders(document, "", wired.ids[0]), Names({"image.y>x"}));
        QCOMPARE(document.project().graph.blocks.size(), size_t(1)); // the same block serves all
        GraphDocument other;
        const Pasted elsewhere = pasteText(other, "", text, {0, 0}, true);
        QCOMPARE(elsewhere.ids, Names({"conv1", "relu1", "stage", "sum"}));
        QCOMPARE(*other.block("residual"), *document.block("residual"));
    }

    void anotherBlockOfTheNameIsKeptApart()
    {
        GraphDocument document(sample());
        const QString text = copyText(document, "", {"stage"});
        removeNodes(document, "residual", {"act"}, true);
        const Pasted pasted = pasteText(document, "", text, {});
        QCOMPARE(document.node("", pasted.ids[0])->block, std::string("residual_2"));
        QVERIFY(document.node("residual_2", "act") != nullptr);
    }

    void hostileClipboardTextGivesASentence_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("nothing") << "";
        QTest::newRow("prose") << "hello {\"weft-clipboard\": 1}";
        QTest::newRow("broken") << "{\"weft-clipboard\": 1, \"graph\": {\"nodes\": [{\"id\":";
        QTest::newRow("newer") << "{\"weft-clipboard\": 2, \"graph\": {\"nodes\": []}}";
        QTest::newRow("no version") << "{\"weft-clipboard\": \"1\"}";
        QTest::newRow("wrong kind") << "{\"weft-clipboard\": 1, \"graph\": {\"nodes\": [3]}}";
        QTest::newRow("empty") << "{\"weft-clipboard\": 1, \"graph\": {\"nodes\": []}}";
        QTest::newRow("deep") << "{\"weft-clipboard\": 1, \"graph\": " + QString("[").repeated(100000);
        QTest::newRow("repeat")
            << "{\"weft-clipboard\": 1, \"graph\": {\"nodes\": [{\"id\": \"a\", \"type\": \"block\", "
               "\"repeat\": 99999999}]}}";
    }
    void hostileClipboardTextGivesASentence()
    {
        QFETCH(QString, text);
        GraphDocument document(sample());
        const std::string before = textOf(document);
        const Pasted pasted = pasteText(document, "", text, {}, true);
        QVERIFY(!pasted.sentence.isEmpty());
        QVERIFY(pasted.ids.empty());
        QCOMPARE(textOf(document), before);
        QCOMPARE(document.undoStack()->count(), 0);
    }

    void strangeNamesArePastedAsGoodOnes()
    {
        GraphDocument document(sample());
        const Pasted pasted = pasteText(
            document, "",
            R"({"weft-clipboard": 1, "graph": {"nodes": [{"id": "a/b.c", "type": "relu"}, {"id": "in", "type": "relu"},
               {"id": "a/b.c", "type": "no_such"}, {"id": "", "type": ""}]}})",
            {});
        QCOMPARE(pasted.sentence, QString());
        QCOMPARE(pasted.ids, Names({"a_b_c", "in_1", "a_b_c_2", "node"}));
    }

    void draggingAValueIsOneStep()
    {
        GraphDocument document(sample());
        for (int64_t filters = 9; filters < 40; ++filters)
            QCOMPARE(setParam(document, "", {"conv1", "conv2"}, "filters", filters), QString());
        QCOMPARE(document.undoStack()->count(), 1);
        document.endMerging();
        setParam(document, "", {"conv1", "conv2"}, "filters", int64_t(50));
        QCOMPARE(document.undoStack()->count(), 2);
        document.undoStack()->setIndex(0);
        QCOMPARE(document.node("", "conv1")->params.at("filters"), ParamValue(int64_t(8)));
        document.undoStack()->setIndex(1);
        QCOMPARE(document.node("", "conv2")->params.at("filters"), ParamValue(int64_t(39)));
    }

    void anErrorInAnEditLeavesNothingBehind()
    {
        GraphDocument document(sample());
        const std::string before = textOf(document);
        QSignalSpy changed(&document, &GraphDocument::changed);
        QVERIFY_EXCEPTION_THROWN(document.change("no",
                                                 [](Edit& edit) {
                                                     edit.remove("", "conv1");
                                                     edit.setName("other");
                                                     throw std::runtime_error("no");
                                                 }),
                                 std::runtime_error);
        QCOMPARE(textOf(document), before);
        QCOMPARE(changed.size(), 0);
        QCOMPARE(document.consumers("", "conv1").size(), size_t(1));
    }

    void theSelectionFollowsNamesAndForgetsWhatIsGone()
    {
        GraphDocument document(sample());
        Selection selection(&document);
        selection.set({"conv1", "conv2"}, "conv1");
        rename(document, {"", "conv1"}, "first");
        QCOMPARE(selection.nodes(), Ids({"first", "conv2"}));
        QCOMPARE(selection.current(), std::string("first"));
        removeNodes(document, "", {"first"}, true);
        QCOMPARE(selection.nodes(), Ids({"conv2"}));
        selection.enter("residual", "stage");
        selection.select("act");
        renameBlock(document, "residual", "skip");
        QCOMPARE(selection.scope(), Scope("skip"));
        QCOMPARE(selection.nodes(), Ids({"act"}));
        selection.leave();
        QCOMPARE(selection.nodes(), Ids({"stage"}));
        selection.enter("skip", "stage");
        removeNodes(document, "", {"stage"}, true);
        removeUnusedBlocks(document);
        QCOMPARE(selection.scope(), Scope());
    }

    void problemsCarryTheirNode()
    {
        GraphDocument document(sample());
        QTRY_VERIFY(document.isChecked());
        QVERIFY(document.report({"residual", "second"})->outputs[0].shape == Shape({1, 8, 16, 16}));
        QTRY_VERIFY(document.forecast().has_value());
        QVERIFY(document.forecast()->weights > 0);
        cutWires(document, "residual", {{{"act", "y"}, "second", "x"}});
        QVERIFY(!document.isChecked());
        QTRY_VERIFY(document.isChecked());
        bool found = false;
        for (const Diagnostic& one : document.problems())
            found |= one.severity == Severity::error && document.keyOf(one.node) == NodeKey {"residual", "second"};
        QVERIFY(found);
    }

    void theNewestStateIsCheckedLast()
    {
        GraphDocument document(chain(2000));
        QSignalSpy checked(&document, &GraphDocument::checked);
        for (int i = 0; i < 200; ++i) {
            setParam(document, "", {"x"}, "count", int64_t(i + 1));
            QTest::qWait(1);
        }
        QTRY_VERIFY(document.isChecked());
        QVERIFY(document.report({"", "x"})->outputs[0].shape == Shape({1, 200}));
        QVERIFY(checked.size() < 200);
    }

    // 10,000 nodes: what a step costs is what it touches. Times are printed, not asserted; memory is.
    void largeNetworksStayLight()
    {
        GraphDocument document(chain(10000));
        document.checker().pause(true);
        QElapsedTimer timer;
        const auto measure = [&](const char* what, const std::function<void()>& act) {
            timer.start();
            act();
            const double made = double(timer.nsecsElapsed()) / 1e6;
            timer.start();
            document.undoStack()->undo();
            const double undone = double(timer.nsecsElapsed()) / 1e6;
            document.undoStack()->redo();
            qInfo("%s: %.2f ms, undo %.2f ms", what, made, undone);
        };
        QVERIFY(document.node("", "relu_1") != nullptr); // the index is there from now on
        measure("rename", [&] { rename(document, {"", "relu_5000"}, "middle"); });
        measure("remove one", [&] { removeNodes(document, "", {"relu_10"}, true); });
        measure("move one", [&] { moveNodes(document, "", {{"relu_20", {1, 2}}}); });
        measure("add on a wire", [&] {
            addNode(document, "", "relu", {}, {.on = Wire {{"relu_100", "y"}, "relu_101", "x"}});
        });
        Ids thousand;
        for (int i = 3000; i < 4000; ++i)
            thousand.insert("relu_" + std::to_string(i));
        measure("remove a thousand", [&] { removeNodes(document, "", thousand, true); });
        Ids more;
        for (int i = 2000; i < 3000; ++i)
            more.insert("relu_" + std::to_string(i));
        const QString text = copyText(document, "", more);
        measure("paste a thousand", [&] { pasteText(document, "", text, {}); });
        const size_t before = mallinfo2().uordblks;
        for (int i = 0; i < 1000; ++i)
            moveNodes(document, "", {{"relu_" + std::to_string(5001 + i), {double(i), 1}}});
        const size_t each = (mallinfo2().uordblks - before) / 1000;
        qInfo("a step that moves one node: %zu bytes", each);
        QVERIFY2(each < 4096, qPrintable(QString::number(each)));
    }
};

QTEST_GUILESS_MAIN(TestDocumentActions)
#include "tst_document_actions.moc"
