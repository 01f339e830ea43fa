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
    void addAttention(int64_t heads, int64_t queries, int64_t keys, int64_t width, int64_t values, bool causal)
    {
        const Shape q = {2, heads, queries, width}, k = {2, heads, keys, width}, v = {2, heads, keys, values};
        const Shape y = {2, heads, queries, values}, rows = {2, heads, queries, 1};
        const std::string name = std::to_string(queries) + " × " + std::to_string(keys) + " × " + std::to_string(width)
            + (causal ? ", causal" : "");
        const AttentionAttrs how = {.scale = 1 / std::sqrt(double(width)), .causal = causal};
        m_samples.push_back(
            {"attention/" + name, &attentionOp, how, {tensor(q, -2, 2), tensor(k, -2, 2), tensor(v)}, 1});
        m_samples.push_back({"attention_gradient/" + name,
                             &attentionGradientOp,
                             how,
                             {tensor(q), tensor(k), tensor(v), tensor(y), tensor(rows, 4, 5), tensor(y)},
                             1});
        if (queries != keys || width != values)
            return;
        const Shape qkv = {2, queries, 3, heads, width}, seen = {2, queries, heads, width};
        m_samples.push_back({"self_attention/" + name, &selfAttentionOp, how, {tensor(qkv, -2, 2)}, 1});
        m_samples.push_back({"self_attention_gradient/" + name,
                             &selfAttentionGradientOp,
                             how,
                             {tensor(qkv), tensor(seen), tensor(rows, 4, 5), tensor(seen)},
                             1});
    }
    std::vector<OpSample> take() { return std::move(m_samples); }

private:
    uint32_t m_seed = 0;
    std::vector<OpSample> m_samples;
};

} // namespace

std::vector<OpSample> lstmSamples()
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

std::vector<OpSample> attentionSamples()
{
    Samples s;
    s.addAttention(3, 128, 128, 32, 32, true);
    s.addAttention(2, 200, 200, 64, 64, true);
    s.addAttention(2, 70, 70, 64, 64, false);
    s.addAttention(1, 5, 5, 8, 8, true);
    s.addAttention(3, 33, 97, 16, 40, false);
    s.addAttention(2, 130, 1, 32, 32, false);
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
