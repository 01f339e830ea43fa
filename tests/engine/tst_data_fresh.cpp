#include "engine/data/formats/csv_samples.h"
#include "engine/data/formats/format.h"
#include "engine/data/loader.h"
#include "engine/support/error.h"
#include "engine/train/runs/preparation_json.h"
#include "tests/support/data_files.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace weft;

namespace {

// The rows of a table with a header, as samples to be predicted.
Dataset samplesOf(const QByteArray& rows, const PreparedData& prepared, Diagnostics& diagnostics)
{
    const CsvRecords records = parseCsv({rows.data(), size_t(rows.size())}, {}, "t.csv");
    std::vector<CsvField> fields;
    for (size_t i = 0; i < records.columns; ++i)
        fields.push_back({&*std::ranges::find(prepared.preparation.columns, records.cell(0, i), &Column::name), i});
    const Settings settings("The table", findFormat("csv")->params, {}, diagnostics);
    return readCsvSamples(records, 1, fields, settings, "t.csv", diagnostics);
}

} // namespace

// Samples that come after a training become what those of the training became.
class TestDataFresh : public QObject {
    Q_OBJECT
private slots:
    void freshSamplesAreTransformedButChangeNothing()
    {
        const DataFolder folder;
        folder.write("t.csv", "a,c,y\n1,red,no\n3,blue,yes\n5,red,no\n7,,yes\n");
        DataSection section = tableSection();
        section.cleaning = {{.kind = "drop_missing", .columns = {"c", "y"}},
                            {.kind = "fill_missing", .columns = {"a"}}};
        section.transforms = {
            {.kind = "scale", .columns = {"a"}}, {.kind = "one_hot", .columns = {"c"}}, {.kind = "combine"}};
        const PreparedData without = prepareSection(section, folder.path());
        Diagnostics diagnostics;
        const PreparedData with = prepareFresh(section, without.preparation,
                                               samplesOf("c,a\nred,900\ngreen,\n", without, diagnostics), diagnostics);
        QVERIFY2(textOf(diagnostics).contains("“green” does not occur"), qPrintable(textOf(diagnostics)));
        QVERIFY(!hasErrors(diagnostics));
        QVERIFY(with.affine == without.affine);
        QCOMPARE(with.data.find("y")->classes, without.data.find("y")->classes);
        QCOMPARE(with.fresh.size(), size_t(2)); // neither is dropped
        Loader loader(with, {.part = Part::fresh, .columns = {{"features", DType::f32}}});
        loader.start(0);
        const Batch* batch = loader.next();
        const auto* values = reinterpret_cast<const float*>(batch->columns[0].data());
        // a from 1 … 5 to 0 … 1, its mean 3 where it is missing; then blue, red, and nothing for green
        QCOMPARE(std::vector<float>(values, values + 6), (std::vector<float> {899.f / 4, 0, 1, 0.5, 0, 0}));
    }
    // The rows that all was learned from, as they stand in the file.
    void freshSamplesBecomeWhatTheirLikesBecame()
    {
        const QByteArray rows = "n,m,word,kind,y\n1,9,one,a,5\n,7,two,b,2\n4,,three,a,8\n9,1,one,,3\n2,2,two,c,1\n";
        const DataFolder folder;
        folder.write("t.csv", rows);
        DataSection section = tableSection({{"text", "word"}, {"categorical", "kind"}});
        section.split.test = 0.2;
        section.cleaning = {
            {.kind = "fill_missing", .params = {{"with", "median"}}, .columns = {"n"}},
            {.kind = "fill_missing", .params = {{"with", "constant"}, {"word", "other"}}, .columns = {"kind"}},
            {.kind = "fill_missing", .columns = {"m", "y"}}};
        section.transforms = {
            {.kind = "normalize", .columns = {"n"}},
            {.kind = "normalize", .params = {{"mean", "1"}, {"deviation", "2"}}, .columns = {"n"}},
            {.kind = "class_index", .columns = {"word", "m"}},
            {.kind = "one_hot", .columns = {"word", "m"}},
            {.kind = "one_hot", .columns = {"kind"}},
            {.kind = "combine", .params = {{"name", "x"}, {"except", "y"}}},
            {.kind = "scale", .columns = {"y"}},
            {.kind = "combine", .params = {{"name", "all"}}, .columns = {"x", "y"}},
        };
        const PreparedData prepared = prepareSection(section, folder.path());
        QCOMPARE(prepared.preparation.madeOf("all"), (std::vector<std::string> {"n", "m", "word", "kind", "y"}));
        Diagnostics diagnostics;
        const Preparation kept = preparationFromJson(parseJson(toJson(prepared.preparation)->dump())).value();
        QVERIFY(toJson(kept) == toJson(prepared.preparation));
        const PreparedData fresh = prepareFresh(section, kept, samplesOf(rows, prepared, diagnostics), diagnostics);
        QVERIFY2(diagnostics.empty(), qPrintable(textOf(diagnostics)));
        QCOMPARE(fedOf(fresh, "all"), fedOf(prepared, "all"));
        const PreparedData one =
            prepareFresh(section, prepared.preparation, samplesOf("n,m,word,kind,y\n,,two,,3\n", prepared, diagnostics),
                         diagnostics);
        const std::vector<float> all = fedOf(one, "all");
        QVERIFY(std::ranges::none_of(all, [](float number) { return std::isnan(number); }));
    }
    // Whether the samples that are asked for miss any or not.
    void aWordThatFillsGapsStaysAClass()
    {
        const DataFolder folder;
        folder.write("t.csv", "n,kind\n1,a\n2,b\n3,\n4,a\n");
        DataSection section = tableSection({{"categorical", "kind"}});
        section.cleaning = {{.kind = "fill_missing", .params = {{"with", "constant"}, {"word", "none"}}}};
        section.transforms = {{.kind = "one_hot", .columns = {"kind"}}, {.kind = "combine"}};
        const PreparedData prepared = prepareSection(section, folder.path());
        QVERIFY((prepared.data.find("features")->shape == Shape {4}));
        for (const char* rows : {"n,kind\n1,a\n", "n,kind\n1,\n"}) {
            Diagnostics diagnostics;
            const PreparedData fresh = prepareFresh(section, prepared.preparation,
                                                    samplesOf(rows, prepared, diagnostics), diagnostics);
            QVERIFY((fresh.data.find("features")->shape == Shape {4}));
        }
    }
    // The data of a run, read again: the same is the same, and what is new in it is told.
    void dataIsPreparedAsItWasInTheTraining()
    {
        const QByteArray rows = "n,word,kind,y\n1,one,a,5\n,two,b,2\n4,three,a,8\n9,one,,3\n2,two,7,1\n";
        const DataFolder folder;
        folder.write("t.csv", rows);
        DataSection section = tableSection({{"text", "word"}});
        section.split.validation = 0.2;
        section.cleaning = {
            {.kind = "fill_missing", .columns = {"n"}},
            {.kind = "fill_missing", .params = {{"with", "constant"}, {"word", "other"}}, .columns = {"kind"}},
            {.kind = "drop_missing"}};
        section.transforms = {{.kind = "normalize", .columns = {"n"}},
                              {.kind = "class_index", .columns = {"word"}},
                              {.kind = "one_hot", .columns = {"word", "kind"}},
                              {.kind = "combine", .params = {{"name", "x"}, {"except", "y"}}}};
        const PreparedData then = prepareSection(section, folder.path());
        Diagnostics diagnostics;
        const PreparedData same = prepareLike(section, folder.path(), then.preparation, diagnostics);
        QVERIFY2(diagnostics.empty() && same.unmet.empty(), qPrintable(textOf(diagnostics)));
        QCOMPARE(fedOf(same, "x"), fedOf(then, "x"));
        QVERIFY(same.train == then.train && same.validation == then.validation);
        QCOMPARE(*toJson(same.preparation), *toJson(then.preparation));

        folder.write("t.csv", "n,word,kind\n,four,7\n10,one,8\n"); // alone, these kinds would be numbers
        const PreparedData now = prepareLike(section, folder.path(), then.preparation, diagnostics);
        QVERIFY2(diagnostics.empty(), qPrintable(textOf(diagnostics)));
        const std::vector<std::string> said = saysUnmet(now.unmet);
        QCOMPARE(said.size(), size_t(3));
        QVERIFY(said[0].starts_with("The column “kind” has what the data of the training did not have: “8” (line 3);"));
        QCOMPARE(said[1], std::string("The data has no column “y” any more; it counts as missing."));
        QVERIFY(
            said[2].starts_with("The column “word” has what the data of the training did not have: “four” (line 2)"));
        QVERIFY(now.affine == then.affine && (now.data.find("x")->shape == Shape {8}));
        const std::vector<float> x = fedOf(now, "x"); // n; one, three, two; 7, a, b, other
        QVERIFY(std::abs(x[0]) < 1e-6f); // the mean
        QCOMPARE((std::vector<float>(x.begin() + 1, x.begin() + 8)), (std::vector<float> {0, 0, 0, 1, 0, 0, 0}));
        QCOMPARE((std::vector<float>(x.begin() + 9, x.end())), (std::vector<float> {1, 0, 0, 0, 0, 0, 1}));
    }
    void aDamagedPreparationIsNone_data()
    {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::newRow("as it is") << QByteArray("\"n\"") << QByteArray("\"n\"");
        QTest::newRow("names for too few elements") << QByteArray("\"shape\":[]") << QByteArray("\"shape\":[4]");
        QTest::newRow("a column beyond all memory")
            << QByteArray("\"shape\":[]") << QByteArray("\"shape\":[100000000000]");
        QTest::newRow("divided by nothing") << QByteArray("\"scale\":[2]") << QByteArray("\"scale\":[0]");
        QTest::newRow("moved to nowhere") << QByteArray("\"shift\":[1]") << QByteArray("\"shift\":[\"nan\"]");
        QTest::newRow("more scales than elements")
            << QByteArray("\"shift\":[1],\"scale\":[2]") << QByteArray("\"shift\":[1,1],\"scale\":[2,2]");
    }
    void aDamagedPreparationIsNone()
    {
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, to);
        const DataFolder folder;
        folder.write("t.csv", "n,y\n1,2\n3,4\n5,6\n");
        DataSection section = tableSection();
        section.transforms = {{.kind = "normalize", .params = {{"mean", "1"}, {"deviation", "2"}}, .columns = {"n"}}};
        const PreparedData prepared = prepareSection(section, folder.path());
        QByteArray text = QByteArray::fromStdString(toJson(prepared.preparation)->dump());
        text.replace("\"classes\":[]", "\"classes\":[\"n\"]");
        QVERIFY2(text.contains(from), text);
        const std::optional<Preparation> kept = preparationFromJson(parseJson(text.replace(from, to).toStdString()));
        if (from == to) {
            QVERIFY(kept);
            return;
        }
        if (!kept)
            return;
        Diagnostics diagnostics;
        Dataset samples = samplesOf("n,y\n1,2\n", prepared, diagnostics);
        QVERIFY_THROWS_EXCEPTION(Error, prepareFresh(section, *kept, std::move(samples), diagnostics));
    }
};

QTEST_APPLESS_MAIN(TestDataFresh)
#include "tst_data_fresh.moc"
