#include "engine/train/observe/observer.h"

#include "engine/compiler/passes.h"
#include "engine/data/batches/convert.h"
#include "engine/train/observe/tensor_statistics.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstring>
#include <ctime>
#include <limits>

namespace weft {

namespace {

constexpr int64_t mostSamples = 16;
constexpr double leastSeconds = 0.25; // between two looks
constexpr double costFactor = 110; // times what looks cost passes until the next one: less than 1 % of the time
constexpr double mostDetailBytes = 256.0 * (1 << 20); // up to here the results of all nodes are kept, not of some

double seconds(std::chrono::steady_clock::time_point from, std::chrono::steady_clock::time_point to)
{
    return std::chrono::duration<double>(to - from).count();
}

// What this thread has worked. On the CPU the others work beside it, and what other programs take of the machine does
// not count: they would have taken it from the training.
double secondsWorked()
{
    timespec time = {};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return double(time.tv_sec) + 1e-9 * double(time.tv_nsec);
}

std::vector<float> numbers(std::span<const std::byte> bytes, DType dtype)
{
    std::vector<float> values(bytes.size() / byteSize(dtype));
    if (dtype == DType::f32) {
        std::memcpy(values.data(), bytes.data(), bytes.size());
        return values;
    }
    assert(dtype == DType::f64);
    for (size_t i = 0; i < values.size(); ++i) {
        double value;
        std::memcpy(&value, bytes.data() + 8 * i, 8);
        values[i] = float(value);
    }
    return values;
}

} // namespace

Observer::Observer(Trainer& trainer, EventQueue& events)
    : m_trainer(trainer)
    , m_events(events)
    , m_samples(trainer.previewSamples())
{
    const int64_t batch = std::min(mostSamples, trainer.project().training.batchSize);
    for (const int64_t sample : trainer.data().train) {
        if (std::ssize(m_samples) >= batch)
            break;
        if (std::ranges::find(m_samples, sample) == m_samples.end())
            m_samples.push_back(sample);
    }
    m_samples.resize(size_t(std::min(batch, std::ssize(m_samples))));
}

Observer::~Observer() = default;

void Observer::ask(const Observe& what)
{
    m_what = what;
    m_due = {};
    m_waiting = false;
}

bool Observer::hasProgram() const
{
    if (m_executable == nullptr)
        return false;
    if (m_what.nodes.empty())
        return true; // details that nobody asks for any more cost time alone, but building does too
    return m_options.details
        && (m_options.detailed.empty() || std::ranges::all_of(m_what.nodes, [&](const std::string& path) {
                return m_options.detailed.contains(path);
            }));
}

bool Observer::isOnCpu() const
{
    return m_trainer.states().backend().name() == "cpu";
}

double Observer::now() const
{
    return isOnCpu() ? secondsWorked() : seconds({}, Clock::now());
}

void Observer::build()
{
    const Clock::time_point start = Clock::now();
    m_executable.reset(); // first, so that memory never holds two
    m_options = {.batch = std::ssize(m_samples), .dtype = m_trainer.dtype(), .details = !m_what.nodes.empty()};
    m_program = buildObservation(m_trainer.project(), m_options);
    if (m_program.detailBytes > mostDetailBytes) {
        m_options.detailed = {m_what.nodes.begin(), m_what.nodes.end()};
        m_program = buildObservation(m_trainer.project(), m_options);
    }
    optimize(m_program.program, m_trainer.states().backend());
    m_executable = std::make_unique<Executable>(std::move(m_program.program), m_trainer.states());
    feed();
    m_executable->run(); // the first time kernels are made and memory is touched: it would tell nothing of the next
    m_trainer.states().backend().wait();
    m_built += seconds(start, Clock::now());
}

// The samples never change, so they are written once.
void Observer::feed()
{
    const PreparedData& data = m_trainer.data();
    const std::vector<StepProgram::FeedInfo>& feeds = m_trainer.feeds();
    std::vector<std::byte> scratch;
    for (size_t i = 0; i < feeds.size(); ++i) {
        const std::optional<int> input = m_executable->findInput(feeds[i].node);
        if (!input)
            continue;
        const FedColumn& fed = m_trainer.columns()[i];
        const Column& column = *data.data.find(fed.column);
        const auto index = size_t(&column - data.data.columns.data());
        const Converter converter(column, data.affine[index], fed.dtype);
        std::vector<std::byte> bytes(m_samples.size() * converter.bytesPerSample());
        for (size_t k = 0; k < m_samples.size(); ++k)
            converter.convert(storedSample(column, m_samples[k], scratch),
                              bytes.data() + k * converter.bytesPerSample());
        m_executable->write(*input, bytes);
    }
    if (const std::optional<int> key = m_executable->findInput("random_key")) {
        const int64_t numbersKey[2] = {m_trainer.project().training.seed, 0}; // what is random stays the same
        m_executable->write(*key, std::as_bytes(std::span(numbersKey)));
    }
}

void Observer::look(bool trained)
{
    if (!hasProgram())
        build();
    const double start = now();
    if (m_first == Clock::time_point())
        m_first = Clock::now();
    const bool times = m_what.times && isOnCpu();
    m_times.clear();
    if (times) // each kernel many times in a row, those that work in place too: what is left is no gradient
        m_times = m_executable->profile(1);
    m_executable->run();
    m_update = m_trainer.progress().update;
    m_observation = {.step = m_update};
    m_before.clear();
    summarize();
    tellTimes();
    for (const std::string& path : m_what.nodes)
        detail(path, trained);
    m_seconds = now() - start;
    m_waiting = !m_before.empty();
    if (!m_waiting)
        tell();
}

void Observer::compare()
{
    if (!m_waiting || m_trainer.progress().update == m_update)
        return;
    const double start = now();
    const double updates = double(m_trainer.progress().update - m_update);
    for (const WeightBefore& before : m_before) {
        std::vector<float> moved = state(before.state);
        for (size_t i = 0; i < moved.size(); ++i)
            moved[i] -= before.values[i];
        const float size = rmsOf(before.values);
        NodeDetail& told = m_observation.details[before.detail];
        told.updates.push_back({.weight = before.state.substr(told.node.size() + 1),
                                .ratio = size > 0 ? float(double(rmsOf(moved)) / updates / double(size)) : 0});
    }
    m_seconds += now() - start;
    m_waiting = false;
    tell();
}

void Observer::tell()
{
    const Clock::time_point time = Clock::now();
    m_spent += m_seconds;
    // A look that somebody asked for comes at once, and those after it wait longer.
    const double owed = costFactor * m_spent - seconds(m_first, time);
    const double between = std::max({leastSeconds, costFactor * m_seconds, owed});
    m_due = time + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(between));
    m_events.post(std::move(m_observation));
    m_events.post(MonitoringCost {.share = m_spent / (seconds(m_first, time) + between),
                                  .secondsEach = m_seconds,
                                  .secondsBetween = between,
                                  .secondsToBegin = m_built});
}

