#include "engine/data/fingerprint.h"
#include "engine/data/prepare.h"
#include "tests/support/small_projects.h"

#include <QTest>

using namespace weft;

namespace {

PreparedData prepared(const Project& project)
{
    Diagnostics diagnostics;
    return prepareData(project.data, ".", diagnostics);
}

} // namespace

// What a training remembers of its data.
class TestFingerprint : public QObject {
    Q_OBJECT
private slots:
    void theSameDataIsTheSame()
    {
        const DataFingerprint then = fingerprint(prepared(shapes(40)));
        QCOMPARE(then.train, int64_t(32));
        QCOMPARE(then.validation, int64_t(8));
        QVERIFY(then.columns.size() >= 2 && !then.columns[0].values.empty());
        const std::optional<DataFingerprint> read = dataFingerprintFromJson(parseJson(toJson(then).dump()));
        QVERIFY(read == then);
        QCOMPARE(saysDataChanged(*read, fingerprint(prepared(shapes(40)))), std::string());
    }
    void olderRecordsHaveNone() { QVERIFY(!dataFingerprintFromJson(Json())); }
    void namesWhatHasChanged()
    {
        const PreparedData data = prepared(shapes(40));
        const DataFingerprint then = fingerprint(data);
        const auto says = [&](const auto& change) {
            PreparedData other = data;
            change(other);
            return saysDataChanged(then, fingerprint(other));
        };
        const std::string begin = "The data has changed since the training: ";
        const std::string name = "the column “" + data.data.columns[0].name + "” ";
        QVERIFY(
            says([](PreparedData& other) {
                other.train.pop_back();
            }).starts_with(begin + "31, 8 and 0 samples for training, validation and test in place of 32, 8 and 0;"));
        QVERIFY(says([](PreparedData& other) {
                    other.data.columns[0].bytes[0] ^= std::byte(1);
                }).starts_with(begin + name + "has other values;"));
        QVERIFY(says([](PreparedData& other) {
                    std::swap(other.train[0], other.validation[0]);
                }).starts_with(begin + name + "has other values"));
        QVERIFY(says([](PreparedData& other) { other.data.columns[1].classes[0] += "?"; })
                    .ends_with("has other classes; so the parts may hold other samples, and scores may be of some that "
                               "were trained on."));
        QVERIFY(says([](PreparedData& other) {
                    other.data.columns[0].name = "new";
                }).starts_with(begin + "the column “new” is new, and 1 more;"));
        QVERIFY(says([](PreparedData& other) {
                    other.data.columns.erase(other.data.columns.begin());
                }).starts_with(begin + name + "is gone;"));
        QCOMPARE(says([](PreparedData& other) { other.fresh = {0}; }), std::string());
    }
};

QTEST_APPLESS_MAIN(TestFingerprint)
#include "tst_fingerprint.moc"
