#include "tests/support/fused_samples.h"

#include "engine/ir/ops/ops.h"

namespace weft {

namespace {

class Samples {
public:
    TestTensor tensor(const Shape& shape, double low = -1, double high = 1)
    {
        return randomTensor({.shape = shape, .dtype = DType::f32}, ++m_seed, low, high);
    }
    void add(const std::string& name, const Op& op, Attrs attrs, std::vector<TestTensor> in, int64_t terms)
    {
        m_samples.push_back({std::string(op.name) + "/" + name, &op, std::move(attrs), std::move(in), terms});
    }
    std::vector<OpSample> take() { return std::move(m_samples); }

private:
    uint32_t m_seed = 0;
    std::vector<OpSample> m_samples;
};

void addRows(Samples& s, int64_t classes)
{
    const std::string name = std::to_string(classes) + " classes";
    const Shape shape = {3, classes};
    const TestTensor labels = {{.shape = {3}, .dtype = DType::i32}, {1, double(classes - 1), -100}};
    const LossAttrs how = {.axis = 1, .smoothing = 0.1};
    s.add(name, softmaxOp, AxisAttrs {1}, {s.tensor(shape, -5, 5)}, classes);
    s.add(name, logSoftmaxOp, AxisAttrs {1}, {s.tensor(shape, -5, 5)}, classes);
    s.add(name, softmaxGradientOp, AxisAttrs {1}, {s.tensor(shape, 0, 1), s.tensor(shape)}, classes);
    s.add(name, softmaxCrossEntropyOp, how, {s.tensor(shape, -5, 5), labels}, classes);
    s.add(name, softmaxCrossEntropyGradientOp, how, {s.tensor(shape, -5, 5), labels, s.tensor({3})}, classes);
}

void addNorm(Samples& s, const std::string& name, const Shape& x, const Shape& axes, const Shape& scale)
{
    Shape statistics = x;
    for (const int64_t axis : axes)
        statistics[int(axis)] = 1;
    const NormAttrs how = {axes, 1e-5};
    const int64_t terms = x.elements() / statistics.elements();
    s.add(name, normOp, how, {s.tensor(x, 2, 4), s.tensor(scale, 0.5, 2), s.tensor(scale)}, terms);
    s.add(name, normGradientOp, how,
          {s.tensor(x, 2, 4), s.tensor(scale, 0.5, 2), s.tensor(statistics, 2.9, 3.1), s.tensor(statistics, 1.5, 2),
           s.tensor(x)},
          4 * x.elements());
}

void addAttention(Samples& s, const std::string& name, int64_t queries, int64_t keys, int64_t width, int64_t values,
                  bool causal)
{
    const Shape q = {2, 1, queries, width}, k = {2, 1, keys, width}, v = {2, 1, keys, values};
    const Shape y = {2, 1, queries, values}, rows = {2, 1, queries, 1};
    const AttentionAttrs how = {.scale = 0.2, .causal = causal};
    s.add(name, attentionOp, how, {s.tensor(q), s.tensor(k), s.tensor(v)}, 4 * width);
    s.add(name, attentionGradientOp, how,
          {s.tensor(q), s.tensor(k), s.tensor(v), s.tensor(y), s.tensor(rows, 4, 5), s.tensor(y)}, 100 * width);
}

} // namespace

std::vector<OpSample> fusedSamples()
{
    Samples s;
    for (const int64_t classes : {127, 128, 300, 1026, 2000, 9001, 12000})
        addRows(s, classes);
    addNorm(s, "planes", {4, 5, 40, 41}, {0, 2, 3}, {1, 5, 1, 1});
    addNorm(s, "many planes", {2, 150, 9, 9}, {0, 2, 3}, {1, 150, 1, 1});
    addNorm(s, "long rows", {20, 1500}, {1}, {1, 1500});
    addNorm(s, "many rows", {2000, 65}, {1}, {1, 65});
    addNorm(s, "groups", {2, 4, 8, 100}, {2, 3}, {1, 4, 8, 1});
    addNorm(s, "tall columns", {6000, 7}, {0}, {1, 7});
    for (const bool causal : {false, true}) {
        for (const int64_t width : {16, 64, 128})
            addAttention(s, std::to_string(width) + (causal ? " wide, causal" : " wide"), 130, causal ? 130 : 77, width,
                         width, causal);
    }
    addAttention(s, "uneven", 70, 133, 20, 36, false);
    return s.take();
}

} // namespace weft
