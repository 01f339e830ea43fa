#include "engine/train/live/commands.h"
#include "engine/train/live/value_json.h"

#include <array>
#include <type_traits>

namespace weft {

template <class Visitor> static void fields(Visitor& v, EarlyStop& e)
{
    v("metric", e.metric);
    v("patience", e.patience);
    v("minimum_change", e.minimumChange);
    v("restore_best", e.restoreBest);
}

template <class Visitor> static void fields(Visitor& v, SetLearningRate& c)
{
    v("rate", c.rate);
}

template <class Visitor> static void fields(Visitor& v, SetEpochs& c)
{
    v("epochs", c.epochs);
}

template <class Visitor> static void fields(Visitor& v, SetEarlyStop& c)
{
    v("early_stop", c.earlyStop);
}

template <class Visitor> static void fields(Visitor& v, ProbeSample& c)
{
    v("sample", c.sample);
}

template <class Visitor> static void fields(Visitor& v, ProbeValues& c)
{
    v("node", c.node);
    v("values", c.values);
}

template <class Visitor> static void fields(Visitor& v, AskConfusion& c)
{
    v("node", c.node);
    v("truth", c.truth);
    v("predicted", c.predicted);
}

template <class Visitor> static void fields(Visitor& v, Observe& c)
{
    v("on", c.on);
    v("nodes", c.nodes);
    v("preview", c.preview);
    v("times", c.times);
}

namespace {

// In the order of Command's alternatives.
constexpr std::array<std::string_view, std::variant_size_v<Command>> commandNames = {
    "pause",  "resume",     "stop",         "step",         "checkpoint", "learning_rate",
    "epochs", "early_stop", "probe_sample", "probe_values", "confusion",  "observe"};

template <size_t index = 0> Command emptyCommand(size_t wanted)
{
    if constexpr (index + 1 < std::variant_size_v<Command>) {
        if (wanted != index)
            return emptyCommand<index + 1>(wanted);
    }
    return Command(std::in_place_index<index>);
}

} // namespace

Json toJson(const Command& command)
{
    ValueWriter writer;
    writer.begin("command", commandNames[command.index()]);
    std::visit(
        [&]<class T>(const T& c) {
            if constexpr (!std::is_empty_v<T>)
                writer.add(c);
        },
        command);
    return writer.take();
}

Command commandFromJson(const Json& json)
{
    const Json* const kind = json.find("command");
    const auto found =
        kind != nullptr && kind->isString() ? std::ranges::find(commandNames, kind->asString()) : commandNames.end();
    if (found == commandNames.end())
        ValueReader::refuse("command");
    Command command = emptyCommand(size_t(found - commandNames.begin()));
    ValueReader reader(json);
    std::visit(
        [&]<class T>(T& c) {
            if constexpr (!std::is_empty_v<T>)
                fields(reader, c);
        },
        command);
    return command;
}

} // namespace weft
