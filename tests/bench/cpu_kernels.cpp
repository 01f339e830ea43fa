// How fast the plain kernels that are bound by memory run: GB/s that each reads and writes, beside a copy's; the best
// of the launches within 0.3 s. One thread is timed by the time that it had on a core, so others do not disturb it.
// Usage: bench_cpu_kernels [threads] [part of a name]
#include "engine/backends/cpu/cpu_backend.h"
#include "engine/backends/cpu/parallel.h"
#include "engine/ir/builder.h"
#include "engine/ir/ops/ops.h"

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <string>

#include <time.h>

using namespace weft;

namespace {

std::string wanted;

double now() // seconds
{
    timespec time;
    clock_gettime(threadCount() == 1 ? CLOCK_THREAD_CPUTIME_ID : CLOCK_MONOTONIC, &time);
    return double(time.tv_sec) + 1e-9 * double(time.tv_nsec);
}

void measure(Backend& backend, const std::string& name, const Program& program)
{
    if (name.find(wanted) == std::string::npos)
        return;
    const Node& node = program.nodes.back();
    const auto kernel = backend.prepare(node, program);
    if (!kernel) {
        std::printf("%-40s declined\n", name.c_str());
        return;
    }
    std::vector<std::unique_ptr<Memory>> memories;
    std::vector<std::byte*> in, out;
    double bytes = 0;
    const auto take = [&](int value) {
        const ValueInfo& info = program.values[size_t(value)];
        memories.push_back(backend.allocate(info.bytes()));
        std::byte* data = memories.back()->data();
        bytes += double(info.bytes());
        for (int64_t i = 0; i < info.shape.elements(); ++i) {
            if (info.dtype == DType::f32)
                reinterpret_cast<float*>(data)[i] = 0.01f * float(i % 17) + 0.1f;
            else
                std::memset(data + size_t(i) * byteSize(info.dtype), int(i % 7), 1);
        }
        return data;
    };
    for (const int value : node.in)
        in.push_back(take(value));
    for (const int value : node.out)
        out.push_back(take(value));
    const auto workspace = backend.allocate(kernel->workspaceBytes());
    std::vector<double> times;
    for (double total = 0; total < 0.3 || times.size() < 5; total += times.back()) {
        const double start = now();
        kernel->launch(in, out, workspace->data());
        times.push_back(now() - start);
    }
    const double best = std::ranges::min(times);
    std::printf("%-40s %8.1f us  %6.1f GB/s\n", name.c_str(), 1e6 * best, 1e-9 * bytes / best);
}

// A program of one node, over inputs of the given shapes.
struct Case {
    Program program;
    Builder builder {program};
    int inputs = 0;

