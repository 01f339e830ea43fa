#include "engine/backends/cuda/cuda_backend.h"
#include "engine/backends/cuda/device/errors.h"
#include "engine/ir/ops/ops.h"
#include "tests/support/fake_cuda.h"
#include "tests/support/patience.h"
#include "tests/support/run_node.h"

#include <QTemporaryDir>
#include <QTest>

#include <atomic>

// What the CUDA backend does when the driver says no, on a driver that is a script.

using namespace weft;

namespace {

std::string sentenceOf(const std::function<void()>& body)
{
    try {
        body();
    } catch (const Error& error) {
        return error.what();
    }
    return {};
}

cuda::NvmlApi gauges()
{
    cuda::NvmlApi nvml;
    nvml.nvmlInit_v2 = [] { return 0; };
    nvml.nvmlShutdown = [] { return 0; };
    nvml.nvmlDeviceGetHandleByPciBusId_v2 = [](const char*, cuda::NvmlDevice*) { return 0; };
    nvml.nvmlDeviceGetUtilizationRates = [](cuda::NvmlDevice, cuda::NvmlUtilization* rates) {
        *rates = {.gpu = 37, .memory = 2};
        return 0;
    };
    nvml.nvmlDeviceGetMemoryInfo = [](cuda::NvmlDevice, cuda::NvmlMemory* memory) {
        *memory = {.total = 80ull << 30, .free = 75ull << 30, .used = 5ull << 30};
        return 0;
    };
    nvml.nvmlDeviceGetTemperature = [](cuda::NvmlDevice, int, unsigned* value) { return *value = 41, 0; };
    nvml.nvmlDeviceGetPowerUsage = [](cuda::NvmlDevice, unsigned* value) { return *value = 41, 0; };
    nvml.nvmlDeviceGetClockInfo = [](cuda::NvmlDevice, int, unsigned* value) { return *value = 41, 0; };
    nvml.nvmlDeviceGetPcieThroughput = [](cuda::NvmlDevice, int, unsigned* value) { return *value = 41, 0; };
    return nvml;
}

} // namespace

class TestCudaFaults : public QObject {
    Q_OBJECT
private slots:
    void initTestCase()
    {
        if (cuda::nvrtcApi() == nullptr)
            QSKIP("NVRTC, the compiler for GPUs, is not on this machine.");
        QVERIFY(m_cache.isValid());
        qputenv("XDG_CACHE_HOME", m_cache.path().toUtf8());
    }

    void aMissingDeviceIsNamed()
    {
        FakeCuda fake;
        const std::string sentence = sentenceOf([] { makeCudaBackend(3); });
        QVERIFY2(sentence.find("no GPU 3") != std::string::npos, sentence.c_str());
        QCOMPARE(fake.contexts(), 0);
    }

    void everythingIsGivenBack()
    {
        FakeCuda fake;
        for (int i = 0; i < 3; ++i) {
            const auto backend = makeCudaBackend(0);
            const auto memory = backend->allocate(1000);
            const auto x = randomTensor({.shape = {40, 3}}, 1);
            runNode(*backend, scalarOp(ScalarFunction::exp), {}, {{x}});
            const auto recording = backend->record([] {});
            recording->run();
        }
        QCOMPARE(fake.allocations() + fake.pinned() + fake.streams() + fake.contexts() + fake.modules() + fake.graphs(),
                 0);
        QVERIFY(fake.launches() > 0);
    }

    void tooLittleMemorySaysSoAndLeavesTheDeviceUsable()
    {
        FakeCuda fake;
        const auto backend = makeCudaBackend(0);
        const int before = fake.allocations();
        fake.failAllocation(0);
        const std::string sentence = sentenceOf([&] { backend->allocate(size_t(5) << 20); });
        QVERIFY2(sentence.find("too little memory: 6 MiB") != std::string::npos
                     && sentence.find("smaller batch") != std::string::npos,
                 sentence.c_str());
        QVERIFY(backend->allocate(size_t(5) << 20) != nullptr);
        QCOMPARE(fake.allocations(), before);
    }

