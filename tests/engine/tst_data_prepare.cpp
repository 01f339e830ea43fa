#include "engine/data/check_data.h"
#include "engine/data/describe.h"
#include "engine/data/formats/csv_samples.h"
#include "engine/data/formats/format.h"
#include "engine/data/loader.h"
#include "engine/data/steps/step.h"
#include "engine/support/error.h"
#include "engine/train/runs/preparation_json.h"
#include "tests/support/data_files.h"
#include "tests/support/test_data.h"

#include <QRegularExpression>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

using namespace weft;

namespace {

std::vector<float> numbersOf(const PreparedData& data, const std::string& column)
{
    const Column* found = data.data.find(column);
    if (!found)
        qFatal("no column %s", column.c_str());
    return {valuesOf<float>(*found), valuesOf<float>(*found) + found->bytes.size() / sizeof(float)};
}

DataSection points(int64_t samples)
{
    DataSection section;
    section.sources = {
        {.format = "synthetic", .params = {{"kind", "spirals"}, {"classes", int64_t(3)}, {"samples", samples}}}};
    return section;
}

} // namespace

class TestDataPrepare : public QObject {
    Q_OBJECT
private slots:
    void everyRecordIsComplete()
    {
        std::set<std::string> ids;
        for (const Format& format : formats()) {
            QVERIFY2(ids.insert(format.id).second, format.id.c_str());
            QVERIFY2(!format.title.empty() && format.doc.size() > 20 && format.read, format.id.c_str());
            for (const Param& param : format.params)
                QVERIFY2(!param.id.empty() && param.doc.size() > 5, (format.id + "." + param.id).c_str());
        }
        for (const auto* steps : {&cleaningSteps(), &transformSteps()}) {
            for (const StepType& step : *steps) {
                QVERIFY2(ids.insert(step.id).second, step.id.c_str());
                QVERIFY2(!step.title.empty() && step.doc.size() > 20 && step.apply, step.id.c_str());
                for (const Param& param : step.params)
                    QVERIFY2(!param.id.empty() && param.doc.size() > 5, (step.id + "." + param.id).c_str());
            }
        }
    }
    void saysAllThatIsWrongAtOnce()
    {
        DataSection section = points(30);
        section.sources[0].params["noise"] = "much";
        section.sources.push_back({.format = "parquet"});
        section.sources.push_back({.part = "half", .format = "synthetic"});
        QString said;
        prepareSection(section, ".", &said);
        QVERIFY2(said.contains("Source 1 (synthetic): \"noise\" takes a number"), qPrintable(said));
        QVERIFY2(said.contains("Source 2 (parquet): the format “parquet” is not known"), qPrintable(said));
        QVERIFY2(said.contains("Source 3 (synthetic): “half” is not known"), qPrintable(said));
        section = points(30);
        section.cleaning = {{.kind = "polish"}, {.kind = "drop_columns", .columns = {"y"}}};
        section.transforms = {{.kind = "one_hot", .columns = {"x"}},
                              {.kind = "normalize", .params = {{"mean", "1,2,3"}, {"deviation", "1"}}}};
        section.split = {.kind = "stratified", .column = "x"};
        prepareSection(section, ".", &said);
        QVERIFY2(said.contains("Cleaning 1 (polish)"), qPrintable(said));
        QVERIFY2(said.contains("Cleaning 2 (drop_columns): there is no column “y”"), qPrintable(said));
        QVERIFY2(said.contains("stratified needs a column of classes"), qPrintable(said));
        QVERIFY2(said.contains("“x” holds numbers; this step is for classes"), qPrintable(said));
        QVERIFY2(said.contains("“x” takes 1 or 2 numbers, not 3"), qPrintable(said));
    }
    void partsAreDisjointSeededAndWhole()
    {
        DataSection section = points(1000);
        section.split = {.validation = 0.15, .test = 0.05, .seed = 1};
        const PreparedData data = prepareSection(section, ".");
        QCOMPARE(data.train.size(), size_t(800));
        QCOMPARE(data.validation.size(), size_t(150));
        QCOMPARE(data.test.size(), size_t(50));
        std::set<int64_t> all(data.train.begin(), data.train.end());
        all.insert(data.validation.begin(), data.validation.end());
        all.insert(data.test.begin(), data.test.end());
        QCOMPARE(all.size(), size_t(1000));
        QVERIFY(prepareSection(section, ".").validation == data.validation);
        section.split.seed = 2;
        QVERIFY(prepareSection(section, ".").validation != data.validation);
    }
    void stratifiedPartsHaveTheClassesShares()
    {
        const DataFolder folder;
        QByteArray rows = "x,c\n";
        for (int i = 0; i < 1000; ++i)
            rows += QByteArray::number(i) + (i % 50 == 0 ? ",rare\n" : i % 5 == 0 ? ",some\n" : ",most\n");
        folder.write("t.csv", rows);
        DataSection section = tableSection();
        section.split = {.kind = "stratified", .validation = 0.2, .test = 0.1, .column = "c"};
        const PreparedData data = prepareSection(section, folder.path());
        const Column& c = *data.data.find("c");
        const auto counts = [&](const std::vector<int64_t>& samples) {
            std::map<std::string, int> all;
            for (const int64_t i : samples)
                ++all[c.classes[size_t(valuesOf<int32_t>(c)[i])]];
            return all;
        };
        QVERIFY((counts(data.validation) == std::map<std::string, int> {{"most", 160}, {"rare", 4}, {"some", 36}}));
        QVERIFY((counts(data.test) == std::map<std::string, int> {{"most", 80}, {"rare", 2}, {"some", 18}}));
    }
    void transformsAreFittedOnTheTrainingPartOnly()
    {
        // The parts differ so much that fitting on all of it would give other numbers.
        const DataFolder folder;
        folder.write("a.csv", "v,w\n1,\n2,5\n3,7\n4,\n");
        folder.write("b.csv", "v,w\n1000,900\n3000,\n");
        DataSection section;
        section.sources = {{.part = "train", .format = "csv", .params = {{"file", "a.csv"}}},
                           {.part = "test", .format = "csv", .params = {{"file", "b.csv"}}}};
        section.split.kind = "given";
        section.cleaning = {{.kind = "fill_missing", .params = {{"with", "mean"}}}};
        section.transforms = {{.kind = "normalize", .columns = {"v"}}, {.kind = "scale", .columns = {"w"}}};
        const PreparedData data = prepareSection(section, folder.path());
        QCOMPARE(data.affine[0].shift, (std::vector<double> {2.5}));
        QCOMPARE(data.affine[0].scale, (std::vector<double> {std::sqrt(1.25)}));
        QCOMPARE(numbersOf(data, "w"), (std::vector<float> {6, 5, 7, 6, 900, 6}));
        QCOMPARE(fedOf(data, "w"), (std::vector<float> {0.5, 0, 1, 0.5, 447.5, 0.5}));
        QCOMPARE(fedOf(data, "v")[4], float((1000 - 2.5) / std::sqrt(1.25)));
    }
    void missingValuesAreFilledOrDropped()
    {
        const DataFolder folder;
        folder.write("t.csv", "n,c\n1,a\n,b\n10,\n1,b\n4,b\n");
        const auto numbersAfter = [&](const Params& params) {
            DataSection section = tableSection();
            section.cleaning = {{.kind = "fill_missing", .params = params, .columns = {"n"}}};
            return numbersOf(prepareSection(section, folder.path()), "n")[1];
        };
        QCOMPARE(numbersAfter({{"with", "mean"}}), 4.f);
        QCOMPARE(numbersAfter({{"with", "median"}}), 2.5f);
        QCOMPARE(numbersAfter({{"with", "most_frequent"}}), 1.f);
        QCOMPARE(numbersAfter({{"with", "constant"}, {"value", -7.5}}), -7.5f);
        DataSection section = tableSection();
        section.cleaning = {{.kind = "fill_missing", .params = {{"with", "most_frequent"}}}};
        PreparedData data = prepareSection(section, folder.path());
        QCOMPARE(valuesOf<int32_t>(*data.data.find("c"))[2], 1);
        section.cleaning = {
            {.kind = "fill_missing", .params = {{"with", "constant"}, {"word", "none"}}, .columns = {"c"}}};
        data = prepareSection(section, folder.path());
        QCOMPARE(data.data.find("c")->classes.back(), std::string("none"));
        section.cleaning = {{.kind = "drop_missing"}};
        QCOMPARE(prepareSection(section, folder.path()).data.size, int64_t(3));
        section.cleaning = {{.kind = "drop_missing", .columns = {"c"}}};
        QCOMPARE(prepareSection(section, folder.path()).data.size, int64_t(4));
        section.cleaning = {{.kind = "fill_missing", .columns = {"n"}}, {.kind = "drop_missing"}};
        QCOMPARE(prepareSection(section, folder.path()).data.size, int64_t(4)); // what will be filled is not missing
        section.cleaning = {{.kind = "drop_columns", .columns = {"n"}}};
        QCOMPARE(prepareSection(section, folder.path()).data.columns.size(), size_t(1));
    }
    void duplicatesAreDropped()
    {
        const DataFolder folder;
        folder.write("t.csv", "n,c,t\n1,a,x\n2,a,x\n1,a,x\n,b,\n,b,\n1,b,x\n");
        DataSection section = tableSection({{"text", "t"}});
        section.cleaning = {{.kind = "drop_duplicates"}};
        QCOMPARE(prepareSection(section, folder.path()).data.size, int64_t(4));
        section.cleaning[0].columns = {"c"};
        const PreparedData data = prepareSection(section, folder.path());
        QCOMPARE(data.data.size, int64_t(2));
        QCOMPARE(data.data.find("t")->texts, (std::vector<std::string> {"x", ""}));
    }
    void columnsBecomeOneInput()
    {
        const DataFolder folder;
        folder.write("t.csv", "a,c,b,y\n1,red,10,0.5\n3,blue,30,1.5\n5,,50,2.5\n");
        DataSection section = tableSection();
        section.transforms = {{.kind = "normalize", .columns = {"a"}},
                              {.kind = "scale", .columns = {"b"}},
                              {.kind = "one_hot", .columns = {"c"}},
                              {.kind = "combine", .params = {{"name", "features"}, {"except", "y"}}}};
        const PreparedData data = prepareSection(section, folder.path());
        QCOMPARE(data.data.columns.size(), size_t(2));
        const float z = float(std::sqrt(1.5)); // (5 − 3) / √(8/3)
        QCOMPARE(fedOf(data, "features"), (std::vector<float> {-z, 0, 1, 0, 0, 1, 0, 0.5, z, 0, 0, 1}));
        QCOMPARE(data.data.find("features")->classes, (std::vector<std::string> {"a", "c=blue", "c=red", "b"}));
        QVERIFY(data.data.find("y"));
    }
    // One behind the other as they are named, whatever their order in the file; the others stay.
    void columnsAreCombinedInTheOrderTheyAreNamedIn()
    {
        const DataFolder folder;
        folder.write("t.csv", "a,b,y,c\n1,10,0.5,7\n2,20,1.5,8\n");
        DataSection section = tableSection();
        section.transforms = {{.kind = "scale", .columns = {"y"}},
                              {.kind = "combine", .params = {{"name", "x"}}, .columns = {"c", "a", "c"}}};
        const PreparedData data = prepareSection(section, folder.path());
        QCOMPARE(data.data.columns.size(), size_t(3));
        QCOMPARE(fedOf(data, "x"), (std::vector<float> {7, 1, 7, 8, 2, 8}));
        QCOMPARE(fedOf(data, "y"), (std::vector<float> {0, 1}));
        QCOMPARE(fedOf(data, "b"), (std::vector<float> {10, 20}));
    }
    void textAndNumbersBecomeClasses()
    {
        const DataFolder folder;
        folder.write("t.csv", "n,t\n10,b\n9,\n10,a\n");
        DataSection section = tableSection({{"text", "t"}});
        section.transforms = {{.kind = "class_index", .columns = {"t", "n"}}};
        const PreparedData data = prepareSection(section, folder.path());
        const Column& n = *data.data.find("n");
        const Column& t = *data.data.find("t");
        QCOMPARE(n.classes, (std::vector<std::string> {"9", "10"}));
        QCOMPARE((std::vector<int32_t>(valuesOf<int32_t>(t), valuesOf<int32_t>(t) + 3)),
                 (std::vector<int32_t> {1, -1, 0}));
    }
    void givenConstantsCountAfterTheStepsBefore()
    {
        DataSection section;
        section.sources = {
            {.format = "synthetic", .params = {{"kind", "shapes"}, {"colour", true}, {"samples", int64_t(10)}}}};
        section.transforms = {
            {.kind = "scale"},
            {.kind = "normalize", .params = {{"mean", "0.485, 0.456, 0.406"}, {"deviation", "0.229,0.224,0.225"}}}};
        const PreparedData data = prepareSection(section, ".");
        const Fetched fetched = fetch(data, {"image", DType::f64}, std::vector<int64_t> {3});
        const auto* fed = reinterpret_cast<const double*>(fetched.prepared.data());
        const double mean[] = {0.485, 0.456, 0.406};
        const double deviation[] = {0.229, 0.224, 0.225};
        for (size_t i = 0; i < fetched.stored.size(); ++i) {
            const double expected = (double(uint8_t(fetched.stored[i])) / 255 - mean[i / 1024]) / deviation[i / 1024];
            QVERIFY(std::abs(fed[i] - expected) < 1e-12);
        }
    }
    void rowsOfNumbersBecomeImages()
    {
        const DataFolder folder;
        folder.write("t.csv", "1,2,3,4\n5,6,7,8\n");
        DataSection section = tableSection({{"header", "no"}});
        section.transforms = {{.kind = "combine", .params = {{"name", "image"}}},
                              {.kind = "cast",
                               .params = {{"to", "image"}, {"shape", std::vector<int64_t> {1, 2, 2}}},
                               .columns = {"image"}},
                              {.kind = "augment_flip", .params = {{"probability", 1.0}}}};
        section.split.validation = 0;
        // Combined columns each have an entry of their own, so they are cast before anything is normalized.
        QString said;
        const PreparedData data = prepareSection(section, folder.path(), &said);
        QVERIFY2(said.isEmpty(), qPrintable(said));
        Loader loader(data, {.columns = {{"image", DType::f32}}, .augment = true});
        loader.start(0);
        const auto* values = reinterpret_cast<const float*>(loader.next()->columns[0].data());
        QCOMPARE(std::vector<float>(values, values + 4), (std::vector<float> {2, 1, 4, 3}));
    }
    void augmentingNeedsOneSize()
    {
        DataSection section;
        section.sources = {{.format = "synthetic", .params = {{"kind", "xor"}}}};
        section.transforms = {{.kind = "augment_flip"}, {.kind = "augment_crop", .columns = {"x"}}};
        QString said;
        prepareSection(section, ".", &said);
        QVERIFY2(said.contains("no images to augment") && said.contains("this step is for images"), qPrintable(said));
    }
    void madeDataIsMeasuredBeforeItIsMade_data()
    {
        QTest::addColumn<Params>("params");
        QTest::addColumn<QString>("says");
        const auto row = [](const char* name, int64_t samples, int64_t size, bool colour, const char* says) {
            QTest::newRow(name) << Params {{"kind", "shapes"}, {"samples", samples}, {"size", size}, {"colour", colour}}
                                << QString(says);
        };
        row("a few", 10, 64, false, "");
        row("many", 100'000'000, 64, false, "100000000 samples of 1×64×64 with a mask take 1907.8 GiB, more than half");
        row("one too many", int64_t(memoryLimit() / (64 * 64 * 5)) + 1, 64, false, "64×64 with a mask take ");
        row("as many as can be asked for", 100'000'000, 1024, true, "3×1024×1024 with a mask take 683594.2 GiB");
    }
    void madeDataIsMeasuredBeforeItIsMade()
    {
        QFETCH(Params, params);
        QFETCH(QString, says);
        DataSection section;
        section.sources = {{.format = "synthetic", .params = params}};
        QString said;
        const PreparedData data = prepareSection(section, ".", &said);
        QVERIFY2(says.isEmpty() ? said.isEmpty() : said.contains(says), qPrintable(said));
        QVERIFY(says.isEmpty() || data.data.columns.empty()); // made, they would take the machine's memory
        static const QRegularExpression sizes(
            "take ([0-9.]+) GiB, more than half of this machine's memory \\(([0-9.]+) ");
        const QRegularExpressionMatch told = sizes.match(said);
        QVERIFY2(says.isEmpty() || told.captured(1).toDouble() > told.captured(2).toDouble(), qPrintable(said));
    }
    void sharesThatAreTooMuchAreSaidAlone() // and not what they make of the training part
    {
        const DataFolder folder;
        folder.write("t.csv", "n,c\n1,a\n,b\n3,a\n4,b\n");
        DataSection section = tableSection();
        section.split = {.validation = 0.8, .test = 0.5};
        section.cleaning = {{.kind = "fill_missing", .columns = {"n"}}};
        section.transforms = {{.kind = "normalize"}};
        QString said;
        prepareSection(section, folder.path(), &said);
        QCOMPARE(said,
                 QStringLiteral("Split: the shares of validation and test must be 0 or more, and together at most 1."));
    }
    void aGapInCombinedColumnsIsToldByItsOwnName()
    {
        const DataFolder folder;
        folder.write("t.csv", "# by hand\nlong,wide,c\n1,2,a\n3,,b\n4,5,a\n");
        DataSection section = tableSection({{"skip_lines", int64_t(1)}});
        section.transforms = {{.kind = "combine", .params = {{"name", "all"}}}};
        const QString said = textOf(checkData(prepareSection(section, folder.path()), {}, 1));
        QVERIFY2(said.contains("“wide” has 1 missing values (NaN); the first in line 4 (train part);"),
                 qPrintable(said));
    }
    void preflightFindsWhatWouldSpoilARun_data()
    {
        QTest::addColumn<QByteArray>("rows");
        QTest::addColumn<double>("validation");
        QTest::addColumn<QString>("says");
        QTest::newRow("nothing") << QByteArray("1,a\n2,b\n3,a\n4,b\n") << 0.25 << "";
        QTest::newRow("NaN") << QByteArray("1,a\n2,b\n?,a\n4,b\n") << 0.0
                             << "1 missing values (NaN); the first in line 4 (train part)";
        QTest::newRow("infinite") << QByteArray("1,a\n2,b\n1e99,a\n4,b\n") << 0.0 << "“n” has 1 infinite values";
        QTest::newRow("missing label") << QByteArray("1,a\n2,b\n3,\n4,b\n") << 0.0
                                       << "“c” is missing in 1 samples; the first in line 4 (train part)";
        QTest::newRow("class without samples") << QByteArray("1,a\n2,a\n3,a\n4,b\n") << 0.75 << "no training sample of";
        QTest::newRow("small") << QByteArray("1,a\n2,b\n") << 0.0 << "fewer than a batch of 3";
        QTest::newRow("no validation") << QByteArray("1,a\n2,b\n3,a\n4,b\n") << 0.0 << "the validation part is empty";
        QTest::newRow("no training") << QByteArray("1,a\n2,b\n3,a\n4,b\n") << 1.0 << "no sample is left for training";
    }
    void preflightFindsWhatWouldSpoilARun()
    {
        QFETCH(QByteArray, rows);
        QFETCH(double, validation);
        QFETCH(QString, says);
        const DataFolder folder;
        folder.write("t.csv", "n,c\n" + rows);
        DataSection section = tableSection({{"categorical", "c"}});
        section.split.validation = validation;
        QString read; // says where the infinite value stands, too
        const QString said = textOf(checkData(prepareSection(section, folder.path(), &read), {}, 3));
        QVERIFY2(says.isEmpty() ? said.isEmpty() : said.contains(says), qPrintable(said));
    }
    void preflightFindsLabelsOutOfRange()
    {
        const DataFolder folder;
        folder.write("images", idxBytes({3, 2, 2}, QByteArray(12, 'x')));
        folder.write("labels", idxBytes({3}, QByteArray("\0\2\1", 3)));
        const PreparedData data = prepareSource(
            {.format = "idx", .params = {{"images", "images"}, {"labels", "labels"}, {"classes", "cat, dog"}}},
            folder.path());
        const std::vector<std::string> columns = {"label", "nothing"};
        const QString said = textOf(checkData(data, columns, 1));
        QVERIFY2(said.contains("“label” has 2 classes, but sample 1 has the label 2"), qPrintable(said));
        QVERIFY2(said.contains("there is no column “nothing”"), qPrintable(said));
    }
    void descriptionsCountAndMeasure()
    {
        const DataFolder folder;
        folder.write("t.csv", "n,c\n1,a\n2,b\n3,a\n,a\n");
        const DataDescription description = describe(prepareSection(tableSection(), folder.path()));
        QCOMPARE(description.train, int64_t(4));
        QCOMPARE(description.columns[0].missing, int64_t(1));
        QCOMPARE(description.columns[0].stored.mean, 2.0);
        QCOMPARE(description.columns[1].classCounts, (std::vector<int64_t> {3, 1}));
        const QString text = QString::fromStdString(toText(description));
        QVERIFY2(text.contains("n: numbers scalar, 1 to 3, mean 2") && text.contains("a 3 · b 1"), qPrintable(text));
    }
    void gapsAmongNumbersAreOfNoClass()
    {
        const DataFolder folder;
        folder.write("t.csv", "n,y\n3,1\n,2\n5,3\n3,4\n");
        DataSection section = tableSection();
        section.transforms = {{.kind = "class_index", .columns = {"n"}}};
        const PreparedData prepared = prepareSection(section, folder.path());
        const Column& column = *prepared.data.find("n");
        QCOMPARE(column.classes, (std::vector<std::string> {"3", "5"}));
        const auto* const indices = valuesOf<int32_t>(column);
        QCOMPARE(std::vector<int32_t>(indices, indices + 4), (std::vector<int32_t> {0, -1, 1, 0}));
    }
    void housingTrainsFromItsTable()
    {
        WEFT_NEEDS_DATA(path, "tabular/california-housing/housing.csv");
        DataSection section;
        section.sources = {{.format = "csv", .params = {{"file", path.string()}}}};
        section.cleaning = {{.kind = "fill_missing", .params = {{"with", "median"}}}};
        section.transforms = {{.kind = "one_hot", .columns = {"ocean_proximity"}},
                              {.kind = "combine", .params = {{"except", "median_house_value"}}},
                              {.kind = "normalize", .columns = {"features"}}};
        section.split = {.validation = 0.1, .test = 0.1};
        const PreparedData data = prepareSection(section, ".");
        QVERIFY((data.data.find("features")->shape == Shape {13}));
        QVERIFY2(checkData(data, {}, 64).empty(), qPrintable(textOf(checkData(data, {}, 64))));
        QCOMPARE(data.train.size(), size_t(20640 - 2 * 2064));
    }
};

QTEST_APPLESS_MAIN(TestDataPrepare)
#include "tst_data_prepare.moc"
