#include "engine/backends/cpu/cpu_backend.h"
#include "engine/backends/cuda/cuda_backend.h"
#include "engine/ir/ops/ops.h"
#include "tests/support/conv_samples.h"
#include "tests/support/rounding_backend.h"

#include <QTest>

#include <cmath>

// Our own convolutions on tensor cores against the CPU's plain loops in f64; results are poisoned first. Runs where
// there is a GPU.

using namespace weft;

class TestCudaConvolutions : public QObject {
    Q_OBJECT
private slots:
    void initTestCase()
    {
        std::string whyNot;
        if (cudaDevices(&whyNot).empty())
            QSKIP(qPrintable("There is no GPU to compare with: " + QString::fromStdString(whyNot)));
    }

    // TF32 keeps 10 bits after the point of what is multiplied: 3e-4 of the norm, and no single number lies much
    // farther.
    void fewChannelsAgreeWithTheCpu() { compare(fewChannelSamples(), Products::tf32, 6e-4, 6e-3); }

    // Operands are of 16 bits in both; what is left is the result's rounding to 8 or 11 of them, 1.7e-3 or 2.1e-4 of
    // the norm.
    void imagesOf16BitsAgreeWithTheCpu_data()
    {
        QTest::addColumn<bool>("wide");
        QTest::addColumn<int>("products");
        for (const Products products : {Products::bf16, Products::f16}) {
            QTest::addRow("few channels, %s", name(keptIn(products)).data()) << true << int(products);
            QTest::addRow("depthwise, %s", name(keptIn(products)).data()) << false << int(products);
        }
    }
    void imagesOf16BitsAgreeWithTheCpu()
    {
        QFETCH(const bool, wide);
        QFETCH(const int, products);
        const DType dtype = keptIn(Products(products));
        const double rounding = dtype == DType::bf16 ? 2e-3 : 2.5e-4;
        compare(wide ? wideSamples(dtype) : depthwiseSamples(dtype), Products(products), rounding, 10 * rounding);
    }

private:
    static void compare(const std::vector<OpSample>& samples, Products products, double mostOfNorm, double mostOfOne)
    {
        const auto gpu = makeCudaBackend(0), cpu = makeCpuBackend({.oneDnn = false});
        RoundingBackend rounding(*gpu, products);
        QStringList mistakes;
        double farthest = 0;
        for (const OpSample& sample : samples) {
            std::vector<TestTensor> in = sample.in;
            for (TestTensor& tensor : in) {
                tensor.info.dtype = DType::f64;
                tensor.info.layout = Layout::rowMajor;
            }
            const TestTensor expected = runNode(*cpu, *sample.op, sample.attrs, in)[0];
            const std::vector<Layout> layouts = {sample.op == &convFilterGradientOp ? Layout::rowMajor
                                                                                    : Layout::channelsLast};
            const TestTensor found = runNode(rounding, *sample.op, sample.attrs, sample.in, layouts)[0];
            const TestTensor again = runNode(rounding, *sample.op, sample.attrs, sample.in, layouts)[0];
            double difference = 0, norm = 0, largest = 0;
            for (size_t i = 0; i < found.numbers.size(); ++i) {
                difference += std::pow(found.numbers[i] - expected.numbers[i], 2);
                norm += std::pow(expected.numbers[i], 2);
                largest = std::max(largest, std::abs(found.numbers[i] - expected.numbers[i]));
            }
            const double far = std::sqrt(difference / norm);
            const double typical = std::sqrt(norm / double(found.numbers.size()));
            farthest = std::max(farthest, far);
            const QString name = QString::fromStdString(sample.name);
            if (!(far < mostOfNorm) || !(largest < mostOfOne * typical))
                mistakes
                    << QString("%1: %2 of the norm, %3 of a typical number").arg(name).arg(far).arg(largest / typical);
            if (toMemory(found) != toMemory(again))
                mistakes << name + ": two launches differ";
        }
        qInfo("farthest %.2e of the norm", farthest);
        QVERIFY2(mistakes.isEmpty(), qPrintable(mistakes.join('\n')));
    }
};

QTEST_GUILESS_MAIN(TestCudaConvolutions)
#include "tst_cuda_convolutions.moc"