    void aBrokenContextAsksForANewProcess()
    {
        FakeCuda fake;
        auto backend = makeCudaBackend(0);
        auto memory = backend->allocate(64);
        fake.failEverything(CUDA_ERROR_ILLEGAL_ADDRESS);
        for (int i = 0; i < 3; ++i) {
            const std::string sentence = sentenceOf([&] { backend->wait(); });
            QVERIFY2(sentence.find("last checkpoint") != std::string::npos, sentence.c_str());
        }
        memory.reset(); // must not throw
        backend.reset();
    }

    void uploadsDoNotWait()
    {
        FakeCuda fake;
        const auto backend = makeCudaBackend(0);
        const auto memory = backend->allocate(size_t(40) << 20);
        std::vector<std::byte> bytes(size_t(40) << 20), back(bytes.size());
        for (size_t i = 0; i < bytes.size(); ++i)
            bytes[i] = std::byte(i * 31 >> 8);
        backend->upload(memory->data(), bytes);
        QCOMPARE(fake.waits(), 0);
        backend->download(back, memory->data());
        QVERIFY(bytes == back);
    }

    void batchesHaveALaneOfTheirOwn()
    {
        FakeCuda fake;
        auto backend = makeCudaBackend(0);
        auto memory = backend->allocate(size_t(5) << 20);
        const int pinned = fake.pinned(), allocations = fake.allocations(), streams = fake.streams();
        std::vector<std::byte> bytes(memory->bytes() - 1), back(bytes.size());
        for (int batch = 0; batch < 6; ++batch) {
            std::ranges::fill(bytes, std::byte(batch + 1));
            bytes.back() = std::byte(100 + batch);
            backend->upload(memory->data(), bytes);
            const bool laid = batch >= 2; // twice may be weights
            QCOMPARE(fake.pinned() - pinned, laid ? 2 : 0);
            QCOMPARE(fake.allocations() - allocations, laid ? 1 : 0);
            QCOMPARE(fake.streams() - streams, laid ? 1 : 0);
            backend->download(back, memory->data());
            QVERIFY(bytes == back);
        }
        for (size_t size = bytes.size() - 1; size > bytes.size() - 40; --size) // other batches: lanes are used again
            for (int i = 0; i < 4; ++i)
                backend->upload(memory->data(), std::span(bytes).first(size));
        QVERIFY(fake.pinned() - pinned <= 16);
        memory.reset();
        backend.reset();
        QCOMPARE(fake.allocations() + fake.pinned() + fake.streams(), 0);
    }

    void batchesGoWithoutALaneWhereThereIsNoMemory()
    {
        FakeCuda fake;
        const auto backend = makeCudaBackend(0);
        const auto memory = backend->allocate(size_t(5) << 20);
        std::vector<std::byte> bytes(memory->bytes()), back(bytes.size());
        const int pinned = fake.pinned();
        for (int batch = 0; batch < 6; ++batch) {
            std::ranges::fill(bytes, std::byte(batch + 1));
            if (batch == 2)
                fake.failAllocation(0);
            backend->upload(memory->data(), bytes);
            backend->download(back, memory->data());
            QVERIFY(bytes == back);
        }
        QCOMPARE(fake.pinned(), pinned);
    }

    // An H100 at 1,755 MHz; its data sheet has 495 and 989 TFLOP/s at 1,830, and 3.35 TB/s.
    void knowsWhatItCouldDoAtMost()
    {
        FakeCuda fake;
        const auto backend = makeCudaBackend(0);
        QVERIFY(std::abs(backend->peak(Products::bf16).tensorFlops / 949e12 - 1) < 0.01);
        QVERIFY(std::abs(backend->peak(Products::tf32).tensorFlops / 474e12 - 1) < 0.01);
        QCOMPARE(backend->peak(Products::exact).tensorFlops, 0.0);
        QVERIFY(std::abs(backend->peak(Products::exact).flops / 59.3e12 - 1) < 0.01);
        QVERIFY(std::abs(backend->peak(Products::exact).bytes / 3.35e12 - 1) < 0.01);
    }

    void aGpuOfAnotherKindMakesNoClaims()
    {
        FakeCuda fake(91);
        QCOMPARE(makeCudaBackend(0)->peak(Products::bf16).tensorFlops, 0.0);
    }

