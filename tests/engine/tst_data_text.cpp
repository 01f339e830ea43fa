#include "tests/support/data_files.h"
#include "tests/support/test_data.h"

#include <QTest>

#include <algorithm>

using namespace weft;

namespace {

DataSource textSource(const std::string& file, int64_t length, int64_t stride = 0)
{
    return {.format = "text", .params = {{"file", file}, {"length", length}, {"stride", stride}}};
}

std::string windowOf(const Column& column, int64_t sample)
{
    std::vector<std::byte> unused;
    const auto stored = storedSample(column, sample, unused);
    std::string text;
    for (int64_t i = 0; i < column.elements(); ++i)
        text += column.classes[size_t(reinterpret_cast<const int32_t*>(stored.data())[i])];
    return text;
}

} // namespace

class TestDataText : public QObject {
    Q_OBJECT
private slots:
    void windowsAndTheirTargets()
    {
        const DataFolder folder;
        folder.write("t.txt",
                     "\xEF\xBB\xBF"
                     "naïve → 12");
        const PreparedData data = prepareSource(textSource("t.txt", 3), folder.path());
        QCOMPARE(data.data.size, int64_t(3));
        QCOMPARE(windowOf(data.data.columns[0], 1), std::string("ve "));
        QCOMPARE(windowOf(data.data.columns[1], 1), std::string("e →"));
        QCOMPARE(windowOf(data.data.columns[1], 2), std::string(" 12"));
        QCOMPARE(data.data.columns[0].classes,
                 (std::vector<std::string> {" ", "1", "2", "a", "e", "n", "v", "ï", "→"}));
        const PreparedData dense = prepareSource(textSource("t.txt", 3, 1), folder.path());
        QCOMPARE(dense.data.size, int64_t(7));
        QCOMPARE(windowOf(dense.data.columns[0], 6), std::string("→ 1"));
        QCOMPARE(dense.data.columns[0].bytes.size(), size_t(10 * 4)); // overlapping windows share their tokens
    }
    void partsShareNoCharacter()
    {
        const DataFolder folder;
        QByteArray text;
        for (int i = 0; i < 1000; ++i)
            text += char('a' + i * i % 26);
        folder.write("t.txt", text);
        DataSection section;
        section.sources = {textSource("t.txt", 20, 3)};
        section.split = {.validation = 0.2, .test = 0.1};
        const PreparedData data = prepareSection(section, folder.path());
        const std::vector<int64_t>& starts = data.data.columns[0].starts;
        QVERIFY(data.train.size() > 200 && data.validation.size() > 50 && data.test.size() > 20);
        QVERIFY(starts[size_t(data.train.back())] + 20 <= starts[size_t(data.validation.front())]);
        QVERIFY(starts[size_t(data.validation.back())] + 20 <= starts[size_t(data.test.front())]);
    }
    void refusesWhatIsNoText()
    {
        const DataFolder folder;
        QString said;
        folder.write("short.txt", "abc");
        prepareSource(textSource("short.txt", 3), folder.path(), &said);
        QVERIFY2(said.contains("has 3 characters"), qPrintable(said));
        for (const char* bytes :
             {"ab\xFF", "ab\xC3", "ab\xE2\x82", "ab\xC0\xAF", "ab\xED\xA0\x80", "ab\xF5\x80\x80\x80"}) {
            folder.write("bad.txt", bytes);
            prepareSource(textSource("bad.txt", 1), folder.path(), &said);
            QVERIFY2(said.contains("byte 2 is not UTF-8"), qPrintable(said));
        }
    }
    void shakespeareIsRead()
    {
        WEFT_NEEDS_DATA(path, "text/tinyshakespeare/input.txt");
        DataSection section;
        section.sources = {textSource(path.string(), 256)};
        const PreparedData data = prepareSection(section, ".");
        QCOMPARE(data.data.columns[0].classes.size(), size_t(65));
        QCOMPARE(data.data.columns[0].bytes.size(), size_t(1115394 * 4));
        QCOMPARE(windowOf(data.data.columns[0], 0).substr(0, 14), std::string("First Citizen:"));
        QCOMPARE(data.train.size() + data.validation.size(), size_t(4357));
    }
};

QTEST_APPLESS_MAIN(TestDataText)
#include "tst_data_text.moc"
