// How fast each layer of the reference networks runs by oneDNN, in both layouts: GFLOP/s, best and median of the
// launches within a second. Usage: bench_onednn_layers [threads] [part of a name]
#include "engine/backends/cpu/onednn/onednn.h"
#include "engine/backends/cpu/parallel.h"
#include "engine/ir/builder.h"
#include "engine/ir/ops/ops.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <utility>
#include <vector>

#include <time.h>

using namespace weft;

namespace {

int threads = 0;
std::string wanted;

double now() // seconds
{
    timespec time;
    clock_gettime(threads == 1 ? CLOCK_THREAD_CPUTIME_ID : CLOCK_MONOTONIC, &time);
    return double(time.tv_sec) + 1e-9 * double(time.tv_nsec);
}

struct Memory64 {
    explicit Memory64(size_t bytes)
        : data(static_cast<std::byte*>(std::aligned_alloc(64, (bytes + 64) / 64 * 64)))
    {
        float* numbers = reinterpret_cast<float*>(data);
        for (size_t i = 0; i < bytes / 4; ++i)
            numbers[i] = 0.01f * float(i % 17) - 0.08f;
    }
    Memory64(Memory64&& other)
        : data(std::exchange(other.data, nullptr))
    {
    }
    ~Memory64() { std::free(data); }
    std::byte* data;
};

void measure(const std::string& name, const Program& program)
{
    const Node& node = program.nodes.back();
    const auto kernel = prepareOneDnn(node, program);
    if (!kernel) {
        std::printf("%-44s declined\n", name.c_str());
        return;
    }
    std::vector<Memory64> memories;
    std::vector<std::byte*> in, out;
    for (const int id : node.in)
        in.push_back(memories.emplace_back(program.values[size_t(id)].bytes()).data);
    for (const int id : node.out)
        out.push_back(memories.emplace_back(program.values[size_t(id)].bytes()).data);
    const Memory64 workspace(kernel->workspaceBytes());
    std::vector<double> seconds;
    const double begin = now();
    kernel->launch(in, out, workspace.data);
    while (seconds.size() < 3 || now() - begin < 0.7) {
        const double before = now();
        kernel->launch(in, out, workspace.data);
        seconds.push_back(now() - before);
    }
    std::ranges::sort(seconds);
    const double gflop = node.op->flops(node, program) * 1e-9, best = seconds.front(),
                 median = seconds[seconds.size() / 2];
    std::printf("%-44s %9.1f µs  best %6.1f  median %6.1f GFLOP/s\n", name.c_str(), best * 1e6, gflop / best,
                gflop / median);
    std::fflush(stdout);
}

struct ConvLayer {
    const char* name;
    int64_t samples, channels, size, filters, kernel, stride, pad, groups;
};

void measureConv(const ConvLayer& l)
{
    if (std::string(l.name).find(wanted) == std::string::npos)
        return;
    const ConvAttrs how = {.stride = {l.stride, l.stride},
                           .padLow = {l.pad, l.pad},
                           .padHigh = {l.pad, l.pad},
                           .dilation = {1, 1},
                           .groups = l.groups};
    const Shape x = {l.samples, l.channels, l.size, l.size};
    const Shape filter = {l.filters, l.channels / l.groups, l.kernel, l.kernel};
    for (const int direction : {0, 1, 2}) {
        for (const Layout layout : {Layout::rowMajor, Layout::channelsLast}) {
            Program program;
            Builder builder(program);
            const Value data = builder.input("x", x, DType::f32), weights = builder.input("filter", filter, DType::f32);
            const Value y = conv(data, weights, how);
            ConvAttrs back = how;
            back.result = direction == 1 ? x : filter;
            if (direction == 1)
                program.values[size_t(convInputGradient(y, weights, back).id)].layout = layout;
            if (direction == 2)
                convFilterGradient(data, y, back);
            program.values[size_t(data.id)].layout = program.values[size_t(y.id)].layout = layout;
            constexpr const char* directions[] = {"forward", "to input", "to filter"};
            measure(std::string(l.name) + ", " + directions[direction]
                        + (layout == Layout::rowMajor ? ", row-major" : ", channels last"),
                    program);
        }
    }
}

void measureMatmul(const std::string& name, int64_t rows, int64_t columns, int64_t inner)
{
    if (name.find(wanted) == std::string::npos)
        return;
    const auto measureOne = [&](const char* direction, Shape a, Shape b, bool ta, bool tb) {
        Program program;
        Builder builder(program);
        matmul(builder.input("a", a, DType::f32), builder.input("b", b, DType::f32), ta, tb);
        measure(name + direction, program);
    };
    measureOne(", forward", {rows, inner}, {inner, columns}, false, false);
    measureOne(", to input", {rows, columns}, {inner, columns}, false, true);
    measureOne(", to weights", {rows, inner}, {rows, columns}, true, false);
}

void measureLstm(const std::string& name, int64_t samples, int64_t length, int64_t units)
{
    if (name.find(wanted) == std::string::npos)
        return;
    Program program;
    Builder builder(program);
    const auto input = [&](const char* of, const Shape& shape) { return builder.input(of, shape, DType::f32); };
    const Value recurrent = input("recurrent", {units, 4 * units}), first = input("c0", {samples, units});
    const Values out = lstm(input("projected", {samples, length, 4 * units}), recurrent, first, first);
    measure(name + ", forward", program);
    builder.add(lstmGradientOp, {}, {{recurrent, first, out[1], out[2], out[0], out[1]}});
    measure(name + ", gradient", program);
}

} // namespace

