#include "engine/graph/set_setting.h"

#include "engine/graph/form/object_reader.h"
#include "engine/graph/form/param_json.h"
#include "engine/support/printable.h"

#include <charconv>

namespace weft {

namespace {

// The rest of a path, and the place that was reached.
struct Path {
    std::string reached;
    std::string_view rest;

    bool isEmpty() const { return rest.empty(); }
    std::string next()
    {
        const size_t dot = rest.find('.');
        const std::string word(rest.substr(0, dot));
        rest = dot == std::string_view::npos ? std::string_view() : rest.substr(dot + 1);
        if (!word.empty())
            reached += (reached.empty() ? "" : ".") + word;
        return word;
    }
};

[[noreturn]] void refuseSetting(const Path& path, const std::string& known)
{
    const std::string whole = path.reached + (path.isEmpty() ? "" : ".") + std::string(path.rest);
    throw Error("\"" + printable(whole) + "\": there is no such setting; there are " + known + '.');
}

// The text as JSON; a text that is none stands for itself.
Json value(std::string_view text)
{
    try {
        return parseJson(text, projectJsonLimits);
    } catch (const Error&) {
        return text;
    }
}

void assign(const Place& place, std::string_view text, double maximum, auto& out)
{
    fromJson(place, value(text), maximum, out);
}

void assign(const Place& place, std::string_view text, double maximum, std::string& out)
{
    fromJson(place, text, maximum, out);
}

template <class T> std::string knownFields(std::string known)
{
    for (const Field<T>& field : fieldsOf<T>())
        known += (known.empty() ? "" : ", ") + std::string(field.key);
    return known;
}

// A plain setting of a part, or a parameter in its "params"; `more`: what else the part has.
template <class T>
void setIn(T& part, const std::string& word, Path& path, std::string_view text, std::string more = {})
{
    if constexpr (requires { Params(part.params); }) {
        if (word == "params" && !path.isEmpty()) {
            const std::string param(path.rest); // to the end: a parameter's name may hold a dot
            part.params[param] = paramFromJson(Place(path.reached + '.' + param), value(text));
            return;
        }
        more += (more.empty() ? "" : ", ") + std::string("params.<name>");
    }
    for (const Field<T>& field : fieldsOf<T>()) {
        if (field.key != word || !path.isEmpty())
            continue;
        std::visit([&](auto member) { assign(Place(path.reached), text, field.maximum, part.*member); }, field.member);
        return;
    }
    refuseSetting(path, knownFields<T>(std::move(more)));
}

template <class T> void setIn(T& part, Path& path, std::string_view text)
{
    const std::string word = path.next();
    setIn(part, word, path, text);
}

template <class T> std::string idOf(const T& part)
{
    if constexpr (requires { part.id; })
        return part.id;
    return {};
}

// The element that the next word names by its id or number.
template <class T> T& elementOf(std::vector<T>& list, Path& path)
{
    const std::string word = path.next();
    size_t index = list.size();
    const auto end = std::from_chars(word.data(), word.data() + word.size(), index);
    const bool isNumber = end.ec == std::errc() && end.ptr == word.data() + word.size();
    for (size_t i = 0; i < list.size(); ++i) {
        if (idOf(list[i]).empty() ? isNumber && index == i : idOf(list[i]) == word)
            return list[i];
    }
    throw Error(path.reached + ": there is none of that name among " + std::to_string(list.size()) + '.');
}

void setInData(DataSection& data, Path& path, std::string_view text)
{
    const std::string word = path.next();
    if (word == "split")
        setIn(data.split, path, text);
    else if (word == "sources")
        setIn(elementOf(data.sources, path), path, text);
    else if (word == "cleaning")
        setIn(elementOf(data.cleaning, path), path, text);
    else if (word == "transforms")
        setIn(elementOf(data.transforms, path), path, text);
    else if (word == "feeds" && !path.isEmpty())
        data.feeds[std::string(path.rest)] = text;
    else
        refuseSetting(path, "sources, cleaning, transforms, split, feeds");
}

void setInTraining(TrainingSection& training, Path& path, std::string_view text)
{
    const std::string word = path.next();
    if (word == "optimizer")
        setIn(training.optimizer, path, text);
    else if (word == "schedule")
        setIn(training.schedule, path, text);
    else if (word == "early_stop")
        setIn(training.earlyStop ? *training.earlyStop : training.earlyStop.emplace(), path, text);
    else if (word == "checkpoints")
        setIn(training.checkpoints, path, text);
    else
        setIn(training, word, path, text, "optimizer, schedule, early_stop, checkpoints");
}

void setVariable(Params& variables, Path& path, std::string_view text)
{
    const std::string name(path.rest); // to the end: what a file names oddly can be set, too
    const auto found = variables.find(name);
    if (found == variables.end()) {
        std::string known;
        for (const auto& [one, value] : variables)
            known += (known.empty() ? "" : ", ") + printable(one);
        refuseSetting(path, known.empty() ? "no variables in this project" : known);
    }
    found->second = paramFromJson(Place(path.reached + '.' + name), value(text));
}

} // namespace

void setSetting(Project& project, std::string_view where, std::string_view text)
{
    Project changed = project;
    Path path = {.reached = {}, .rest = where};
    const std::string word = path.next();
    if (word == "name" && path.isEmpty()) {
        changed.name = text;
    } else if (word == "variables") {
        setVariable(changed.graph.variables, path, text);
    } else if (word == "graph") {
        if (path.next() != "nodes")
            refuseSetting(path, "nodes");
        setIn(elementOf(changed.graph.nodes, path), path, text);
    } else if (word == "data") {
        setInData(changed.data, path, text);
    } else if (word == "training") {
        setInTraining(changed.training, path, text);
    } else {
        refuseSetting(path, "name, graph, data, training, variables");
    }
    project = std::move(changed);
}

} // namespace weft
