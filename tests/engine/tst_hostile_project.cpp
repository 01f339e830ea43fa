#include "engine/graph/limits.h"
#include "engine/graph/read_project.h"
#include "engine/graph/write_project.h"
#include "engine/support/error.h"
#include "engine/support/random.h"
#include "tests/support/patience.h"
#include "tests/support/random_project.h"

#include <QDeadlineTimer>
#include <QTest>

#include <functional>

using namespace weft;

namespace {

// One clear sentence, or a project that can be written and read again; anything else ends the test.
enum class Outcome { read, refused };
Outcome tryReading(const std::string& text)
{
    Project project;
    try {
        project = readProject(text);
    } catch (const Error& error) {
        const std::string_view what = error.what();
        if (what.empty() || what.size() > 2000 || what.find('\n') != std::string_view::npos)
            qFatal("not one sentence: %s", error.what());
        return Outcome::refused;
    }
    if (project.version <= 1 && readProject(writeProject(project)) != project)
        qFatal("read, but not as it was written: %s", text.c_str());
    return Outcome::read;
}

// A random project in which every corner is filled.
std::string fullText()
{
    std::string longest;
    for (uint64_t seed = 0; seed < 40; ++seed) {
        std::string text = writeProject(randomProject(seed));
        if (text.size() > longest.size())
            longest = std::move(text);
    }
    return longest;
}

// Calls `visit` with a copy of `root` for each place in it, that place replaced.
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

std::string repeated(std::string_view piece, size_t count)
{
    std::string text;
    text.reserve(piece.size() * count);
    for (size_t i = 0; i < count; ++i)
        text += piece;
    return text;
}

QByteArray errorOf(const std::string& text)
{
    try {
        readProject(text);
    } catch (const Error& error) {
        return error.what();
    }
    return "accepted";
}

} // namespace

class TestHostileProject : public QObject {
    Q_OBJECT
private slots:
    void aCutFileIsRefusedAtEveryLength()
    {
        std::string text = fullText();
        QVERIFY(text.size() > 2000);
        while (text.back() != '}')
            text.pop_back();
        for (size_t length = 0; length < text.size(); ++length)
            QCOMPARE(tryReading(text.substr(0, length)), Outcome::refused);
        QCOMPARE(tryReading(text), Outcome::read);
    }
    void flippedBytesAreReadOrRefused()
    {
        const std::string whole = fullText();
        RandomSequence random(1, streamOf("flip"));
        int read = 0;
        for (int i = 0; i < 2000; ++i) {
            std::string text = whole;
            for (uint32_t flips = 1 + random.below(3); flips > 0; --flips)
                text[random.below(uint32_t(text.size()))] = char(random.below(256));
            read += tryReading(text) == Outcome::read;
        }
        QVERIFY2(read > 20 && read < 1980, qPrintable(QString::number(read))); // both ends are tried
    }
    void wrongKindsAreReadOrRefusedAtEachPlace_data()
    {
        QTest::addColumn<QByteArray>("by");
        for (const char* by : {"null", "true", "-1", "0.5", "1e308", "9223372036854775807", "-9223372036854775808",
                               "18446744073709551616", "\"\"", "\".\"", "\"a.b.c\"", "\"\\u0000\"", "[]", "[[]]", "{}",
                               "{\"\":{\"\":[]}}", "[1,2]", "[\"a.b\",null]"})
            QTest::newRow(by) << QByteArray(by);
    }
    void wrongKindsAreReadOrRefusedAtEachPlace()
    {
        QFETCH(QByteArray, by);
        Json root = parseJson(fullText());
        int refused = 0;
        int places = 0;
        replaceEverywhere(root, root, parseJson(by.toStdString()), [&](const Json& changed) {
            refused += tryReading(changed.dump()) == Outcome::refused;
            ++places;
        });
        QVERIFY(places > 100 && refused > 5);
    }
    void whatPassesALimitIsRefused_data()
    {
        QTest::addColumn<QByteArray>("says");
        QTest::addColumn<std::string>("text");
        const auto row = [](const char* name, const char* says, std::string text) {
            QTest::newRow(name) << QByteArray(says) << std::move(text);
        };
        const std::string nodes = R"({"weft":1,"graph":{"nodes":[)";
        row("deep lists", "nested deeper than 64 levels at line 1, column 78.",
            R"({"weft":1,)" + std::string(R"("x":)") + std::string(1000000, '['));
        row("deep objects", "nested deeper than 64 levels", repeated(R"({"a":)", 1000000));
        row("too large", "larger than 64 MiB", std::string(ProjectLimits::bytes + 1, ' '));
        row("too many values", "more than 2000000 values", "[" + repeated("0,", 2000000) + "0]");
        row("too many nodes", "graph.nodes: a list of 100001; at most 100000 are allowed here.",
            nodes + repeated("0,", 100000) + "0]}}");
        row("too many blocks", "graph.blocks: a list of 10001",
            R"({"weft":1,"graph":{"blocks":[)" + repeated("0,", 10000) + "0]}}");
        row("too many wires", "graph.nodes[0].inputs.x[10000]: more than 10000 wires into one node.",
            nodes + R"({"id":"a","type":"b","inputs":{"x":[)" + repeated("\"a.y\",", 10000) + "\"a.y\"]}}]}}");
        row("long id", "graph.nodes[0].id: a text of 257 bytes; at most 256 are allowed here.",
            nodes + "{\"type\":\"b\",\"id\":\"" + std::string(257, 'n') + "\"}]}}");
        row("long reference", "graph.nodes[0].inputs.x: a text of 100002 bytes; at most 513 are allowed here.",
            nodes + "{\"type\":\"b\",\"id\":\"n\",\"inputs\":{\"x\":\"" + std::string(100000, 'n') + ".y\"}}]}}");
        row("long note", "view.notes[0].text: a text of 1048577 bytes",
            "{\"weft\":1,\"view\":{\"notes\":[{\"text\":\"" + std::string((1 << 20) + 1, 'n') + "\"}]}}");
        row("huge number", "is too large", R"({"weft":1,"view":{"x":1e400}})");
        row("long number", "is too large", R"({"weft":1,"view":{"x":)" + std::string(100000, '9') + "}}");
        row("repeat", "graph.nodes[0].repeat: expected 1 to 10000 copies, found 0.",
            nodes + R"({"id":"a","type":"block","repeat":0}]}})");
    }
    void whatPassesALimitIsRefused()
    {
        QFETCH(QByteArray, says);
        QFETCH(std::string, text);
        const QByteArray error = errorOf(text);
        QVERIFY2(error.contains(says) && error.size() < 500, error.left(500));
    }
    // Quadratic work would take minutes here.
    void manyNamesInOneObjectAreReadAtOnce()
    {
        std::string text = R"({"weft":0,"graph":{"nodes":[)";
        for (int i = 0; i < 50000; ++i)
            text += (i ? ",{\"id\":\"n" : "{\"id\":\"n") + std::to_string(i) + "\",\"type\":\"t\",\"pos\":[1,2]}";
        text += R"(]},"data":{"feeds":{)";
        for (int i = 0; i < 200000; ++i)
            text += (i ? ",\"n" : "\"n") + std::to_string(i) + "\":\"c\"";
        text += "}}}";
        const QDeadlineTimer time(patience);
        const Project project = readProject(text);
        QCOMPARE(project.view.nodes.size(), size_t(50000));
        QCOMPARE(project.data.feeds.size(), size_t(200000));
        QVERIFY(!time.hasExpired());
    }
};

QTEST_APPLESS_MAIN(TestHostileProject)
#include "tst_hostile_project.moc"
