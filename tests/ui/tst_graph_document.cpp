#include "engine/graph/read_project.h"
#include "engine/graph/write_project.h"
#include "tests/support/sample_network.h"
#include "tests/ui/support/random_actions.h"
#include "ui/document/selection.h"

#include <QSignalSpy>
#include <QTest>

using namespace weft;

namespace {

std::string textOf(const GraphDocument& document)
{
    return writeProject(document.project());
}

Project sample()
{
    return readProject(sampleNetwork);
}

// Every wire, found without any index.
std::vector<std::pair<std::string, std::string>> usersBySearch(const GraphDocument& document, const Scope& scope,
                                                               const std::string& node)
{
    std::vector<std::pair<std::string, std::string>> users;
    for (const GraphNode& other : document.nodes(scope)) {
        for (const Input& input : other.inputs) {
            if (input.from.node == node)
                users.emplace_back(other.id, input.port);
        }
    }
    return users;
}

QString whatIsWrongInside(const GraphDocument& document)
{
    std::vector<Scope> scopes {""};
    for (const Block& block : document.project().graph.blocks) {
        if (document.block(block.name) != &block)
            return QString::fromStdString("block " + block.name);
        scopes.push_back(block.name);
    }
    for (const Scope& scope : scopes) {
        Ids ids;
        for (const GraphNode& node : document.nodes(scope)) {
            if (document.node(scope, node.id) != &node || !ids.insert(node.id).second)
                return QString::fromStdString("node " + scope + '/' + node.id);
            if (document.consumers(scope, node.id) != usersBySearch(document, scope, node.id))
                return QString::fromStdString("users of " + scope + '/' + node.id);
        }
        for (const Frame& frame : document.frames(scope)) {
            for (const std::string& id : frame.nodes) {
                if (!ids.contains(id))
                    return QString::fromStdString("frame " + frame.title + " of " + scope + " holds " + id);
            }
        }
    }
    for (const auto& [name, view] : document.project().view.blocks) {
        if (document.block(name) == nullptr)
            return QString::fromStdString("view of " + name);
    }
    for (const auto& [key, view] : document.project().view.nodes) {
        const size_t slash = key.rfind('/');
        const bool inside = key.starts_with("block:");
        if (document.node(inside ? key.substr(6, slash - 6) : "", inside ? key.substr(slash + 1) : key) == nullptr)
            return QString::fromStdString("view " + key);
    }
    return {};
}

using Act = std::function<void(GraphDocument&)>;

} // namespace
Q_DECLARE_METATYPE(Act)

