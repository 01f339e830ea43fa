#include "engine/graph/read_project.h"
#include "engine/schema/schema.h"
#include "engine/storage/file_system.h"
#include "engine/support/error.h"

#include <QDir>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <functional>

using namespace weft;

namespace {

const char* const python = "/usr/bin/python3"; // the distribution's, whose python3-jsonschema it is

// One layer with a parameter of every kind.
std::vector<LayerType> oneLayer()
{
    LayerType layer = {
        .title = "Try",
        .doc = "Everything a layer can ask for.",
        .inputs = {{.id = "x", .doc = "one wire"}, {.id = "parts", .doc = "many", .many = true}},
        .params = {integer("units", 128, "Number of outputs.", 1, 1000), real("rate", 0.5, "Share.", 0, 1),
                   toggle("bias", true, "Adds an offset."), choice("mode", "same", {"same", "valid"}, "Padding."),
                   sizes("kernel", {3}, "Kernel.", 1, 2, 1, 15), text("formula", "x", "A formula.")},
    };
    layer.id = "try";
    return {layer};
}

SchemaChoices someChoices()
{
    return {.optimizers = {{"sgd", "Plain descent.", {real("momentum", 0, "Memory of past steps.", 0, 1)}}},
            .formats = {{"csv", "A table.", {text("path", "", "The file.")}}}};
}

const std::string small = R"({
  "weft": 1, "name": "Small",
  "graph": {
    "nodes": [
      {"id": "a", "type": "try", "params": {"units": 7, "rate": 1, "bias": false, "mode": "valid", "kernel": 5,
       "formula": "x*x"}, "inputs": {"x": "b.y", "parts": ["b.y", "b.z"]}},
      {"id": "b", "type": "unheard_of", "mute": true, "params": {"units": "many", "z": [0.5]}, "extra": {}},
      {"id": "c", "type": "block", "block": "twice", "repeat": 2, "learning_rate_scale": 0.5}],
    "blocks": [{"name": "twice", "inputs": ["x"], "outputs": {"y": "n.y", "z": null},
      "params": [{"id": "p", "node": "n", "param": "units", "value": 3}],
      "nodes": [{"id": "n", "type": "try", "params": {"kernel": [3, 5]}, "inputs": {"x": ["in.x"]}}]}]
  },
  "data": {"sources": [{"part": "train", "format": "csv", "params": {"path": "a.csv"}}],
    "cleaning": [{"kind": "drop_missing", "columns": ["age"]}], "split": {"kind": "random", "validation": 0.2},
    "feeds": {"b": "age"}},
  "training": {"optimizer": {"type": "sgd", "params": {"momentum": 0.9}}, "epochs": 3, "ema": 0.99,
    "early_stop": {"patience": 2, "restore_best": false}, "checkpoints": {"keep": 3}},
  "view": {"zoom": 2, "nodes": {"a": {"x": 1, "y": 2.5}}, "frames": [{"title": "f", "nodes": ["a"]}],
    "notes": [{"text": "n", "x": 1}], "wires": {"b.y > a.x": [[1, 2.5]]},
    "blocks": {"twice": {"zoom": 2, "frames": [{"title": "g"}], "wires": {"n.y > m.x": [[0, 0], [1, 1]]}}},
    "bookmarks": {"1": {"block": "twice", "x": 1, "y": 2}}},
  "future": []
})";

// `text` with the one `old` replaced.
std::string with(const std::string& old, const std::string& now)
{
    std::string text = small;
    const size_t at = text.find(old);
    if (at == std::string::npos)
        qFatal("no %s", old.c_str());
    return text.replace(at, old.size(), now);
}

bool isRead(const std::string& text)
{
    try {
        readProject(text);
        return true;
    } catch (const Error&) {
        return false;
    }
}

void replaceEverywhere(Json& root, Json& at, const Json& by, const std::function<void(const Json&)>& visit)
{
    const Json kept = std::exchange(at, by);
    visit(root);
    at = kept;
    if (at.isArray()) {
        for (Json& item : at.items())
            replaceEverywhere(root, item, by, visit);
    } else if (at.isObject()) {
        for (Json::Member& member : at.members())
            replaceEverywhere(root, member.second, by, visit);
    }
}

} // namespace

class TestSchema : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;

    // What the stock validator says of each document: "valid", or its first complaint. "schema: …" if the schema itself
    // is none.
    QStringList verdicts(const Json& schema, const std::vector<std::string>& documents)
    {
        Json list = Json::array();
        for (const std::string& document : documents)
            list.push(parseJson(document));
        Json all = Json::object();
        all.set("schema", schema);
        all.set("documents", std::move(list));
        QFile file(m_folder.filePath("cases.json"));
        if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate))
            qFatal("cannot write %s", qPrintable(file.fileName()));
        file.write(QByteArray::fromStdString(all.dump()));
        file.close();
        QProcess process;
        process.start(python,
                      {"-c",
                       "import json, sys, jsonschema\n"
                       "cases = json.load(open(sys.argv[1]))\n"
                       "kind = jsonschema.Draft202012Validator\n"
                       "kind.check_schema(cases['schema'])\n"
                       "check = kind(cases['schema'])\n"
                       "for document in cases['documents']:\n"
                       "    error = next(iter(check.iter_errors(document)), None)\n"
                       "    print('valid' if error is None else repr(error.message)[:200])\n",
                       file.fileName()});
        if (!process.waitForFinished(120000) || process.exitCode() != 0)
            return {"schema: " + process.readAllStandardError()};
        return QString::fromUtf8(process.readAllStandardOutput()).trimmed().split('\n');
    }

