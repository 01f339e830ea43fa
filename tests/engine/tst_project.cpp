#include "engine/graph/migrate.h"
#include "engine/graph/read_project.h"
#include "engine/graph/write_project.h"
#include "engine/support/error.h"
#include "tests/support/random_project.h"

#include <QTest>

using namespace weft;

namespace {

const std::string small = R"({
  "weft": 1,
  "name": "Small",
  "graph": {
    "nodes": [
      { "id": "image", "type": "input" },
      {
        "id": "conv1",
        "type": "conv2d",
        "frozen": true,
        "params": { "filters": 32, "kernel": [3, 5], "rate": 2.0 },
        "inputs": { "x": "image.y" }
      },
      {
        "id": "sum",
        "type": "add",
        "inputs": { "parts": ["conv1.y", "image.y"] }
      },
      {
        "id": "stage",
        "type": "block",
        "block": "residual",
        "repeat": 3,
        "inputs": { "x": "sum.y" }
      }
    ],
    "blocks": [
      {
        "name": "residual",
        "inputs": ["x"],
        "outputs": { "y": "conv.y" },
        "params": [
          { "id": "filters", "node": "conv", "param": "filters", "value": 64 }
        ],
        "nodes": [
          {
            "id": "conv",
            "type": "conv2d",
            "inputs": { "x": "in.x" }
          }
        ]
      }
    ]
  },
  "data": {
    "sources": [
      {
        "part": "train",
        "format": "idx",
        "params": { "images": "train-images.gz" }
      }
    ],
    "transforms": [
      { "kind": "normalize", "columns": ["image"] }
    ],
    "split": { "kind": "random", "validation": 0.2 },
    "feeds": { "image": "image" }
  },
  "training": {
    "optimizer": {
      "type": "sgd",
      "params": { "momentum": 0.9 }
    },
    "learning_rate": 0.01,
    "epochs": 6,
    "batch_size": 64,
    "seed": 0,
    "early_stop": { "metric": "validation/loss", "patience": 3 }
  },
  "view": {
    "zoom": 0.5,
    "nodes": {
      "conv1": { "x": 100, "y": 40.5 }
    }
  }
}
)";

QByteArray errorOf(const std::string& text)
{
    try {
        readProject(text);
    } catch (const Error& error) {
        return error.what();
    }
    return {};
}

} // namespace