class TestGraphDocument : public QObject {
    Q_OBJECT
private slots:
    void everyActionIsOneStepBackAndForth_data()
    {
        QTest::addColumn<Act>("act");
        const auto row = [](const char* name, Act act) { QTest::newRow(name) << act; };
        row("add", [](auto& d) { QVERIFY(!addNode(d, "", "dense", {1, 2}).empty()); });
        row("add behind", [](auto& d) { addNode(d, "", "relu", {1, 2}, {.from = PortRef {"sum", "y"}}); });
        row("add before", [](auto& d) { addNode(d, "", "flatten", {}, {.to = PortRef {"scores", "x"}}); });
        row("add on a wire", [](auto& d) { addNode(d, "", "relu", {}, {.on = Wire {{"relu1", "y"}, "sum", "x"}}); });
        row("add a block", [](auto& d) { addNode(d, "", "block:residual", {1, 2}); });
        row("add inside", [](auto& d) { addNode(d, "residual", "relu", {1, 2}); });
        row("connect", [](auto& d) { connectPorts(d, "", {"conv1", "y"}, "sum", "x", 1); });
        row("disconnect", [](auto& d) {
            cutWires(d, "", {{{"relu1", "y"}, "sum", "x"}, {{"drop", "y"}, "scores", "x"}});
        });
        row("reorder inputs", [](auto& d) { moveInput(d, "", "sum", "x", 0, 2); });
        row("move wires", [](auto& d) { moveWires(d, "", {"relu1", "y"}, {"conv1", "y"}); });
        row("connect nodes", [](auto& d) { connectNodes(d, "", "conv1", "sum"); });
        row("insert", [](auto& d) {
            const std::string id = addNode(d, "", "relu", {});
            insertOnWire(d, "", id, {{"relu1", "y"}, "sum", "x"}, {5, 5}, {"sum", "pool"}, {200, 0});
        });
        row("remove and heal", [](auto& d) { removeNodes(d, "", {"relu1", "stage", "label"}, true); });
        row("remove and cut", [](auto& d) { removeNodes(d, "", {"relu1", "conv2", "image"}, false); });
        row("remove inside", [](auto& d) { removeNodes(d, "residual", {"second", "join"}, false); });
        row("remove all", [](auto& d) {
            Ids all;
            for (const GraphNode& node : d.nodes(""))
                all.insert(node.id);
            removeNodes(d, "", all, true);
        });
        row("detach", [](auto& d) { detach(d, "", {"conv2", "sum"}); });
        row("duplicate", [](auto& d) { duplicate(d, "", {"conv1", "relu1", "sum", "stage"}, {40, 40}, true); });
        row("rename", [](auto& d) { rename(d, {"", "relu1"}, "base"); });
        row("rename an input", [](auto& d) { rename(d, {"", "image"}, "photo"); });
        row("rename inside", [](auto& d) { rename(d, {"residual", "first"}, "begin"); });
        row("rename a block", [](auto& d) { renameBlock(d, "residual", "skip"); });
        row("swap", [](auto& d) { swapType(d, "", {"conv1", "conv2"}, "depthwise_conv2d"); });
        row("bypass", [](auto& d) { setBypassed(d, "", {"drop", "relu1"}, true); });
        row("mute", [](auto& d) { setMuted(d, "", {"drop"}, true); });
        row("freeze", [](auto& d) { setFrozen(d, "", {"stage"}, true); });
        row("rate", [](auto& d) { setLearningRateScale(d, "", {"stage"}, 0.1); });
        row("own weights", [](auto& d) { setShares(d, {"", "conv3"}, ""); });
        row("parameter", [](auto& d) { setParam(d, "", {"conv1", "conv2"}, "filters", int64_t(12)); });
        row("promoted parameter", [](auto& d) { setParam(d, "", {"stage"}, "width", int64_t(12)); });
        row("reset", [](auto& d) { resetParam(d, "", {"conv1"}, "filters"); });
        row("repeat", [](auto& d) { setRepeat(d, "", {"stage"}, 5); });
        row("move", [](auto& d) { moveNodes(d, "", {{"conv1", {7, 8}}, {"sum", {9, 9}}}); });
        row("align", [](auto& d) {
            align(d, "", {{"conv1", {0, 0, 10, 10}}, {"sum", {50, 90, 20, 30}}}, Edge::bottom);
        });
        row("distribute", [](auto& d) {
            distribute(d, "", {{"conv1", {0, 0, 10, 10}}, {"sum", {50, 90, 20, 30}}, {"pool", {400, 0, 9, 9}}},
                       Qt::Horizontal);
        });
        row("straighten", [](auto& d) {
            straighten(d, "", {"conv1", "relu1", "stage", "sum"},
                       [](auto&, auto&, bool out) { return out ? 10.0 : 30.0; });
        });
        row("collapse", [](auto& d) { setCollapsed(d, "", {"conv1"}, true); });
        row("colour", [](auto& d) { setColour(d, "", {"conv1"}, ""); });
        row("make a frame", [](auto& d) { makeFrame(d, "", {"sum", "relu1", "conv1"}, "new"); });
        row("make a frame inside", [](auto& d) { makeFrame(d, "residual", {"join", "first"}, "new"); });
        row("join", [](auto& d) { joinFrame(d, "", 0, {"pool", "drop", "scores"}); });
        row("leave", [](auto& d) { leaveFrame(d, "", {"pool", "drop", "scores"}); });
        row("change a frame", [](auto& d) { setFrame(d, "", 1, "tail", "#010203"); });
        row("remove a frame", [](auto& d) { removeFrame(d, "residual", 0); });
        row("add a note", [](auto& d) { addNote(d, "", "hello", {1, 2, 3, 4}); });
        row("edit a note", [](auto& d) { setNoteText(d, "residual", 0, "hello"); });
        row("move a note", [](auto& d) { setNoteRect(d, "", 0, {1, 2, 3, 4}); });
        row("remove a note", [](auto& d) { removeNote(d, "", 0); });
        row("add a dot", [](auto& d) { addDot(d, "", {{"conv1", "y"}, "relu1", "x"}, 0, {5, 6}); });
        row("move a dot", [](auto& d) { moveDot(d, "residual", {{"in", "x"}, "join", "x"}, 0, {5, 6}); });
        row("remove a dot", [](auto& d) { removeDot(d, "", {{"relu1", "y"}, "sum", "x"}, 1); });
        row("bookmark", [](auto& d) { setBookmark(d, "2", "residual", {1, 2, 3}); });
        row("no bookmark", [](auto& d) { removeBookmark(d, "1"); });
        row("cut", [](auto& d) { cut(d, "", {"conv2", "conv3"}); });
        row("paste", [](auto& d) { pasteText(d, "", copyText(d, "", {"stage", "sum"}), {500, 500}, true); });
        row("make a block", [](auto& d) {
            QCOMPARE(makeBlock(d, "", {"conv2", "conv3", "sum", "pool"}, "mix").sentence, QString());
        });
        row("make a block with inputs", [](auto& d) { makeBlock(d, "", {"image", "conv1", "relu1"}, "stem"); });
        row("make a block inside", [](auto& d) { makeBlock(d, "residual", {"first", "act", "second"}, "branch"); });
        row("unpack", [](auto& d) { QCOMPARE(unpackBlock(d, {"", "stage"}), QString()); });
        row("make unique", [](auto& d) {
            addNode(d, "", "block:residual", {});
            makeUnique(d, {"", "stage"});
        });
        row("promote", [](auto& d) { promoteParam(d, {"residual", "second"}, "bias"); });
        row("demote", [](auto& d) { demoteParam(d, "residual", "width"); });
        row("reorder settings", [](auto& d) { movePromoted(d, "residual", 0, 1); });
        row("rename a setting", [](auto& d) { renamePromoted(d, "residual", "width", "channels"); });
        row("add a port", [](auto& d) { addPort(d, "residual", true, "side"); });
        row("wire a port", [](auto& d) {
            addPort(d, "residual", true, "side");
            connectPorts(d, "residual", {"act", "y"}, "out", "side");
        });
        row("rename an input port", [](auto& d) { renamePort(d, "residual", false, "x", "from"); });
        row("rename an output port", [](auto& d) { renamePort(d, "residual", true, "y", "to"); });
        row("remove a port", [](auto& d) { removePort(d, "residual", false, "x"); });
        row("remove unused", [](auto& d) {
            removeNodes(d, "", {"stage"}, true);
            removeUnusedBlocks(d);
        });
        row("data", [](auto& d) {
            d.change("data", [](Edit& edit) {
                DataSection data = edit.project().data;
                data.sources.push_back({.format = "csv"});
                edit.setData(data);
            });
        });
        row("training", [](auto& d) {
            d.change("training", [](Edit& edit) {
                TrainingSection training = edit.project().training;
                training.epochs = 99;
                edit.setTraining(training);
            });
        });
        row("name", [](auto& d) { d.change("name", [](Edit& edit) { edit.setName("other"); }); });
    }
    void everyActionIsOneStepBackAndForth()
    {
        QFETCH(Act, act);
        GraphDocument document(sample());
        const std::string before = textOf(document);
        act(document);
        if (QTest::currentTestFailed())
            return;
        const std::string after = textOf(document);
        QVERIFY(before != after);
        QCOMPARE(whatIsWrongInside(document), QString());
        QVERIFY(document.isChanged());
        const int steps = document.undoStack()->index();
        QVERIFY2(steps == 1 || steps == 2, qPrintable(QString::number(steps)));
        for (int i = 0; i < steps; ++i)
            document.undoStack()->undo();
        QCOMPARE(textOf(document), before);
        QCOMPARE(whatIsWrongInside(document), QString());
        QVERIFY(!document.isChanged());
        for (int i = 0; i < steps; ++i)
            document.undoStack()->redo();
        QCOMPARE(textOf(document), after);
        QCOMPARE(whatIsWrongInside(document), QString());
        QCOMPARE(textOf(GraphDocument(readProject(after))), after); // it can be saved and read
    }

