#include "engine/train/event_json.h"

#include "engine/support/error.h"
#include "engine/train/runs/json_values.h"

#include <algorithm>
#include <array>
#include <cassert>

namespace weft {

namespace {

constexpr std::array<std::string_view, 5> stateNames = {"preparing", "training", "paused", "disk full", "ended"};
constexpr std::array<std::string_view, 4> reasonNames = {"finished", "stopped", "early stop", "failed"};

} // namespace

std::string_view name(RunState state)
{
    return stateNames[size_t(state)];
}

std::string_view name(EndReason reason)
{
    return reasonNames[size_t(reason)];
}

namespace {

// Each event says its fields once, and both ways go through that: a Writer puts them into an object, a Reader takes
// them out of one.

template <class Visitor> void fields(Visitor& v, StepsDone& e)
{
    v.column("step", e.steps, &StepNumbers::step);
    v.column("epoch", e.steps, &StepNumbers::epoch);
    v.column("loss", e.steps, &StepNumbers::loss);
    v.column("learning_rate", e.steps, &StepNumbers::learningRate);
    v.column("gradient_norm", e.steps, &StepNumbers::gradientNorm);
    v.column("samples_per_second", e.steps, &StepNumbers::samplesPerSecond);
}

template <class Visitor> void fields(Visitor& v, ConfusionMatrix& e)
{
    v("node", e.node);
    v("classes", e.classes);
    v("counts", e.counts);
}

template <class Visitor> void fields(Visitor& v, EpochDone& e)
{
    v("step", e.step);
    v("epoch", e.epoch);
    v("values", e.values);
    v("confusions", e.confusions);
    v("seconds", e.seconds);
}

template <class Visitor> void fields(Visitor& v, SampleValues& e)
{
    v("node", e.node);
    v("kind", e.kind);
    v("dtype", e.dtype);
    v("shape", e.shape);
    v("classes", e.classes);
    v("bytes", e.bytes);
}

template <class Visitor> void fields(Visitor& v, Predictions& e)
{
    v("step", e.step);
    v("samples", e.samples);
    v("inputs", e.inputs);
    v("truths", e.truths);
    v("predictions", e.predictions);
}

template <class Visitor> void fields(Visitor& v, Preview& e)
{
    fields(v, e.of);
}

template <class Visitor> void fields(Visitor& v, ProbeAnswer& e)
{
    fields(v, e.of);
}

template <class Visitor> void fields(Visitor& v, DeviceSample::Gpu& e)
{
    v("name", e.name);
    v("percent", e.percent);
    v("memory_bytes", e.memoryBytes);
    v("memory_total_bytes", e.memoryTotalBytes);
    v("watts", e.watts);
    v("celsius", e.celsius);
}

template <class Visitor> void fields(Visitor& v, DeviceSample& e)
{
    v("seconds", e.seconds);
    v("cpu_percent", e.cpuPercent);
    v("memory_bytes", e.memoryBytes);
    v("memory_total_bytes", e.memoryTotalBytes);
    v("gpus", e.gpus);
}

template <class Visitor> void fields(Visitor& v, StateChanged& e)
{
    v.choice("state", e.state, stateNames);
    v("text", e.text);
}

template <class Visitor> void fields(Visitor& v, RunPlan& e)
{
    v("folder", e.folder);
    v("device", e.device);
    v("samples", e.samples);
    v("updates_per_epoch", e.updatesPerEpoch);
    v("updates", e.updates);
    v("parameters", e.parameters);
    v("first_step", e.firstStep);
}

template <class Visitor> void fields(Visitor& v, Warning& e)
{
    v("text", e.text);
    v("node", e.node);
}

template <class Visitor> void fields(Visitor& v, Checkpointed& e)
{
    v("step", e.step);
    v("folder", e.folder);
    v("best", e.best);
}

template <class Visitor> void fields(Visitor& v, RunEnded& e)
{
    v.choice("reason", e.reason, reasonNames);
    v("text", e.text);
    v("node", e.node);
    v("step", e.step);
}

// In the order of Event's alternatives.
constexpr std::array<std::string_view, std::variant_size_v<Event>> eventNames = {
    "steps", "epoch", "preview", "probe", "device", "state", "plan", "warning", "checkpoint", "end"};

template <size_t index = 0> Event emptyEvent(size_t wanted)
{
    if constexpr (index + 1 < std::variant_size_v<Event>) {
        if (wanted != index)
            return emptyEvent<index + 1>(wanted);
    }
    return Event(std::in_place_index<index>);
}

class Writer {
public:
    template <class T> void operator()(std::string_view key, const T& value)
    {
        m_members.emplace_back(std::string(key), write(value));
    }
    template <class T> void column(std::string_view key, const std::vector<StepNumbers>& steps, T StepNumbers::*member)
    {
        Json all = Json::array();
        for (const StepNumbers& step : steps)
            all.push(write(step.*member));
        m_members.emplace_back(std::string(key), std::move(all));
    }
    template <class T, size_t n>
    void choice(std::string_view key, const T& value, const std::array<std::string_view, n>& names)
    {
        m_members.emplace_back(std::string(key), names[size_t(value)]);
    }
    // fields() serves reading too, so it wants a value that may change; a writer changes none.
    template <class T> void add(const T& object) { fields(*this, const_cast<T&>(object)); }
    Json::Object take() { return std::move(m_members); }
    void begin(std::string_view event) { m_members.emplace_back("event", event); }

private:
    static Json write(const std::string& value) { return value; }
    static Json write(bool value) { return value; }
    static Json write(int64_t value) { return value; }
    static Json write(uint64_t value) { return value; }
    static Json write(double value) { return exactNumber(value); }
    static Json write(float value) { return exactNumber(value); }
    static Json write(DType value) { return weft::name(value); }
    static Json write(const std::vector<std::byte>& bytes) { return toBase64(bytes); }
    static Json write(const Shape& shape)
    {
        Json sizes = Json::array();
        for (const int64_t size : shape)
            sizes.push(size);
        return sizes;
    }
    static Json write(const NamedNumbers& numbers)
    {
        Json all = Json::object();
        for (const auto& [key, value] : numbers)
            all.members().emplace_back(key, exactNumber(value));
        return all;
    }
    template <class T> static Json write(const std::vector<T>& values)
    {
        Json all = Json::array();
        for (const T& value : values)
            all.push(write(value));
        return all;
    }
    template <class T> static Json write(const T& object)
    {
        Writer inner;
        inner.add(object);
        return inner.take();
    }

