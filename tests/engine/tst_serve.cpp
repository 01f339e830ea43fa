#include "engine/train/network/trained_network.h"
#include "engine/train/runs.h"
#include "tests/support/patience.h"
#include "tests/support/serving.h"
#include "tests/support/small_projects.h"
#include "tests/support/weft_program.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTest>

#include <cmath>
#include <csignal>
#include <cstring>
#include <optional>

using namespace weft;

namespace {

constexpr double tolerance = 1e-5; // oneDNN sums in another order in batches of another size

std::string floats(const std::vector<float>& values)
{
    return {reinterpret_cast<const char*>(values.data()), values.size() * 4};
}

std::string pointRequest(double x, double y)
{
    return R"({"inputs":[{"name":"point","shape":[1,2],"datatype":"FP32","data":[)" + std::to_string(x) + ","
        + std::to_string(y) + "]}]}";
}

std::vector<double> dataOf(const Json& answer)
{
    std::vector<double> values;
    for (const Json& one : answer.find("outputs")->items().at(0).find("data")->items())
        values.push_back(one.asDouble());
    return values;
}

} // namespace

// weft serve in this process, on small networks that have been trained for it.
class TestServe : public QObject {
    Q_OBJECT

    std::optional<TrainedModels> m_models;

    ModelServerOptions options() const { return m_models->options(); }

private slots:
    void initTestCase() { m_models.emplace(); }

    void speaksTheOpenInferenceProtocol()
    {
        Serving serving(options());
        const auto get = [&](const std::string& target) { return ask(serving.port(), "GET", target); };
        QCOMPARE(get("/v2/health/live").status, 200);
        QCOMPARE(get("/v2/health/ready").status, 200);
        QCOMPARE(get("/v2").json().find("name")->asString(), std::string("weft"));
        QCOMPARE(get("/v2/models/shapes/ready").status, 200);
        QCOMPARE(get("/v2/models/shapes/versions/1/ready").status, 200);
        QCOMPARE(get("/v2/models/shapes/versions/2/ready").status, 404);
        QCOMPARE(get("/v2/models/none").status, 404);
        const Json metadata = get("/v2/models/shapes").json();
        QCOMPARE(metadata.find("versions")->dump(), std::string(R"(["1"])"));
        const Json& input = metadata.find("inputs")->items().at(0);
        QCOMPARE(input.find("name")->asString(), std::string("picture"));
        QCOMPARE(input.find("shape")->dump(), std::string("[-1,1,12,12]"));
        const Json& output = metadata.find("outputs")->items().at(0);
        QCOMPARE(output.find("datatype")->asString(), std::string("FP32"));
        QCOMPARE(output.find("parameters")->find("classes")->items().size(), size_t(4));

        std::string request = pointRequest(0.5, -0.25);
        request.insert(1, R"("id":"seven",)");
        const Answer answer = ask(serving.port(), "POST", "/v2/models/spirals/infer", request);
        QCOMPARE(answer.status, 200);
        const Json json = answer.json();
        QCOMPARE(json.find("id")->asString(), std::string("seven"));
        QCOMPARE(json.find("model_name")->asString(), std::string("spirals"));
        QCOMPARE(json.find("outputs")->items().at(0).find("shape")->dump(), std::string("[1,2]"));
        const std::vector<double> values = dataOf(json);
        QVERIFY(std::abs(values.at(0) + values.at(1) - 1) < tolerance);
        QCOMPARE(get("/").fields.at("content-type"), std::string("text/html; charset=utf-8"));
        QVERIFY(!get("/").body.empty() && get("/").body.find("http://") == std::string::npos);
        QCOMPARE(ask(serving.port(), "HEAD", "/v2/health/live").status, 200);
        QCOMPARE(ask(serving.port(), "POST", "/v2/health/live").status, 405);
        QCOMPARE(ask(serving.port(), "DELETE", "/v2/models/spirals").status, 405);
    }

    void describesEveryAddressThatItHas()
    {
        Serving serving(options());
        const Json description = ask(serving.port(), "GET", "/openapi.json").json();
        for (const auto& [path, methods] : description.find("paths")->members()) {
            QString target = QString::fromStdString(path);
            target.replace("{model}", "spirals").replace("{version}", "1");
            const std::string method = methods.find("get") != nullptr ? "GET" : "POST";
            const int status = ask(serving.port(), method, target.toStdString()).status;
            QVERIFY2(status != 404 && status != 405 && status != 0, path.c_str());
        }
    }

