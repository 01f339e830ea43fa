#include "engine/graph/write_project.h"
#include "engine/support/printable.h"
#include "tests/support/data_files.h"
#include "tests/support/small_projects.h"
#include "tests/support/weft_program.h"

#include <QTest>

using namespace weft;

// What a file of somebody else's holds must not act on the terminal, nor stand for a sentence of Weft's.
class TestPrintable : public QObject {
    Q_OBJECT

    DataFolder m_folder;

    // Nothing that a terminal obeys or that turns the direction of writing.
    static QString hiddenIn(const QString& text)
    {
        for (const QChar one : text) {
            const char16_t code = one.unicode();
            const bool isControl = (code < 0x20 && code != '\n') || (code >= 0x7f && code < 0xa0);
            if (isControl || (code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069))
                return "U+" + QString::number(code, 16) + " in: " + text;
        }
        return {};
    }
    QString write(const QString& name, const QByteArray& content) const
    {
        return QString::fromStdString(m_folder.write(name.toStdString(), content));
    }

private slots:
    void writesOutWhatATerminalWouldObey_data()
    {
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<QByteArray>("shown");
        const auto row = [](const char* name, const QByteArray& value, const QByteArray& shown) {
            QTest::newRow(name) << value << shown;
        };
        row("a word", "conv1", "conv1");
        row("other scripts", "Größe 尺寸 🧵 é", "Größe 尺寸 🧵 é");
        row("nothing", "", "");
        row("ESC", "\x1b[31mred", "<U+001B>[31mred");
        row("lines", "a\r\nb\tc", "a<U+000D><U+000A>b<U+0009>c");
        row("NUL", QByteArray("a\0b", 3), "a<U+0000>b");
        row("DEL", "\x7f", "<U+007F>");
        row("C1, which begins a command in one character",
            "\xc2\x9b"
            "2J",
            "<U+009B>2J");
        row("the same as a byte",
            "\x9b"
            "2J",
            "�2J");
        row("right to left",
            "a\xe2\x80\xae"
            "b\xe2\x81\xa6",
            "a<U+202E>b<U+2066>");
        row("line separator", "\xe2\x80\xa8", "<U+2028>");
        row("tags", "\xf3\xa0\x81\x81", "<U+E0041>");
        row("cut UTF-8", "a\xe2\x80", "a��");
        row("overlong ESC", "\xc0\x9b", "��");
        row("a surrogate", "\xed\xa0\x80", "���");
        row("beyond Unicode", "\xf4\x90\x80\x80", "����");
    }
    void writesOutWhatATerminalWouldObey()
    {
        QFETCH(QByteArray, value);
        QFETCH(QByteArray, shown);
        QCOMPARE(QByteArray::fromStdString(printable(value.toStdString())), shown);
    }

    void cutsBetweenCharacters()
    {
        QCOMPARE(printable("äöü", 3), std::string("äöü"));
        QCOMPARE(printable("äöü", 2), std::string("äö…"));
        QCOMPARE(printable(std::string(50'000'000, 'x')), std::string(80, 'x') + "…");
        QCOMPARE(printableText("two\n\tlines\r\x1b"), std::string("two\n\tlines<U+000D><U+001B>"));
    }

    void namesInAProjectStayNames()
    {
        Project project = spirals();
        const std::string id = "\x1b]0;owned\x07\n\xe2\x80\xaerelu";
        project.graph.nodes.push_back(node(id, "tanh\x1b[2J", {}, {"x=" + project.graph.nodes.front().id + ".y"}));
        const QString file = write("named.weft", QByteArray::fromStdString(writeProject(project)));
        for (const char* command : {"check", "train"}) {
            const Said said = runWeft({command, file, "--set", "training.epochs=1"});
            QCOMPARE(said.code, 1);
            QCOMPARE(hiddenIn(said.out) + hiddenIn(said.err), QString());
            QVERIFY2((said.out + said.err).contains("<U+001B>"), qPrintable(said.out + said.err));
            for (const QString& line : (said.out + said.err).split('\n'))
                QVERIFY2(!line.startsWith("relu") && !line.startsWith("<U+202E>"), qPrintable(line));
        }
    }

    void cellsAndNamesOfATableStayText()
    {
        const QString table = write("t.csv",
                                    "\xe2\x80\xae"
                                    "a,b\x1b[31m\n1,2\n3,x\x1b[31my\n4,5\n6,7\n8,9\n9,1\n2,1\n3,4\n"
                                    "5,6\n7,8\n9,8\n7,6\n");
        Q_UNUSED(table)
        const QString file = write(
            "t.weft",
            R"({"weft": 1, "data": {"sources": [{"format": "csv", "part": "all", "params": {"file": "t.csv"}}]}})");
        const Said said = runWeft({"data", file});
        QCOMPARE(said.code, 0);
        QCOMPARE(hiddenIn(said.out) + hiddenIn(said.err), QString());
        QVERIFY2(said.out.contains("<U+202E>a") && said.out.contains("x<U+001B>[31my"), qPrintable(said.out));
    }

    void aSentenceIsOneLine()
    {
        const QString file = write("path.weft", R"({"weft": 1, "data": {"sources": [{"format": "csv", "part": "all",
            "params": {"file": "no\nweft: all is well"}}]}})");
        const Said said = runWeft({"data", file});
        QCOMPARE(said.code, 3);
        QCOMPARE(said.err.count('\n'), 1);
        QVERIFY2(said.err.contains("no<U+000A>weft: all is well"), qPrintable(said.err));
        const Said missing = runWeft({"check", "no\nsuch\x1b.weft"});
        QCOMPARE(missing.err.count('\n'), 1);
        QVERIFY2(missing.err.contains("no<U+000A>such<U+001B>.weft"), qPrintable(missing.err));
    }

    // Fifty megabytes in, a sentence out.
    void valuesAreQuotedInPart_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("code");
        const QString project = write("p.weft", QByteArray::fromStdString(writeProject(spirals())));
        const QString large(100'000, 'x');
        QTest::newRow("a setting's value")
            << QStringList {"check", project, "--set", "training.optimizer=" + large} << 2;
        QTest::newRow("no setting") << QStringList {"check", project, "--set", large} << 2;
        QTest::newRow("a setting's name") << QStringList {"check", project, "--set", large + "=1"} << 2;
        QTest::newRow("a layer") << QStringList {"layers", large} << 2;
        QTest::newRow("an option") << QStringList {"check", project, "--" + large} << 2;
        QTest::newRow("a column's name") << QStringList {"data", write("long.weft", R"({"weft": 1, "data": {"sources": [
            {"format": "csv", "part": "all", "params": {"file": "long.csv"}}]}})")}
                                         << 0;
        write("long.csv", "a," + large.toUtf8() + "\n1," + large.toUtf8() + "\n2,b\n");
    }
    void valuesAreQuotedInPart()
    {
        QFETCH(QStringList, arguments);
        QFETCH(int, code);
        const Said said = runWeft(arguments);
        QVERIFY2((said.out + said.err).size() < 2000, qPrintable((said.out + said.err).left(3000)));
        QCOMPARE(said.code, code);
        QVERIFY2((said.out + said.err).contains("…"), qPrintable(said.out + said.err));
    }
};

QTEST_GUILESS_MAIN(TestPrintable)
#include "tst_printable.moc"
