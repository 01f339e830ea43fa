#include "engine/support/error.h"
#include "engine/support/json.h"

#include <QTest>

using namespace weft;

class TestJson : public QObject {
    Q_OBJECT
private slots:
    void keepsOrderAndNumberText()
    {
        const std::string text = R"({"b":1e-3,"a":[1,2.50,-0],"c":{"x":null,"y":true}})";
        QCOMPARE(parseJson(text).dump(), R"({"b":1e-3,"a":[1,2.50,0],"c":{"x":null,"y":true}})");
    }
    void refusesBadTextNamingThePlace_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("says");
        QTest::newRow("truncated") << QByteArray("{\n \"a\": [1,") << QByteArray("line 2");
        QTest::newRow("twice") << QByteArray(R"({"a":1,"a":2})") << QByteArray("stands twice");
        QTest::newRow("deep") << QByteArray(100000, '[') << QByteArray("deeper than 64");
        QTest::newRow("huge number") << QByteArray("[1e999]") << QByteArray("1e999");
        QTest::newRow("empty") << QByteArray() << QByteArray("line 1");
    }
    void refusesBadTextNamingThePlace()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, says);
        try {
            parseJson(std::string_view(text.constData(), size_t(text.size())));
            QFAIL("accepted");
        } catch (const Error& error) {
            QVERIFY2(QByteArray(error.what()).contains(says), error.what());
        }
    }
    void writesNonFiniteNumbersAsNull() { QCOMPARE(Json(1.0 / 0.0).dump(), "null"); }
};

QTEST_APPLESS_MAIN(TestJson)
#include "tst_json.moc"