    void takesAndGivesBinaryTensors()
    {
        Serving serving(options());
        const std::vector<float> points = {0.5F, -0.25F, -1, 0.75F, 0.1F, 0.2F};
        const std::string head =
            R"({"parameters":{"binary_data_output":true},"inputs":[{"name":"point","shape":[3,2],"datatype":"FP32",)"
            R"("parameters":{"binary_data_size":24}}]})";
        const std::vector<std::string> fields = {"Inference-Header-Content-Length: " + std::to_string(head.size())};
        const Answer answer = ask(serving.port(), "POST", "/v2/models/spirals/infer", head + floats(points), fields);
        QVERIFY2(answer.status == 200, answer.body.c_str());
        const auto split = size_t(std::stoul(answer.fields.at("inference-header-content-length")));
        const Json json = parseJson(answer.body.substr(0, split));
        QCOMPARE(json.find("outputs")->items().at(0).find("parameters")->find("binary_data_size")->asInteger(),
                 int64_t(24));
        QCOMPARE(answer.body.size(), split + 24);
        for (size_t i = 0; i < 3; ++i) {
            const Json one = ask(serving.port(), "POST", "/v2/models/spirals/infer",
                                 pointRequest(double(points[2 * i]), double(points[2 * i + 1])))
                                 .json();
            float binary[2];
            std::memcpy(binary, answer.body.data() + split + 8 * i, 8);
            QVERIFY(std::abs(dataOf(one).at(0) - double(binary[0])) < tolerance);
        }
        const auto refused = [&](const std::string& body, const std::string& field) {
            return ask(serving.port(), "POST", "/v2/models/spirals/infer", body, {field}).status;
        };
        QCOMPARE(refused(head + floats({1, 2}), fields[0]), 400); // too few
        QCOMPARE(refused(head + floats(points) + "x", fields[0]), 400); // too many
        QCOMPARE(refused(head + floats(points), "Inference-Header-Content-Length: 100000"), 400);
        QCOMPARE(refused(head + floats(points), "Inference-Header-Content-Length: -1"), 400);
        QCOMPARE(refused(head + floats({NAN, 1, 1, 1, 1, 1}), fields[0]), 400);
    }

    void refusesWhatDoesNotFit_data()
    {
        QTest::addColumn<QByteArray>("body");
        const auto row = [](const char* name, const char* body) { QTest::newRow(name) << QByteArray(body); };
        row("nothing", "");
        row("no JSON", "hello");
        row("no object", "[1]");
        row("no inputs", "{}");
        row("inputs of another kind", R"({"inputs":{}})");
        row("no such input", R"({"inputs":[{"name":"x","shape":[1,2],"datatype":"FP32","data":[1,2]}]})");
        row("another datatype", R"({"inputs":[{"name":"point","shape":[1,2],"datatype":"INT8","data":[1,2]}]})");
        row("too few numbers", R"({"inputs":[{"name":"point","shape":[1,2],"datatype":"FP32","data":[1]}]})");
        row("another shape", R"({"inputs":[{"name":"point","shape":[2,1],"datatype":"FP32","data":[1,2]}]})");
        row("a negative size", R"({"inputs":[{"name":"point","shape":[-1,2],"datatype":"FP32","data":[1,2]}]})");
        row("no samples", R"({"inputs":[{"name":"point","shape":[0,2],"datatype":"FP32","data":[]}]})");
        row("a size that overflows",
            R"({"inputs":[{"name":"point","shape":[4611686018427387904,2],"datatype":"FP32","data":[1,2]}]})");
        row("texts", R"({"inputs":[{"name":"point","shape":[1,2],"datatype":"FP32","data":["1","2"]}]})");
        row("a number beyond floats",
            R"({"inputs":[{"name":"point","shape":[1,2],"datatype":"FP32","data":[1e300,2]}]})");
        row("given twice",
            R"({"inputs":[{"name":"point","shape":[1,2],"datatype":"FP32","data":[1,2]},)"
            R"({"name":"point","shape":[1,2],"datatype":"FP32","data":[1,2]}]})");
        row("no such output",
            R"({"inputs":[{"name":"point","shape":[1,2],"datatype":"FP32","data":[1,2]}],"outputs":[{"name":"x"}]})");
        row("bytes that are not there",
            R"({"inputs":[{"name":"point","shape":[1,2],"datatype":"FP32","parameters":{"binary_data_size":8}}]})");
        const QByteArray deep = QByteArray("[").repeated(40) + QByteArray("]").repeated(40);
        QTest::newRow("too deep") << QByteArray("{\"inputs\":") + deep + "}";
    }
    void refusesWhatDoesNotFit()
    {
        static Serving serving(options());
        QFETCH(QByteArray, body);
        const Answer answer = ask(serving.port(), "POST", "/v2/models/spirals/infer", body.toStdString());
        QCOMPARE(answer.status, 400);
        QVERIFY2(answer.error().ends_with("."), answer.body.c_str());
        QVERIFY2(answer.body.find(m_models->folder.path()) == std::string::npos, answer.body.c_str());
    }

