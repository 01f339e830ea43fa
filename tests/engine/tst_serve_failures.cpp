#include "engine/train/runs.h"
#include "tests/support/forwarding_backend.h"
#include "tests/support/patience.h"
#include "tests/support/serving.h"
#include "tests/support/test_data.h"
#include "tests/support/weft_program.h"

#include <QDeadlineTimer>
#include <QProcess>
#include <QTest>

#include <algorithm>
#include <set>
#include <thread>

using namespace weft;

namespace {

// A processor that can be told to fail, and to hang, as a GPU may.
class BrittleBackend : public ForwardingBackend {
public:
    BrittleBackend()
        : ForwardingBackend(CpuOptions {.threads = 1, .oneDnn = false})
    {
    }
    std::unique_ptr<Memory> allocate(size_t bytes) override
    {
        test();
        return ForwardingBackend::allocate(bytes);
    }
    void upload(std::byte* to, std::span<const std::byte> host) override
    {
        test();
        ForwardingBackend::upload(to, host);
    }
    void download(std::span<std::byte> host, const std::byte* from) override
    {
        ++downloads;
        hangs.wait(true);
        test();
        ForwardingBackend::download(host, from);
    }
    void goOn()
    {
        hangs = false;
        hangs.notify_all();
    }

    std::atomic<bool> broken = false;
    std::atomic<bool> hangs = false; // until it is to go on
    std::atomic<int> downloads = 0;
    std::atomic<int> failures = 0;

private:
    void test()
    {
        if (broken) {
            ++failures;
            throw Error("an illegal address was met in /secret/place");
        }
    }
};

std::vector<float> numbersOf(const Answer& answer)
{
    std::vector<float> numbers;
    const Json json = answer.json();
    for (const Json& one : json.find("outputs")->items().at(0).find("data")->items())
        numbers.push_back(float(one.asDouble()));
    return numbers;
}

std::string requestOf(const std::vector<std::pair<double, double>>& points)
{
    std::string data;
    for (const auto& [x, y] : points)
        data += (data.empty() ? "" : ",") + std::to_string(x) + "," + std::to_string(y);
    return R"({"inputs":[{"name":"point","shape":[)" + std::to_string(points.size())
        + R"(,2],"datatype":"FP32","data":[)" + data + "]}]}";
}

} // namespace

// weft serve when something goes wrong, and where requests and batches do not fit each other.
class TestServeFailures : public QObject {
    Q_OBJECT

    DataFolder m_folder;
    std::string m_spirals;

    ModelServerOptions options() const
    {
        ModelServerOptions made;
        made.models = {{"spirals", m_spirals}};
        made.store.mostTogether = 8;
        return made;
    }

private slots:
    void initTestCase() { m_spirals = trained(m_folder, "spirals", answeringSpirals()); }

    // 20 samples and batches of at most 8: three batches at least, and every answer at its sample's place.
    void answersOfASplitRequestStandAtTheirOwnPlaces()
    {
        BrittleBackend plain; // the plain loops compute every batch alike, to the bit
        ModelServerOptions made = options();
        made.store.backend = &plain;
        Serving serving(made);
        std::vector<std::pair<double, double>> points;
        for (int i = 0; i < 20; ++i)
            points.emplace_back(0.1 * i - 1, 0.7 - 0.05 * i);
        std::vector<float> alone;
        for (const auto& point : points) {
            const std::vector<float> pair =
                numbersOf(ask(serving.port(), "POST", "/v2/models/spirals/infer", requestOf({point})));
            alone.insert(alone.end(), pair.begin(), pair.end());
        }
        QCOMPARE(std::set(alone.begin(), alone.end()).size(), alone.size()); // no place may be taken for another
        const std::vector<float> together =
            numbersOf(ask(serving.port(), "POST", "/v2/models/spirals/infer", requestOf(points)));
        QCOMPARE(together, alone);
        const std::string metrics = ask(serving.port(), "GET", "/metrics").body;
        const size_t at = metrics.find("weft_samples_total{model=\"spirals\"} ");
        QVERIFY2(at != std::string::npos, metrics.c_str());
        QCOMPARE(std::atoi(metrics.c_str() + metrics.find(' ', at)), 40);
    }

