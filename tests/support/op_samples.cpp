#include "tests/support/op_samples.h"

#include "engine/backends/cpu/cpu_backend.h"
#include "engine/ir/ops/ops.h"

#include <cmath>

namespace weft {

namespace {

class Collector {
public:
    explicit Collector(DType dtype)
        : m_dtype(dtype)
    {
    }

    TestTensor tensor(const Shape& shape, double low = -1, double high = 1)
    {
        return randomTensor({.shape = shape, .dtype = m_dtype}, ++m_seed, low, high);
    }
    TestTensor whole(const Shape& shape, DType dtype, int64_t low, int64_t high) // low … high - 1
    {
        TestTensor out = randomTensor({.shape = shape, .dtype = DType::f64}, ++m_seed, double(low), double(high));
        out.info.dtype = dtype;
        for (double& number : out.numbers)
            number = std::floor(number);
        return out;
    }
    // All different, in a random order, so that no two compete for a maximum.
    TestTensor distinct(const Shape& shape)
    {
        TestTensor out = tensor(shape);
        std::vector<size_t> order(out.numbers.size());
        for (size_t i = 0; i < order.size(); ++i)
            order[i] = i;
        std::stable_sort(order.begin(), order.end(),
                         [&](size_t a, size_t b) { return out.numbers[a] < out.numbers[b]; });
        for (size_t i = 0; i < order.size(); ++i)
            out.numbers[order[i]] = (double(i) - double(order.size()) / 2) / 8;
        return out;
    }
    void add(const std::string& name, const Op& op, Attrs attrs, std::vector<TestTensor> in, int64_t terms = 1)
    {
        m_samples.push_back({std::string(op.name) + "/" + name, &op, std::move(attrs), std::move(in), terms});
    }
    // What the op computes from these operands, by the types of the first result; for gradients that take it.
    Shape resultOf(const Op& op, const Attrs& attrs, const std::vector<TestTensor>& in)
    {
        std::vector<ValueInfo> infos;
        for (const TestTensor& operand : in)
            infos.push_back(operand.info);
        return op.infer(attrs, infos)[0].shape;
    }
    std::vector<OpSample> take() { return std::move(m_samples); }
    DType dtype() const { return m_dtype; }

private:
    DType m_dtype;
    uint32_t m_seed = 0;
    std::vector<OpSample> m_samples;
};

void addScalars(Collector& c)
{
    using enum ScalarFunction;
    for (int i = 0; i < scalarFunctionCount; ++i) {
        const auto function = ScalarFunction(i);
        const bool positive = function == log || function == sqrt || function == rsqrt || function == reciprocal
            || function == power || function == log1p;
        const double low = positive ? 0.3 : -2.3, high = positive ? 3 : 2.2;
        const Op& op = scalarOp(function);
        for (const Shape& shape : {Shape {}, Shape {7}, Shape {2, 3, 5}, Shape {0, 3}, Shape {3, 1111}}) {
            std::vector<TestTensor> in;
            for (int k = 0; k < operandCount(function); ++k)
                in.push_back(c.tensor(shape, k == 1 && function == divide ? 0.4 : low, high));
            if (function == select) {
                for (double& number : in[0].numbers)
                    number = number > 0 ? 1 : 0;
            }
            c.add(toString(shape), op, {}, in);
        }
        if (operandCount(function) == 2) {
            const double lowB = function == divide ? 0.5 : low;
            c.add("rows", op, {}, {c.tensor({4, 3, 5, 2}, low, high), c.tensor({3, 1, 1}, lowB, high)});
            c.add("columns", op, {}, {c.tensor({4, 1}, low, high), c.tensor({4, 6}, lowB, high)});
            c.add("outer", op, {}, {c.tensor({5, 1, 3}, low, high), c.tensor({1, 7, 1}, lowB, high)});
            c.add("scalar", op, {}, {c.tensor({}, low, high), c.tensor({2, 3, 4, 3}, lowB, high)});
        }
    }
}

void addFills(Collector& c)
{
    c.add("number", constantOp, ConstantAttrs {1.5, c.dtype()}, {});
    c.add("whole", constantOp, ConstantAttrs {-7, DType::i64}, {});
    c.add("middle", iotaOp, IotaAttrs {{3, 4, 5}, 1, c.dtype()}, {});
    c.add("last", iotaOp, IotaAttrs {{3, 4}, 1, DType::i32}, {});
    c.add("empty", iotaOp, IotaAttrs {{3, 0}, 0, DType::i64}, {});
    c.add("from i32", castOp, CastAttrs {c.dtype()}, {c.whole({3, 5}, DType::i32, -9, 9)});
    c.add("from u8", castOp, CastAttrs {c.dtype()}, {c.whole({2, 3, 2, 7}, DType::u8, 0, 256)});
    c.add("from i64", castOp, CastAttrs {c.dtype()}, {c.whole({11}, DType::i64, -99, 99)});
    c.add("to i32", castOp, CastAttrs {DType::i32}, {c.tensor({3, 5}, -40, 40)});
    const TestTensor key = {{.shape = {2}, .dtype = DType::i64}, {1234567, 17}};
    for (const auto distribution : {RandomAttrs::uniform, RandomAttrs::normal}) {
        c.add("seven", randomOp, RandomAttrs {{7}, distribution, 5, c.dtype()}, {key});
        c.add("four axes", randomOp, RandomAttrs {{2, 3, 4, 5}, distribution, 6, c.dtype()}, {key});
        c.add("none", randomOp, RandomAttrs {{0}, distribution, 7, c.dtype()}, {key});
    }
}

void addReductions(Collector& c)
{
    const auto both = [&](const std::string& name, const Shape& shape, const Shape& axes) {
        int64_t terms = 1;
        for (const int64_t axis : axes)
            terms *= shape[int(axis)];
        c.add(name, sumOp, ReduceAttrs {axes}, {c.tensor(shape)}, terms);
        c.add(name, maxOp, ReduceAttrs {axes}, {c.distinct(shape)}, terms);
    };
    both("all", {3, 4, 5}, {0, 1, 2});
    both("rows", {37, 10}, {1});
    both("columns", {37, 10}, {0});
    both("channels", {3, 4, 5, 6}, {0, 2, 3});
    both("spatial", {3, 4, 5, 6}, {2, 3});
    both("one channel", {3, 1, 5}, {0, 2});
    both("middle", {3, 4, 5}, {1});
    both("ends", {3, 4, 5, 2}, {0, 3});
    both("nothing", {3, 4}, {});
    both("no rows", {0, 4}, {1});
    both("of no rows", {0, 4}, {0});
    both("long row", {2, 5000}, {1});
    both("long column", {5000, 3}, {0});
    both("wide", {3, 2100}, {0});
    both("size one", {1, 1}, {0, 1});
    c.add("whole", sumOp, ReduceAttrs {{1}}, {c.whole({5, 9}, DType::i32, -50, 50)});
    c.add("whole", maxOp, ReduceAttrs {{0}}, {c.whole({5, 9}, DType::i64, -50, 50)});
    c.add("last", argmaxOp, AxisAttrs {1}, {c.distinct({6, 10})});
    c.add("first", argmaxOp, AxisAttrs {0}, {c.distinct({6, 4, 2})});
    c.add("channels", argmaxOp, AxisAttrs {1}, {c.distinct({2, 5, 3, 4})});
    c.add("equal", argmaxOp, AxisAttrs {1}, {c.whole({4, 6}, DType::i32, 0, 2)});
}

void addMatmuls(Collector& c)
{
    for (const bool ta : {false, true}) {
        for (const bool tb : {false, true}) {
            const std::string name = std::string(ta ? "Aᵀ" : "A") + (tb ? "Bᵀ" : "B");
            const auto sized = [&](int64_t m, int64_t k, int64_t n, int64_t batch) {
                Shape a = ta ? Shape {k, m} : Shape {m, k}, b = tb ? Shape {n, k} : Shape {k, n};
                if (batch > 0) {
                    a.insert(0, batch);
                    b.insert(0, batch);
                }
                c.add(name + " " + std::to_string(m) + "×" + std::to_string(k) + "×" + std::to_string(n), matmulOp,
                      MatmulAttrs {ta, tb}, {c.tensor(a), c.tensor(b)}, k);
            };
            sized(5, 7, 3, 0);
            sized(1, 1, 1, 0);
            sized(33, 20, 17, 2);
            sized(4, 0, 3, 0);
            sized(0, 4, 3, 2);
        }
    }
}

void addConvolutions(Collector& c)
{
    const auto all = [&](const std::string& name, const Shape& x, const Shape& filter, const ConvAttrs& how) {
        const std::vector<TestTensor> forward = {c.tensor(x), c.tensor(filter)};
        const TestTensor dy = c.tensor(c.resultOf(convOp, how, forward));
        ConvAttrs toInput = how, toFilter = how;
        toInput.result = x;
        toFilter.result = filter;
        const int64_t each = filter.elements() / std::max<int64_t>(1, filter[0]);
        c.add(name, convOp, how, forward, each);
        c.add(name, convInputGradientOp, toInput, {dy, forward[1]}, each / filter[1] * filter[0]);
        c.add(name, convFilterGradientOp, toFilter, {forward[0], dy}, dy.info.shape.elements() / filter[0]);
    };
    all("same", {2, 3, 6, 5}, {4, 3, 3, 3},
        {.stride = {1, 1}, .padLow = {1, 1}, .padHigh = {1, 1}, .dilation = {1, 1}});
    all("strided", {2, 3, 7, 8}, {4, 3, 3, 2},
        {.stride = {2, 3}, .padLow = {1, 0}, .padHigh = {0, 1}, .dilation = {1, 1}});
    all("dilated", {1, 2, 9, 9}, {3, 2, 3, 3},
        {.stride = {1, 2}, .padLow = {2, 1}, .padHigh = {2, 1}, .dilation = {2, 3}});
    all("grouped", {2, 4, 5, 5}, {6, 2, 3, 3},
        {.stride = {1, 1}, .padLow = {1, 1}, .padHigh = {1, 1}, .dilation = {1, 1}, .groups = 2});
    all("depthwise", {2, 3, 5, 4}, {3, 1, 3, 3},
        {.stride = {1, 1}, .padLow = {1, 1}, .padHigh = {1, 1}, .dilation = {1, 1}, .groups = 3});
    all("pointwise", {2, 5, 3, 3}, {4, 5, 1, 1},
        {.stride = {1, 1}, .padLow = {0, 0}, .padHigh = {0, 0}, .dilation = {1, 1}});
    all("line", {2, 3, 11}, {4, 3, 5}, {.stride = {2}, .padLow = {4}, .padHigh = {3}, .dilation = {1}});
    all("volume", {1, 2, 4, 5, 3}, {3, 2, 2, 3, 2},
        {.stride = {1, 2, 1}, .padLow = {0, 1, 1}, .padHigh = {1, 1, 0}, .dilation = {1, 1, 1}});
    all("left over", {1, 1, 6, 6}, {1, 1, 2, 2},
        {.stride = {3, 3}, .padLow = {0, 0}, .padHigh = {0, 0}, .dilation = {1, 1}});
    all("no samples", {0, 2, 4, 4}, {3, 2, 3, 3},
        {.stride = {1, 1}, .padLow = {1, 1}, .padHigh = {1, 1}, .dilation = {1, 1}});
}

void addPools(Collector& c)
{
    const auto all = [&](const std::string& name, const Shape& x, const PoolAttrs& how) {
        const std::vector<TestTensor> in = {c.distinct(x)};
        const Shape y = c.resultOf(maxPoolOp, how, in);
        PoolAttrs back = how;
        back.result = x;
        c.add(name, maxPoolOp, how, in);
        const TestTensor pooled = runNode(*makeCpuBackend({.oneDnn = false}), maxPoolOp, how, in)[0];
        c.add(name, maxPoolGradientOp, how, {in[0], pooled, c.tensor(y)}, how.kernel.elements());
        c.add(name, avgPoolOp, how, in, how.kernel.elements());
        c.add(name, avgPoolGradientOp, back, {c.tensor(y)}, how.kernel.elements());
    };
    all("halved", {2, 3, 6, 4}, {.kernel = {2, 2}, .stride = {2, 2}, .padLow = {0, 0}, .padHigh = {0, 0}});
    all("overlapping", {2, 3, 7, 7}, {.kernel = {3, 3}, .stride = {2, 2}, .padLow = {1, 1}, .padHigh = {1, 1}});
    all("counted padding", {1, 2, 5, 6},
        {.kernel = {3, 2}, .stride = {2, 1}, .padLow = {1, 0}, .padHigh = {0, 1}, .countPadding = true});
    all("line", {2, 3, 9}, {.kernel = {4}, .stride = {3}, .padLow = {1}, .padHigh = {2}});
    all("volume", {1, 2, 3, 4, 4},
        {.kernel = {2, 2, 3}, .stride = {1, 2, 1}, .padLow = {0, 0, 1}, .padHigh = {1, 0, 1}});
    all("global", {2, 3, 4, 5}, {.kernel = {4, 5}, .stride = {1, 1}, .padLow = {0, 0}, .padHigh = {0, 0}});
    all("left over", {1, 1, 7, 7}, {.kernel = {2, 2}, .stride = {3, 3}, .padLow = {0, 0}, .padHigh = {0, 0}});
}

void addMovement(Collector& c)
{
    c.add("flat", reshapeOp, ShapeAttrs {{3, 8}}, {c.tensor({2, 3, 4})});
    c.add("spatial", reshapeOp, ShapeAttrs {{2, 6, 2, 2}}, {c.tensor({4, 3, 2, 2})});
    c.add("copy", stopGradientOp, {}, {c.tensor({2, 3, 4, 5})});
    c.add("transposed", permuteOp, PermuteAttrs {{1, 0}}, {c.tensor({37, 53})});
    c.add("heads", permuteOp, PermuteAttrs {{0, 2, 1, 3}}, {c.tensor({2, 5, 3, 4})});
    // A short axis and a long one change places: by 16 bytes or by elements, in one piece or several, with an end.
    c.add("pictures last", permuteOp, PermuteAttrs {{0, 2, 3, 1}}, {c.tensor({2, 3, 40, 32})});
    c.add("pictures first", permuteOp, PermuteAttrs {{0, 3, 1, 2}}, {c.tensor({2, 40, 32, 3})});
    c.add("odd pictures last", permuteOp, PermuteAttrs {{0, 2, 3, 1}}, {c.tensor({3, 4, 37, 31})});
    c.add("odd pictures first", permuteOp, PermuteAttrs {{0, 3, 1, 2}}, {c.tensor({3, 37, 31, 2})});
    c.add("filters last", permuteOp, PermuteAttrs {{0, 2, 3, 1}}, {c.tensor({5, 600, 3, 3})});
    c.add("filters first", permuteOp, PermuteAttrs {{0, 3, 1, 2}}, {c.tensor({5, 3, 3, 600})});
    c.add("wide filters", permuteOp, PermuteAttrs {{0, 2, 3, 1}}, {c.tensor({2, 70, 7, 7})});
    c.add("bytes apart", permuteOp, PermuteAttrs {{1, 0}}, {c.whole({700, 3}, DType::u8, 0, 255)});
    c.add("turned", permuteOp, PermuteAttrs {{3, 1, 0, 2}}, {c.tensor({2, 19, 3, 17})});
    c.add("whole", permuteOp, PermuteAttrs {{2, 0, 1}}, {c.whole({4, 3, 5}, DType::u8, 0, 255)});
    c.add("scalar", broadcastOp, ShapeAttrs {{3, 4}}, {c.tensor({})});
    c.add("rows", broadcastOp, ShapeAttrs {{2, 3, 4, 5}}, {c.tensor({3, 1, 1})});
    c.add("columns", broadcastOp, ShapeAttrs {{3, 700}}, {c.tensor({1, 700})});
    c.add("empty", broadcastOp, ShapeAttrs {{0, 4}}, {c.tensor({1, 4})});
    c.add("thirds", splitOp, SplitAttrs {1, 3}, {c.tensor({2, 6, 3})});
    c.add("part", sliceOp, SliceAttrs {{1, 0, 2}, {2, 3, 3}, {1, 1, 1}}, {c.tensor({4, 3, 7})});
    c.add("stepped", sliceOp, SliceAttrs {{0, 1, 0, 1}, {2, 2, 2, 3}, {1, 1, 3, 2}}, {c.tensor({2, 3, 5, 8})});
    c.add("empty", sliceOp, SliceAttrs {{2, 0}, {0, 3}, {1, 1}}, {c.tensor({4, 3})});
    c.add("around", padOp, PadAttrs {{0, 1, 2}, {1, 0, 3}, {0, 0, 0}}, {c.tensor({2, 3, 4})});
    c.add("between", padOp, PadAttrs {{0, 0, 1, 0}, {0, 0, 0, 2}, {0, 1, 2, 1}}, {c.tensor({2, 3, 2, 4})});
    c.add("empty", padOp, PadAttrs {{1, 0}, {1, 0}, {1, 0}}, {c.tensor({0, 3})});
    c.add("first", concatOp, AxisAttrs {0}, {c.tensor({2, 3}), c.tensor({1, 3}), c.tensor({0, 3})});
    c.add("channels", concatOp, AxisAttrs {1}, {c.tensor({2, 3, 4, 4}), c.tensor({2, 5, 4, 4})});
    c.add("last", concatOp, AxisAttrs {2}, {c.tensor({2, 3, 1}), c.tensor({2, 3, 6})});
}

void addLookups(Collector& c)
{
    const auto all = [&](const std::string& name, const Shape& table, const Shape& indices) {
        const TestTensor rows = c.tensor(table), which = c.whole(indices, DType::i32, -1, table[0] + 1);
        const Shape updates = c.resultOf(gatherOp, {}, {rows, which});
        c.add(name, gatherOp, {}, {rows, which});
        c.add(name, scatterAddOp, ShapeAttrs {table}, {which, c.tensor(updates)}, indices.elements());
    };
    all("words", {11, 6}, {4, 3});
    all("numbers", {9}, {5});
    all("planes", {4, 2, 3}, {7});
    all("one", {4, 5}, {});
    all("none", {4, 5}, {0});
    all("many", {3, 2}, {500});
}

void addRecurrent(Collector& c)
{
    const auto all = [&](const std::string& name, int64_t samples, int64_t length, int64_t units) {
        const Shape gates = {samples, length, 4 * units}, states = {samples, length, units}, one = {samples, units};
        c.add(name, lstmOp, {}, {c.tensor(gates), c.tensor({units, 4 * units}), c.tensor(one), c.tensor(one)},
              units * length);
        c.add(name, lstmGradientOp, {},
              {c.tensor({units, 4 * units}), c.tensor(one), c.tensor(states), c.tensor(gates, 0.1, 0.9),
               c.tensor(states), c.tensor(states)},
              4 * units * length);
    };
    all("short", 3, 4, 5);
    all("one", 1, 1, 1);
    all("many", 40, 3, 16);
    all("none", 0, 3, 2);
}

void addNorms(Collector& c)
{
    const auto all = [&](const std::string& name, const Shape& x, const Shape& axes, const Shape& scale) {
        Shape statistics = x;
        int64_t terms = 1;
        for (const int64_t axis : axes) {
            terms *= x[int(axis)];
            statistics[int(axis)] = 1;
        }
        const TestTensor input = c.tensor(x, -1, 3);
        c.add(name, normOp, NormAttrs {axes, 1e-5}, {input, c.tensor(scale, 0.5, 2), c.tensor(scale)}, terms);
        c.add(name, normGradientOp, NormAttrs {axes, 1e-5},
              {input, c.tensor(scale, 0.5, 2), c.tensor(statistics, 0.9, 1.1), c.tensor(statistics, 0.8, 0.9),
               c.tensor(x)},
              x.elements());
    };
    all("batch", {4, 3, 5, 6}, {0, 2, 3}, {1, 3, 1, 1});
    all("batch of rows", {16, 7}, {0}, {1, 7});
    all("batch of many channels", {2, 70, 3, 3}, {0, 2, 3}, {1, 70, 1, 1});
    all("layer", {6, 20}, {1}, {1, 20});
    all("layer of sequences", {2, 5, 33}, {2}, {1, 1, 33});
    all("group", {2, 3, 4, 5}, {2, 3}, {1, 3, 1, 1});
    all("instance", {2, 3, 4, 5}, {2, 3}, {1, 1, 1, 1});
}

void addSoftmaxes(Collector& c)
{
    for (const auto& [name, shape, axis] : {std::tuple {"classes", Shape {9, 10}, 1},
                                            {"channels", Shape {2, 5, 4, 3}, 1},
                                            {"first", Shape {4, 3}, 0},
                                            {"long", Shape {2, 3000}, 1},
                                            {"one", Shape {3, 1}, 1},
                                            {"empty", Shape {0, 4}, 1}}) {
        const Attrs attrs = AxisAttrs {axis};
        const int64_t classes = shape[axis];
        c.add(name, softmaxOp, attrs, {c.tensor(shape, -4, 4)}, classes);
        c.add(name, softmaxGradientOp, attrs, {c.tensor(shape, 0, 1), c.tensor(shape)}, classes);
        c.add(name, logSoftmaxOp, attrs, {c.tensor(shape, -4, 4)}, classes);
        Shape labelShape = shape;
        labelShape.erase(axis);
        TestTensor labels = c.whole(labelShape, DType::i32, 0, classes);
        if (labels.numbers.size() > 2)
            labels.numbers[1] = -100;
        for (const double smoothing : {0.0, 0.1}) {
            const LossAttrs how = {.axis = axis, .ignored = -100, .smoothing = smoothing};
            c.add(name, softmaxCrossEntropyOp, how, {c.tensor(shape, -4, 4), labels}, classes);
            c.add(name, softmaxCrossEntropyGradientOp, how, {c.tensor(shape, -4, 4), labels, c.tensor(labelShape)},
                  classes);
        }
    }
}

void addAttention(Collector& c)
{
    for (const bool causal : {false, true}) {
        const Shape q = {2, 3, 5, 4}, k = {2, 3, causal ? 5 : 6, 4}, rows = {2, 3, 5, 1};
        const AttentionAttrs how = {.scale = 0.5, .causal = causal};
        const std::string name = causal ? "causal" : "full";
        c.add(name, attentionOp, how, {c.tensor(q), c.tensor(k), c.tensor(k)}, 24);
        c.add(name, attentionGradientOp, how,
              {c.tensor(q), c.tensor(k), c.tensor(k), c.tensor(q), c.tensor(rows, 1, 2), c.tensor(q)}, 24);
        const Shape qkv = {2, 5, 3, 3, 4}, y = {2, 5, 3, 4};
        c.add(name, selfAttentionOp, how, {c.tensor(qkv)}, 24);
        c.add(name, selfAttentionGradientOp, how, {c.tensor(qkv), c.tensor(y), c.tensor(rows, 1, 2), c.tensor(y)}, 24);
    }
}

void addChains(Collector& c)
{
    using enum ScalarFunction;
    const auto chain = [&](std::vector<FusedStep> code, std::vector<int> results, const Shape& shape) {
        return FusedAttrs {.code = std::move(code), .results = std::move(results), .dtype = c.dtype(), .shape = shape};
    };
    const Shape planes = {3, 4, 5, 6};
    // y = relu(x · scale + bias), and its mask
    const FusedAttrs affine =
        chain({{multiply, {0, 1}}, {add, {3, 2}}, {relu, {4}}, {constant, {}, 0}, {less, {6, 5}}}, {5, 7}, planes);
    c.add("affine", chainOp, affine, {c.tensor(planes), c.tensor({4, 1, 1}), c.tensor({1, 4, 1, 1})});
    // Adam's update of weight, first and second moment
    const FusedAttrs adam = chain({{constant, {}, 0.9},
                                   {multiply, {2, 4}}, // 5
                                   {constant, {}, 0.1},
                                   {multiply, {1, 6}},
                                   {add, {5, 7}}, // 8: moment
                                   {square, {1}},
                                   {constant, {}, 0.001},
                                   {multiply, {9, 10}},
                                   {add, {3, 11}}, // 12: second moment
                                   {sqrt, {12}},
                                   {constant, {}, 1e-8},
                                   {add, {13, 14}},
                                   {divide, {8, 15}},
                                   {subtract, {0, 16}}},
                                  {17, 8, 12}, {7, 301});
    c.add("adam", chainOp, adam,
          {c.tensor({7, 301}), c.tensor({7, 301}), c.tensor({7, 301}), c.tensor({7, 301}, 0.5, 1)});
    FusedAttrs sums = chain({{multiply, {0, 1}}, {exp, {0}}}, {2, 3, 0}, planes);
    sums.reduce = FusedAttrs::sum;
    for (const auto& [name, axes] : {std::pair {"channels", Shape {0, 2, 3}},
                                     {"spatial", Shape {2, 3}},
                                     {"samples", Shape {0}},
                                     {"all", Shape {0, 1, 2, 3}},
                                     {"middle", Shape {1, 2}}}) {
        sums.axes = axes;
        c.add(std::string("sums over ") + name, chainOp, sums, {c.tensor(planes), c.tensor({4, 1, 1})}, 360);
    }
    FusedAttrs greatest = chain({{subtract, {0, 1}}, {abs, {2}}}, {3}, {40, 70});
    greatest.reduce = FusedAttrs::maximum;
    greatest.axes = {1};
    c.add("greatest distance", chainOp, greatest, {c.tensor({40, 70}), c.tensor({40, 1})});
    // Labels compared with a counter, u8 pixels scaled
    c.add("mixed types", chainOp, chain({{equal, {0, 1}}, {multiply, {2, 3}}}, {4}, {6, 10}),
          {c.whole({6, 1}, DType::i32, 0, 10), c.whole({10}, DType::i64, 0, 10), c.whole({6, 10}, DType::u8, 0, 255)});
    c.add("operand and constant", chainOp, chain({{constant, {}, 2.5}}, {0, 1, 0}, {3, 4}), {c.tensor({4})});
    c.add("empty", chainOp, chain({{negate, {0}}}, {1}, {0, 5}), {c.tensor({5})});
    c.add("unused steps", chainOp, chain({{exp, {0}}, {square, {0}}, {log, {1}}}, {2}, {9}), {c.tensor({9})});
}

// The same chain over tensors of several sizes, as an optimizer's updates and the sums of its gradients' squares are.
void addChainsSideBySide(Collector& c)
{
    using enum ScalarFunction;
    ChainsAttrs updates, sums;
    std::vector<TestTensor> updated, summed;
    const TestTensor rate = c.tensor({}, 0.1, 0.2);
    for (const Shape& shape : {Shape {3, 5}, Shape {4099}, Shape {1}, Shape {2, 3, 64, 16}}) {
        // velocity = 0.9 · velocity + gradient; weight - rate · velocity
        updates.chains.push_back(
            {.code = {{constant, {}, 0.9}, {multiply, {1, 4}}, {add, {5, 2}}, {multiply, {6, 3}}, {subtract, {0, 7}}},
             .results = {8, 6},
             .dtype = c.dtype(),
             .shape = shape});
        updates.operands.push_back(4);
        for (int i = 0; i < 3; ++i)
            updated.push_back(c.tensor(shape));
        updated.push_back(rate);
        FusedAttrs sum = {
            .code = {{square, {0}}}, .results = {1}, .dtype = c.dtype(), .shape = shape, .reduce = FusedAttrs::sum};
        for (int axis = 0; axis < shape.rank(); ++axis)
            sum.axes.push_back(axis);
        sums.chains.push_back(std::move(sum));
        sums.operands.push_back(1);
        summed.push_back(c.tensor(shape));
    }
    c.add("updates", chainsOp, updates, updated);
    c.add("sums", chainsOp, sums, summed, 4099);
}

} // namespace

std::vector<OpSample> opSamples(DType dtype)
{
    Collector c(dtype);
    addScalars(c);
    addFills(c);
    addReductions(c);
    addMatmuls(c);
    addConvolutions(c);
    addPools(c);
    addMovement(c);
    addLookups(c);
    addRecurrent(c);
    addNorms(c);
    addSoftmaxes(c);
    addAttention(c);
    addChains(c);
    addChainsSideBySide(c);
    return c.take();
}

} // namespace weft