private slots:
    void init()
    {
        if (QProcess::execute(python, {"-c", "import jsonschema; jsonschema.Draft202012Validator"}) != 0)
            QSKIP("Debian's python3-jsonschema is not installed.");
    }
    void everyProjectValidates()
    {
        const std::string guide = textOf("docs/file_format.md");
        const size_t from = guide.find("```json") + 7;
        const std::string example = guide.substr(from, guide.find("```", from) - from);
        std::vector<std::string> texts = {small, example, textOf("tests/golden/projects/draft.version1.weft")};
        QStringList names = {"small", "docs/file_format.md", "draft.version1"};
        const QStringList projects = QDir(WEFT_SOURCE_DIR "/projects").entryList({"*.weft"}, QDir::Files, QDir::Name);
        for (const QString& name : projects) {
            texts.push_back(textOf("projects/" + name.toStdString()));
            names << name;
        }
        const QStringList said = verdicts(projectSchema(layerTypes(), someChoices()), texts);
        QCOMPARE(said.size(), names.size());
        for (qsizetype i = 0; i < said.size(); ++i)
            QVERIFY2(said[i] == "valid", qPrintable(names[i] + ": " + said[i]));
    }
    void whatIsWrongIsRefused()
    {
        const std::pair<const char*, const char*> wrongs[] = {
            {"\"weft\": 1", "\"weft\": 2"},
            {"\"units\": 7", "\"units\": 0"},
            {"\"units\": 7", "\"units\": 7.5"},
            {"\"units\": 7", "\"units\": true"},
            {"\"momentum\": 0.9", "\"momentum\": \"width\""},
            {"\"rate\": 1", "\"rate\": 1.01"},
            {"\"bias\": false", "\"bias\": 0"},
            {"\"mode\": \"valid\"", "\"mode\": \"full\""},
            {"\"kernel\": 5", "\"kernel\": 16"},
            {"\"kernel\": [3, 5]", "\"kernel\": [3, 5, 7]"},
            {"\"kernel\": [3, 5]", "\"kernel\": []"},
            {"\"x\": \"b.y\"", "\"x\": [\"b.y\", \"b.z\"]"}, // one wire only
            {"\"x\": \"b.y\"", "\"x\": \"b\""},
            {"\"repeat\": 2", "\"repeat\": 10001"},
            {"\"learning_rate_scale\": 0.5", "\"learning_rate_scale\": -1"},
            {"\"momentum\": 0.9", "\"momentum\": 2"},
            {"\"path\": \"a.csv\"", "\"path\": 3"},
            {"\"part\": \"train\"", "\"part\": \"training\""},
            {"\"validation\": 0.2", "\"validation\": 20"},
            {"\"epochs\": 3", "\"epochs\": 0"},
        };
        std::vector<std::string> texts;
        for (const auto& [old, now] : wrongs)
            texts.push_back(with(old, now));
        texts.push_back(with("\"sgd\"", "\"sophia\"")); // unknown: its parameters are its own
        const QStringList said = verdicts(projectSchema(oneLayer(), someChoices()), texts);
        QCOMPARE(size_t(said.size()), texts.size());
        for (size_t i = 0; i < std::size(wrongs); ++i)
            QVERIFY2(said[qsizetype(i)] != "valid", wrongs[i].second);
        QCOMPARE(said.last(), "valid");
    }
    // The schema and the reader are two readings of one table: what the reader refuses, the schema does too.
    void refusesWhatTheReaderRefuses()
    {
        std::vector<std::string> refused;
        Json root = parseJson(small);
        for (const char* by : {"null", "true", "-1", "0.5", "\"\"", "\"a.b\"", "[]", "[null]", "{}", "{\"\":[]}"}) {
            replaceEverywhere(root, root, parseJson(by), [&](const Json& changed) {
                if (std::string text = changed.dump(); !isRead(text))
                    refused.push_back(std::move(text));
            });
        }
        QVERIFY(refused.size() > 300);
        const QStringList said = verdicts(projectSchema(oneLayer(), someChoices()), refused);
        QCOMPARE(size_t(said.size()), refused.size());
        for (size_t i = 0; i < refused.size(); ++i)
            QVERIFY2(said[qsizetype(i)] != "valid", refused[i].c_str());
    }
    void theCataloguesSchemaDescribesEveryLayer()
    {
        const Json schema = projectSchema(layerTypes());
        for (const LayerType& layer : layerTypes()) {
            const Json* known = schema.find("$defs")->find("layer_" + layer.id);
            QVERIFY2(known, layer.id.c_str());
            for (const Param& param : layer.params) {
                const Json* one = known->find("properties")->find("params")->find("properties")->find(param.id);
                QVERIFY2(one && one->find("default") && one->find("description"), param.id.c_str());
            }
        }
        QCOMPARE(verdicts(schema, {small}).first(), "valid");
    }

private:
    static std::string textOf(const std::string& path)
    {
        return realFileSystem().readFile(std::string(WEFT_SOURCE_DIR "/") + path, 1 << 26);
    }
};

QTEST_GUILESS_MAIN(TestSchema)
#include "tst_schema.moc"