    // WEFT_ACTIONS=100000 for the long walk.
    void anyRowOfActionsComesUndoneToTheFirstByte()
    {
        bool given = false;
        const int many = qEnvironmentVariableIntValue("WEFT_ACTIONS", &given);
        const int actions = given ? many : 4000;
        for (uint64_t seed = 1; seed <= 4; ++seed) {
            GraphDocument document(sample());
            const std::string before = textOf(document);
            RandomActions random(document, seed);
            for (int i = 0; i < actions / 4; ++i) {
                random.act();
                if (i % 20 == 0) {
                    const QString wrong = whatIsWrongInside(document);
                    QVERIFY2(
                        wrong.isEmpty(),
                        qPrintable(QString("seed %1, action %2 (%3): %4").arg(seed).arg(i).arg(random.last(), wrong)));
                }
            }
            QVERIFY2(document.undoStack()->count() > actions / 40, "most of it did nothing");
            const std::string after = textOf(document);
            QCOMPARE(writeProject(readProject(after)), after);
            const int end = document.undoStack()->index();
            document.undoStack()->setIndex(0);
            QVERIFY2(textOf(document) == before, qPrintable(QString("seed %1").arg(seed)));
            document.undoStack()->setIndex(end);
            QVERIFY2(textOf(document) == after, qPrintable(QString("seed %1").arg(seed)));
        }
    }
};

QTEST_GUILESS_MAIN(TestGraphDocument)
#include "tst_graph_document.moc"