    void aMissingGaugeIsNoError()
    {
        FakeCuda fake;
        const auto backend = makeCudaBackend(0);
        QVERIFY(!backend->figures().has_value());
    }

    // What NVML refuses is 0; all else is told.
    void theGaugeTellsWhatItKnows()
    {
        FakeCuda fake;
        fake.nvml() = gauges();
        fake.nvml().nvmlDeviceGetPowerUsage = [](cuda::NvmlDevice, unsigned*) { return 3; };
        const auto backend = makeCudaBackend(0);
        QTRY_VERIFY(backend->figures().has_value());
        const DeviceFigures figures = *backend->figures();
        QCOMPARE(figures.name, std::string("Fake GPU"));
        QCOMPARE(figures.percent, 37.0);
        QCOMPARE(figures.memoryBytes, uint64_t(5) << 30);
        QCOMPARE(figures.celsius, 41.0);
        QCOMPARE(figures.watts, 0.0);
        QCOMPARE(figures.pcieBytesPerSecond, 2 * 1024.0 * 41);
    }

    void aGaugeThatHangsHoldsNobodyUp()
    {
        static std::atomic<bool> hangs = true; // a backend that waited for it would never be gone
        FakeCuda fake;
        fake.nvml() = gauges();
        fake.nvml().nvmlDeviceGetUtilizationRates = [](cuda::NvmlDevice, cuda::NvmlUtilization*) {
            hangs.wait(true);
            return 0;
        };
        {
            const auto backend = makeCudaBackend(0);
            QVERIFY(!backend->figures().has_value());
        }
        hangs = false;
        hangs.notify_all();
    }

    void everyCodeHasARemedy_data()
    {
        QTest::addColumn<int>("code");
        QTest::addColumn<int>("remedy");
        QTest::newRow("no memory") << int(CUDA_ERROR_OUT_OF_MEMORY) << int(cuda::Remedy::shrink);
        QTest::newRow("broken kernel") << int(CUDA_ERROR_ILLEGAL_ADDRESS) << int(cuda::Remedy::restart);
        QTest::newRow("timeout") << int(CUDA_ERROR_LAUNCH_TIMEOUT) << int(cuda::Remedy::restart);
        QTest::newRow("trap") << int(CUDA_ERROR_LAUNCH_FAILED) << int(cuda::Remedy::restart);
        QTest::newRow("lost") << int(CUDA_ERROR_UNKNOWN) << int(cuda::Remedy::restart);
        QTest::newRow("driver update") << int(CUDA_ERROR_SYSTEM_DRIVER_MISMATCH) << int(cuda::Remedy::system);
        QTest::newRow("wrong call") << int(CUDA_ERROR_INVALID_VALUE) << int(cuda::Remedy::ourMistake);
    }
    void everyCodeHasARemedy()
    {
        QFETCH(int, code);
        QFETCH(int, remedy);
        QCOMPARE(int(cuda::remedyFor(CUresult(code))), remedy);
    }

    void damagedKernelsOfTheCacheAreBuiltAgain()
    {
        qputenv("XDG_CACHE_HOME", (m_cache.path() + "/damaged").toUtf8());
        const auto sum = [](int seed) {
            FakeCuda fake;
            const auto backend = makeCudaBackend(0);
            runNode(*backend, sumOp, ReduceAttrs {{1}}, {{randomTensor({.shape = {5, 7}}, uint32_t(seed))}});
        };
        sum(1);
        QDir folder(m_cache.path() + "/damaged/weft/kernels");
        const QStringList kept = folder.entryList(QDir::Files);
        QVERIFY(!kept.isEmpty());
        QByteArray before;
        for (const QString& name : kept) {
            QFile file(folder.filePath(name));
            QVERIFY(file.open(QIODevice::ReadWrite));
            before = file.readAll();
            file.seek(100);
            file.write("damaged");
        }
        sum(2);
        QFile file(folder.filePath(kept.back()));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), before);
    }

private:
    QTemporaryDir m_cache;
};

QTEST_GUILESS_MAIN(TestCudaFaults)
#include "tst_cuda_faults.moc"
