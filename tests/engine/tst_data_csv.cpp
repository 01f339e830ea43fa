#include "engine/data/describe.h"
#include "tests/support/data_files.h"
#include "tests/support/test_data.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <map>

using namespace weft;

namespace {

DataSource csv(const std::string& file, Params more = {})
{
    more["file"] = file;
    return {.format = "csv", .params = more};
}

PreparedData readText(const QByteArray& content, const Params& params = {}, QString* said = nullptr)
{
    const DataFolder folder;
    folder.write("table.csv", content);
    return prepareSource(csv("table.csv", params), folder.path(), said);
}

// "age=numbers label=class(cat,dog)"
QString columnsOf(const PreparedData& data)
{
    QStringList all;
    for (const Column& column : data.data.columns) {
        QString one = QString::fromStdString(column.name + "=" + std::string(name(column.kind)));
        if (!column.classes.empty()) {
            QStringList classes;
            for (const std::string& klass : column.classes)
                classes << QString::fromStdString(klass);
            one += "(" + classes.join(",") + ")";
        }
        all << one;
    }
    return all.join(' ');
}

std::map<std::string, int64_t> countsOf(const Column& column)
{
    std::map<std::string, int64_t> counts;
    const size_t samples = column.bytes.size() / sizeof(int32_t);
    for (size_t i = 0; i < samples; ++i) {
        const int32_t index = valuesOf<int32_t>(column)[i];
        ++counts[index < 0 ? "" : column.classes[size_t(index)]];
    }
    return counts;
}

int64_t missingOf(const Column& column, int64_t samples)
{
    int64_t missing = 0;
    for (int64_t i = 0; i < samples; ++i)
        missing += std::isnan(valuesOf<float>(column)[i]);
    return missing;
}

} // namespace

