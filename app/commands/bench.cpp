#include "app/commands.h"
#include "app/exit_code.h"
#include "app/project_argument.h"
#include "app/terminal.h"
#include "app/text.h"
#include "engine/backends/load.h"
#include "engine/data/prepare.h"
#include "engine/runtime/node_profile.h"
#include "engine/support/random.h"
#include "engine/train/network/feeds.h"
#include "engine/train/network/ready_step.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <optional>

namespace weft {

namespace {

using Clock = std::chrono::steady_clock;
constexpr double secondsToMeasure = 5;
constexpr double secondsToWarmUp = 1;
constexpr int64_t leastSteps = 10;
constexpr int64_t mostSteps = 2000;
constexpr size_t mostRows = 40; // of the profile

double secondsSince(Clock::time_point start)
{
    return std::chrono::duration<double>(Clock::now() - start).count();
}

// One batch of made-up values for each feed: normal numbers, random classes.
class RandomFeeds {
public:
    RandomFeeds(const StepProgram& step, int64_t batch, uint64_t seed = 0)
    {
        for (const StepProgram::FeedInfo& feed : step.feeds) {
            RandomSequence random(seed, streamOf(feed.node));
            const auto elements = size_t(batch * feed.shape.elements());
            std::vector<std::byte>& bytes = m_bytes.emplace_back(elements * byteSize(feed.dtype));
            for (size_t i = 0; i < elements; ++i)
                put(feed, random, bytes.data() + i * byteSize(feed.dtype));
        }
        m_spans.assign(m_bytes.begin(), m_bytes.end());
    }
    std::span<const std::span<const std::byte>> columns() const { return m_spans; }

private:
    static void put(const StepProgram::FeedInfo& feed, RandomSequence& random, std::byte* to)
    {
        const auto write = [to](auto value) {
            const auto bytes = std::as_bytes(std::span(&value, 1));
            std::ranges::copy(bytes, to);
        };
        if (feed.dtype == DType::i32)
            write(int32_t(random.below(uint32_t(std::max<int64_t>(1, feed.classes)))));
        else if (feed.dtype == DType::f64)
            write(random.normal());
        else
            write(float(random.normal()));
    }

    std::vector<std::vector<std::byte>> m_bytes;
    std::vector<std::span<const std::byte>> m_spans;
};

// The project's own data, epoch after epoch, in whole batches.
class DataFeeds {
public:
    DataFeeds(const OpenedProject& opened, const StepProgram& step, int64_t batch)
    {
        Diagnostics diagnostics;
        m_data = prepareData(opened.project.data, opened.folder, diagnostics);
        throwErrors(diagnostics);
        const std::vector<FedColumn> columns = matchFeeds(step, opened.project.data, m_data, diagnostics);
        throwErrors(diagnostics);
        if (std::ssize(m_data.train) < batch)
            throw Error("The training part has fewer samples than a batch; take --synthetic or a smaller --batch.");
        m_loader.emplace(
            m_data,
            LoaderOptions {
                .part = Part::train, .columns = columns, .batchSize = batch, .shuffle = true, .augment = true});
        m_loader->start(0);
    }
    std::span<const std::span<const std::byte>> next(int64_t batch)
    {
        const Batch* found = m_loader->next();
        if (found == nullptr || found->size < batch) {
            m_loader->start(++m_epoch);
            found = m_loader->next();
        }
        return found->columns;
    }

private:
    PreparedData m_data;
    std::optional<Loader> m_loader;
    int64_t m_epoch = 0;
};

double quantile(std::vector<double> values, double share)
{
    std::ranges::sort(values);
    return values[size_t(std::llround(share * double(values.size() - 1)))];
}

class Bench {
public:
    Bench(const OpenedProject& opened, const BenchArguments& arguments, const LoadOptions& options = {})
        : m_project(opened.project)
        , m_batch(arguments.batch > 0 ? arguments.batch : opened.project.training.batchSize)
        , m_backend(
              loadBackend(arguments.project.device.empty() ? m_project.training.device : arguments.project.device,
                        options))
        , m_states(*m_backend, uint64_t(m_project.training.seed))
        , m_step(m_project,
                 {.kind = StepKind::train,
                  .batch = m_batch,
                  .dtype = m_project.training.precision == "f64" ? DType::f64 : DType::f32},
                 m_states, {}, arguments.resident ? mostOfLaunch : 1)
    {
        const Clock::time_point start = Clock::now();
        if (!arguments.synthetic && !arguments.resident) {
            try {
                m_data.emplace(opened, m_step.step(), m_batch);
            } catch (const Error& error) {
                warn(std::string("random numbers instead of the data: ") + error.what());
            }
        }
        if (!m_data)
            m_random.emplace(m_step.step(), m_batch);
        for (int slot = 0; arguments.resident && slot < m_step.stepsAtOnce(); ++slot)
            m_step.writeFeeds(RandomFeeds(m_step.step(), m_batch, uint64_t(slot)).columns(), slot);
        m_secondsOfData = secondsSince(start);
        m_mailbox = m_backend->makeMailbox(mostAhead, m_step.reportBytes());
    }

