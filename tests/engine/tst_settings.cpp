#include "engine/graph/check_settings.h"
#include "engine/graph/migrate.h"
#include "engine/graph/set_setting.h"
#include "engine/graph/write_project.h"
#include "engine/support/error.h"

#include <QTest>

#include <limits>

using namespace weft;

namespace {

Project sample()
{
    Project project;
    project.graph.nodes = {{.id = "conv1", .type = "conv2d"}, {.id = "2", .type = "relu"}};
    project.data.sources = {{.format = "csv"}, {.part = "test", .format = "csv"}};
    return project;
}

QByteArray errorOf(Project& project, std::string_view path, std::string_view text)
{
    try {
        setSetting(project, path, text);
    } catch (const Error& error) {
        return error.what();
    }
    return {};
}

} // namespace

class TestSettings : public QObject {
    Q_OBJECT
private slots:
    void changesWhatItIsTold()
    {
        Project project = sample();
        setSetting(project, "name", "3");
        setSetting(project, "training.batch_size", "64");
        setSetting(project, "training.device", "cuda:1");
        setSetting(project, "training.optimizer.type", "sgd");
        setSetting(project, "training.optimizer.params.momentum", "0.9");
        setSetting(project, "training.early_stop.patience", "2");
        setSetting(project, "data.split.test", "0.25");
        setSetting(project, "data.sources.1.params.path", "b.csv");
        setSetting(project, "data.feeds.conv1", "pixels");
        setSetting(project, "graph.nodes.conv1.params.kernel", "[3, 5]");
        setSetting(project, "graph.nodes.2.frozen", "true"); // a name, though it looks like a number
        Project wanted = sample();
        wanted.name = "3";
        wanted.training.batchSize = 64;
        wanted.training.device = "cuda:1";
        wanted.training.optimizer = {.type = "sgd", .params = {{"momentum", 0.9}}};
        wanted.training.earlyStop = EarlyStop {.patience = 2};
        wanted.data.split.test = 0.25;
        wanted.data.sources[1].params["path"] = "b.csv";
        wanted.data.feeds["conv1"] = "pixels";
        wanted.graph.nodes[0].params["kernel"] = std::vector<int64_t> {3, 5};
        wanted.graph.nodes[1].frozen = true;
        QCOMPARE(writeProject(project), writeProject(wanted));
        QVERIFY(project == wanted);
    }
    void refusesWhatIsNotThere_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("says");
        const auto row = [](const char* path, const char* text, const char* says) {
            QTest::newRow(path) << QByteArray(path) << QByteArray(text) << QByteArray(says);
        };
        row("training.bach_size", "64",
            "\"training.bach_size\": there is no such setting; there are optimizer, schedule, "
            "early_stop, checkpoints, learning_rate, epochs, steps, batch_size");
        row("training.epochs", "many", "training.epochs: expected a whole number, found \"many\".");
        row("training.epochs.x", "3", "\"training.epochs.x\": there is no such setting");
        row("training.epochs", "2.5", "training.epochs: expected a whole number of at most 64 bits, found 2.5.");
        row("training", "3", "\"training\": there is no such setting; there are optimizer");
        row("training.optimizer", "sgd",
            "\"training.optimizer\": there is no such setting; there are params.<name>, type.");
        row("graph.nodes.conv7.frozen", "true", "graph.nodes.conv7: there is none of that name among 2.");
        row("data.sources.2.part", "test", "data.sources.2: there is none of that name among 2.");
        row("graph.nodes.conv1.frozen", "yes", "graph.nodes.conv1.frozen: expected true or false, found \"yes\".");
        row("view.zoom", "2", "\"view.zoom\": there is no such setting; there are name, graph, data, training, variables.");
        row("", "2", "\"\": there is no such setting");
    }
    void refusesWhatIsNotThere()
    {
        QFETCH(QByteArray, path);
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, says);
        Project project = sample();
        const QByteArray error = errorOf(project, path.toStdString(), text.toStdString());
        QVERIFY2(error.contains(says), error);
        QVERIFY(project == sample());
    }
    void defaultsAreFine() { QVERIFY(checkSettings(sample()).empty()); }
    // "epoch" in place of "epochs" trains for as long as it always did, so somebody must say so.
    void namesWhatItDoesNotKnow()
    {
        Project project = sample();
        project.training.unknown = {{"epoch", Json(int64_t(5))}};
        project.training.optimizer.unknown = {{"lr", Json(0.1)}};
        project.graph.nodes[0].unknown = {{"input", Json("image.y")}};
        project.data.split.unknown = {{"tests", Json(0.1)}};
        const Diagnostics found = checkSettings(project);
        QCOMPARE(found.size(), size_t(4));
        QCOMPARE(QByteArray(found[0].text.c_str()),
                 QByteArray("conv1 has no setting \"input\", so it does nothing; correct its name, or remove it."));
        QCOMPARE(found[0].node, std::string("conv1"));
        QVERIFY(found[1].text.starts_with("data.split has no setting \"tests\""));
        QVERIFY(found[2].text.starts_with("training has no setting \"epoch\""));
        QVERIFY(found[3].text.starts_with("training.optimizer has no setting \"lr\""));
        for (const Diagnostic& one : found)
            QCOMPARE(one.severity, Severity::warning);
        project = sample();
        project.unknown = {{"$schema", Json("weft.schema.json")}, {"trainning", Json()}};
        project.graph.unknown = {{"node", Json()}};
        project.graph.blocks = {{.name = "stage", .params = {{.id = "width", .node = "fc", .param = "units"}}}};
        project.graph.blocks[0].unknown = {{"output", Json()}};
        project.graph.blocks[0].params[0].unknown = {{"values", Json()}};
        project.data.unknown = {{"transform", Json()}};
        project.data.cleaning = {{.kind = "drop_missing", .unknown = {{"colums", Json()}}}};
        project.data.transforms = {{.kind = "scale"}, {.kind = "scale", .unknown = {{"param", Json()}}}};
        QStringList places;
        for (const Diagnostic& one : checkSettings(project))
            places << QString::fromStdString(one.text).section(" has no setting ", 0, 0);
        QCOMPARE(places,
                 QStringList({"The project", "graph", "stage", "stage.width", "data", "data.cleaning[0]",
                              "data.transforms[1]"}));
        project.version = projectVersion + 1; // a newer Weft's, which knows them
        QCOMPARE(checkSettings(project).size(), size_t(1));
    }
    void namesWhatIsBeyondItsRange()
    {
        Project project = sample();
        project.version = 3;
        project.graph.nodes[0].learningRateScale = -1;
        project.graph.blocks = {{.name = "stage", .nodes = {{.id = "in", .type = "block", .repeat = 0}}}};
        project.data.sources[1].part = "exam";
        project.data.split.validation = 20;
        project.training.batchSize = 0;
        project.training.precision = "f8";
        project.training.ema = std::numeric_limits<double>::quiet_NaN();
        project.training.earlyStop = EarlyStop {.patience = 0};
        project.training.checkpoints.keep = 0;
        QStringList texts;
        for (const Diagnostic& one : checkSettings(project))
            texts << QString::fromStdString(one.node + '|' + one.port + '|' + one.text);
        const QStringList wanted = {
            "||This project is from a newer Weft (its format is version 3, this program knows 1): update Weft to "
            "change "
            "it; the file stays as it is.",
            "conv1|learning_rate_scale|conv1.learning_rate_scale is -1; it must be at least 0.",
            "stage/in|repeat|stage/in.repeat is 0; it must be between 1 and 10000.",
            "|data.sources[1].part|data.sources[1].part is \"exam\"; it must be one of all, train, validation, test.",
            "|data.split.validation|data.split.validation is 20; it must be between 0 and 1.",
            "|training.batch_size|training.batch_size is 0; it must be between 1 and 1000000000.",
            "|training.ema|training.ema is not finite; enter a number.",
            "|training.precision|training.precision is \"f8\"; it must be one of f32, tf32, bf16, f16, f64.",
            "|training.early_stop.patience|training.early_stop.patience is 0; it must be between 1 and 1000000000.",
            "|training.checkpoints.keep|training.checkpoints.keep is 0; it must be between 1 and 1000000.",
        };
        QCOMPARE(texts, wanted);
    }
};

QTEST_APPLESS_MAIN(TestSettings)
#include "tst_settings.moc"