class TestDataCsv : public QObject {
    Q_OBJECT
private slots:
    void findsDelimiterHeaderAndTypes_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("columns");
        const QString plain = "a=numbers b=class(x,y)";
        QTest::newRow("comma") << QByteArray("a,b\n1,x\n2,y\n") << plain;
        QTest::newRow("semicolon") << QByteArray("a;b\n1;x\n2;y\n") << plain;
        QTest::newRow("tab") << QByteArray("a\tb\n1\tx\n2\ty\n") << plain;
        QTest::newRow("bar") << QByteArray("a|b\n1|x\n2|y\n") << plain;
        QTest::newRow("runs of blanks") << QByteArray("  a    b\n  1    x\n 20    y\n") << plain;
        QTest::newRow("CRLF") << QByteArray("a,b\r\n1,x\r\n2,y\r\n") << plain;
        QTest::newRow("no last newline") << QByteArray("a,b\n1,x\n2,y") << plain;
        QTest::newRow("byte order mark") << QByteArray("\xEF\xBB\xBF"
                                                       "a,b\n1,x\n2,y\n")
                                         << plain;
        QTest::newRow("empty lines") << QByteArray("\n\na,b\n\n1,x\n2,y\n\n") << plain;
        QTest::newRow("blanks around") << QByteArray("a , b\n 1, x\n 2 ,y \n") << plain;
        QTest::newRow("quoted") << QByteArray("\"a\",\"b\"\n\"1\",\"x\"\n2,\"y\"\n") << plain;
        QTest::newRow("no header") << QByteArray("1,x\n2,y\n3,x\n") << "column_1=numbers column_2=class(x,y)";
        QTest::newRow("words without header")
            << QByteArray("ham\tx\nspam\ty\nham\tz\n") << "column_1=class(ham,spam) column_2=class(x,y,z)";
        QTest::newRow("words with header")
            << QByteArray("kind,b\nham,x\nspam,y\nham,x\n") << "kind=class(ham,spam) b=class(x,y)";
        QTest::newRow("missing values") << QByteArray("a,b\n1,x\n?,\nNA,y\n3,?\n") << plain;
        QTest::newRow("no name") << QByteArray("a,b,\n1,2,3\n4,5,6\n") << "a=numbers b=numbers column_3=numbers";
        QTest::newRow("one column") << QByteArray("a\n1\n2.5e-3\n-7\n+4\n") << "a=numbers";
        QTest::newRow("all missing") << QByteArray("a,b\n1,\n2,\n") << "a=numbers b=numbers";
    }
    void findsDelimiterHeaderAndTypes()
    {
        QFETCH(QByteArray, content);
        QFETCH(QString, columns);
        QCOMPARE(columnsOf(readText(content)), columns);
    }
    void numbersDoNotDependOnTheLocale()
    {
        QString said; // of what is too large
        const PreparedData data = readText("a;b\n0.098;1e-3\n-12.5;+3\n1e999;-0\n", {}, &said);
        const float* a = valuesOf<float>(data.data.columns[0]);
        const float* b = valuesOf<float>(data.data.columns[1]);
        QCOMPARE(a[0], 0.098f);
        QCOMPARE(a[1], -12.5f);
        QVERIFY(std::isinf(a[2]));
        QCOMPARE(b[0], 0.001f);
        QCOMPARE(b[1], 3.f);
        const PreparedData comma = readText("a;b\n0,098;x\n-12,5;y\n", {{"decimal", "comma"}});
        QCOMPARE(valuesOf<float>(comma.data.columns[0])[0], 0.098f);
    }
    void saysWhereANumberIsBeyondF32_data()
    {
        QTest::addColumn<QByteArray>("cell");
        QTest::addColumn<bool>("isSaid");
        QTest::newRow("f64 only") << QByteArray("1e308") << true;
        QTest::newRow("just beyond") << QByteArray("3.5e38") << true;
        QTest::newRow("the largest") << QByteArray("3.4e38") << false;
        QTest::newRow("inf") << QByteArray("-inf") << true;
        QTest::newRow("a missing value") << QByteArray("nan") << false;
    }
    void saysWhereANumberIsBeyondF32()
    {
        QFETCH(QByteArray, cell);
        QFETCH(bool, isSaid);
        QString said;
        const PreparedData data = readText("a,size\n1,2\n3," + cell + "\n5,6\n7," + cell + "\n", {}, &said);
        QCOMPARE(said.isEmpty(), !isSaid);
        const std::string text = toText(describe(data));
        QVERIFY2(text.find("nan") == std::string::npos, text.c_str());
        if (isSaid)
            QCOMPARE(said,
                     "Source 1 (csv): line 3, column “size”: “" + QString(cell)
                         + "” is beyond what f32 holds, so it is read as infinite (and 1 more); mend it, or add it to "
                           "“missing” and clean with drop_missing or fill_missing.");
    }
    void quotesMayHoldDelimitersLinesAndQuotes()
    {
        const PreparedData data = readText("a,b\n1,\"x, \"\"y\"\"\nz\"\n2,\"\"\"\"\n3,\n", {{"text", "b"}});
        QCOMPARE(data.data.size, int64_t(3));
        QCOMPARE(data.data.columns[1].texts, (std::vector<std::string> {"x, \"y\"\nz", "\"", ""}));
    }
    void parametersDecideWhatGuessesCannot()
    {
        QCOMPARE(columnsOf(readText("a,b\n10,1\n9,2\n", {{"categorical", "a"}, {"text", "b"}})),
                 "a=class(9,10) b=text");
        QCOMPARE(columnsOf(readText("# made by hand\n1 2\n3 4\n",
                                    {{"skip_lines", int64_t(1)}, {"delimiter", "blanks"}, {"names", "p, q"}})),
                 "p=numbers q=numbers");
        QCOMPARE(columnsOf(readText("1990,1991\n3,4\n5,6\n", {{"header", "yes"}})), "1990=numbers 1991=numbers");
        QCOMPARE(columnsOf(readText("a,b\n1,yes.\n2,no.\n", {{"strip", "."}})), "a=numbers b=class(no,yes)");
        QCOMPARE(columnsOf(readText("k\tt\nx\tsay \"hi\ny\t\"so\nx\tz\n", {{"quotes", false}, {"text", "t"}})),
                 "k=class(x,y) t=text");
    }
    void warnsOfANameThatComesTwice()
    {
        const DataFolder folder;
        folder.write("table.csv", "size,price,size,\n1,2,3,4\n");
        QString said;
        const PreparedData prepared = prepareSource(csv("table.csv"), folder.path(), &said);
        QVERIFY(prepared.data.columns.size() == 4 && prepared.data.columns[2].name == "size_2");
        QVERIFY2(said.contains("column 1 and column 3 are both called “size”; the second one goes by “size_2” here."),
                 qPrintable(said));
        QVERIFY(!said.contains("price"));
    }
    void saysWhatAWrongDelimiterMakes()
    {
        const DataFolder folder;
        folder.write("table.csv", "a,b\n1,x\n2,y\n");
        QString said;
        prepareSource(csv("table.csv", {{"delimiter", "semicolon"}}), folder.path(), &said);
        QVERIFY2(said.contains("there is one column, but the file looks like 2; take auto."), qPrintable(said));
        DataSection section;
        section.sources = {csv("table.csv", {{"delimiter", "tab"}})};
        section.transforms = {{.kind = "combine"}};
        Diagnostics diagnostics;
        prepareData(section, folder.path(), diagnostics);
        QVERIFY(diagnostics.at(0).port == "delimiter"
                && diagnostics[0].severity == Severity::error); // why there are none
        prepareSource(csv("table.csv", {{"delimiter", "comma"}}), folder.path(), &said);
        QVERIFY2(said.isEmpty(), qPrintable(said));
    }
    void saysWhereItIsWrong_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QByteArray>("numbers");
        QTest::addColumn<QString>("says");
        QTest::newRow("longer row") << QByteArray("a,b\n1,2\n3,4,5\n6,7\n") << QByteArray() << "line 3 has 3 fields";
        QTest::newRow("shorter row") << QByteArray("a,b\n1,\"2\n2\"\n3\n") << QByteArray() << "line 4 has 1 fields";
        QTest::newRow("not a number") << QByteArray("a,b\n1,2\n3,x\n") << QByteArray("b")
                                      << "line 3, column “b”: “x” is not a number";
        QTest::newRow("nearly numbers") << QByteArray("a\n1\n2\n3\n4\n5\n6\n7\n8\n9\n1O\n11\n12\n") << QByteArray()
                                        << "line 11, column “a”: “1O” is not a number, so";
        QTest::newRow("open quote") << QByteArray("a,b\n1,\"2\n3,4\n") << QByteArray()
                                    << "opens in line 2 is never closed";
        QTest::newRow("behind a quote") << QByteArray("a,b\n1,\"2\"x\n") << QByteArray() << "line 2 has text behind";
        QTest::newRow("binary") << QByteArray("a,b\n1,\0\n", 8) << QByteArray() << "byte 6 is zero";
        QTest::newRow("UTF-16") << QByteArray("\xFF\xFE"
                                              "a,b")
                                << QByteArray() << "UTF-16";
        QTest::newRow("empty") << QByteArray() << QByteArray() << "table.csv: the file is empty.";
        QTest::newRow("header only") << QByteArray("a,b\n") << QByteArray()
                                     << "there is a header, but no row below it.";
        QTest::newRow("very wide") << QByteArray(30000, ',') << QByteArray() << "more than 10,000 columns";
        QTest::newRow("no such column") << QByteArray("a,b\n1,2\n3,4\n") << QByteArray("c") << "has no column “c”";
    }
    void saysWhereItIsWrong()
    {
        QFETCH(QByteArray, content);
        QFETCH(QByteArray, numbers);
        QFETCH(QString, says);
        QString said;
        readText(content, {{"numbers", numbers.toStdString()}}, &said);
        QVERIFY2(said.contains(says), qPrintable(said));
    }
    void trainingAndTestTablesAgreeOnClasses()
    {
        const DataFolder folder;
        folder.write("a.csv", "x,c\n1,red\n2,blue\n");
        folder.write("b.csv", "x,c\n3,green\n4,blue\n5,red\n");
        DataSection section;
        section.sources = {csv("a.csv"), csv("b.csv")};
        section.sources[0].part = "train";
        section.sources[1].part = "test";
        section.split.kind = "given";
        const PreparedData data = prepareSection(section, folder.path());
        const Column& c = *data.data.find("c");
        QCOMPARE(c.classes, (std::vector<std::string> {"blue", "red", "green"}));
        QCOMPARE((std::vector<int32_t>(valuesOf<int32_t>(c), valuesOf<int32_t>(c) + 5)),
                 (std::vector<int32_t> {1, 0, 2, 0, 1}));
        folder.write("b.csv", "x,d\n3,green\n4,blue\n");
        QString said;
        prepareSection(section, folder.path(), &said);
        QVERIFY2(said.contains("has the column “d”") && said.contains("has no column “c”"), qPrintable(said));
    }
    void irisIsRead()
    {
        WEFT_NEEDS_DATA(path, "tabular/iris/iris.csv");
        const PreparedData data = prepareSource(csv(path.string()), ".");
        QCOMPARE(data.data.size, int64_t(150));
        QCOMPARE(columnsOf(data),
                 "column_1=numbers column_2=numbers column_3=numbers column_4=numbers "
                 "column_5=class(Iris-setosa,Iris-versicolor,Iris-virginica)");
        for (const auto& [klass, count] : countsOf(data.data.columns[4]))
            QCOMPARE(count, int64_t(50));
    }
    void wineQualityIsRead()
    {
        WEFT_NEEDS_DATA(path, "tabular/wine-quality/winequality-white.csv");
        const PreparedData data = prepareSource(csv(path.string(), {{"categorical", "quality"}}), ".");
        QCOMPARE(data.data.size, int64_t(4898));
        QCOMPARE(data.data.columns.size(), size_t(12));
        QCOMPARE(data.data.find("quality")->classes, (std::vector<std::string> {"3", "4", "5", "6", "7", "8", "9"}));
        QCOMPARE(valuesOf<float>(*data.data.find("fixed acidity"))[0], 7.f);
    }
    void autoMpgIsAlignedByBlanks()
    {
        WEFT_NEEDS_DATA(path, "tabular/auto-mpg/auto-mpg.data");
        const PreparedData data = prepareSource(csv(path.string()), ".");
        QCOMPARE(data.data.size, int64_t(398));
        QCOMPARE(data.data.columns.size(), size_t(9));
        QCOMPARE(missingOf(data.data.columns[3], 398), int64_t(6));
        QCOMPARE(data.data.columns[8].texts[0], std::string("chevrolet chevelle malibu"));
    }
    void adultIsReadWithItsTest()
    {
        WEFT_NEEDS_DATA(path, "tabular/adult");
        const std::string folder = path.string();
        DataSection section;
        section.sources = {csv(folder + "/adult.data"),
                           csv(folder + "/adult.test", {{"skip_lines", int64_t(1)}, {"strip", "."}})};
        section.sources[0].part = "train";
        section.sources[1].part = "test";
        section.split.kind = "given";
        const PreparedData data = prepareSection(section, ".");
        QCOMPARE(data.train.size(), size_t(32561));
        QCOMPARE(data.test.size(), size_t(16281));
        const Column& income = data.data.columns.back();
        QCOMPARE(countsOf(income), (std::map<std::string, int64_t> {{"<=50K", 24720 + 12435}, {">50K", 7841 + 3846}}));
        section.cleaning = {{.kind = "drop_missing"}};
        const PreparedData clean = prepareSection(section, ".");
        QCOMPARE(clean.train.size(), size_t(32561 - 2399));
        QCOMPARE(clean.test.size(), size_t(16281 - 1221));
    }
    void titanicKeepsQuotedCommas()
    {
        WEFT_NEEDS_DATA(path, "tabular/titanic/train.csv");
        const PreparedData data = prepareSource(csv(path.string(), {{"categorical", "Survived"}}), ".");
        QCOMPARE(data.data.size, int64_t(891));
        QCOMPARE(countsOf(*data.data.find("Survived")), (std::map<std::string, int64_t> {{"0", 549}, {"1", 342}}));
        QCOMPARE(missingOf(*data.data.find("Age"), 891), int64_t(177));
        QCOMPARE(std::ranges::count(data.data.find("Cabin")->texts, ""), ptrdiff_t(687));
        QCOMPARE(countsOf(*data.data.find("Embarked"))[""], int64_t(2));
        QCOMPARE(data.data.find("Name")->texts[0], std::string("Braund, Mr. Owen Harris"));
    }
    void spamIsReadWithoutQuotes()
    {
        WEFT_NEEDS_DATA(path, "text/sms-spam/sms.tsv");
        const PreparedData data = prepareSource(csv(path.string(), {{"quotes", false}}), ".");
        QCOMPARE(data.data.size, int64_t(5574));
        QCOMPARE(countsOf(data.data.columns[0]), (std::map<std::string, int64_t> {{"ham", 4827}, {"spam", 747}}));
        QVERIFY(data.data.columns[1].kind == ColumnKind::text);
    }
    void pollutionMissesNumbers()
    {
        WEFT_NEEDS_DATA(path, "timeseries/beijing-pm25/pollution.csv");
        const PreparedData data = prepareSource(csv(path.string()), ".");
        QCOMPARE(data.data.size, int64_t(43824));
        QCOMPARE(missingOf(*data.data.find("pm2.5"), 43824), int64_t(2067));
        QCOMPARE(data.data.find("cbwd")->classes.size(), size_t(4));
    }
};

QTEST_APPLESS_MAIN(TestDataCsv)
#include "tst_data_csv.moc"
