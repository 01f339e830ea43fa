#include "engine/graph/document.h"
#include "engine/graph/migrate.h"
#include "engine/graph/read_project.h"
#include "engine/graph/write_project.h"
#include "tests/support/faulty_file_system.h"

#include <QTemporaryDir>
#include <QTest>

#include <cerrno>
#include <limits>

using namespace weft;

namespace {

// Written by a person: another order, another form, things from the future.
const std::string byHand = R"({"graph": {"nodes": [
    {"type": "input", "id": "image"},
    {"type": "mamba3", "id": "future", "inputs": {"x": ["image.y"]}, "tuning": {"from": [1.50, null]},
     "params": {"betas": [0.9, 0.999], "mode": {"kind": "scan"}, "width": 64}}],
  "layers_of_ink": 3},
  "weft": 1, "deployment": {"target": "robot", "at": 1e3}, "name": "By hand",
  "training": {"epochs": 3, "optimizer": {"type": "sophia", "rho": 0.04}}}   
)";

template <class F> QByteArray errorOf(F act)
{
    try {
        act();
    } catch (const Error& error) {
        return error.what();
    }
    return {};
}

} // namespace

class TestDocument : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;
    std::string path(const char* name) const { return m_folder.filePath(name).toStdString(); }
    std::string bytes(const std::string& file) const { return realFileSystem().readFile(file, 1 << 20); }
    std::string put(const char* name, const std::string& text) const
    {
        File file = realFileSystem().createNew(path(name));
        file.write(text);
        file.close();
        return path(name);
    }

