#include "engine/graph/check_settings.h"

#include "engine/graph/field.h"
#include "engine/graph/migrate.h"
#include "engine/graph/variables/variables.h"

#include <algorithm>
#include <cmath>

namespace weft {

namespace {

std::string numberText(double value)
{
    const bool isWhole = std::abs(value) < 1e15 && value == std::floor(value);
    return (isWhole ? Json(int64_t(value)) : Json(value)).dump();
}

std::string rangeText(double minimum, double maximum)
{
    if (!std::isfinite(maximum))
        return "at least " + numberText(minimum);
    if (!std::isfinite(minimum))
        return "at most " + numberText(maximum);
    return "between " + numberText(minimum) + " and " + numberText(maximum);
}

class Checker {
public:
    explicit Checker(bool isNewer)
        : m_isNewer(isNewer)
    {
    }

    Diagnostics found;

    // `place` begins the sentences ("training"); `node` is whose setting it is, if it is a node's.
    template <class T> void check(const std::string& place, const T& part, const std::string& node = {})
    {
        for (const Field<T>& field : fieldsOf<T>()) {
            std::visit(
                [&](auto member) {
                    if (const std::string wrong = fault(field, part.*member); !wrong.empty())
                        found.push_back(
                            {.node = node,
                             .port = node.empty() ? place + '.' + std::string(field.key) : std::string(field.key),
                             .text = place + '.' + std::string(field.key) + wrong});
                },
                field.member);
        }
        checkUnknown(place, part.unknown, node);
    }

    // A slip of the pen is told; what a newer Weft has written is not, for that is told once.
    void checkUnknown(const std::string& place, const Unknown& unknown, const std::string& node = {})
    {
        if (m_isNewer)
            return;
        for (const auto& [key, value] : unknown)
            found.push_back({.severity = Severity::warning,
                             .node = node,
                             .text = place + " has no setting " + Json(key).dump()
                                 + ", so it does nothing; correct its name, or remove it."});
    }

private:
    const bool m_isNewer;

    template <class T> static std::string fault(const Field<T>& field, double value)
    {
        const bool ranged = std::isfinite(field.minimum) || std::isfinite(field.maximum);
        if (!std::isfinite(value))
            return " is not finite; enter a number.";
        if (ranged && (value < field.minimum || value > field.maximum))
            return " is " + numberText(value) + "; it must be " + rangeText(field.minimum, field.maximum) + '.';
        return {};
    }
    template <class T> static std::string fault(const Field<T>& field, int64_t value)
    {
        return fault(field, double(value));
    }
    template <class T> static std::string fault(const Field<T>& field, const std::string& value)
    {
        if (field.choices.empty() || std::ranges::find(field.choices, value) != field.choices.end())
            return {};
        std::string choices;
        for (const std::string_view choice : field.choices)
            choices += (choices.empty() ? "" : ", ") + std::string(choice);
        return " is " + Json(value).dump() + "; it must be one of " + choices + '.';
    }
    template <class T> static std::string fault(const Field<T>&, bool) { return {}; }
    template <class T> static std::string fault(const Field<T>&, const std::vector<std::string>&) { return {}; }
};

} // namespace

Diagnostics checkSettings(const Project& project)
{
    Checker checker(project.version > projectVersion);
    if (project.version > projectVersion)
        checker.found.push_back({.severity = Severity::warning, .text = newerSentence(project.version)});
    Unknown own = project.unknown;
    std::erase_if(own, [](const auto& one) { return one.first == "$schema"; }); // for editors; see weft schema
    checker.checkUnknown("The project", own);
    checker.checkUnknown("graph", project.graph.unknown);
    const Variables variables(project.graph.variables);
    for (const auto& [name, value] : project.graph.variables) {
        if (std::string mistake = variables.mistake(name); !mistake.empty())
            checker.found.push_back({.port = "variables." + name, .text = std::move(mistake)});
    }
    for (const GraphNode& node : project.graph.nodes)
        checker.check(node.id, node, node.id);
    for (const Block& block : project.graph.blocks) {
        checker.checkUnknown(block.name, block.unknown);
        for (const PromotedParam& param : block.params)
            checker.checkUnknown(block.name + '.' + param.id, param.unknown);
        for (const GraphNode& node : block.nodes)
            checker.check(block.name + '/' + node.id, node, block.name + '/' + node.id);
    }
    checker.checkUnknown("data", project.data.unknown);
    for (size_t i = 0; i < project.data.cleaning.size(); ++i)
        checker.checkUnknown("data.cleaning[" + std::to_string(i) + ']', project.data.cleaning[i].unknown);
    for (size_t i = 0; i < project.data.transforms.size(); ++i)
        checker.checkUnknown("data.transforms[" + std::to_string(i) + ']', project.data.transforms[i].unknown);
    for (size_t i = 0; i < project.data.sources.size(); ++i)
        checker.check("data.sources[" + std::to_string(i) + ']', project.data.sources[i]);
    checker.check("data.split", project.data.split);
    checker.check("training", project.training);
    checker.checkUnknown("training.optimizer", project.training.optimizer.unknown);
    checker.checkUnknown("training.schedule", project.training.schedule.unknown);
    if (project.training.earlyStop)
        checker.check("training.early_stop", *project.training.earlyStop);
    checker.check("training.checkpoints", project.training.checkpoints);
    return std::move(checker.found);
}

} // namespace weft
