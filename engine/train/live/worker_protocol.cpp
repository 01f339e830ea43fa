#include "engine/train/live/worker_protocol.h"

#include "engine/graph/read_project.h"
#include "engine/graph/write_project.h"
#include "engine/train/event_json.h"
#include "engine/train/live/value_json.h"

#include <cstring>

namespace weft {

template <class Visitor> static void fields(Visitor& v, Hello& hello)
{
    v("protocol", hello.protocol);
    v("since", hello.since);
    v("version", hello.version);
    v("process", hello.process);
}

template <class Visitor> static void fields(Visitor& v, RunOptions& options)
{
    v("project_file", options.projectFile);
    v("runs", options.runs);
    v("resume", options.resume);
    v("device", options.device);
    v("epochs", options.epochs);
    int64_t loaderThreads = options.loaderThreads;
    int64_t threads = options.threads;
    v("loader_threads", loaderThreads);
    v("threads", threads);
    options.loaderThreads = int(std::clamp<int64_t>(loaderThreads, 0, 1024));
    options.threads = int(std::clamp<int64_t>(threads, 0, 1024));
    v("preview_samples", options.previewSamples);
    v("tell_history", options.tellHistory);
}

namespace {

std::string line(const Json& json)
{
    return json.dump() + "\n";
}

// Many steps come at once, and as numbers in text they would cost more than they are worth: 32 bytes a step in the
// order of its members, little-endian as all machines are that Weft runs on.
constexpr size_t packedBytes = 32;

std::string packedLine(const StepsDone& done)
{
    std::vector<std::byte> bytes(done.steps.size() * packedBytes);
    std::byte* to = bytes.data();
    for (const StepNumbers& step : done.steps) {
        const float numbers[] = {step.epoch, step.loss, step.learningRate, step.gradientNorm, step.samplesPerSecond, 0};
        std::memcpy(to, &step.step, 8);
        std::memcpy(to + 8, numbers, 24);
        to += packedBytes;
    }
    return line(Json::Object {{"event", "packed"}, {"steps", toBase64(bytes)}});
}

StepsDone unpacked(const Json& json)
{
    const Json* const text = json.find("steps");
    const std::optional<std::vector<std::byte>> bytes =
        text != nullptr && text->isString() ? fromBase64(text->asString()) : std::nullopt;
    if (!bytes || bytes->size() % packedBytes != 0)
        ValueReader::refuse("steps");
    StepsDone done;
    done.steps.resize(bytes->size() / packedBytes);
    const std::byte* from = bytes->data();
    for (StepNumbers& step : done.steps) {
        float numbers[6];
        std::memcpy(&step.step, from, 8);
        std::memcpy(numbers, from + 8, 24);
        step.epoch = numbers[0];
        step.loss = numbers[1];
        step.learningRate = numbers[2];
        step.gradientNorm = numbers[3];
        step.samplesPerSecond = numbers[4];
        from += packedBytes;
    }
    return done;
}

Hello helloIn(const Json& json)
{
    Hello hello;
    ValueReader reader(json);
    std::string name;
    reader("hello", name);
    reader("protocol", hello.protocol);
    if (name != "weft")
        ValueReader::refuse("hello");
    if (hello.protocol == workerProtocol)
        fields(reader, hello);
    return hello;
}

Start startIn(const Json& json)
{
    const Json* const object = json.find("start");
    Start start;
    std::string project;
    ValueReader reader(*object);
    reader("project", project);
    fields(reader, start.options);
    reader("goes_on_alone", start.goesOnAlone);
    if (start.options.resume.empty())
        start.project = readProject(project);
    return start;
}

} // namespace

std::string toLine(const Hello& hello)
{
    ValueWriter writer;
    writer.begin("hello", "weft");
    writer.add(hello);
    return line(writer.take());
}

std::string toLine(const Start& start)
{
    ValueWriter writer;
    writer("project", start.options.resume.empty() ? writeProject(start.project) : std::string());
    RunOptions options = start.options;
    fields(writer, options);
    writer("goes_on_alone", start.goesOnAlone);
    return line(Json::Object {{"start", writer.take()}});
}

std::string toLine(const Alone& alone)
{
    return line(Json::Object {{"alone", alone.goesOn ? "go on" : "stop"}});
}

std::string toLine(const Command& command)
{
    return line(toJson(command));
}

std::string toLine(const Event& event)
{
    if (const auto* const steps = std::get_if<StepsDone>(&event))
        return packedLine(*steps);
    return line(toJson(event));
}

std::string beatLine(int64_t advances)
{
    return line(Json::Object {{"beat", advances}});
}

WindowLine windowLine(std::string_view text)
{
    const Json json = parseJson(text, {.bytes = maxWorkerLine});
    if (json.find("hello") != nullptr)
        return helloIn(json);
    if (json.find("start") != nullptr)
        return startIn(json);
    if (const Json* const alone = json.find("alone"); alone != nullptr && alone->isString())
        return Alone {alone->asString() != "stop"};
    return commandFromJson(json);
}

WorkerLine workerLine(std::string_view text)
{
    const Json json = parseJson(text, {.bytes = maxWorkerLine});
    if (json.find("hello") != nullptr)
        return helloIn(json);
    if (const Json* const beat = json.find("beat"); beat != nullptr && beat->isInteger())
        return beat->asInteger();
    if (const Json* const kind = json.find("event"); kind != nullptr && *kind == Json("packed"))
        return Event(unpacked(json));
    return eventFromJson(json);
}

void LineReader::add(std::string_view bytes)
{
    m_bytes.erase(0, m_start);
    m_searched -= std::min(m_searched, m_start);
    m_start = 0;
    m_bytes += bytes;
    if (m_searched > maxWorkerLine)
        throw Error("A line of the training's worker is too long.");
}

std::optional<std::string_view> LineReader::next()
{
    const size_t end = m_bytes.find('\n', std::max(m_start, m_searched));
    if (end == std::string::npos) {
        m_searched = m_bytes.size();
        return std::nullopt;
    }
    const std::string_view found = std::string_view(m_bytes).substr(m_start, end - m_start);
    m_start = m_searched = end + 1;
    return found;
}

} // namespace weft
