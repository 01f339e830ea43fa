// What the server makes of a model's speed: requests/s and latency by wrk (Debian's package wrk), beside the same
// compiled model in a plain loop, one sample after the other, without HTTP or batches.
// Usage: bench_serve_load PROJECT|RUN|MODEL.onnx …
// A figure counts when three windows of five seconds agree within 10 %, as with Triton's perf_analyzer.
#include "engine/serve/model/model_path.h"
#include "engine/serve/model_server.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <thread>

using namespace weft;

namespace {

constexpr int windowSeconds = 5;
constexpr int mostWindows = 10;

double now()
{
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

double load()
{
    double average = 0;
    return getloadavg(&average, 1) == 1 ? average : 0;
}

std::string number(double value, int digits)
{
    char text[32];
    const auto end = std::to_chars(text, text + sizeof text, value, std::chars_format::fixed, digits).ptr;
    return {text, end};
}

struct Figure {
    double perSecond = 0;
    double p50 = 0, p99 = 0; // milliseconds
    bool isSteady = false;
};

void tell(const std::string& what, const Figure& figure)
{
    std::printf("| %s | %s | %s | %s |%s\n", what.c_str(), number(figure.perSecond, 0).c_str(),
                number(figure.p50, 3).c_str(), number(figure.p99, 3).c_str(),
                figure.isSteady ? "" : " the windows differ by more than 10 %");
    std::fflush(stdout);
}

// Windows until three in a row agree; the middle one of them counts.
template <class Window> Figure steady(const Window& window)
{
    std::vector<Figure> all;
    while (all.size() < mostWindows) {
        all.push_back(window());
        if (all.size() < 3)
            continue;
        std::vector<Figure> last(all.end() - 3, all.end());
        std::ranges::sort(last, {}, &Figure::perSecond);
        if (last[2].perSecond <= 1.1 * last[0].perSecond) {
            last[1].isSteady = true;
            return last[1];
        }
    }
    return all.back();
}

Figure plainLoop(const std::string& path, int64_t batch)
{
    std::vector<std::string> warnings;
    const std::string place = findModel(realFileSystem(), path, true, warnings).place;
    ServedNetwork network({.name = "model", .version = "1", .place = place, .mostTogether = batch});
    std::vector<std::vector<std::byte>> zeros(network.description()->feeds);
    for (const InputForm& input : network.description()->inputs)
        zeros[input.feed()].resize(input.bytesPerSample() * size_t(batch));
    const std::vector<std::span<const std::byte>> feeds(zeros.begin(), zeros.end());
    std::vector<std::vector<std::byte>> outputs;
    return steady([&] {
        std::vector<double> times;
        const double start = now();
        for (double before = start; before < start + windowSeconds;) {
            network.run(batch, feeds, outputs);
            const double after = now();
            times.push_back(after - before);
            before = after;
        }
        std::ranges::sort(times);
        const size_t count = times.size();
        return Figure {.perSecond = double(count * size_t(batch)) / windowSeconds,
                       .p50 = 1e3 * times[count / 2],
                       .p99 = 1e3 * times[std::min(count - 1, count * 99 / 100)]};
    });
}

// A request of one sample, all zeros.
std::string bodyFor(const ModelDescription& model)
{
    std::string inputs;
    for (const InputForm& input : model.inputs) {
        std::string shape = "1";
        for (const int64_t size : input.column().shape)
            shape += "," + std::to_string(size);
        std::string data = "0";
        for (int64_t i = 1; i < input.column().shape.elements(); ++i)
            data += ",0";
        const bool bytes = input.column().dtype == DType::u8;
        inputs += (inputs.empty() ? "" : ",") + std::string(R"({"name":")") + input.node() + R"(","shape":[)" + shape
            + R"(],"datatype":")" + (bytes ? "UINT8" : "FP32") + R"(","data":[)" + data + "]}";
    }
    return R"({"inputs":[)" + inputs + "]}";
}

// "1.23ms", "950.00us" or "1.2s", as milliseconds.
double milliseconds(const std::string& text)
{
    double value = 0;
    const char* const end = std::from_chars(text.data(), text.data() + text.size(), value).ptr;
    const std::string unit(end, text.data() + text.size());
    return unit == "us" ? value / 1000 : unit == "s" ? value * 1000 : value;
}

Figure byWrk(const std::string& script, const std::string& url, int connections)
{
    return steady([&] {
        const std::string command = "wrk --latency -t1 -c" + std::to_string(connections) + " -d"
            + std::to_string(windowSeconds) + "s -s " + script + " " + url + " 2>&1";
        Figure figure;
        FILE* const pipe = popen(command.c_str(), "r");
        if (pipe == nullptr)
            return figure;
        char word[256];
        std::string before;
        while (std::fscanf(pipe, "%255s", word) == 1) {
            if (before == "50%")
                figure.p50 = milliseconds(word);
            else if (before == "99%")
                figure.p99 = milliseconds(word);
            else if (before == "Requests/sec:")
                std::from_chars(word, word + sizeof word, figure.perSecond);
            else if (before == "Non-2xx")
                std::printf("Some answers were refusals.\n");
            before = word;
        }
        pclose(pipe);
        return figure;
    });
}

void measure(const std::string& path)
{
    ModelServerOptions options {.port = 0, .models = {{"model", path}}};
    std::printf("\n%s, load %s\n\n| | samples/s | median ms | p99 ms |\n| --- | --- | --- | --- |\n", path.c_str(),
                number(load(), 1).c_str());
    tell("plain loop, one at a time", plainLoop(path, 1));
    tell("plain loop, 32 at a time", plainLoop(path, 32));
    ModelServer server(options);
    std::thread serving([&server] { server.run(); });
    const std::string script = (std::filesystem::temp_directory_path() / "weft_serve_load.lua").string();
    std::ofstream(script) << "wrk.method = \"POST\"\nwrk.body = '"
                          << bodyFor(server.models().find("model")->description()) << "'\n";
    const std::string url = "http://127.0.0.1:" + std::to_string(server.port()) + "/v2/models/model/infer";
    for (const int connections : {1, 16, 64, 128})
        tell("served, " + std::to_string(connections) + (connections == 1 ? " connection" : " connections"),
             byWrk(script, url, connections));
    server.stop();
    serving.join();
    std::filesystem::remove(script);
}

} // namespace

int main(int count, char** arguments)
{
    if (count < 2 || std::system("wrk -v > /dev/null 2>&1") == 127 * 256) {
        std::printf("Usage: bench_serve_load PROJECT|RUN|MODEL.onnx …; needs the package wrk.\n");
        return 2;
    }
    try {
        for (int i = 1; i < count; ++i)
            measure(arguments[i]);
    } catch (const Error& error) {
        std::printf("%s\n", error.what());
        return 1;
    }
    return 0;
}
