#include "engine/data/loader.h"
#include "engine/data/prepare.h"
#include "engine/support/error.h"

#include <QTest>

#include <algorithm>
#include <numeric>
#include <set>

using namespace weft;

namespace {

DataSection shapesSection(int64_t samples, bool augmented)
{
    DataSection section;
    section.sources = {{.format = "synthetic",
                        .params = {{"kind", "shapes"}, {"samples", samples}, {"size", int64_t(16)}, {"colour", true}}}};
    section.split = {.validation = 0.1, .test = 0.1};
    section.transforms = {{.kind = "normalize", .columns = {"image"}}};
    if (augmented) {
        section.transforms.push_back({.kind = "augment_flip"});
        section.transforms.push_back({.kind = "augment_crop", .params = {{"padding", int64_t(3)}}});
    }
    return section;
}

PreparedData prepared(const DataSection& section)
{
    Diagnostics diagnostics;
    PreparedData data = prepareData(section, ".", diagnostics);
    for (const Diagnostic& one : diagnostics)
        qWarning("%s", one.text.c_str());
    if (!diagnostics.empty())
        throw Error("The test's data section is wrong.");
    return data;
}

LoaderOptions options(int threads = 0)
{
    return {.columns = {{"image", DType::f32}, {"label", DType::i32}, {"mask", DType::i32}},
            .batchSize = 16,
            .shuffle = true,
            .augment = true,
            .seed = 7,
            .threads = threads,
            .prefetch = 3};
}

uint64_t hashed(uint64_t hash, std::span<const std::byte> bytes)
{
    for (const std::byte one : bytes)
        hash = (hash ^ uint64_t(one)) * 1099511628211u;
    return hash;
}

uint64_t hashOf(const Batch& batch, uint64_t hash = 14695981039346656037u)
{
    hash = hashed(hash, std::as_bytes(batch.samples));
    for (const std::span<const std::byte> column : batch.columns)
        hash = hashed(hash, column);
    return hash;
}

std::vector<int64_t> orderOf(Loader& loader, int64_t epoch, int64_t first = 0)
{
    std::vector<int64_t> order;
    loader.start(epoch, first);
    while (const Batch* batch = loader.next())
        order.insert(order.end(), batch->samples.begin(), batch->samples.end());
    return order;
}

} // namespace