    void aModelWhoseDeviceFailsComesBackByItself()
    {
        BrittleBackend device;
        ModelServerOptions made = options();
        made.store.backend = &device;
        made.store.batches.latencyBudget = 0.3;
        made.retrySeconds = 0.2;
        std::atomic<int> said = 0;
        made.loaded = [&](const ModelStore::Loaded& one) { said += one.error.empty() ? 0 : 1; };
        Serving serving(made);
        const int port = serving.port();
        const std::string request = requestOf({{0.5, 0.25}});
        const std::vector<float> before = numbersOf(ask(port, "POST", "/v2/models/spirals/infer", request));

        device.hangs = true; // none is answered before all have come
        std::vector<std::unique_ptr<Client>> waiting;
        for (int i = 0; i < 6; ++i) {
            waiting.push_back(std::make_unique<Client>(port));
            waiting.back()->send("POST /v2/models/spirals/infer HTTP/1.1\r\nHost: localhost\r\nContent-Length: "
                                 + std::to_string(request.size()) + "\r\n\r\n" + request);
        }
        device.broken = true; // while they wait for it, or for company
        device.goOn();
        for (const auto& client : waiting) {
            const Answer answer = client->receive();
            QCOMPARE(answer.status, 503);
            QVERIFY(answer.fields.contains("retry-after"));
            QVERIFY2(answer.error().find("device") != std::string::npos, answer.body.c_str());
            QVERIFY2(answer.error().find("secret") == std::string::npos, "names what is nobody's business");
        }
        QCOMPARE(ask(port, "GET", "/v2/health/ready").status, 503);
        QCOMPARE(ask(port, "GET", "/v2/health/live").status, 200);
        QCOMPARE(ask(port, "GET", "/v2/models/spirals/ready").status, 503);
        QCOMPARE(ask(port, "POST", "/v2/models/spirals/infer", request).status, 503);
        const int failures = device.failures;
        QTRY_VERIFY(device.failures > failures + 1); // it is tried again, though nobody asks
        QVERIFY(said <= 2); // each mistake once, not with every attempt

        device.broken = false;
        QTRY_COMPARE(ask(port, "GET", "/v2/health/ready").status, 200);
        QCOMPARE(numbersOf(ask(port, "POST", "/v2/models/spirals/infer", request)), before);
    }

    // At any point of an attempt, and between two of them.
    void endsWhileAModelCannotComeBack()
    {
        for (const int milliseconds : {0, 0, 0, 1, 1, 2, 5, 10, 100}) {
            BrittleBackend device;
            ModelServerOptions made = options();
            made.store.backend = &device;
            made.retrySeconds = 3600; // which the end would wait for
            auto serving = std::make_unique<Serving>(made);
            device.broken = true;
            QCOMPARE(ask(serving->port(), "POST", "/predict", "[1,2]").status, 503);
            QTest::qWait(milliseconds);
            serving.reset();
        }
    }

