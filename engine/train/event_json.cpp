#include "engine/train/event_json.h"

#include "engine/train/live/value_json.h"

#include <algorithm>
#include <array>
#include <cassert>

namespace weft {

namespace {

constexpr std::array<std::string_view, 4> faultNames = {"none", "project", "world", "weft"};
constexpr std::array<std::string_view, 6> stateNames = {"preparing", "training",  "paused",
                                                        "disk full", "data gone", "ended"};
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

// The fields of each; see ValueWriter. Not in a namespace without a name, where its lookup would not find them.

template <class Visitor> static void fields(Visitor& v, StepsDone& e)
{
    v.column("step", e.steps, &StepNumbers::step);
    v.column("epoch", e.steps, &StepNumbers::epoch);
    v.column("loss", e.steps, &StepNumbers::loss);
    v.column("learning_rate", e.steps, &StepNumbers::learningRate);
    v.column("gradient_norm", e.steps, &StepNumbers::gradientNorm);
    v.column("samples_per_second", e.steps, &StepNumbers::samplesPerSecond);
}

template <class Visitor> static void fields(Visitor& v, ConfusionMatrix& e)
{
    v("node", e.node);
    v("classes", e.classes);
    v("counts", e.counts);
}

template <class Visitor> static void fields(Visitor& v, EpochDone& e)
{
    v("step", e.step);
    v("epoch", e.epoch);
    v("values", e.values);
    v("confusions", e.confusions);
    v("seconds", e.seconds);
}

template <class Visitor> static void fields(Visitor& v, SampleValues& e)
{
    v("node", e.node);
    v("kind", e.kind);
    v("dtype", e.dtype);
    v("shape", e.shape);
    v("classes", e.classes);
    v("bytes", e.bytes);
}

template <class Visitor> static void fields(Visitor& v, Predictions& e)
{
    v("step", e.step);
    v("samples", e.samples);
    v("inputs", e.inputs);
    v("truths", e.truths);
    v("predictions", e.predictions);
}

template <class Visitor> static void fields(Visitor& v, Preview& e)
{
    fields(v, e.of);
}

template <class Visitor> static void fields(Visitor& v, ProbeAnswer& e)
{
    fields(v, e.of);
}

template <class Visitor> static void fields(Visitor& v, DeviceSample::Gpu& e)
{
    v("name", e.name);
    v("percent", e.percent);
    v("memory_bytes", e.memoryBytes);
    v("memory_total_bytes", e.memoryTotalBytes);
    v("watts", e.watts);
    v("celsius", e.celsius);
    v("megahertz", e.megahertz);
    v("memory_megahertz", e.memoryMegahertz);
    v("pcie_bytes_per_second", e.pcieBytesPerSecond);
}

template <class Visitor> static void fields(Visitor& v, DeviceSample& e)
{
    v("seconds", e.seconds);
    v("cpu_percent", e.cpuPercent);
    v("memory_bytes", e.memoryBytes);
    v("memory_total_bytes", e.memoryTotalBytes);
    v("data_wait", e.dataWait);
    v("gpus", e.gpus);
}

template <class Visitor> static void fields(Visitor& v, StateChanged& e)
{
    v.choice("state", e.state, stateNames);
    v("text", e.text);
}

template <class Visitor> static void fields(Visitor& v, RunPlan& e)
{
    v("folder", e.folder);
    v("device", e.device);
    v("samples", e.samples);
    v("updates_per_epoch", e.updatesPerEpoch);
    v("updates", e.updates);
    v("parameters", e.parameters);
    v("first_step", e.firstStep);
    v("learning_rate", e.learningRate);
}

template <class Visitor> static void fields(Visitor& v, Warning& e)
{
    v("text", e.text);
    v("node", e.node);
}

template <class Visitor> static void fields(Visitor& v, Checkpointed& e)
{
    v("step", e.step);
    v("folder", e.folder);
    v("best", e.best);
}

template <class Visitor> static void fields(Visitor& v, RunEnded& e)
{
    v.choice("reason", e.reason, reasonNames);
    v("text", e.text);
    v("node", e.node);
    v.choice("fault", e.fault, faultNames);
    v("step", e.step);
    v("state_hash", e.stateHash);
}

template <class Visitor> static void fields(Visitor& v, ConfusionAnswer& e)
{
    v("node", e.node);
    v("truth", e.truth);
    v("predicted", e.predicted);
    v("count", e.count);
    v("validation_step", e.validationStep);
    fields(v, e.of);
}

template <class Visitor> static void fields(Visitor& v, Mark& e)
{
    v("step", e.step);
    v("what", e.what);
    v("before", e.before);
    v("after", e.after);
}

template <class Visitor> static void fields(Visitor& v, NodeSummary& e)
{
    v("node", e.node);
    v("bytes", e.bytes);
    v("activation_rms", e.activationRms);
    v("gradient_rms", e.gradientRms);
    v("zeros", e.zeros);
    v("milliseconds", e.milliseconds);
}

template <class Visitor> static void fields(Visitor& v, Histogram& e)
{
    v("of", e.of);
    v("low", e.low);
    v("high", e.high);
    v("counts", e.counts);
    v("mean", e.mean);
    v("deviation", e.deviation);
    v("not_finite", e.notFinite);
}

template <class Visitor> static void fields(Visitor& v, ActivationMaps& e)
{
    v("sample", e.sample);
    v("all_channels", e.allChannels);
    v("channels", e.channels);
    v("rows", e.rows);
    v("columns", e.columns);
    v("pixels", e.pixels);
}

template <class Visitor> static void fields(Visitor& v, UpdateRatio& e)
{
    v("weight", e.weight);
    v("ratio", e.ratio);
}

template <class Visitor> static void fields(Visitor& v, NodeDetail& e)
{
    v("node", e.node);
    v("zeros", e.zeros);
    v("histograms", e.histograms);
    v("updates", e.updates);
    v("maps", e.maps);
}

template <class Visitor> static void fields(Visitor& v, Observation& e)
{
    v("step", e.step);
    v("nodes", e.nodes);
    v("details", e.details);
}

template <class Visitor> static void fields(Visitor& v, MonitoringCost& e)
{
    v("share", e.share);
    v("seconds_each", e.secondsEach);
    v("seconds_between", e.secondsBetween);
    v("seconds_to_begin", e.secondsToBegin);
}

namespace {

// In the order of Event's alternatives.
constexpr std::array<std::string_view, std::variant_size_v<Event>> eventNames = {
    "steps",   "epoch",      "preview", "probe",     "device", "state",       "plan",
    "warning", "checkpoint", "end",     "confusion", "mark",   "observation", "monitoring"};

template <size_t index = 0> Event emptyEvent(size_t wanted)
{
    if constexpr (index + 1 < std::variant_size_v<Event>) {
        if (wanted != index)
            return emptyEvent<index + 1>(wanted);
    }
    return Event(std::in_place_index<index>);
}

} // namespace

Json toJson(const Event& event)
{
    ValueWriter writer;
    writer.begin("event", eventNames[event.index()]);
    std::visit([&](const auto& e) { writer.add(e); }, event);
    return writer.take();
}

Event eventFromJson(const Json& json)
{
    const Json* const kind = json.find("event");
    const auto found =
        kind != nullptr && kind->isString() ? std::ranges::find(eventNames, kind->asString()) : eventNames.end();
    if (found == eventNames.end())
        ValueReader::refuse("event");
    Event event = emptyEvent(size_t(found - eventNames.begin()));
    ValueReader reader(json);
    std::visit([&](auto& e) { fields(reader, e); }, event);
    return event;
}

} // namespace weft
