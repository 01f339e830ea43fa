#include "engine/support/error.h"
#include "engine/support/json.h"

#include <QTest>

#include <cmath>

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
        QTest::newRow("twice") << QByteArray("{\"a\":1,\n \"a\":2}") << QByteArray("\"a\" at line 2, column 4 stands twice");
        QTest::newRow("deep") << QByteArray(100000, '[') << QByteArray("deeper than 64 levels at line 1, column 65.");
        QTest::newRow("huge number") << QByteArray("[\n\n1e999]") << QByteArray("1e999 at line 3");
        QTest::newRow("many") << '[' + QByteArray("1,\n").repeated(5) + "1]" << QByteArray("more than 5 values at line 6");
        QTest::newRow("cut character") << QByteArray("[\"\xC3") << QByteArray("line 1");
        QTest::newRow("more after the end") << QByteArray("{}\n x") << QByteArray("line 2, column 2");
        QTest::newRow("empty") << QByteArray() << QByteArray("line 1");
    }
    void refusesBadTextNamingThePlace()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, says);
        try {
            parseJson(std::string_view(text.constData(), size_t(text.size())), {.values = 5});
            QFAIL("accepted");
        } catch (const Error& error) {
            QVERIFY2(QByteArray(error.what()).contains(says), error.what());
        }
    }
    void keepsTheSignOfZero() { QVERIFY(std::signbit(parseJson(Json(-0.0).dump()).asDouble())); }
    void writesNonFiniteNumbersAsNull() { QCOMPARE(Json(1.0 / 0.0).dump(), "null"); }
};

QTEST_APPLESS_MAIN(TestJson)
#include "tst_json.moc"