    void answersWhatIsUnderWayBeforeItEnds()
    {
        BrittleBackend device;
        ModelServerOptions made = options();
        made.store.backend = &device;
        Serving serving(made);
        const int before = device.downloads;
        device.hangs = true;
        Client client(serving.port());
        const std::string request = requestOf({{0.5, 0.25}});
        client.send("POST /v2/models/spirals/infer HTTP/1.1\r\nHost: localhost\r\nContent-Length: "
                    + std::to_string(request.size()) + "\r\n\r\n" + request);
        QTRY_VERIFY(device.downloads > before);
        std::thread later([&device] {
            QTest::qSleep(200); // the server has begun to end
            device.goOn();
        });
        serving.stop();
        later.join();
        const Answer answer = client.receive();
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.fields.at("connection"), std::string("close"));
        QVERIFY(!Client(serving.port()).isOpen());
    }

    void saysWhenAnAnswerTakesTooLong()
    {
        BrittleBackend device;
        ModelServerOptions made = options();
        made.store.backend = &device;
        made.limits.answerSeconds = 0.3;
        Serving serving(made);
        device.hangs = true; // so that whatever is answered is answered without it
        const Answer late = ask(serving.port(), "POST", "/predict", "[1,2]");
        device.goOn();
        QCOMPARE(late.status, 504);
        QVERIFY(!late.error().empty());
        QTRY_COMPARE(ask(serving.port(), "POST", "/predict", "[1,2]").status, 200);
    }

    void endsRequestsThatTakeTooLongToArrive_data()
    {
        QTest::addColumn<double>("headSeconds");
        QTest::addColumn<double>("requestSeconds");
        QTest::addColumn<QByteArray>("sent");
        QTest::newRow("half a head") << 0.3 << 3600.0 << QByteArray("POST /predict HTTP/1.1\r\nHost: lo");
        QTest::newRow("half a body") << 3600.0 << 0.6
                                     << QByteArray("POST /predict HTTP/1.1\r\nHost: localhost\r\nContent-Length: "
                                                   "5\r\n\r\n[1,");
    }
    void endsRequestsThatTakeTooLongToArrive()
    {
        QFETCH(double, headSeconds);
        QFETCH(double, requestSeconds);
        QFETCH(QByteArray, sent);
        ModelServerOptions made = options();
        made.limits.headSeconds = headSeconds;
        made.limits.requestSeconds = requestSeconds;
        Serving serving(made);
        const QDeadlineTimer leastTime(qRound(1000 * std::min(headSeconds, requestSeconds)));
        Client client(serving.port());
        client.send(sent.toStdString());
        const Answer answer = client.receive();
        QCOMPARE(answer.status, 408);
        QVERIFY(!answer.error().empty());
        QVERIFY(client.isClosedByServer());
        QVERIFY(leastTime.hasExpired());
        const std::string metrics = ask(serving.port(), "GET", "/metrics").body;
        QVERIFY(metrics.find("weft_refusals_total{why=\"timeout\"} 1") != std::string::npos);
    }

    void saysThatADamagedCheckpointWasPassedOver()
    {
        const DataFolder folder;
        ModelServerOptions made = options();
        made.models = {{"s", trained(folder, "s", answeringSpirals(40))}};
        std::vector<std::string> warnings;
        made.loaded = [&](const ModelStore::Loaded& one) { warnings = one.warnings; };
        {
            const Serving serving(made);
            QVERIFY(warnings.empty());
        }
        const std::string run = trainedRun(realFileSystem(), made.models[0].path);
        const std::string taken = findCheckpoint(realFileSystem(), run, made.store.best);
        QVERIFY(QFile::resize(QString::fromStdString(taken + "/states.safetensors"), 100));
        const Serving serving(made);
        QCOMPARE(warnings.size(), size_t(1));
        QVERIFY2(warnings[0].find(taken) != std::string::npos, warnings[0].c_str());
        const std::string other = findCheckpoint(realFileSystem(), run, made.store.best);
        QVERIFY2(warnings[0].ends_with("The checkpoint " + fileName(other) + " is used instead."), warnings[0].c_str());
    }

    void servesAnOnnxModelAsItIs()
    {
        WEFT_NEEDS_DATA(path, "onnx/mnist-8/model.onnx");
        ModelServerOptions made;
        made.models = {{"digits", path.string()}};
        Serving serving(made);
        const Json metadata = ask(serving.port(), "GET", "/v2/models/digits").json();
        QCOMPARE(metadata.find("inputs")->items().at(0).find("shape")->dump(), std::string("[-1,1,28,28]"));
        std::string numbers;
        for (int i = 0; i < 784; ++i)
            numbers += (i == 0 ? "" : ",") + std::to_string(i % 28 == 13 && i > 112 && i < 672 ? 255 : 0); // a stroke
        const std::string name = metadata.find("inputs")->items().at(0).find("name")->asString();
        const Answer answer = ask(serving.port(), "POST", "/v2/models/digits/infer",
                                  R"({"inputs":[{"name":")" + name
                                      + R"(","shape":[1,1,28,28],"datatype":"FP32","data":[)" + numbers + "]}]}");
        QVERIFY2(answer.status == 200, answer.body.c_str());
        const std::vector<float> scores = numbersOf(answer);
        QCOMPARE(scores.size(), size_t(10));
        QCOMPARE(std::ranges::max_element(scores) - scores.begin(), std::ptrdiff_t(1)); // which is a one
    }

    void refusesAnOnnxModelThatCannotBeRead()
    {
        ModelServerOptions made;
        made.models = {{"m", m_folder.write("m.onnx", "no model")}};
        try {
            ModelServer server(made);
            QFAIL("it was served");
        } catch (const Error& error) {
            QVERIFY2(QString(error.what()).contains("m.onnx"), error.what());
        }
    }

    // The last one: after QProcess the thread sanitizer sees no lock of this thread any more (weft_program.cpp).
    // The program looks for itself, and nobody sends it a signal.
    void watchingLoadsANewRun()
    {
        const DataFolder folder;
        const std::string project = trained(folder, "s", answeringSpirals(40));
        QProcess process;
        process.start(weftProgram(), {"serve", QString::fromStdString(project), "--port", "0", "--watch", "0.2"});
        QString said;
        while (!said.contains("Serving at") && process.waitForReadyRead(patience))
            said += QString::fromUtf8(process.readAllStandardOutput());
        const int port = said.section("127.0.0.1:", 1).section('/', 0, 0).toInt();
        QVERIFY2(port > 0, qPrintable(said + process.readAllStandardError()));
        QCOMPARE(ask(port, "GET", "/v2/models/s/versions/1/ready").status, 200);
        QTest::qWait(600);
        QVERIFY(ask(port, "GET", "/metrics").body.find("result=\"loaded\"} 1") != std::string::npos); // not each time
        trained(folder, "s", answeringSpirals(40));
        QTRY_COMPARE(ask(port, "GET", "/v2/models/s/versions/2/ready").status, 200);
        QCOMPARE(ask(port, "POST", "/predict", "[1,2]").status, 200);
        process.terminate();
        QVERIFY(process.waitForFinished(patience));
        QCOMPARE(process.exitCode(), 0);
    }
};

QTEST_GUILESS_MAIN(TestServeFailures)
#include "tst_serve_failures.moc"