class TestDataLoader : public QObject {
    Q_OBJECT
private slots:
    void everySampleComesExactlyOnceAnEpoch()
    {
        const PreparedData data = prepared(shapesSection(333, false));
        for (const int threads : {0, 3}) {
            Loader loader(data, options(threads));
            QCOMPARE(loader.batches(), int64_t((data.train.size() + 15) / 16));
            for (int64_t epoch = 0; epoch < 3; ++epoch) {
                std::vector<int64_t> order = orderOf(loader, epoch);
                std::ranges::sort(order);
                QCOMPARE(order, data.train);
            }
        }
    }
    void theLastBatchHoldsTheRest()
    {
        const PreparedData data = prepared(shapesSection(50, false)); // 40 train, 5, 5
        Loader loader(data, options());
        loader.start(0);
        std::vector<int64_t> sizes;
        while (const Batch* batch = loader.next()) {
            QCOMPARE(batch->index, int64_t(sizes.size()));
            QCOMPARE(batch->columns[0].size(), size_t(batch->size) * 3 * 16 * 16 * 4);
            QCOMPARE(batch->columns[1].size(), size_t(batch->size) * 4);
            QCOMPARE(reinterpret_cast<uintptr_t>(batch->columns[0].data()) % 64, uintptr_t(0));
            sizes.push_back(batch->size);
        }
        QCOMPARE(sizes, (std::vector<int64_t> {16, 16, 8}));
        QVERIFY(loader.next() == nullptr);
    }
    void theNumberOfThreadsChangesNoBit()
    {
        const PreparedData data = prepared(shapesSection(200, true));
        std::vector<uint64_t> hashes;
        for (const int threads : {0, 1, 2, 8}) {
            Loader loader(data, options(threads));
            uint64_t hash = 1;
            for (int64_t epoch = 0; epoch < 10; ++epoch) {
                loader.start(epoch);
                while (const Batch* batch = loader.next())
                    hash = hashOf(*batch, hash);
            }
            hashes.push_back(hash);
        }
        QCOMPARE(hashes, std::vector<uint64_t>(4, hashes[0]));
    }
    void beginsAtAnyBatchAsIfItHadRunThrough()
    {
        const PreparedData data = prepared(shapesSection(200, true));
        Loader whole(data, options(2));
        Loader resumed(data, options(1));
        for (int64_t epoch = 0; epoch < 2; ++epoch) {
            for (int64_t first = 0; first <= whole.batches(); ++first) {
                whole.start(epoch);
                for (int64_t i = 0; i < first; ++i)
                    QVERIFY(whole.next() != nullptr);
                resumed.start(epoch, first);
                while (const Batch* expected = whole.next()) {
                    const Batch* batch = resumed.next();
                    QVERIFY(batch != nullptr);
                    QCOMPARE(batch->index, expected->index);
                    QCOMPARE(hashOf(*batch), hashOf(*expected));
                }
                QVERIFY(resumed.next() == nullptr);
            }
        }
    }
    void everyEpochHasAnOrderOfItsOwn()
    {
        const PreparedData data = prepared(shapesSection(400, false));
        Loader loader(data, options());
        std::set<std::vector<int64_t>> orders;
        double correlation = 0;
        for (int64_t epoch = 0; epoch < 50; ++epoch) {
            const std::vector<int64_t> order = orderOf(loader, epoch);
            QVERIFY(order != data.train);
            orders.insert(order);
            // Spearman's: 0 on average, with a deviation of 1/√n = 0.056 each.
            double sum = 0;
            const double n = double(order.size());
            for (size_t i = 0; i < order.size(); ++i) {
                const double rank = double(std::ranges::lower_bound(data.train, order[i]) - data.train.begin());
                sum += (rank - double(i)) * (rank - double(i));
            }
            const double rho = 1 - 6 * sum / (n * (n * n - 1));
            QVERIFY2(std::abs(rho) < 0.25, qPrintable(QString::number(rho)));
            correlation += rho / 50;
        }
        QCOMPARE(orders.size(), size_t(50));
        QVERIFY(std::abs(correlation) < 0.04);
        LoaderOptions other = options();
        other.seed = 8;
        Loader another(data, other);
        QVERIFY(orderOf(another, 0) != orderOf(loader, 0));
    }
    void withoutShufflingTheOrderIsThePartsOwn()
    {
        const PreparedData data = prepared(shapesSection(100, false));
        LoaderOptions plain = options(2);
        plain.shuffle = plain.augment = false;
        plain.part = Part::validation;
        Loader loader(data, plain);
        QCOMPARE(orderOf(loader, 0), data.validation);
        QCOMPARE(orderOf(loader, 5), data.validation);
    }
    void canBeStartedAndLeftAtAnyMoment()
    {
        const PreparedData data = prepared(shapesSection(300, true));
        for (int round = 0; round < 60; ++round) {
            Loader loader(data, options(1 + round % 4));
            loader.start(0);
            for (int i = 0; i < round % 7; ++i)
                loader.next();
            loader.start(1, round % 5);
            if (round % 3 == 0)
                QCOMPARE(loader.next()->index, int64_t(round % 5));
        }
        Loader never(data, options(2)); // and without ever being started
        QVERIFY(never.next() == nullptr);
    }
    void normalizedChannelsHaveMeanZeroAndDeviationOne()
    {
        const PreparedData data = prepared(shapesSection(300, false));
        for (const DType dtype : {DType::f32, DType::f64}) {
            Loader loader(data, {.columns = {{"image", dtype}}, .batchSize = 1000});
            loader.start(0);
            const Batch* batch = loader.next();
            for (size_t channel = 0; channel < 3; ++channel) {
                double sum = 0;
                double squares = 0;
                for (size_t s = 0; s < size_t(batch->size); ++s) {
                    for (size_t i = 0; i < 256; ++i) {
                        const size_t at = (s * 3 + channel) * 256 + i;
                        const double v = dtype == DType::f32
                            ? double(reinterpret_cast<const float*>(batch->columns[0].data())[at])
                            : reinterpret_cast<const double*>(batch->columns[0].data())[at];
                        sum += v;
                        squares += v * v;
                    }
                }
                const double n = double(batch->size) * 256;
                QVERIFY(std::abs(sum / n) < 1e-6);
                QVERIFY(std::abs(squares / n - 1) < 1e-6);
            }
        }
    }
    void masksMoveWithTheirImages()
    {
        // Without noise a pixel is foreground exactly where the mask has a class, whatever was done to both.
        DataSection section = shapesSection(64, true);
        section.sources[0].params["noise"] = 0.0;
        section.transforms.erase(section.transforms.begin()); // pixels as stored
        const PreparedData data = prepared(section);
        Loader loader(data, options());
        loader.start(0);
        int64_t outside = 0;
        int64_t checked = 0;
        while (const Batch* batch = loader.next()) {
            const float* pixels = reinterpret_cast<const float*>(batch->columns[0].data());
            const int32_t* mask = reinterpret_cast<const int32_t*>(batch->columns[2].data());
            for (int64_t s = 0; s < batch->size; ++s) {
                for (int64_t i = 0; i < 256; ++i) {
                    const float value = pixels[s * 768 + i];
                    const int32_t klass = mask[s * 256 + i];
                    outside += klass == -1;
                    checked += klass > 0;
                    QCOMPARE(klass > 0, value >= 130);
                    QVERIFY(klass != -1 || value == 0);
                }
            }
        }
        QVERIFY(outside > 0);
        QVERIFY(checked > 0);
    }
    void augmentationChangesWithTheEpoch()
    {
        const PreparedData data = prepared(shapesSection(60, true));
        LoaderOptions plain = options();
        plain.shuffle = false;
        Loader loader(data, plain);
        std::set<uint64_t> hashes;
        for (int64_t epoch = 0; epoch < 5; ++epoch) {
            loader.start(epoch);
            hashes.insert(hashed(1, loader.next()->columns[0]));
        }
        QCOMPARE(hashes.size(), size_t(5));
    }
    void saysWhichColumnIsMissing()
    {
        const PreparedData data = prepared(shapesSection(20, false));
        try {
            Loader loader(data, {.columns = {{"picture", DType::f32}}});
            QFAIL("accepted");
        } catch (const Error& error) {
            QVERIFY2(QByteArray(error.what()).contains("“picture”"), error.what());
        }
    }
};

QTEST_APPLESS_MAIN(TestDataLoader)
#include "tst_data_loader.moc"
