#include "app/commands.h"
#include "app/exit_code.h"
#include "app/project_argument.h"
#include "app/terminal.h"
#include "app/text.h"
#include "engine/backends/load.h"
#include "engine/data/prepare.h"
#include "engine/ir/op.h"
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
    Bench(const OpenedProject& opened, const BenchArguments& arguments)
        : m_project(opened.project)
        , m_batch(arguments.batch > 0 ? arguments.batch : opened.project.training.batchSize)
        , m_backend(
              loadBackend(arguments.project.device.empty() ? m_project.training.device : arguments.project.device))
        , m_states(*m_backend, uint64_t(m_project.training.seed))
        , m_step(m_project,
                 {.kind = StepKind::train,
                  .batch = m_batch,
                  .dtype = m_project.training.precision == "f64" ? DType::f64 : DType::f32},
                 m_states, {}, arguments.resident ? mostOfLaunch : 1)
    {
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
        m_mailbox = m_backend->makeMailbox(mostAhead, m_step.reportBytes());
    }

    bool isSynthetic() const { return !m_data; }
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
    int64_t m_updates = 0;
};

struct ProfileRow {
    std::string node;
    std::string op;
    double seconds = 0;
    double flops = 0;
    double bytes = 0; // read and written
};

std::vector<ProfileRow> profile(Executable& executable)
{
    const Program& program = executable.program();
    std::vector<ProfileRow> rows;
    for (const Executable::NodeTime& time : executable.profile(20)) {
        const Node& node = program.nodes[size_t(time.node)];
        ProfileRow row {.node = node.origin < 0 ? "(training step)" : program.origins[size_t(node.origin)],
                        .op = std::string(node.op->name),
                        .seconds = time.seconds};
        row.flops = node.op->flops != nullptr ? node.op->flops(node, program)
                                              : double(program.values[size_t(node.out[0])].shape.elements());
        for (const int value : node.in)
            row.bytes += double(program.values[size_t(value)].bytes());
        for (const int value : node.out)
            row.bytes += double(program.values[size_t(value)].bytes());
        rows.push_back(std::move(row));
    }
    std::ranges::stable_sort(rows, std::greater(), &ProfileRow::seconds);
    return rows;
}

void printProfile(const std::vector<ProfileRow>& rows)
{
    double total = 0;
    for (const ProfileRow& row : rows)
        total += row.seconds;
    TextTable table({"node", "op", "ms", "share", "FLOPs", "GFLOP/s", "bytes", "GB/s"}, "llrrrrrr");
    for (size_t i = 0; i < rows.size() && i < mostRows; ++i) {
        const ProfileRow& row = rows[i];
        const double seconds = std::max(row.seconds, 1e-9);
        table.add({row.node, row.op, fixed(1e3 * row.seconds, 3),
                   fixed(100 * row.seconds / std::max(total, 1e-9), 1) + " %", countText(row.flops),
                   fixed(row.flops / seconds * 1e-9, 1), bytesText(row.bytes), fixed(row.bytes / seconds * 1e-9, 1)});
    }
    table.add({"all " + std::to_string(rows.size()) + " kernels", "", fixed(1e3 * total, 3)});
    print("\n" + table.text());
}

Json toJson(const std::vector<ProfileRow>& rows)
{
    Json list = Json::array();
    for (const ProfileRow& row : rows)
        list.push(Json::Object {
            {"node", row.node}, {"op", row.op}, {"ms", 1e3 * row.seconds}, {"flops", row.flops}, {"bytes", row.bytes}});
    return list;
}

} // namespace

int bench(const BenchArguments& arguments)
{
    const OpenedProject opened = openProject(arguments.project);
    Bench bench(opened, arguments);
    bench.warmUp();
    std::vector<double> seconds;
    const Clock::time_point start = Clock::now();
    const int64_t steps = arguments.steps > 0 ? arguments.steps : mostSteps;
    constexpr double secondsOfBlock = 3e-3; // as in PyTorch's side of tests/bench/gpu_vs_torch
    int64_t ofBlock = 1;
    if (arguments.resident) { // whole launches
        bench.block(bench.stepsAtOnce()); // which is recorded now
        const double launch = bench.block(bench.stepsAtOnce()) * double(bench.stepsAtOnce());
        ofBlock = std::clamp<int64_t>(int64_t(secondsOfBlock / launch), 1, 100) * bench.stepsAtOnce();
    }
    while (std::ssize(seconds) < steps) {
        seconds.push_back(arguments.resident ? bench.block(ofBlock) : bench.update());
        if (arguments.steps == 0 && std::ssize(seconds) >= leastSteps && secondsSince(start) > secondsToMeasure)
            break;
    }
    const double median = quantile(seconds, 0.5);
    const double p10 = quantile(seconds, 0.1);
    const double p90 = quantile(seconds, 0.9);
    const std::vector<ProfileRow> rows = arguments.profile ? profile(bench.executable()) : std::vector<ProfileRow>();
    const auto threads = int64_t(usedThreads());
    if (arguments.project.json) {
        Json json = Json::Object {{"project", opened.project.name},
                                  {"device", bench.backend().description()},
                                  {"threads", threads},
                                  {"batch", bench.batch()},
                                  {"synthetic", bench.isSynthetic()},
                                  {"steps", std::ssize(seconds)},
                                  {"median_ms", 1e3 * median},
                                  {"p10_ms", 1e3 * p10},
                                  {"p90_ms", 1e3 * p90},
                                  {"steps_per_second", 1 / median},
                                  {"samples_per_second", double(bench.batch()) / median},
                                  {"steps_of_block", ofBlock},
                                  {"memory_bytes", int64_t(bench.memoryBytes())},
                                  {"objective", bench.objective()}};
        if (arguments.profile)
            json.set("profile", toJson(rows));
        printLine(json);
        return exitDone;
    }
    print(bench.backend().description() + ", " + std::to_string(threads) + " threads, batch "
          + std::to_string(bench.batch()) + ", " + (bench.isSynthetic() ? "random numbers" : "the project's data")
          + "\n");
    print("a step: " + fixed(1e3 * median, 3) + " ms (p10 " + fixed(1e3 * p10, 3) + ", p90 " + fixed(1e3 * p90, 3)
          + "; " + std::to_string(seconds.size()) + " steps)\n");
    print(significant(1 / median) + " steps/s, " + grouped(std::llround(double(bench.batch()) / median))
          + " samples/s\n");
    if (arguments.profile)
        printProfile(rows);
    return exitDone;
}

} // namespace weft