class TestProject : public QObject {
    Q_OBJECT
private slots:
    void readsEveryPart()
    {
        const Project project = readProject(small);
        QCOMPARE(project.name, std::string("Small"));
        const GraphNode* conv = project.graph.find("conv1");
        QVERIFY(conv && conv->frozen);
        QVERIFY(conv->params.at("filters") == ParamValue(int64_t(32)));
        QVERIFY(conv->params.at("kernel") == ParamValue(std::vector<int64_t> {3, 5}));
        QVERIFY(conv->params.at("rate") == ParamValue(2.0));
        QVERIFY(project.graph.nodes[2].inputs[1] == (Input {"parts", {"image", "y"}}));
        QCOMPARE(project.graph.nodes[3].repeat, 3);
        const Block* block = project.graph.findBlock("residual");
        QVERIFY(block && block->outputs[0].from == (PortRef {"conv", "y"}));
        QVERIFY(block->params[0].value == ParamValue(int64_t(64)));
        QVERIFY(block->nodes[0].inputs[0].from == (PortRef {"in", "x"}));
        QCOMPARE(project.data.sources[0].part, std::string("train"));
        QCOMPARE(project.data.transforms[0].columns, std::vector<std::string> {"image"});
        QCOMPARE(project.data.split.validation, 0.2);
        QCOMPARE(project.data.feeds.at("image"), std::string("image"));
        QCOMPARE(project.training.optimizer.type, std::string("sgd"));
        QCOMPARE(project.training.learningRate, 0.01);
        QCOMPARE(project.training.earlyStop->patience, 3);
        QCOMPARE(project.view.nodes.at("conv1").y, 40.5);
    }
    void writesTheCanonicalText() { QCOMPARE(writeProject(readProject(small)), small); }
    void writesNothingThatIsNotReadBack_data()
    {
        QTest::addColumn<int>("from");
        for (int from = 0; from < 500; from += 100)
            QTest::addRow("seeds from %d", from) << from;
    }
    void writesNothingThatIsNotReadBack()
    {
        QFETCH(int, from);
        for (int seed = from; seed < from + 100; ++seed) {
            const Project project = randomProject(uint64_t(seed));
            const std::string text = writeProject(project);
            const Project again = readProject(text);
            QVERIFY2(again == project, text.c_str());
            QCOMPARE(writeProject(again), text);
        }
    }
    void namesThePlaceOfAMistake_data()
    {
        QTest::addColumn<QByteArray>("old");
        QTest::addColumn<QByteArray>("now");
        QTest::addColumn<QByteArray>("says");
        const auto row = [](const char* name, const char* old, const char* now, const char* says) {
            QTest::newRow(name) << QByteArray(old) << QByteArray(now) << QByteArray(says);
        };
        row("wire is a number", "\"image.y\" }", "7 }",
            "graph.nodes[1].inputs.x: expected \"node.port\", found a number.");
        row("wire without port", "\"image.y\" }", "\"image\" }",
            "graph.nodes[1].inputs.x: expected \"node.port\", found \"image\".");
        row("wire in a list", "[\"conv1.y\", ", "[null, ",
            "graph.nodes[2].inputs.parts[0]: expected \"node.port\", found nothing.");
        row("wire in a block", "\"in.x\"", "[[]]", "graph.blocks[0].nodes[0].inputs.x[0]: expected \"node.port\", found a list.");
        row("node is a text", "{ \"id\": \"image\", \"type\": \"input\" }", "\"image\"",
            "graph.nodes[0]: expected an object, found \"image\".");
        row("no type", ", \"type\": \"input\"", "", "graph.nodes[0]: \"type\" is missing.");
        row("flag is a number", "\"frozen\": true", "\"frozen\": 1",
            "graph.nodes[1].frozen: expected true or false, found a number.");
        row("repeat too often", "\"repeat\": 3", "\"repeat\": 10001",
            "graph.nodes[3].repeat: expected 1 to 10000 copies, found 10001.");
        row("fraction for a count", "\"epochs\": 6", "\"epochs\": 6.5",
            "training.epochs: expected a whole number of at most 64 bits, found 6.5.");
        row("count beyond 64 bits", "\"epochs\": 6", "\"epochs\": 9223372036854775808",
            "training.epochs: expected a whole number of at most 64 bits, found 9223372036854775808.");
        row("dot", "\"zoom\": 0.5", "\"wires\": {\"a.y > b.x\": [[1]]}",
            "view.wires[\"a.y > b.x\"][0]: expected [x, y], found a list.");
        row("dot of a block", "\"zoom\": 0.5", "\"blocks\": {\"t\": {\"wires\": {\"w\": [[1, true]]}}}",
            "view.blocks.t.wires.w[0]: expected a number, found true or false.");
        row("bookmark", "\"zoom\": 0.5", "\"bookmarks\": {\"1\": []}",
            "view.bookmarks.1: expected an object, found a list.");
        row("text for a number", "\"zoom\": 0.5", "\"zoom\": \"half\"", "view.zoom: expected a number, found \"half\".");
        row("section is a list", "\"view\": {", "\"view\": [], \"old\": {", "view: expected an object, found a list.");
        row("odd key", "\"conv1\": { \"x\": 100", "\"a b\\n\": { \"x\": false",
            "view.nodes[\"a b\\n\"].x: expected a number, found true or false.");
        row("column", "[\"image\"]", "[3]", "data.transforms[0].columns[0]: expected a text, found a number.");
        row("no version", "\"weft\": 1,", "", "this is no Weft project: \"weft\", the version of its format, is missing.");
        row("odd version", "\"weft\": 1,", "\"weft\": \"1\",",
            "weft: expected the version of the format, a whole number from 0 on.");
        row("key twice", "\"zoom\": 0.5", "\"zoom\": 0.5, \"zoom\": 1",
            "the key \"zoom\" at line 71, column 23 stands twice in one object; remove one of them.");
    }
    void namesThePlaceOfAMistake()
    {
        QFETCH(QByteArray, old);
        QFETCH(QByteArray, now);
        QFETCH(QByteArray, says);
        std::string text = small;
        const size_t at = text.find(old.toStdString());
        QVERIFY(at != std::string::npos);
        QCOMPARE(errorOf(text.replace(at, size_t(old.size()), now.toStdString())), says);
    }
};

QTEST_APPLESS_MAIN(TestProject)
#include "tst_project.moc"
