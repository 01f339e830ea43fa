#include "app/commands.h"
#include "app/exit_code.h"
#include "app/terminal.h"
#include "app/text.h"
#include "engine/graph/nearest_name.h"
#include "engine/layers/layer_type.h"
#include "engine/support/printable.h"

#include <algorithm>
#include <cmath>

namespace weft {

namespace {

std::string_view kindName(Param::Kind kind)
{
    switch (kind) {
    case Param::Kind::integer:
        return "whole number";
    case Param::Kind::real:
        return "number";
    case Param::Kind::toggle:
        return "true or false";
    case Param::Kind::choice:
        return "choice";
    case Param::Kind::sizes:
        return "sizes";
    case Param::Kind::text:
        return "text";
    }
    return "?";
}

Json toJson(const ParamValue& value)
{
    if (const auto* const sizes = std::get_if<std::vector<int64_t>>(&value)) {
        Json list = Json::array();
        for (const int64_t size : *sizes)
            list.push(size);
        return list;
    }
    if (const auto* const other = std::get_if<OtherValue>(&value))
        return other->json;
    if (const auto* const text = std::get_if<std::string>(&value))
        return *text;
    if (const auto* const on = std::get_if<bool>(&value))
        return *on;
    if (const auto* const whole = std::get_if<int64_t>(&value))
        return *whole;
    return std::get<double>(value);
}

std::string rangeOf(const Param& param)
{
    if (param.kind == Param::Kind::choice)
        return listed(param.choices);
    if (param.kind == Param::Kind::toggle || param.kind == Param::Kind::text)
        return std::string(kindName(param.kind));
    std::string range(kindName(param.kind));
    const bool hasMinimum = std::isfinite(param.minimum);
    const bool hasMaximum = std::isfinite(param.maximum) && param.maximum < 1e8; // a larger one guards memory only
    if (hasMinimum && hasMaximum)
        range += ", " + significant(param.minimum, 9) + " to " + significant(param.maximum, 9);
    else if (hasMinimum)
        range += ", from " + significant(param.minimum, 9);
    else if (hasMaximum)
        range += ", to " + significant(param.maximum, 9);
    return range + (param.unit.empty() ? "" : " " + param.unit);
}

Json toJson(const Param& param)
{
    Json json = Json::Object {{"id", param.id}, {"kind", kindName(param.kind)}, {"default", toJson(param.value)}};
    if (std::isfinite(param.minimum))
        json.set("minimum", param.minimum);
    if (std::isfinite(param.maximum))
        json.set("maximum", param.maximum);
    if (!param.choices.empty()) {
        Json choices = Json::array();
        for (const std::string& choice : param.choices)
            choices.push(choice);
        json.set("choices", std::move(choices));
    }
    json.set("doc", param.doc);
    return json;
}

Json toJson(const std::vector<Port>& ports)
{
    Json list = Json::array();
    for (const Port& port : ports) {
        Json json = Json::Object {{"id", port.id}, {"doc", port.doc}};
        if (port.optional)
            json.set("optional", true);
        if (port.many)
            json.set("many", true);
        list.push(std::move(json));
    }
    return list;
}

Json toJson(const LayerType& type)
{
    Json params = Json::array();
    for (const Param& param : type.params)
        params.push(toJson(param));
    return Json::Object {{"id", type.id},
                         {"category", type.category},
                         {"title", type.title},
                         {"doc", type.doc},
                         {"inputs", toJson(type.inputs)},
                         {"outputs", toJson(type.outputs)},
                         {"params", std::move(params)}};
}

void printPorts(const std::string& title, const std::vector<Port>& ports)
{
    if (ports.empty())
        return;
    TextTable table({title, "", ""}, "lll");
    for (const Port& port : ports)
        table.add({"  " + port.id, port.doc, port.optional ? "may be left unwired" : port.many ? "any number" : ""});
    print("\n" + table.text());
}

void printLayer(const LayerType& type)
{
    print(type.title + " (" + type.id + "), " + type.category + "\n\n" + type.doc + "\n");
    printPorts("inputs", type.inputs);
    printPorts("outputs", type.outputs);
    if (type.params.empty())
        return;
    TextTable table({"parameters", "default", "what it takes", ""}, "llll");
    for (const Param& param : type.params) {
        const std::string value = std::holds_alternative<std::string>(param.value) ? std::get<std::string>(param.value)
                                                                                   : toJson(param.value).dump();
        table.add({"  " + param.id, value, rangeOf(param), param.doc});
    }
    print("\n" + table.text());
}

// Up to where the first sentence, or its first half, ends. A full stop within parentheses ends none ("et al."), nor
// does one of a number or of a word like "e.g.".
std::string_view summaryOf(std::string_view doc)
{
    int depth = 0;
    for (size_t i = 0; i < doc.size(); ++i) {
        const std::string_view behind = doc.substr(i + 1);
        const bool isUpper = behind.size() > 1 && behind[1] >= 'A' && behind[1] <= 'Z';
        depth += doc[i] == '(' ? 1 : doc[i] == ')' ? -1 : 0;
        const bool ends = doc[i] == '.' ? behind.empty() || (behind[0] == ' ' && isUpper)
                                        : (doc[i] == ';' || doc[i] == ':') && behind.starts_with(' ');
        if (depth == 0 && ends)
            return doc.substr(0, i);
    }
    return doc;
}

void printCatalogue()
{
    TextTable table({"id", "title", "what it does"}, "lll");
    std::string category;
    for (const LayerType& type : layerTypes()) {
        if (type.category != category)
            table.add({type.category + ":"});
        category = type.category;
        table.add({"  " + type.id, type.title, std::string(summaryOf(type.doc))});
    }
    print(table.text());
    print("\n`weft layers ID` shows the whole of one.\n");
}

std::string unknownLayer(const std::string& id)
{
    const std::string_view nearest =
        nearestName(id, layerTypes(), [](const LayerType& one) { return std::string_view(one.id); });
    return "There is no layer \"" + printable(id) + "\"; "
        + (nearest.empty() ? "" : "did you mean \"" + std::string(nearest) + "\"? ") + "`weft layers` lists them.";
}

} // namespace

int layers(const LayersArguments& arguments)
{
    if (arguments.id.empty()) {
        if (!arguments.json) {
            printCatalogue();
            return exitDone;
        }
        Json all = Json::array();
        for (const LayerType& type : layerTypes())
            all.push(toJson(type));
        printLine(all);
        return exitDone;
    }
    const LayerType* const type = findLayerType(arguments.id);
    if (type == nullptr)
        throw CommandError(exitUsage, unknownLayer(arguments.id));
    if (arguments.json)
        printLine(toJson(*type));
    else
        printLayer(*type);
    return exitDone;
}

} // namespace weft