    Value input(const Shape& shape, DType dtype = DType::f32, Layout layout = Layout::rowMajor)
    {
        const Value value = builder.input("x" + std::to_string(inputs++), shape, dtype);
        program.values.back().layout = layout;
        return value;
    }
    Case& add(const Op& op, const Attrs& attrs, const Values& in, Layout layout = Layout::rowMajor)
    {
        for (const Value& out : builder.add(op, attrs, in)) {
            if (out.shape().rank() == 4)
                program.values[size_t(out.id)].layout = layout;
        }
        return *this;
    }
};

void chains(Backend& backend, const std::string& size, const Shape& shape)
{
    using enum ScalarFunction;
    const auto name = [&](const char* what) { return std::string(what) + " " + size; };
    const auto one = [&](const char* what, ScalarFunction function) {
        Case c;
        Values in;
        for (int i = 0; i < operandCount(function); ++i)
            in.push_back(c.input(shape));
        measure(backend, name(what), c.add(scalarOp(function), {}, in).program);
    };
    {
        Case c;
        const Value x = c.input(shape);
        measure(backend, name("copy"), c.add(stopGradientOp, {}, {x}).program);
    }
    one("add", add);
    one("relu", relu);
    one("exp", exp);
    one("tanh", tanh);
    one("sigmoid", sigmoid);
    one("erf", erf);
    one("power", power);
    {
        FusedAttrs how = {.code = {{constant, {}, 0.9},
                                   {multiply, {2, 4}},
                                   {constant, {}, 0.1},
                                   {multiply, {1, 6}},
                                   {ScalarFunction::add, {5, 7}},
                                   {square, {1}},
                                   {constant, {}, 0.001},
                                   {multiply, {9, 10}},
                                   {constant, {}, 0.999},
                                   {multiply, {3, 12}},
                                   {ScalarFunction::add, {11, 13}},
                                   {sqrt, {14}},
                                   {constant, {}, 1e-8},
                                   {ScalarFunction::add, {15, 16}},
                                   {divide, {8, 17}},
                                   {subtract, {0, 18}}},
                          .results = {19, 8, 14},
                          .dtype = DType::f32,
                          .shape = shape};
        Case c;
        const Values in = {c.input(shape), c.input(shape), c.input(shape), c.input(shape)};
        measure(backend, name("adam"), c.add(chainOp, how, in).program);
    }
    Case c;
    const Value x = c.input(shape);
    measure(backend, name("sum of all"), c.add(sumOp, ReduceAttrs {{0, 1, 2, 3}}, {x}).program);
}

void planes(Backend& backend, const std::string& size, const Shape& shape, Layout layout)
{
    using enum ScalarFunction;
    const std::string where = " " + size + (layout == Layout::rowMajor ? " planes" : " channels last");
    const Shape channels = {1, shape[1], 1, 1};
    {
        Case c;
        const Value x = c.input(shape, DType::f32, layout), scale = c.input(channels), bias = c.input(channels);
        const FusedAttrs how = {.code = {{multiply, {0, 1}}, {ScalarFunction::add, {3, 2}}, {relu, {4}}},
                                .results = {5},
                                .dtype = DType::f32,
                                .shape = shape};
        measure(backend, "scale, bias, relu" + where, c.add(chainOp, how, {x, scale, bias}, layout).program);
    }
    {
        Case c;
        const Value x = c.input(shape, DType::f32, layout);
        measure(backend, "sum to channels" + where, c.add(sumOp, ReduceAttrs {{0, 2, 3}}, {x}).program);
    }
    const NormAttrs norm = {{0, 2, 3}, 1e-5};
    {
        Case c;
        const Value x = c.input(shape, DType::f32, layout), scale = c.input(channels), bias = c.input(channels);
        measure(backend, "batch norm" + where, c.add(normOp, norm, {x, scale, bias}, layout).program);
    }
    {
        Case c;
        const Value x = c.input(shape, DType::f32, layout), scale = c.input(channels), mean = c.input(channels),
                    inverse = c.input(channels), dy = c.input(shape, DType::f32, layout);
        measure(backend, "batch norm gradient" + where,
                c.add(normGradientOp, norm, {x, scale, mean, inverse, dy}, layout).program);
    }
    const PoolAttrs pool = {.kernel = {2, 2}, .stride = {2, 2}, .padLow = {0, 0}, .padHigh = {0, 0}};
    {
        Case c;
        const Value x = c.input(shape, DType::f32, layout);
        measure(backend, "max pool" + where, c.add(maxPoolOp, pool, {x}, layout).program);
    }
    Case c;
    const Shape half = {shape[0], shape[1], shape[2] / 2, shape[3] / 2};
    const Value x = c.input(shape, DType::f32, layout), y = c.input(half, DType::f32, layout),
                dy = c.input(half, DType::f32, layout);
    measure(backend, "max pool gradient" + where, c.add(maxPoolGradientOp, pool, {x, y, dy}, layout).program);
}

void rows(Backend& backend, const std::string& size, const Shape& shape)
{
    const auto name = [&](const char* what) { return std::string(what) + " " + size; };
    const Shape scale = {1, shape[1]}, labels = {shape[0]}, statistics = {shape[0], 1};
    {
        Case c;
        const Value x = c.input(shape);
        measure(backend, name("softmax"), c.add(softmaxOp, AxisAttrs {1}, {x}).program);
    }
    {
        Case c;
        const Value x = c.input(shape), target = c.input(labels, DType::i32);
        measure(backend, name("cross-entropy"), c.add(softmaxCrossEntropyOp, LossAttrs {}, {x, target}).program);
    }
    {
        Case c;
        const Values in = {c.input(shape), c.input(labels, DType::i32), c.input(labels)};
        measure(backend, name("cross-entropy gradient"),
                c.add(softmaxCrossEntropyGradientOp, LossAttrs {}, in).program);
    }
    {
        Case c;
        const Values in = {c.input(shape), c.input(scale), c.input(scale)};
        measure(backend, name("layer norm"), c.add(normOp, NormAttrs {{1}, 1e-5}, in).program);
    }
    {
        Case c;
        const Values in = {c.input(shape), c.input(scale), c.input(statistics), c.input(statistics), c.input(shape)};
        measure(backend, name("layer norm gradient"), c.add(normGradientOp, NormAttrs {{1}, 1e-5}, in).program);
    }
    {
        Case c;
        const Value x = c.input(shape), bias = c.input(scale);
        measure(backend, name("add bias"), c.add(scalarOp(ScalarFunction::add), {}, {x, bias}).program);
    }
    {
        Case c;
        const Value x = c.input(shape);
        measure(backend, name("sum of columns"), c.add(sumOp, ReduceAttrs {{0}}, {x}).program);
    }
    {
        Case c;
        const Value x = c.input(shape);
        measure(backend, name("transpose"), c.add(permuteOp, PermuteAttrs {{1, 0}}, {x}).program);
    }
    Case c;
    const Value key = c.input({2}, DType::i64);
    measure(backend, name("uniform numbers"), c.add(randomOp, RandomAttrs {.shape = shape}, {key}).program);
}

} // namespace

int main(int argc, char** argv)
{
    const auto backend = makeCpuBackend({.threads = argc > 1 ? std::atoi(argv[1]) : 0, .oneDnn = false});
    wanted = argc > 2 ? argv[2] : "";
    std::printf("%s\n", backend->description().c_str());
    chains(*backend, "64 MB", {64, 64, 64, 64});
    chains(*backend, "256 KB", {1, 64, 32, 32});
    for (const Layout layout : {Layout::rowMajor, Layout::channelsLast}) {
        planes(*backend, "64x64x28x28", {64, 64, 28, 28}, layout);
        planes(*backend, "64x16x28x28", {64, 16, 28, 28}, layout);
        planes(*backend, "64x256x7x7", {64, 256, 7, 7}, layout);
    }
    rows(*backend, "16384x512", {16384, 512});
    rows(*backend, "4096x10", {4096, 10});
}
