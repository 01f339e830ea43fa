#include "tests/support/command_test.h"
#include "tests/support/patience.h"
#include "tests/support/small_projects.h"

#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QTest>

#include <clocale>
#include <set>

using namespace weft;

// What the program answers when it is asked and when it is asked wrongly.
class TestCommandLine : public CommandTest {
    Q_OBJECT

private slots:
    void tellsItsVersionAndCommands()
    {
        const Said version = runWeft({"--version"});
        QCOMPARE(version.code, 0);
        QVERIFY2(version.out.startsWith("weft 0."), qPrintable(version.out));
        const Said help = runWeft({"--help"});
        QCOMPARE(help.code, 0);
        for (const char* command :
             {"train", "evaluate", "predict", "check", "bench", "data", "layers", "schema", "runs", "devices"})
            QVERIFY2(help.out.contains(command), command);
    }

    void refusesWhatItCannotUnderstand_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("no such command") << QStringList {"tarin"};
        QTest::newRow("no project") << QStringList {"train"};
        QTest::newRow("no such option") << QStringList {"check", "a.weft", "--frob"};
        QTest::newRow("no number") << QStringList {"train", "a.weft", "--epochs", "many"};
        QTest::newRow("no such layer") << QStringList {"layers", "denze"};
    }
    void refusesWhatItCannotUnderstand()
    {
        QFETCH(const QStringList, arguments);
        const Said said = runWeft(arguments);
        QCOMPARE(said.code, 2);
        QVERIFY2(said.err.startsWith("weft: ") && said.err.count('\n') == 1, qPrintable(said.err));
        QCOMPARE(said.out, "");
    }

    void saysOfAProjectWhatIsWrongWithTheFile_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<int>("code");
        QTest::newRow("empty") << QByteArray() << 3;
        QTest::newRow("not JSON") << QByteArray("{\"weft\": 1,,}") << 3;
        QTest::newRow("not a project") << QByteArray("[1, 2]") << 3;
        QTest::newRow("wrong kind") << QByteArray("{\"weft\": 1, \"graph\": {\"nodes\": 7}}") << 3;
        QTest::newRow("a picture") << QByteArray("\x89PNG\r\n\x1a\n\0\0\0", 11) << 3;
    }
    void saysOfAProjectWhatIsWrongWithTheFile()
    {
        QFETCH(const QByteArray, content);
        QFETCH(const int, code);
        const QString project = write("broken.weft", content);
        for (const char* command : {"train", "check"}) {
            const Said said = runWeft({command, project});
            QCOMPARE(said.code, code);
            QVERIFY2(isOneSentence(said.err), qPrintable(said.err));
            QVERIFY2(said.err.contains("broken.weft"), qPrintable(said.err));
        }
    }

    void saysThatAFileOrADeviceIsNotThere()
    {
        const Said file = runWeft({"train", path("nothing.weft")});
        QCOMPARE(file.code, 3);
        QVERIFY2(isOneSentence(file.err) && file.err.contains("nothing.weft"), qPrintable(file.err));
        const Said device = runWeft({"train", write("spirals.weft", spirals()), "--device", "abacus"});
        QCOMPARE(device.code, 3);
        QVERIFY2(isOneSentence(device.err) && device.err.contains("abacus"), qPrintable(device.err));
        Project project = spirals();
        project.data.sources = {{.format = "csv", .params = {{"file", "gone.csv"}}}};
        const Said data = runWeft({"train", write("data.weft", project), "--no-run-folder"});
        QCOMPARE(data.code, 3);
        QVERIFY2(isOneSentence(data.err) && data.err.contains("gone.csv"), qPrintable(data.err));
    }

    void describesDataAsJson()
    {
        Project project = spirals();
        project.data.split.validation = 0.25;
        const QString file = write("described.weft", project);
        const std::vector<Json> all = lines(runWeft({"data", file, "--json"}).out);
        QCOMPARE(all.size(), size_t(1));
        QCOMPARE(all[0].find("train")->asInteger(), int64_t(150));
        QCOMPARE(all[0].find("validation")->asInteger(), int64_t(50));
        const Json::Array& columns = all[0].find("columns")->items();
        QCOMPARE(columns.size(), size_t(2));
        QCOMPARE(textOf(columns[0], "name"), std::string("x"));
        QCOMPARE(columns[0].find("shape")->dump(), std::string("[2]"));
        QVERIFY(columns[0].find("minimum")->asDouble() < columns[0].find("maximum")->asDouble());
        int64_t counted = 0;
        for (const Json& one : columns[1].find("classes")->items())
            counted += one.find("count")->asInteger();
        QCOMPARE(counted, int64_t(150));
        QVERIFY(all[0].find("diagnostics")->items().empty());

        const std::vector<Json> written = lines(runWeft({"data", file, "--export", path("out"), "--json"}).out);
        QCOMPARE(written.size(), size_t(1));
        QCOMPARE(written[0].find("files")->items().size(), size_t(4));
        for (const Json& one : written[0].find("files")->items())
            QVERIFY2(QFile::exists(QString::fromStdString(textOf(one, "file"))), textOf(one, "file").c_str());
    }

    void listsEveryNode()
    {
        const Said said = runWeft({"check", write("spirals.weft", spirals())});
        QCOMPARE(said.code, 0);
        const QRegularExpression row("hidden +dense +16 +48 ");
        QVERIFY2(row.match(said.out).hasMatch(), qPrintable(said.out));
        QVERIFY2(said.out.contains("Nothing is wrong with it."), qPrintable(said.out));
    }

    void listsTheSameAsJson()
    {
        const Said said = runWeft({"check", write("spirals.weft", spirals()), "--json"});
        QCOMPARE(said.code, 0);
        const Json report = lines(said.out).at(0);
        QCOMPARE(report.find("nodes")->items().size(), size_t(7));
        QCOMPARE(report.find("parameters")->asInteger(), int64_t(3 * 16 + 17 * 2));
        const Json& hidden = report.find("nodes")->items()[2];
        QCOMPARE(textOf(hidden, "node"), std::string("hidden"));
        QCOMPARE(hidden.find("outputs")->dump(), std::string("[[16]]"));
        QVERIFY(report.find("training_memory")->find("total")->asInteger() > 0);
    }

    void pointsAtTheMistakeInAFormula()
    {
        Project project = spirals();
        project.graph.nodes[3] = node("act", "expression", {{"formula", "x * sigmod(x)"}}, {"x=hidden.y"});
        const Said said = runWeft({"check", write("formula.weft", project)});
        QCOMPARE(said.code, 1);
        QVERIFY2(said.out.contains("\n    x * sigmod(x)\n        ^\n"), qPrintable(said.out));
        const Said training = runWeft({"train", path("formula.weft")});
        QCOMPARE(training.code, 1);
        QVERIFY2(training.out.contains("        ^\n"), qPrintable(training.out));
        QVERIFY(!QDir(path("formula.runs")).exists());
    }

    void saysErrorsAsJsonToo()
    {
        const Said said = runWeft({"train", path("nothing.weft"), "--json"});
        QCOMPARE(said.code, 3);
        QVERIFY2(isOneSentence(said.err), qPrintable(said.err));
        const std::vector<Json> events = lines(said.out);
        QCOMPARE(events.size(), size_t(1));
        QCOMPARE(textOf(events[0], "event"), std::string("error"));
        QVERIFY(textOf(events[0], "text").find("nothing.weft") != std::string::npos);
    }

    // What `weft data` writes trains another project.
    void exportsDataThatNumPyProjectsRead()
    {
        QCOMPARE(runWeft({"data", write("source.weft", spirals()), "--export", path("arrays")}).code, 0);
        Project project = spirals();
        project.data.sources = {
            {.part = "train",
             .format = "npy",
             .params = {{"data", "arrays/train.npy"}, {"labels", "arrays/train_label.npy"}}},
            {.part = "validation",
             .format = "npy",
             .params = {{"data", "arrays/validation.npy"}, {"labels", "arrays/validation_label.npy"}}}};
        project.data.split = {.kind = "given", .validation = 0};
        const QString copy = write("copy.weft", project);
        const auto lossOf = [this](const QString& file) {
            const Said said = runWeft({"train", file, "--no-run-folder", "--json"});
            for (const Json& event : lines(said.out)) {
                if (textOf(event, "event") == "epoch")
                    return event.find("values")->find("validation/loss")->asDouble();
            }
            return -1.0;
        };
        const double loss = lossOf(copy);
        QVERIFY2(loss > 0 && loss < 2, qPrintable(QString::number(loss)));
    }

    void measuresItsSpeedWithoutTheData()
    {
        Project project = spirals();
        project.data.sources = {{.format = "csv", .params = {{"file", "gone.csv"}}}};
        const Said said = runWeft({"bench", write("fast.weft", project), "--steps", "5", "--json", "--profile"});
        QCOMPARE(said.code, 0);
        const Json result = lines(said.out).at(0);
        QVERIFY(result.find("synthetic")->asBool());
        QCOMPARE(result.find("steps")->asInteger(), int64_t(5));
        QVERIFY(result.find("median_ms")->asDouble() > 0);
        QVERIFY(result.find("p10_ms")->asDouble() <= result.find("p90_ms")->asDouble());
        std::set<std::string> passes, makers;
        for (const Json& row : result.find("profile")->items()) {
            passes.insert(row.find("pass")->asString());
            makers.insert(row.find("computed_by")->asString());
        }
        QCOMPARE(passes, (std::set<std::string> {"backward", "forward", "update"}));
        QVERIFY(!makers.empty());
    }

    void onlyAGpuPaysForDeterminism()
    {
        const Said said = runWeft({"bench", write("cost.weft", spirals()), "--device", "cpu", "--deterministic-cost"});
        QVERIFY(said.code != 0);
        QVERIFY2(said.err.contains("for GPUs"), qPrintable(said.err));
    }

    void describesTheLayersAndTheFormat()
    {
        const Said all = runWeft({"layers"});
        QCOMPARE(all.code, 0);
        QVERIFY2(all.out.contains("conv2d") && all.out.contains("cross_entropy"), qPrintable(all.out));
        const QStringList summaries = all.out.split('\n');
        for (const QString& summary : summaries)
            QVERIFY2(summary.count('(') == summary.count(')') && !summary.endsWith(" al"), qPrintable(summary));
        QVERIFY2(all.out.contains("what is negative passes (He et al. 2015)\n"), qPrintable(all.out));
        const Said one = runWeft({"layers", "dropout"});
        QVERIFY2(one.out.contains("rate") && one.out.contains("0 to 0.999"), qPrintable(one.out));
        const Json json = lines(runWeft({"layers", "dropout", "--json"}).out).at(0);
        QCOMPARE(textOf(json.find("params")->items().at(0), "id"), std::string("rate"));
        const Json schema = parseJson(runWeft({"schema"}).out.toStdString());
        QVERIFY(schema.find("$schema") != nullptr);
    }

    void speaksTheSameInEveryLocale()
    {
        if (std::setlocale(LC_ALL, "de_DE.UTF-8") == nullptr)
            QSKIP("The locale de_DE.UTF-8 is not installed.");
        std::setlocale(LC_ALL, "C");
        QProcessEnvironment german = QProcessEnvironment::systemEnvironment();
        german.insert("LC_ALL", "de_DE.UTF-8");
        const QString project = write("locale.weft", spirals());
        const QStringList arguments = {"check", project};
        QCOMPARE(runWeft(arguments, german).out, runWeft(arguments).out);
        const QStringList setting = {"check", project, "--set", "training.learning_rate=0.5", "--json"};
        QCOMPARE(runWeft(setting, german).code, 0);
    }

    void saysWhenItsOutputIsLost()
    {
        QProcess process;
        process.setStandardOutputFile("/dev/full");
        process.start(weftProgram(), {"layers"});
        QVERIFY(process.waitForFinished(patience));
        QCOMPARE(process.exitCode(), 3);
    }
};

QTEST_APPLESS_MAIN(TestCommandLine)
#include "tst_command_line.moc"
