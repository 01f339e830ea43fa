#include "tests/support/sequence_samples.h"

#include "engine/ir/ops/ops.h"

#include <cmath>

namespace weft {

namespace {

class Samples {
public:
    TestTensor tensor(const Shape& shape, double low = -1, double high = 1)
    {
        return randomTensor({.shape = shape, .dtype = DType::f32}, ++m_seed, low, high);
    }
    void addLstm(int64_t samples, int64_t length, int64_t units)
    {
        const Shape gates = {samples, length, 4 * units}, states = {samples, length, units}, one = {samples, units};
        const double usual = 1 / std::sqrt(double(units));
        const TestTensor recurrent = tensor({units, 4 * units}, -usual, usual);
        const std::string name =
            std::to_string(samples) + " × " + std::to_string(length) + " × " + std::to_string(units);
        TestTensor dh = tensor(states, -1e-5, 1e-5), dc = tensor(states, -1e-5, 1e-5);
        for (size_t i = 0; i < dh.numbers.size() / size_t(samples); ++i) // the first sample's are smaller still
            dh.numbers[i] = dc.numbers[i] = dh.numbers[i] * 1e-6;
        m_samples.push_back({"lstm/" + name,
                             &lstmOp,
                             {},
                             {tensor(gates), recurrent, tensor(one, -30, 30), tensor(one)},
                             units * length});
        m_samples.push_back({"lstm_gradient/" + name,
                             &lstmGradientOp,
                             {},
                             {recurrent, tensor(one), tensor(states), tensor(gates, 0.1, 0.9), dh, dc},
                             4 * units * length});
    }
    std::vector<OpSample> take() { return std::move(m_samples); }

private:
    uint32_t m_seed = 0;
    std::vector<OpSample> m_samples;
};

} // namespace

std::vector<OpSample> sequenceSamples()
{
    Samples s;
    s.addLstm(19, 6, 512);
    s.addLstm(64, 3, 512);
    s.addLstm(33, 4, 192);
    s.addLstm(130, 3, 256);
    s.addLstm(7, 9, 64);
    s.addLstm(1, 1, 32);
    s.addLstm(9, 2, 384);
    return s.take();
}

double distance(const TestTensor& found, const TestTensor& expected)
{
    double difference = 0, norm = 0;
    for (size_t i = 0; i < found.numbers.size(); ++i) {
        difference += std::pow(found.numbers[i] - expected.numbers[i], 2);
        norm += std::pow(expected.numbers[i], 2);
    }
    return norm == 0 ? std::sqrt(difference) : std::sqrt(difference / norm);
}

} // namespace weft