    Json::Object m_members;
};

class Reader {
public:
    explicit Reader(const Json& json)
        : m_json(json)
    {
    }
    template <class T> void operator()(std::string_view key, T& value) { read(key, need(key), value); }
    template <class T> void column(std::string_view key, std::vector<StepNumbers>& steps, T StepNumbers::*member)
    {
        std::vector<T> all;
        read(key, need(key), all);
        if (steps.empty())
            steps.resize(all.size());
        if (steps.size() != all.size())
            refuse(key);
        for (size_t i = 0; i < all.size(); ++i)
            steps[i].*member = all[i];
    }
    template <class T, size_t n>
    void choice(std::string_view key, T& value, const std::array<std::string_view, n>& names)
    {
        std::string text;
        read(key, need(key), text);
        const auto found = std::ranges::find(names, text);
        if (found == names.end())
            refuse(key);
        value = T(found - names.begin());
    }
    [[noreturn]] static void refuse(std::string_view key)
    {
        throw Error("An event's \"" + std::string(key) + "\" is missing or not what it should be.");
    }
    const Json& need(std::string_view key) const
    {
        const Json* const found = m_json.find(key);
        if (found == nullptr)
            refuse(key);
        return *found;
    }

private:
    static void read(std::string_view key, const Json& json, std::string& value)
    {
        if (!json.isString())
            refuse(key);
        value = json.asString();
    }
    static void read(std::string_view key, const Json& json, bool& value)
    {
        if (!json.isBool())
            refuse(key);
        value = json.asBool();
    }
    static void read(std::string_view key, const Json& json, int64_t& value)
    {
        if (!json.isInteger())
            refuse(key);
        value = json.asInteger();
    }
    static void read(std::string_view key, const Json& json, uint64_t& value)
    {
        if (!json.isInteger() || json.asInteger() < 0)
            refuse(key);
        value = uint64_t(json.asInteger());
    }
    static void read(std::string_view key, const Json& json, double& value)
    {
        const std::optional<double> number = exactNumber(json);
        if (!number)
            refuse(key);
        value = *number;
    }
    static void read(std::string_view key, const Json& json, float& value)
    {
        double number = 0;
        read(key, json, number);
        value = float(number);
    }
    static void read(std::string_view key, const Json& json, DType& value)
    {
        for (const DType one : {DType::f32, DType::f64, DType::f16, DType::bf16, DType::i32, DType::i64, DType::u8}) {
            if (json.isString() && json.asString() == weft::name(one)) {
                value = one;
                return;
            }
        }
        refuse(key);
    }
    static void read(std::string_view key, const Json& json, std::vector<std::byte>& value)
    {
        std::optional<std::vector<std::byte>> bytes;
        if (json.isString())
            bytes = fromBase64(json.asString());
        if (!bytes)
            refuse(key);
        value = std::move(*bytes);
    }
    static void read(std::string_view key, const Json& json, Shape& value)
    {
        std::vector<int64_t> sizes;
        read(key, json, sizes);
        if (sizes.size() > size_t(Shape::maxRank))
            refuse(key);
        value = Shape(std::span<const int64_t>(sizes));
    }
    static void read(std::string_view key, const Json& json, NamedNumbers& value)
    {
        if (!json.isObject())
            refuse(key);
        for (const auto& [name, number] : json.members())
            read(key, number, value.emplace_back(name, 0).second);
    }
    template <class T> static void read(std::string_view key, const Json& json, std::vector<T>& values)
    {
        if (!json.isArray())
            refuse(key);
        for (const Json& item : json.items())
            read(key, item, values.emplace_back());
    }
    template <class T> static void read(std::string_view, const Json& json, T& object)
    {
        Reader inner(json);
        fields(inner, object);
    }

    const Json& m_json;
};

} // namespace

Json toJson(const Event& event)
{
    Writer writer;
    writer.begin(eventNames[event.index()]);
    std::visit([&](const auto& e) { writer.add(e); }, event);
    return writer.take();
}

Event eventFromJson(const Json& json)
{
    const Json* const kind = json.find("event");
    const auto found =
        kind != nullptr && kind->isString() ? std::ranges::find(eventNames, kind->asString()) : eventNames.end();
    if (found == eventNames.end())
        Reader::refuse("event");
    Event event = emptyEvent(size_t(found - eventNames.begin()));
    Reader reader(json);
    std::visit([&](auto& e) { fields(reader, e); }, event);
    return event;
}

} // namespace weft
