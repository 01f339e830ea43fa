// How long a network takes as exported C++, compiled here, and in Weft (oneDNN): milliseconds of the processor for a
// call on one thread, the best and the median. The two take turns; time in which others had the processor does not
// count, as it does in check --time. The weights are those that training begins with. Usage: taskset -c 0
// bench_exported_cpp PROJECT [rounds]
#include "engine/export/cpp/model_text.h"
#include "engine/export/cpp/write_cpp.h"
#include "engine/export/verify/run_program.h"
#include "engine/export/verify/temporary_folder.h"
#include "engine/export/verify/verify_cpp.h"
#include "engine/graph/document.h"
#include "engine/storage/publish.h"
#include "tests/support/untrained_model.h"

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <ctime>
#include <string>

using namespace weft;

namespace {

double processorTime()
{
    timespec now = {};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return double(now.tv_sec) + 1e-9 * double(now.tv_nsec);
}

double secondsOf(Predictor& predictor, int64_t batch, std::span<const std::span<const std::byte>> feeds)
{
    const double start = processorTime();
    predictor.predict(batch, feeds);
    return processorTime() - start;
}

// Prints "64 samples: 5.120 ms (best 4.9)" for a second of each batch.
std::string timingProgram(const ExportedModel& model)
{
    const PlainProgram program(model);
    const PlainNames names = plainNames(program);
    std::string call;
    for (size_t i = 0; i < names.inputs.size(); ++i)
        call += "std::vector<" + plainType(model.inputs[i].storedType)
            + ">(batch * weft_model::Model::" + names.inputs[i] + "_size).data(), ";
    return R"cpp(#include "model.h"
#include <algorithm>
#include <cstdio>
#include <ctime>
double processorTime()
{
    timespec now = {};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return double(now.tv_sec) + 1e-9 * double(now.tv_nsec);
}
int main(int, char** words)
{
    weft_model::Model model(words[1], 1);
    for (const size_t batch : {size_t(1), size_t(64)}) {
        std::vector<double> seconds;
        for (double all = 0; all < 1 || seconds.size() < 5; all += seconds.back()) {
            const double start = processorTime();
            model.predict()cpp"
        + call + R"cpp(batch);
            seconds.push_back(processorTime() - start);
        }
        std::sort(seconds.begin(), seconds.end());
        std::printf("%d samples: %f ms (best %f)\n", int(batch), 1e3 * seconds[seconds.size() / 2], 1e3 * seconds[0]);
    }
}
)cpp";
}

// Median and best of the line for that batch.
std::pair<double, double> timesIn(const std::string& text, int64_t batch)
{
    const size_t line = text.find("\n" + std::to_string(batch) + " samples: ");
    if (line == std::string::npos)
        return {0, 0};
    const size_t median = text.find(": ", line) + 2, best = text.find("best ", line) + 5;
    double middle = 0, least = 0;
    std::from_chars(text.data() + median, text.data() + text.size(), middle);
    std::from_chars(text.data() + best, text.data() + text.size(), least);
    return {1e-3 * middle, 1e-3 * least};
}

} // namespace

int main(int count, char** words)
{
    if (count < 2)
        return std::printf("taskset -c 0 bench_exported_cpp PROJECT [rounds]\n"), 2;
    const int rounds = count > 2 ? std::atoi(words[2]) : 3;
    Project project = openDocument(realFileSystem(), words[1]).project();
    project.data = {};
    UntrainedModel network(project);
    const ExportedModel& model = network.model;
    Predictor predictor(model.project, network.prepared, network.columns, *network.states, DType::f32);
    const StepProgram step = buildStep(model.project, {.kind = StepKind::predict});
    const TemporaryFolder folder;
    const WrittenCpp written = writeCpp(realFileSystem(), model, network.trial(8, 1), folder.path());
    const std::string source = folder.path() + "/time.cpp", timing = folder.path() + "/time";
    publishFile(realFileSystem(), source, timingProgram(model));
    const std::optional<Compiled> compiled = compileCpp(source, timing, folder.path());
    if (!compiled || !compiled->failure.empty())
        return std::printf("It is not compiled: %s\n", compiled ? compiled->failure.c_str() : "no compiler"), 1;
    std::printf("%s\nweights %.2f MiB, memory %.2f MiB and %.3f MiB a sample, of which %d are computed at once\n",
                compiled->name.c_str(), double(written.weightBytes) / 1048576, double(written.fixedBytes) / 1048576,
                double(written.bytesPerSample) / 1048576, int(written.together));
    std::vector<double> ours[2], theirs[2], theirBests[2];
    const int64_t batches[2] = {1, 64};
    for (int round = 0; round < rounds; ++round) {
        for (int b = 0; b < 2; ++b) {
            const Trial trial {.inputs = randomInputs(model, batches[b], 3)};
            std::vector<std::vector<std::byte>> fed(step.feeds.size());
            for (size_t i = 0; i < fed.size(); ++i) {
                const auto input = std::ranges::find(model.inputs, step.feeds[i].node, &ModelInput::node);
                if (input != model.inputs.end())
                    fed[i] = fedForm(*input, trial.inputs[size_t(input - model.inputs.begin())], step.feeds[i].dtype);
            }
            const std::vector<std::span<const std::byte>> feeds(fed.begin(), fed.end());
            for (double all = 0; all < 1;)
                all += ours[b].emplace_back(secondsOf(predictor, batches[b], feeds));
        }
        const ProgramRun run = runProgram({timing, folder.path() + "/model.weights"}, 120);
        for (int b = 0; b < 2; ++b) {
            const auto [median, best] = timesIn("\n" + run.out, batches[b]);
            theirs[b].push_back(median);
            theirBests[b].push_back(best);
        }
    }
    const auto middle = [](std::vector<double> all) {
        std::ranges::sort(all);
        return 1e3 * all[all.size() / 2];
    };
    for (int b = 0; b < 2; ++b) {
        const double best = 1e3 * *std::ranges::min_element(ours[b]),
                     theirBest = 1e3 * *std::ranges::min_element(theirBests[b]);
        std::printf(
            "batch %2d: Weft %.3f ms (best %.3f), exported C++ %.3f ms (best %.3f): %.2f (best %.2f) times Weft's\n",
            int(batches[b]), middle(ours[b]), best, middle(theirs[b]), theirBest, middle(theirs[b]) / middle(ours[b]),
            theirBest / best);
    }
}