    bool isSynthetic() const { return !m_data; }
    double secondsOfData() const { return m_secondsOfData; } // that reading it, or making it up, took
    int64_t batch() const { return m_batch; }
    int64_t stepsAtOnce() const { return m_step.stepsAtOnce(); }
    Backend& backend() { return *m_backend; }
    Executable& executable() { return m_step.executable(); }

    // Seconds of one update, with fetching its batch and reading a loss: its own or, where the device runs ahead as it
    // does in training, that of some updates before.
    double update()
    {
        const Clock::time_point start = Clock::now();
        m_step.writeFeeds(m_data ? m_data->next(m_batch) : m_random->columns());
        m_step.writeKey(m_project.training.seed, m_updates++);
        m_step.writeNumber("learning_rate", m_project.training.learningRate);
        m_step.writeNumber("update", double(m_updates));
        m_step.run();
        if (m_mailbox != nullptr) {
            m_step.sendReport(*m_mailbox, int(m_updates % mostAhead));
            if (m_updates >= mostAhead)
                m_step.openReport(*m_mailbox, int((m_updates + 1) % mostAhead));
        } else {
            m_step.readNumber("objective");
        }
        return secondsSince(start);
    }
    // Seconds of each of so many updates that follow each other without the host looking at them.
    double block(int64_t updates)
    {
        const Clock::time_point start = Clock::now();
        for (int64_t done = 0; done < updates;) {
            const int steps = int(std::min<int64_t>(updates - done, m_step.stepsAtOnce()));
            for (int slot = 0; slot < steps; ++slot) {
                m_step.writeKey(m_project.training.seed, m_updates++, slot);
                m_step.writeNumber("learning_rate", m_project.training.learningRate, slot);
                m_step.writeNumber("update", double(m_updates), slot);
            }
            m_step.run(steps);
            done += steps;
        }
        m_step.readNumber("objective"); // waits
        return secondsSince(start) / double(updates);
    }
    double objective() { return m_step.readNumber("objective"); }
    // Of the device, for the step and its states.
    size_t memoryBytes()
    {
        const Executable& executable = m_step.executable();
        size_t bytes = executable.arenaBytes() + executable.workspaceBytes();
        for (const auto& [name, entry] : m_states.entries())
            bytes += entry.info.bytes();
        return bytes;
    }
    void warmUp()
    {
        const Clock::time_point start = Clock::now();
        for (int i = 0; i < 3 || (i < 100 && secondsSince(start) < secondsToWarmUp); ++i)
            update();
    }

private:
    const Project& m_project;
    int64_t m_batch;
    std::unique_ptr<Backend> m_backend;
    States m_states;
    ReadyStep m_step;
    std::optional<DataFeeds> m_data;
    std::optional<RandomFeeds> m_random;
    static constexpr int mostAhead = 4; // updates
    static constexpr int mostOfLaunch = 64; // resident: updates that the device makes in one go, if it can
    std::unique_ptr<Mailbox> m_mailbox; // nullptr: results are read at once
    double m_secondsOfData = 0;
    int64_t m_updates = 0;
};

// What takes longest of a step.
void printProfile(const std::vector<NodeProfile>& rows)
{
    double total = 0, perPass[3] = {};
    for (const NodeProfile& row : rows) {
        total += row.seconds;
        perPass[row.pass] += row.seconds;
    }
    const bool onGpu = std::ranges::any_of(rows, [](const NodeProfile& row) { return row.ofRoofline > 0; });
    std::vector<std::string> header = {"node", "op", "pass", "computed by", "ms", "share", "FLOPs", "GFLOP/s", "bytes",
                                       "GB/s"};
    if (onGpu)
        header.insert(header.end(), {"of roofline", "tensor cores"});
    TextTable table(header, onGpu ? "llllrrrrrrrl" : "llllrrrrrr");
    const auto percent = [](double share) { return fixed(100 * share, 1) + " %"; };
    for (size_t i = 0; i < rows.size() && i < mostRows; ++i) {
        const NodeProfile& row = rows[i];
        const double seconds = std::max(row.seconds, 1e-9);
        std::vector<std::string> cells = {row.node.empty() ? "(training step)" : row.node,
                                          row.op,
                                          name(row.pass),
                                          row.computedBy.name.empty() ? "own loops" : row.computedBy.name,
                                          fixed(1e3 * row.seconds, 3),
                                          percent(row.seconds / std::max(total, 1e-9)),
                                          countText(row.flops),
                                          fixed(row.flops / seconds * 1e-9, 1),
                                          bytesText(row.bytes),
                                          fixed(row.bytes / seconds * 1e-9, 1)};
        if (onGpu)
            cells.insert(cells.end(), {percent(row.ofRoofline), row.computedBy.tensorCores ? "yes" : ""});
        table.add(std::move(cells));
    }
    table.add({"all " + std::to_string(rows.size()) + " kernels", "", "", "", fixed(1e3 * total, 3)});
    print("\n" + table.text());
    for (const NodeProfile::Pass pass : {NodeProfile::forward, NodeProfile::backward, NodeProfile::update})
        print(std::string(name(pass)) + " " + fixed(1e3 * perPass[pass], 3) + " ms"
              + (pass == NodeProfile::update ? "\n" : ", "));
}

Json toJson(const std::vector<NodeProfile>& rows)
{
    Json list = Json::array();
    for (const NodeProfile& row : rows) {
        Json one = Json::Object {{"node", row.node.empty() ? "(training step)" : row.node},
                                 {"op", row.op},
                                 {"pass", name(row.pass)},
                                 {"computed_by", row.computedBy.name},
                                 {"tensor_cores", row.computedBy.tensorCores},
                                 {"ms", 1e3 * row.seconds},
                                 {"flops", row.flops},
                                 {"bytes", row.bytes}};
        if (row.ofRoofline > 0)
            one.set("of_roofline", row.ofRoofline);
        list.push(std::move(one));
    }
    return list;
}

// Updates by turns on each, so that what the machine does besides slows them all; their times.
std::vector<std::vector<double>> measure(const std::vector<Bench*>& benches, const BenchArguments& arguments,
                                         int64_t& ofBlock)
{
    constexpr double secondsOfBlock = 3e-3; // as in PyTorch's side of tests/bench/gpu_vs_torch
    for (Bench* bench : benches) {
        bench->warmUp();
        if (arguments.resident)
            bench->block(bench->stepsAtOnce()); // whole launches; which is recorded now
    }
    if (arguments.resident) {
        Bench& first = *benches.front();
        const double launch = first.block(first.stepsAtOnce()) * double(first.stepsAtOnce());
        ofBlock = std::clamp<int64_t>(int64_t(secondsOfBlock / launch), 1, 100) * first.stepsAtOnce();
    }
    std::vector<std::vector<double>> seconds(benches.size());
    const Clock::time_point start = Clock::now();
    const int64_t steps = arguments.steps > 0 ? arguments.steps : mostSteps;
    while (std::ssize(seconds.front()) < steps) {
        for (size_t i = 0; i < benches.size(); ++i)
            seconds[i].push_back(arguments.resident ? benches[i]->block(ofBlock) : benches[i]->update());
        if (arguments.steps == 0 && std::ssize(seconds.front()) >= leastSteps
            && secondsSince(start) > secondsToMeasure * double(benches.size()))
            break;
    }
    return seconds;
}

} // namespace

int bench(const BenchArguments& arguments)
{
    const OpenedProject opened = openProject(arguments.project);
    const Clock::time_point start = Clock::now();
    Bench bench(opened, arguments);
    bench.update();
    bench.objective(); // waits
    const double firstStep = secondsSince(start) - bench.secondsOfData();
    std::optional<Bench> free;
    if (arguments.deterministicCost) {
        if (bench.backend().name() == "cpu")
            throw Error("On the CPU every sum has one order, so that it costs nothing; --deterministic-cost is for GPUs.");
        free.emplace(opened, arguments, LoadOptions {.deterministic = false});
    }
    int64_t ofBlock = 1;
    std::vector<Bench*> benches = {&bench};
    if (free)
        benches.push_back(&*free);
    const auto times = measure(benches, arguments, ofBlock);
    const std::vector<double>& seconds = times.front();
    const double median = quantile(seconds, 0.5);
    const double p10 = quantile(seconds, 0.1);
    const double p90 = quantile(seconds, 0.9);
    const double anyOrder = free ? quantile(times.back(), 0.5) : 0;
    const std::vector<NodeProfile> rows
        = arguments.profile ? profileNodes(bench.executable(), bench.backend()) : std::vector<NodeProfile>();
    const auto threads = int64_t(usedThreads());
    if (arguments.project.json) {
        Json json = Json::Object {{"project", opened.project.name},
                                  {"device", bench.backend().description()},
                                  {"threads", threads},
                                  {"batch", bench.batch()},
                                  {"synthetic", bench.isSynthetic()},
                                  {"first_step_s", firstStep},
                                  {"steps", std::ssize(seconds)},
                                  {"median_ms", 1e3 * median},
                                  {"p10_ms", 1e3 * p10},
                                  {"p90_ms", 1e3 * p90},
                                  {"steps_per_second", 1 / median},
                                  {"samples_per_second", double(bench.batch()) / median},
                                  {"steps_of_block", ofBlock},
                                  {"memory_bytes", int64_t(bench.memoryBytes())},
                                  {"objective", bench.objective()}};
        if (free)
            json.set("nondeterministic_median_ms", 1e3 * anyOrder);
        if (arguments.profile)
            json.set("profile", toJson(rows));
        printLine(json);
        return exitDone;
    }
    print(bench.backend().description() + ", " + std::to_string(threads) + " threads, batch "
          + std::to_string(bench.batch()) + ", " + (bench.isSynthetic() ? "random numbers" : "the project's data")
          + "\n");
    print("a step: " + fixed(1e3 * median, 3) + " ms (p10 " + fixed(1e3 * p10, 3) + ", p90 " + fixed(1e3 * p90, 3)
          + "; " + std::to_string(seconds.size()) + " steps); the first was done " + fixed(firstStep, 2)
          + " s after the device was asked for, data not counted\n");
    print(significant(1 / median) + " steps/s, " + grouped(std::llround(double(bench.batch()) / median))
          + " samples/s\n");
    if (free)
        print("sums in any order: " + fixed(1e3 * anyOrder, 3) + " ms; that every run gives the same bytes costs "
              + fixed(100 * (median / anyOrder - 1), 1) + " %\n");
    if (arguments.profile)
        printProfile(rows);
    return exitDone;
}

} // namespace weft