std::vector<float> Observer::output(const std::string& name, Shape& shape)
{
    const std::optional<int> found = m_executable->findOutput(name);
    if (!found)
        return {};
    const ValueInfo& info = m_executable->outputInfo(*found);
    std::vector<std::byte> bytes(info.bytes());
    m_executable->read(*found, bytes);
    shape = info.shape;
    return numbers(bytes, info.dtype);
}

std::vector<float> Observer::state(const std::string& name) const
{
    const States::Entry& entry = m_trainer.states().entries().at(name);
    std::vector<std::byte> bytes(entry.info.bytes());
    m_trainer.states().read(name, bytes);
    return numbers(bytes, entry.info.dtype);
}

void Observer::summarize()
{
    Shape shape;
    const std::vector<float> summary = output("summary", shape);
    const double batch = double(m_trainer.project().training.batchSize);
    constexpr float nothing = std::numeric_limits<float>::quiet_NaN();
    for (size_t i = 0; i < m_program.nodes.size(); ++i) {
        const ObservationProgram::Observed& node = m_program.nodes[i];
        m_observation.nodes.push_back({.node = node.path,
                                       .bytes = node.bytesPerSample * batch,
                                       .activationRms = std::sqrt(summary[3 * i]),
                                       .gradientRms = node.hasGradient ? std::sqrt(summary[3 * i + 1]) : nothing,
                                       .zeros = summary[3 * i + 2],
                                       .milliseconds = nothing});
    }
}

// The times of a small batch, as many times as a step has such batches.
void Observer::tellTimes()
{
    if (m_times.empty())
        return;
    const Program& program = m_executable->program();
    std::vector<double> ofOrigin(program.origins.size(), 0);
    for (const Executable::NodeTime& time : m_times) {
        const int origin = program.nodes[size_t(time.node)].origin;
        if (origin >= 0)
            ofOrigin[size_t(origin)] += time.seconds;
    }
    const double batches = double(m_trainer.project().training.batchSize) / double(m_samples.size());
    for (NodeSummary& node : m_observation.nodes) {
        const auto origin = std::ranges::find(program.origins, node.node);
        if (origin != program.origins.end())
            node.milliseconds = float(1000 * batches * ofOrigin[size_t(origin - program.origins.begin())]);
    }
}

void Observer::detail(const std::string& path, bool trained)
{
    Shape shape;
    const std::vector<float> activation = output("activation:" + path, shape);
    if (activation.empty())
        return;
    NodeDetail& told = m_observation.details.emplace_back();
    told.node = path;
    told.zeros = zerosByChannel(shape, activation);
    told.histograms.push_back(histogramOf("activation", activation));
    const int64_t preview = std::clamp<int64_t>(m_what.preview, 0, std::ssize(m_samples) - 1);
    told.maps = mapsOf(shape, activation, preview);
    told.maps.sample = m_samples[size_t(preview)];
    if (const std::vector<float> gradient = output("gradient:" + path, shape); !gradient.empty())
        told.histograms.push_back(histogramOf("gradient", gradient));
    const std::string prefix = path + ".";
    for (const auto& [name, entry] : m_trainer.states().entries()) {
        if (entry.kind != StateKind::weight || !name.starts_with(prefix) || name.find('.', prefix.size()) != name.npos)
            continue;
        std::vector<float> weight = state(name);
        const std::string own = name.substr(prefix.size());
        told.histograms.push_back(histogramOf(own, weight));
        if (const std::vector<float> gradient = output("weight:" + name, shape); !gradient.empty()) {
            told.histograms.push_back(histogramOf(own + "/gradient", gradient));
            if (trained)
                m_before.push_back({m_observation.details.size() - 1, name, std::move(weight)});
        }
    }
}

} // namespace weft