private slots:
    void savingWhatWasNotTouchedChangesNoByte()
    {
        const std::string file = put("by_hand.weft", byHand);
        Document document = openDocument(realFileSystem(), file);
        QVERIFY(!document.isChanged());
        saveDocument(realFileSystem(), file, document);
        QCOMPARE(bytes(file), byHand);
        document.edit().name = "Another";
        QVERIFY(document.isChanged());
        document.edit().name = "By hand"; // undone
        QCOMPARE(document.text(), byHand);
    }
    void whatIsNotKnownSurvivesAnEdit()
    {
        const std::string file = put("future.weft", byHand);
        Document document = openDocument(realFileSystem(), file);
        document.edit().training.epochs = 4;
        document.edit().graph.nodes[0].id = "picture";
        saveDocument(realFileSystem(), file, document);
        QVERIFY(!document.isChanged());

        const Json saved = parseJson(bytes(file));
        const Json before = parseJson(byHand);
        QCOMPARE(saved.find("training")->find("epochs")->asInteger(), 4);
        QVERIFY(*saved.find("deployment") == *before.find("deployment"));
        QVERIFY(*saved.find("training")->find("optimizer") == *before.find("training")->find("optimizer"));
        QVERIFY(*saved.find("graph")->find("layers_of_ink") == 3);
        const Json& node = saved.find("graph")->find("nodes")->items()[1];
        const Json& nodeBefore = before.find("graph")->find("nodes")->items()[1];
        QCOMPARE(node.find("type")->asString(), std::string("mamba3"));
        for (const char* key : {"params", "tuning"})
            QVERIFY2(*node.find(key) == *nodeBefore.find(key), key);
    }
    void aNewerFileIsNeverRewritten()
    {
        const std::string newer = R"({"weft": 2, "name": "Tomorrow", "graph": {"nodes": []}, "spirits": []})";
        const std::string file = put("newer.weft", newer);
        Document document = openDocument(realFileSystem(), file);
        QCOMPARE(document.project().name, std::string("Tomorrow"));
        QVERIFY(!document.whyReadOnly().empty());
        const QByteArray says = "This project is from a newer Weft (its format is version 2, this program knows 1): "
                                "update Weft to change it; the file stays as it is.";
        QCOMPARE(errorOf([&] { saveDocument(realFileSystem(), file, document); }), says);
        document.edit().name = "Today";
        QCOMPARE(errorOf([&] { saveDocument(realFileSystem(), file, document); }), says);
        QCOMPARE(errorOf([&] { saveDocument(realFileSystem(), path("copy.weft"), document); }), says);
        Document mine = Document(Project {.name = "Mine"});
        QCOMPARE(errorOf([&] { saveDocument(realFileSystem(), file, mine); }), "newer.weft: " + says);
        QCOMPARE(bytes(file), newer);
    }
    void aNewerFileOfAnotherFormSaysThatItIsNewer()
    {
        const QByteArray says = errorOf([] { readProject(R"({"weft": 7, "graph": []})"); });
        QVERIFY2(says.contains("newer Weft") && says.contains("graph: expected an object, found a list."), says);
    }
    void aMistakeIsToldWithTheFilesName()
    {
        const std::string file = put("broken.weft", "{\"weft\": 1,\n \"name\": 3}");
        QCOMPARE(errorOf([&] { openDocument(realFileSystem(), file); }),
                 "broken.weft: name: expected a text, found a number.");
        const std::string cut = put("cut.weft", "{\"weft\": 1,\n \"na");
        QVERIFY(errorOf([&] { openDocument(realFileSystem(), cut); }).startsWith("cut.weft: not valid JSON at line 2"));
    }
    void aFailedSaveLeavesTheFileAndTheChange()
    {
        const std::string file = put("kept.weft", byHand);
        FaultyFileSystem faulty(realFileSystem());
        Document document = openDocument(faulty.files, file);
        document.edit().name = "Changed";
        int failures = 0;
        for (int call = 0;; ++call) {
            faulty.calls.heal();
            faulty.calls.failOnce(faulty.calls.calls() + call, ENOSPC);
            if (errorOf([&] { saveDocument(faulty.files, file, document); }).isEmpty())
                break;
            ++failures;
            QVERIFY(document.isChanged());
            const std::string now = bytes(file);
            QVERIFY(now == byHand
                    || now == document.text()); // the last call, the folder's sync, comes after the rename
        }
        QVERIFY(failures >= 5);
        QCOMPARE(bytes(file), document.text());
        QCOMPARE(openDocument(realFileSystem(), file).project().name, std::string("Changed"));
    }
    void whatCouldNotBeReadAgainIsNotSaved()
    {
        Document document;
        document.edit().training.learningRate = std::numeric_limits<double>::quiet_NaN();
        const QByteArray says = errorOf([&] { saveDocument(realFileSystem(), path("nan.weft"), document); });
        QCOMPARE(says,
                 "This project cannot be saved as it is: training.learning_rate: expected a number, found nothing.");
        QVERIFY(!realFileSystem().exists(path("nan.weft")));
    }

    void theGuidesExampleIsCanonical()
    {
        const std::string guide = bytes(WEFT_SOURCE_DIR "/docs/file_format.md");
        const std::string fence = "```json\n";
        const size_t from = guide.find(fence) + fence.size();
        const std::string example = guide.substr(from, guide.find("```\n", from) - from);
        QCOMPARE(writeProject(readProject(example)), example);
    }

    // Migrations. A new version needs a golden file of the version before, and the same project in every later one.
    void everyOldVersionHasAGoldenFile()
    {
        QCOMPARE(int64_t(migrations().size()), projectVersion);
        for (size_t i = 0; i < migrations().size(); ++i) {
            QCOMPARE(migrations()[i].from, int64_t(i));
            QVERIFY(QFile::exists(golden(int64_t(i))));
        }
        QVERIFY(QFile::exists(golden(projectVersion)));
    }
    void oldFilesBecomeNewOnes_data()
    {
        QTest::addColumn<int>("version");
        for (int version = 0; version < projectVersion; ++version)
            QTest::addRow("version %d", version) << version;
    }
    void oldFilesBecomeNewOnes()
    {
        QFETCH(int, version);
        const std::string old = bytes(golden(version).toStdString());
        const std::string now = bytes(golden(projectVersion).toStdString());
        QCOMPARE(writeProject(readProject(old)), now);
        Document document = Document::fromText(old);
        QCOMPARE(document.text(), old); // until it is changed
    }
    void aDraftsMistakeNamesItsPlace()
    {
        QCOMPARE(errorOf([] { readProject(R"({"weft": 0, "graph": {"nodes": [{"inputs": [{"port": "x"}]}]}})"); }),
                 "graph.nodes[0].inputs[0]: a wire of the draft form needs \"port\" and \"from\".");
    }

private:
    static QString golden(int64_t version)
    {
        return QStringLiteral(WEFT_SOURCE_DIR "/tests/golden/projects/draft.version%1.weft").arg(version);
    }
};

QTEST_APPLESS_MAIN(TestDocument)
#include "tst_document.moc"