    void takesRowsOfTheProjectsTable()
    {
        m_models->folder.write("prices.csv", QByteArray::fromStdString(pricesTable()));
        Project project = prices();
        project.data.cleaning = {{.kind = "fill_missing", .columns = {"size"}}}; // with the mean, 4.2, which is learned
        ModelServerOptions made;
        made.models = {{"prices", trained(m_models->folder, "prices", project)}};
        QVERIFY(QFile::remove(
            QString::fromStdString(m_models->folder.path() + "/prices.csv"))); // the run has kept what it needs
        Serving serving(made);
        const auto answerTo = [&](const std::string& body) { return ask(serving.port(), "POST", "/predict", body); };
        const Answer rows =
            answerTo(R"({"rows":[{"region":"east","size":5},{"size":null,"region":"west","price":1}]})");
        QVERIFY2(rows.status == 200, rows.body.c_str());
        const Json::Array samples = rows.json().find("samples")->items();
        QCOMPARE(samples.size(), size_t(2));
        const auto price = [&](size_t sample) {
            return samples[sample].find("predictions")->items().at(0).find("values")->items().at(0).asDouble();
        };
        QVERIFY2(std::abs(price(0) - 10'000) < 500, rows.body.c_str());
        QVERIFY2(std::abs(price(1) - 4'200) < 500, rows.body.c_str());
        const auto refusal = [&](const std::string& body) {
            const Answer answer = answerTo(body);
            return QString::number(answer.status) + " " + QString::fromStdString(answer.error());
        };
        QVERIFY(rows.json().find("warnings") == nullptr);
        const QString without =
            "400 Row %1: there is no \"region\", and the project does not say what to fill in; give it a value.";
        QCOMPARE(refusal(R"({"rows":[{}]})"), without.arg(1));
        QCOMPARE(refusal(R"({"rows":[{"region":"east"},{"regoin":"east","size":5}]})"), without.arg(2));
        QCOMPARE(refusal(R"({"rows":[{"region":"east"}]})"), "200 "); // the size is filled in
        const Answer unknown = answerTo(
            R"({"rows":[{"region":"north","size":5,"note":1},{"region":"north","size":5},{"region":null,"note":2}]})");
        QVERIFY2(unknown.status == 200, unknown.body.c_str());
        const Json::Array warnings = unknown.json().find("warnings")->items();
        QCOMPARE(warnings.size(), size_t(2));
        QCOMPARE(warnings[0].asString(), "Row 1: the model's data has no column \"note\"; it is passed over.");
        QCOMPARE(warnings[1].asString(),
                 "Row 1: \"north\" does not occur in the data's column \"region\"; it counts as missing.");
        QCOMPARE(refusal(R"({"rows":[{"region":"east","size":"five"}]})"), "400 Row 1: \"size\" takes a number.");
        QVERIFY(refusal(R"({"rows":[]})").startsWith("400 "));
        QVERIFY(refusal(R"({"rows":[{"region":"east","size":1e300}]})").startsWith("400 "));
        Serving others(options());
        QCOMPARE(ask(others.port(), "POST", "/predict?model=shapes", R"({"rows":[{"image":1}]})").status, 400);
    }

    void predictsPicturesAndRows()
    {
        Serving serving(options());
        const Answer row = ask(serving.port(), "POST", "/predict?top=1", "[0.5, -0.25]");
        QVERIFY2(row.status == 200, row.body.c_str());
        const Json first = row.json().find("samples")->items().at(0);
        QCOMPARE(first.find("predictions")->items().at(0).find("classes")->items().size(), size_t(1));
        const Answer rows = ask(serving.port(), "POST", "/predict?model=spirals", "[[1,2],[3,4],[5,6]]");
        QCOMPARE(rows.json().find("samples")->items().size(), size_t(3));
        QCOMPARE(ask(serving.port(), "POST", "/predict", R"({"inputs":{"point":[1,2]}})").status, 200);
        QCOMPARE(ask(serving.port(), "POST", "/predict", "[1,2,3]").status, 400);
        QCOMPARE(ask(serving.port(), "POST", "/predict?top=x", "[1,2]").status, 400);
        QCOMPARE(ask(serving.port(), "GET", "/predict").status, 405);
        const std::string png = pngBytes(12, 12, 1, [](int y, int x, int) { return uint8_t(x * y); }).toStdString();
        QCOMPARE(ask(serving.port(), "POST", "/predict?model=spirals", png).status, 400);
    }

    // Jobs of 1 to 11 samples at once, in batches of at most 8: each answer is that of its samples.
    void batchesGiveTheNumbersThatPredictingAloneGives()
    {
        ModelServerOptions made = options();
        made.store.batches.latencyBudget = 0.02;
        Serving serving(made);
        const std::string run = trainedRun(realFileSystem(), m_models->spirals);
        const TrainedProject project = findProject(realFileSystem(), run);
        TrainedNetwork alone(project.project, findCheckpoint(realFileSystem(), run, true),
                             {.projectFolder = project.projectFolder});
        std::vector<std::thread> threads;
        std::atomic<int> wrong = 0;
        std::atomic<int> right = 0;
        std::vector<std::vector<float>> points(24);
        std::vector<std::vector<float>> expected(24);
        const std::vector<InputForm> forms = inputForms(alone);
        for (size_t job = 0; job < points.size(); ++job) {
            for (size_t i = 0; i < 1 + job % 11; ++i) {
                const std::vector<double> point = {0.1 * double(job) - 1, 0.2 * double(i) - 1};
                points[job].insert(points[job].end(), {float(point[0]), float(point[1])});
                std::vector<std::byte> fed(forms[0].bytesPerSample());
                forms[0].write(std::vector<double> {double(float(point[0])), double(float(point[1]))}, "x", fed.data());
                std::vector<std::span<const std::byte>> feeds(alone.feeds().size());
                feeds[forms[0].feed()] = fed;
                const SampleValues values = alone.predictor().predict(1, feeds).at(0);
                float pair[2];
                std::memcpy(pair, values.bytes.data(), 8);
                expected[job].insert(expected[job].end(), {pair[0], pair[1]});
            }
        }
        for (size_t job = 0; job < points.size(); ++job) {
            threads.emplace_back([&, job] {
                const size_t samples = points[job].size() / 2;
                const std::string head =
                    R"({"parameters":{"binary_data_output":true},"inputs":[{"name":"point","shape":[)"
                    + std::to_string(samples) + R"(,2],"datatype":"FP32","parameters":{"binary_data_size":)"
                    + std::to_string(8 * samples) + "}}]}";
                const Answer answer =
                    ask(serving.port(), "POST", "/v2/models/spirals/infer", head + floats(points[job]),
                        {"Inference-Header-Content-Length: " + std::to_string(head.size())});
                if (answer.status != 200 || answer.body.size() < 8 * samples) {
                    ++wrong;
                    return;
                }
                for (size_t i = 0; i < 2 * samples; ++i) {
                    float value;
                    std::memcpy(&value, answer.body.data() + answer.body.size() - 8 * samples + 4 * i, 4);
                    ++(std::abs(double(value) - double(expected[job][i])) <= tolerance ? right : wrong);
                }
            });
        }
        for (std::thread& thread : threads)
            thread.join();
        QCOMPARE(wrong.load(), 0);
        QVERIFY(right.load() > 200);
        const std::string metrics = ask(serving.port(), "GET", "/metrics").body;
        QVERIFY2(metrics.find("batch=\"8\"") != std::string::npos, "nothing was computed together");
        QVERIFY(metrics.find("weft_requests_total{endpoint=\"infer\",model=\"spirals\",status=\"200\"} 24\n")
                != std::string::npos);
    }

    void loadsAnewWithoutDroppingARequest()
    {
        Serving serving(options());
        std::atomic<bool> ending = false;
        std::atomic<int> good = 0;
        std::atomic<int> bad = 0;
        std::vector<std::thread> threads;
        for (int i = 0; i < 4; ++i) {
            threads.emplace_back([&] {
                Client client(serving.port());
                while (!ending)
                    ++(client.ask("POST", "/v2/models/spirals/infer", pointRequest(1, 2)).status == 200 ? good : bad);
            });
        }
        for (int i = 0; i < 5 || (good <= 20 && bad == 0); ++i) {
            for (const ModelStore::Loaded& one : serving.server().reload({}, true))
                QVERIFY2(one.changed && one.error.empty(), one.error.c_str());
        }
        ending = true;
        for (std::thread& thread : threads)
            thread.join();
        QCOMPARE(bad.load(), 0);
        QVERIFY(good.load() > 20);
        for (const ModelStore::Loaded& one : serving.server().reload())
            QVERIFY(!one.changed); // nothing is new
    }

    void takesANewRunAsTheNewVersion()
    {
        DataFolder folder;
        ModelServerOptions made;
        made.models = {{"s", trained(folder, "s", answeringSpirals(40))}};
        Serving serving(made);
        QCOMPARE(ask(serving.port(), "GET", "/v2/models/s/versions/2/ready").status, 404);
        trained(folder, "s", answeringSpirals(40));
        QVERIFY(serving.server().reload().at(0).changed);
        QCOMPARE(ask(serving.port(), "GET", "/v2/models/s/versions/2/ready").status, 200);
        QDir(QString::fromStdString(folder.path()) + "/s.runs").removeRecursively();
        QVERIFY(!serving.server().reload().at(0).error.empty());
        QCOMPARE(ask(serving.port(), "POST", "/predict", "[1,2]").status, 200); // the old one goes on
    }

    void keepsConnectionsAndTheirOrder()
    {
        Serving serving(options());
        Client client(serving.port());
        client.send(
            "GET /v2/health/live HTTP/1.1\r\nHost: localhost\r\n\r\nGET /nothing HTTP/1.1\r\nHost: localhost\r\n\r\n"
            "GET /v2 HTTP/1.1\r\nHost: localhost\r\n\r\n");
        QCOMPARE(client.receive().status, 200);
        QCOMPARE(client.receive().status, 404);
        QCOMPARE(client.receive().json().find("name")->asString(), std::string("weft"));
        client.send("POST /predict HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n");
        QCOMPARE(client.receive().status, 100);
        client.send("[1,2]");
        QCOMPARE(client.receive().status, 200);
        client.send("POST /predict HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
                    "2;a=b\r\n[1\r\n3\r\n,2]\r\n0\r\nX: y\r\n\r\n");
        QCOMPARE(client.receive().status, 200);
    }

    // Whatever arrives, every connection gets an answer of HTTP or is closed, and the server goes on.
    void survivesMutatedRequests()
    {
        const int requests =
            qEnvironmentVariableIntValue("WEFT_MUTATIONS") > 0 ? qEnvironmentVariableIntValue("WEFT_MUTATIONS") : 2000;
        ModelServerOptions made = options();
        made.limits.headSeconds = 0.3; // most of the time goes by waiting for what was cut off
        made.limits.requestSeconds = 0.3;
        Serving serving(made);
        std::string mistake;
        const int answered = sendMutatedRequests(serving.port(), requests, 7, mistake);
        QVERIFY2(mistake.empty(), mistake.c_str());
        QVERIFY2(answered > requests * 9 / 10, qPrintable(QString::number(answered)));
        QCOMPARE(ask(serving.port(), "POST", "/predict", "[1,2]").status, 200);
    }

    void theProgramServesAndEndsBySignal()
    {
        QProcess process;
        process.start(weftProgram(), {"serve", QString::fromStdString(m_models->spirals), "--port", "0"});
        QString said;
        while (!said.contains("Serving at") && process.waitForReadyRead(patience))
            said += QString::fromUtf8(process.readAllStandardOutput());
        const int port = said.section("127.0.0.1:", 1).section('/', 0, 0).toInt();
        QVERIFY2(port > 0, qPrintable(said + process.readAllStandardError()));
        QCOMPARE(ask(port, "POST", "/predict", "[1,2]").status, 200);
        ::kill(pid_t(process.processId()), SIGHUP);
        QTRY_VERIFY(ask(port, "GET", "/metrics").body.find("result=\"loaded\"} 2") != std::string::npos);
        process.terminate();
        QVERIFY(process.waitForFinished(patience));
        QCOMPARE(process.exitCode(), 0);
        QCOMPARE(runWeft({"serve", QString::fromStdString(m_models->spirals), "--host", "0.0.0.0"}).code, 3);
        QCOMPARE(runWeft({"serve"}).code, 2);
    }
};

QTEST_GUILESS_MAIN(TestServe)
#include "tst_serve.moc"