int main(int argc, char** argv)
{
    threads = argc > 1 ? std::atoi(argv[1]) : 0;
    setThreadCount(threads);
    wanted = argc > 2 ? argv[2] : "";
    measureMatmul("seed_mlp 784 to 128", 16, 128, 784);
    measureMatmul("seed_mlp 128 to 10", 16, 10, 128);
    measureMatmul("lenet5 400 to 120", 64, 120, 400);
    measureMatmul("mlp_wide 4096 to 4096", 512, 4096, 4096);
    measureMatmul("char_lstm projection", 64 * 128, 2048, 512);
    measureLstm("char_lstm", 64, 128, 512);
    constexpr ConvLayer layers[] = {
        {"lenet5 1 to 6, 5x5 of 28", 64, 1, 28, 6, 5, 1, 2, 1},
        {"lenet5 6 to 16, 5x5 of 14", 64, 6, 14, 16, 5, 1, 0, 1},
        {"resnet20 3 to 16 of 32", 128, 3, 32, 16, 3, 1, 1, 1},
        {"resnet20 16 to 16 of 32", 128, 16, 32, 16, 3, 1, 1, 1},
        {"resnet20 16 to 32 by 2", 128, 16, 32, 32, 3, 2, 1, 1},
        {"resnet20 16 to 32, 1x1 by 2", 128, 16, 32, 32, 1, 2, 0, 1},
        {"resnet20 32 to 32 of 16", 128, 32, 16, 32, 3, 1, 1, 1},
        {"resnet20 32 to 64 by 2", 128, 32, 16, 64, 3, 2, 1, 1},
        {"resnet20 64 to 64 of 8", 128, 64, 8, 64, 3, 1, 1, 1},
        {"unet 3 to 16 of 64", 8, 3, 64, 16, 3, 1, 1, 1},
        {"unet 16 to 16 of 64", 8, 16, 64, 16, 3, 1, 1, 1},
        {"unet 32 to 32 of 32", 8, 32, 32, 32, 3, 1, 1, 1},
        {"unet 64 to 64 of 16", 8, 64, 16, 64, 3, 1, 1, 1},
        {"unet 128 to 128 of 8", 8, 128, 8, 128, 3, 1, 1, 1},
        {"unet 256 to 256 of 4", 8, 256, 4, 256, 3, 1, 1, 1},
        {"unet up 32 to 16 (to input)", 8, 16, 64, 32, 2, 2, 0, 1},
        {"unet 16 to 1, 1x1", 8, 16, 64, 1, 1, 1, 0, 1},
        {"depthwise 96, 3x3 of 28", 8, 96, 28, 96, 3, 1, 1, 96},
    };
    for (const ConvLayer& layer : layers)
        measureConv(layer);
}
