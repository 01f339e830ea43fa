#include "tests/support/serving.h"

#include <QTest>

#include <optional>
#include <thread>

using namespace weft;

// Whom weft serve answers, and how much it takes at once.
class TestServeLimits : public QObject {
    Q_OBJECT

    std::optional<TrainedModels> m_models;

    ModelServerOptions options() const { return m_models->options(); }

private slots:
    void initTestCase() { m_models.emplace(); }

    void wantsItsTokenFromEverybody()
    {
        ModelServerOptions made = options();
        made.token = "0123456789abcdef-secret";
        Serving serving(made);
        const std::string right = "Authorization: Bearer " + made.token;
        QCOMPARE(ask(serving.port(), "GET", "/v2").status, 401);
        QCOMPARE(ask(serving.port(), "GET", "/metrics").status, 401);
        QCOMPARE(ask(serving.port(), "GET", "/v2", "", {"Authorization: Bearer 0123456789abcdef-secreT"}).status, 401);
        QCOMPARE(ask(serving.port(), "GET", "/v2", "", {"Authorization: Bearer "}).status, 401);
        QCOMPARE(ask(serving.port(), "GET", "/v2", "", {right + "x"}).status, 401);
        QCOMPARE(ask(serving.port(), "GET", "/v2", "", {right}).status, 200);
        QCOMPARE(ask(serving.port(), "GET", "/v2/health/ready").status, 200);
        QCOMPARE(ask(serving.port(), "GET", "/").status, 200);
        QCOMPARE(ask(serving.port(), "POST", "/v2/repository/models/spirals/load").status, 401);
        QCOMPARE(ask(serving.port(), "POST", "/v2/repository/models/spirals/load", "", {right}).status, 200);
        Client large(serving.port()); // is refused before it has sent its body
        large.send("POST /predict HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\n");
        QCOMPARE(large.receive().status, 401);
    }

    void staysOnThisMachineWithoutAToken()
    {
        for (const char* host : {"0.0.0.0", "::"}) {
            ModelServerOptions made = options();
            made.host = host;
            QVERIFY_THROWS_EXCEPTION(Error, ModelServer {made});
        }
        ModelServerOptions shortToken = options();
        shortToken.token = "short";
        QVERIFY_THROWS_EXCEPTION(Error, ModelServer {shortToken});
        Serving serving(options());
        Client rebound(serving.port());
        rebound.send("GET /v2 HTTP/1.1\r\nHost: evil.example\r\n\r\n");
        QCOMPARE(rebound.receive().status, 421);
        QCOMPARE(ask(serving.port(), "POST", "/predict", "[1,2]", {"Origin: http://evil.example"}).status, 403);
        QCOMPARE(ask(serving.port(), "POST", "/predict", "[1,2]", {"Origin: http://localhost"}).status, 200);
        QCOMPARE(ask(serving.port(), "POST", "/v2/repository/models/spirals/load").status, 403);
    }

    void refusesWhatIsTooLarge()
    {
        ModelServerOptions made = options();
        made.limits.body = 1 << 20;
        made.limits.chunks = 50;
        Serving serving(made);
        const int port = serving.port();
        QCOMPARE(ask(port, "POST", "/predict", std::string((1 << 20) + 1, ' ')).status, 413);
        QCOMPARE(ask(port, "GET", "/" + std::string(9000, 'a')).status, 414);
        QCOMPARE(ask(port, "GET", "/v2", "", {"X: " + std::string(17000, 'a')}).status, 431);
        QCOMPARE(ask(port, "GET", "/v2", "", std::vector<std::string>(101, "A: b")).status, 431);
        Client chunks(port);
        chunks.send("POST /predict HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n");
        const std::string chunk = "10000\r\n" + std::string(65536, ' ') + "\r\n";
        for (int i = 0; i < 20 && chunks.send(chunk); ++i)
            ;
        QCOMPARE(chunks.receive().status, 413);
        Client crumbs(port);
        crumbs.send("POST /predict HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n");
        for (int i = 0; i < 60; ++i)
            crumbs.send("1\r\n \r\n");
        QCOMPARE(crumbs.receive().status, 413);
        QCOMPARE(ask(port, "POST", "/predict", "[1,2]").status, 200);
    }

    // 300 connections that never finish their heads: the limit holds, and others are answered before those are given
    // up.
    void slowClientsKeepNobodyOut()
    {
        ModelServerOptions made = options();
        made.limits.connections = 64;
        made.limits.headSeconds = 3600;
        Serving serving(made);
        std::vector<std::unique_ptr<Client>> slow;
        for (int i = 0; i < 300; ++i) {
            slow.push_back(std::make_unique<Client>(serving.port()));
            slow.back()->send("GET /v2 HTTP/1.1\r\nHost: local");
        }
        QCOMPARE(ask(serving.port(), "POST", "/predict", "[1,2]").status, 200);
        const std::string metrics = ask(serving.port(), "GET", "/metrics").body;
        QVERIFY(metrics.find("weft_refusals_total{why=\"evicted\"}") != std::string::npos);
    }

    void answersWhatItCannotTakeWithTryAgain()
    {
        ModelServerOptions made = options();
        made.store.batches.queue = 8;
        made.store.batches.latencyBudget = 0.2;
        Serving serving(made);
        std::atomic<int> accepted = 0;
        std::atomic<int> refused = 0;
        std::atomic<int> other = 0;
        for (int round = 0; round < 20 && refused == 0; ++round) { // on a slow machine they may not come together
            std::vector<std::thread> threads;
            for (int i = 0; i < 40; ++i) {
                threads.emplace_back([&] {
                    const Answer answer = ask(serving.port(), "POST", "/predict", "[[1,2],[1,2],[1,2],[1,2],[1,2]]");
                    const bool busy = answer.status == 503 && answer.fields.contains("retry-after");
                    ++(answer.status == 200 ? accepted : busy ? refused : other);
                });
            }
            for (std::thread& thread : threads)
                thread.join();
        }
        QCOMPARE(other.load(), 0);
        QVERIFY(accepted.load() > 0);
        QVERIFY(refused.load() > 0);
    }
};

QTEST_GUILESS_MAIN(TestServeLimits)
#include "tst_serve_limits.moc"
