#include "engine/graph/limits.h"
#include "ui/document/actions.h"
#include "ui/document/actions/heal.h"
#include "ui/document/actions/words.h"
#include "ui/document/files/block_library.h"
#include "ui/document/files/block_shelf.h"
#include "ui/document/names.h"

#include <algorithm>
#include <cmath>

namespace weft {

namespace {

void alter(GraphDocument& document, const Scope& scope, const Ids& ids, const QString& title,
           const std::function<void(GraphNode&)>& how, const QString& mergeKey = {})
{
    document.change(
        title,
        [&](Edit& edit) {
            for (const std::string& id : ids) {
                if (const GraphNode* node = edit.node(scope, id)) {
                    GraphNode now = *node;
                    how(now);
                    edit.set(scope, std::move(now));
                }
            }
        },
        mergeKey);
}

QString keyOf(const char* what, const Scope& scope, const Ids& ids, const std::string& param = {})
{
    QString key = QLatin1String(what) + '/' + QString::fromStdString(param) + '/' + QString::fromStdString(scope);
    for (const std::string& id : ids)
        key += '/' + QString::fromStdString(id);
    return key;
}

// As the record wants it: a whole number for a real one and the like; nothing: it does not fit.
std::optional<ParamValue> converted(const Param& record, const ParamValue& value)
{
    const auto* whole = std::get_if<int64_t>(&value);
    const auto* number = std::get_if<double>(&value);
    switch (record.kind) {
    case Param::Kind::integer:
        if (number && *number == std::floor(*number) && std::abs(*number) < 9e15)
            return int64_t(*number);
        return whole ? std::optional(value) : std::nullopt;
    case Param::Kind::real:
        return whole ? std::optional(ParamValue(double(*whole))) : number ? std::optional(value) : std::nullopt;
    case Param::Kind::toggle:
        return std::holds_alternative<bool>(value) ? std::optional(value) : std::nullopt;
    case Param::Kind::choice:
    case Param::Kind::text:
        return std::holds_alternative<std::string>(value) ? std::optional(value) : std::nullopt;
    case Param::Kind::sizes:
        if (whole)
            return std::vector<int64_t> {*whole};
        return std::holds_alternative<std::vector<int64_t>>(value) ? std::optional(value) : std::nullopt;
    }
    return std::nullopt;
}

const Param* find(const std::vector<Param>& records, const std::string& id)
{
    const auto found = std::ranges::find(records, id, &Param::id);
    return found == records.end() ? nullptr : &*found;
}

} // namespace

QString whyNotBypass(const GraphDocument& document, const Scope& scope, const std::string& id)
{
    const GraphNode* node = document.node(scope, id);
    if (node == nullptr)
        return Words::tr("%1 is not there.").arg(inQuotes(id));
    const std::vector<Port> inputs = inputPorts(document.project(), scope, *node);
    if (inputs.empty() || outputPorts(document.project(), scope, *node).empty())
        return Words::tr("%1 has no input to pass through.").arg(inQuotes(id));
    const NodeReport* report = document.report({scope, id});
    const auto wire = std::ranges::find(node->inputs, inputs.front().id, &Input::port);
    if (report == nullptr || report->outputs.empty() || wire == node->inputs.end() || node->bypassed)
        return {};
    const GraphNode* source = document.node(scope, wire->from.node);
    const NodeReport* before = document.report({scope, wire->from.node});
    if (source == nullptr || before == nullptr)
        return {};
    const std::vector<Port> ports = outputPorts(document.project(), scope, *source);
    const size_t port = size_t(std::ranges::find(ports, wire->from.port, &Port::id) - ports.begin());
    if (port >= before->outputs.size() || document.consumers(scope, id).empty()
        || before->outputs[port].shape == report->outputs.front().shape)
        return {};
    return Words::tr("%1 turns %2 into %3; what follows would not fit without it.")
        .arg(inQuotes(id), QString::fromStdString(toString(before->outputs[port].shape)),
             QString::fromStdString(toString(report->outputs.front().shape)));
}

void setBypassed(GraphDocument& document, const Scope& scope, const Ids& ids, bool on)
{
    alter(document, scope, ids, on ? Words::tr("Bypass") : Words::tr("End bypass"), [&](GraphNode& node) {
        const bool can = !inputPorts(document.project(), scope, node).empty();
        node.bypassed = on && can;
    });
}

void setMuted(GraphDocument& document, const Scope& scope, const Ids& ids, bool on)
{
    alter(document, scope, ids, on ? Words::tr("Mute") : Words::tr("Unmute"),
          [&](GraphNode& node) { node.muted = on; });
}

void setFrozen(GraphDocument& document, const Scope& scope, const Ids& ids, bool on)
{
    alter(document, scope, ids, on ? Words::tr("Freeze") : Words::tr("Unfreeze"),
          [&](GraphNode& node) { node.frozen = on; });
}

void setUnfreezeAfter(GraphDocument& document, const Scope& scope, const Ids& ids, int64_t epochs)
{
    alter(
        document, scope, ids, Words::tr("Set when it thaws"),
        [&](GraphNode& node) { node.unfreezeAfter = std::max<int64_t>(0, epochs); }, keyOf("thaw", scope, ids));
}

void setLearningRateScale(GraphDocument& document, const Scope& scope, const Ids& ids, double scale)
{
    alter(
        document, scope, ids, Words::tr("Scale the learning rate"),
        [&](GraphNode& node) { node.learningRateScale = scale; }, keyOf("rate", scope, ids));
}

QString setShares(GraphDocument& document, const NodeKey& key, const std::string& owner)
{
    const GraphNode* node = document.node(key);
    if (node == nullptr)
        return Words::tr("%1 is not there.").arg(inQuotes(key.id));
    if (!owner.empty()) {
        const GraphNode* other = document.node(key.scope, owner);
        if (other == nullptr)
            return Words::tr("%1 is not there.").arg(inQuotes(owner));
        if (other->type != node->type || other->block != node->block)
            return Words::tr("%1 is of another kind, so it has other weights.").arg(inQuotes(owner));
        for (size_t hops = 0; other && hops <= document.nodes(key.scope).size(); ++hops) {
            if (other == node)
                return Words::tr("%1 uses the weights of this one.").arg(inQuotes(owner));
            other = other->shares.empty() ? nullptr : document.node(key.scope, other->shares);
        }
    }
    alter(document, key.scope, {key.id}, owner.empty() ? Words::tr("Own weights") : Words::tr("Share weights"),
          [&](GraphNode& now) { now.shares = owner; });
    return {};
}

QString setParam(GraphDocument& document, const Scope& scope, const Ids& ids, const std::string& param,
                 const ParamValue& value)
{
    QString why = Words::tr("There is no such setting here.");
    for (const std::string& id : ids) {
        const GraphNode* node = document.node(scope, id);
        const std::vector<Param> records = node ? paramsOf(document.project(), *node) : std::vector<Param>();
        if (const Param* record = find(records, param)) {
            if (!converted(*record, value))
                return Words::tr("%1 takes another kind of value.").arg(inQuotes(param));
            why.clear();
        } else if (node && node->params.contains(param)) {
            why.clear(); // of a layer that this version does not know
        }
    }
    if (!why.isEmpty())
        return why;
    alter(
        document, scope, ids, Words::tr("Set %1").arg(QString::fromStdString(param)),
        [&](GraphNode& node) {
            const std::vector<Param> records = paramsOf(document.project(), node);
            const Param* record = find(records, param);
            if (record == nullptr) {
                if (node.params.contains(param))
                    node.params[param] = value;
                return;
            }
            ParamValue now = *converted(*record, value);
            if (now == record->value)
                node.params.erase(param);
            else
                node.params.insert_or_assign(param, std::move(now));
        },
        keyOf("param", scope, ids, param));
    return {};
}

void resetParam(GraphDocument& document, const Scope& scope, const Ids& ids, const std::string& param)
{
    alter(document, scope, ids, Words::tr("Reset %1").arg(QString::fromStdString(param)),
          [&](GraphNode& node) { node.params.erase(param); });
}

void setRepeat(GraphDocument& document, const Scope& scope, const Ids& ids, int64_t times)
{
    times = std::clamp<int64_t>(times, 1, ProjectLimits::repeat);
    alter(
        document, scope, ids, Words::tr("Repeat"),
        [&](GraphNode& node) {
            if (node.type == "block")
                node.repeat = times;
        },
        keyOf("repeat", scope, ids));
}

QString swapType(GraphDocument& document, const Scope& scope, const Ids& ids, const std::string& kind)
{
    if (const QString why = whyNotKind(document, scope, kind); !why.isEmpty())
        return why;
    const Ids there = present(document, scope, ids);
    if (there.empty())
        return Words::tr("Nothing is chosen.");
    if (const Fragment* own = BlockShelf::get().find(kind)) {
        struct Refused {
            QString sentence;
        };
        try {
            document.change(Words::tr("Replace"), [&](Edit&) {
                const std::string block = "block:" + bringBlock(document, *own);
                if (const QString why = swapType(document, scope, ids, block); !why.isEmpty())
                    throw Refused {why};
            });
        } catch (const Refused& refused) {
            return refused.sentence;
        }
        return {};
    }
    const bool isBlock = kind.starts_with("block:");
    document.change(Words::tr("Replace"), [&](Edit& edit) {
        for (const std::string& id : there) {
            const GraphNode before = *edit.node(scope, id);
            const std::vector<Port> oldInputs = inputPorts(edit.project(), scope, before);
            const std::vector<Port> oldOutputs = outputPorts(edit.project(), scope, before);
            const std::vector<Port> newInputs = inputPortsOf(edit.project(), kind);
            const std::vector<Port> newOutputs = outputPortsOf(edit.project(), kind);
            // By name, else by place.
            const auto match = [](const std::vector<Port>& from, const std::vector<Port>& to, const std::string& port) {
                if (std::ranges::find(to, port, &Port::id) != to.end())
                    return port;
                const size_t at = size_t(std::ranges::find(from, port, &Port::id) - from.begin());
                return at < from.size() && at < to.size() ? to[at].id : std::string();
            };
            GraphNode now = before;
            now.type = isBlock ? "block" : kind;
            now.block = isBlock ? kind.substr(6) : std::string();
            if (!isBlock)
                now.repeat = 1;
            now.shares.clear(); // weights of another form
            now.unknown.clear();
            now.inputs.clear();
            for (const Input& input : before.inputs) {
                const std::string port = match(oldInputs, newInputs, input.port);
                const auto record = std::ranges::find(newInputs, port, &Port::id);
                const bool taken = std::ranges::find(now.inputs, port, &Input::port) != now.inputs.end();
                if (record != newInputs.end() && (record->many || !taken))
                    now.inputs.push_back({port, input.from});
            }
            now.params.clear();
            for (const Param& record : paramsOf(edit.project(), now)) {
                const auto value = before.params.find(record.id);
                if (value == before.params.end())
                    continue;
                if (std::optional<ParamValue> kept = converted(record, value->second); kept && *kept != record.value)
                    now.params.insert_or_assign(record.id, std::move(*kept));
            }
            edit.set(scope, now);
            for (const auto& [user, port] : document.consumers(scope, id)) {
                GraphNode fed = *edit.node(scope, user);
                std::vector<Input> inputs;
                for (Input input : fed.inputs) {
                    if (input.from.node == id)
                        input.from.port = match(oldOutputs, newOutputs, input.from.port);
                    if (!input.from.port.empty())
                        inputs.push_back(input);
                }
                fed.inputs = std::move(inputs);
                edit.set(scope, std::move(fed));
            }
            if (const Block* outer = scope.empty() ? nullptr : edit.block(scope)) {
                Block head = *outer;
                for (BlockPort& port : head.outputs) {
                    if (port.from && port.from->node == id)
                        port.from->port = match(oldOutputs, newOutputs, port.from->port);
                    if (port.from && port.from->port.empty())
                        port.from.reset();
                }
                std::erase_if(head.params, [&](const PromotedParam& promoted) {
                    const std::vector<Param> records = paramsOf(edit.project(), *edit.node(scope, id));
                    return promoted.node == id && find(records, promoted.param) == nullptr;
                });
                edit.setBlock(std::move(head));
            }
            // "conv1" of a Conv 2D is no name for a pooling; one that the user chose stays.
            if (id == before.type || id.starts_with(before.type + '_'))
                edit.rename(scope, id, edit.freeId(scope, isBlock ? cleanName(now.block, "block") : kind));
        }
    });
    return {};
}

} // namespace weft
