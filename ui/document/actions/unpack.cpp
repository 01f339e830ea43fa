#include "ui/document/actions.h"
#include "ui/document/actions/heal.h"
#include "ui/document/actions/words.h"

#include <algorithm>

namespace weft {

namespace {

QString whyNotUnpack(const GraphDocument& document, const NodeKey& key)
{
    const GraphNode* node = document.node(key);
    const Block* block = node && node->type == "block" ? document.block(node->block) : nullptr;
    if (block == nullptr)
        return Words::tr("%1 is no block.").arg(inQuotes(key.id));
    if (node->bypassed)
        return Words::tr("%1 is bypassed; end that first.").arg(inQuotes(key.id));
    if (!node->shares.empty())
        return Words::tr("%1 uses the weights of another; end that first.").arg(inQuotes(key.id));
    for (const GraphNode& other : document.nodes(key.scope)) {
        if (other.shares == key.id)
            return Words::tr("%1 uses the weights of %2; end that first.").arg(inQuotes(other.id), inQuotes(key.id));
    }
    if (node->repeat > 1 && (block->inputs.empty() || block->outputs.empty()))
        return Words::tr("A block without inputs and outputs cannot be repeated.");
    return {};
}

// One copy of a block's inside, being set down in the scope of its use.
struct Copy {
    std::map<std::string, std::string> names; // inside → outside
    std::map<std::string, std::optional<PortRef>> inputs; // by the block's port; nothing: unwired
};

std::optional<PortRef> outside(const Copy& copy, const PortRef& from)
{
    if (from.node == "in" && !copy.names.contains("in")) {
        const auto port = copy.inputs.find(from.port);
        return port == copy.inputs.end() ? std::nullopt : port->second;
    }
    const auto name = copy.names.find(from.node);
    return name == copy.names.end() ? std::nullopt : std::optional(PortRef {name->second, from.port});
}

// Values that the use of the block gives to nodes inside it.
Params givenTo(const Block& block, const GraphNode& use, const std::string& inner, Params params)
{
    for (const PromotedParam& promoted : block.params) {
        if (promoted.node != inner)
            continue;
        if (const auto given = use.params.find(promoted.id); given != use.params.end())
            params.insert_or_assign(promoted.param, given->second);
        else if (promoted.value)
            params.insert_or_assign(promoted.param, *promoted.value);
    }
    return params;
}

struct Unpacking {
    Edit& edit;
    const NodeKey key;
    const GraphNode use;
    const Block block;
    QPointF corner = {}; // of the inside
    double width = 0;

    // Both must let it go: the later time counts, and 0 is never.
    static int64_t frozenFor(const GraphNode& inner, const GraphNode& use)
    {
        if (!inner.frozen || !use.frozen)
            return inner.frozen ? inner.unfreezeAfter : use.frozen ? use.unfreezeAfter : 0;
        const bool never = inner.unfreezeAfter == 0 || use.unfreezeAfter == 0;
        return never ? 0 : std::max(inner.unfreezeAfter, use.unfreezeAfter);
    }

    Copy setDown(int64_t number, std::map<std::string, std::optional<PortRef>> inputs)
    {
        Copy copy {.names = {}, .inputs = std::move(inputs)};
        const NodeView at = edit.view(key.scope, key.id);
        const double dx = at.x - corner.x() + double(number) * (width + 260);
        const double dy = at.y - corner.y();
        for (const GraphNode& inner : block.nodes) {
            GraphNode bare = inner;
            bare.inputs.clear();
            bare.shares.clear();
            bare.params = givenTo(block, use, inner.id, inner.params);
            bare.frozen = inner.frozen || use.frozen;
            bare.unfreezeAfter = frozenFor(inner, use);
            bare.muted = inner.muted || use.muted;
            bare.learningRateScale = inner.learningRateScale * use.learningRateScale;
            NodeView view = edit.view(block.name, inner.id);
            view.x += dx;
            view.y += dy;
            copy.names.emplace(inner.id, edit.add(key.scope, std::move(bare), std::move(view)));
        }
        for (const GraphNode& inner : block.nodes) {
            GraphNode node = *edit.node(key.scope, copy.names.at(inner.id));
            for (const Input& input : inner.inputs) {
                if (const std::optional<PortRef> from = outside(copy, input.from))
                    node.inputs.push_back({input.port, *from});
            }
            if (const auto owner = copy.names.find(inner.shares); owner != copy.names.end())
                node.shares = owner->second;
            const std::string id = node.id;
            edit.set(key.scope, std::move(node));
            for (const Input& input : inner.inputs) {
                std::vector<Dot> dots = edit.dots(block.name, input.from, inner.id, input.port);
                for (Dot& dot : dots)
                    dot = {dot.x + dx, dot.y + dy};
                if (const std::optional<PortRef> from = outside(copy, input.from); from && !dots.empty())
                    edit.setDots(key.scope, *from, id, input.port, std::move(dots));
            }
        }
        std::vector<Frame> frames = edit.frames(key.scope);
        for (Frame frame : edit.frames(block.name)) {
            std::erase_if(frame.nodes, [&](const std::string& id) { return !copy.names.contains(id); });
            for (std::string& id : frame.nodes)
                id = copy.names.at(id);
            if (!frame.nodes.empty())
                frames.push_back(std::move(frame));
        }
        for (Frame& frame : frames) { // one that held the block holds what was in it
            if (std::ranges::find(frame.nodes, key.id) != frame.nodes.end()) {
                for (const GraphNode& inner : block.nodes)
                    frame.nodes.push_back(copy.names.at(inner.id));
            }
        }
        edit.setFrames(key.scope, std::move(frames));
        std::vector<Note> notes = edit.notes(key.scope);
        for (Note note : edit.notes(block.name)) {
            note.x += dx;
            note.y += dy;
            if (number == 0)
                notes.push_back(std::move(note));
        }
        edit.setNotes(key.scope, std::move(notes));
        return copy;
    }
};

} // namespace

QString unpackBlock(GraphDocument& document, const NodeKey& key, Ids* unpacked)
{
    if (const QString why = whyNotUnpack(document, key); !why.isEmpty())
        return why;
    document.change(Words::tr("Unpack %1").arg(QString::fromStdString(key.id)), [&](Edit& edit) {
        const GraphNode use = *edit.node(key);
        Unpacking unpacking {.edit = edit, .key = key, .use = use, .block = *edit.block(use.block)};
        const Block& block = unpacking.block;
        QRectF bounds;
        for (const GraphNode& inner : block.nodes) {
            const NodeView view = edit.view(block.name, inner.id);
            const QRectF here(view.x, view.y, 1, 1);
            bounds = &inner == &block.nodes.front() ? here : bounds.united(here);
        }
        unpacking.corner = bounds.topLeft();
        unpacking.width = bounds.width();

        std::map<std::string, std::optional<PortRef>> inputs;
        for (const BlockPort& port : block.inputs) {
            const auto wire = std::ranges::find(use.inputs, port.id, &Input::port);
            inputs[port.id] = wire == use.inputs.end() ? std::nullopt : std::optional(wire->from);
        }
        std::vector<Copy> copies;
        for (int64_t number = 0; number < std::max<int64_t>(1, use.repeat); ++number) {
            if (number > 0) // "repeat": the next copy's first input is this one's first output
                inputs[block.inputs.front().id] =
                    block.outputs.front().from ? outside(copies.back(), *block.outputs.front().from) : std::nullopt;
            copies.push_back(unpacking.setDown(number, inputs));
        }
        std::map<std::string, std::optional<PortRef>> outputs;
        for (const BlockPort& port : block.outputs)
            outputs[port.id] = port.from ? outside(copies.back(), *port.from) : std::nullopt;

        std::set<std::string> users;
        for (const auto& [user, port] : document.consumers(key.scope, key.id))
            users.insert(user);
        for (const std::string& user : users) {
            GraphNode now = *edit.node(key.scope, user);
            std::vector<Input> wires;
            for (Input input : now.inputs) {
                if (input.from.node == key.id) {
                    const auto end = outputs.find(input.from.port);
                    if (end == outputs.end() || !end->second)
                        continue;
                    input.from = *end->second;
                }
                wires.push_back(std::move(input));
            }
            now.inputs = std::move(wires);
            edit.set(key.scope, std::move(now));
        }
        if (const Block* outer = key.scope.empty() ? nullptr : edit.block(key.scope)) {
            Block head = *outer;
            for (BlockPort& port : head.outputs) {
                if (port.from && port.from->node == key.id) {
                    const auto end = outputs.find(port.from->port);
                    port.from = end == outputs.end() ? std::nullopt : end->second;
                }
            }
            std::vector<PromotedParam> params;
            for (PromotedParam& promoted : head.params) {
                if (promoted.node != key.id) {
                    params.push_back(std::move(promoted));
                    continue;
                }
                for (const PromotedParam& inner : block.params) { // now of the nodes themselves
                    for (const Copy& copy : copies) {
                        if (inner.id == promoted.param && copy.names.contains(inner.node))
                            params.push_back({.id = promoted.id,
                                              .node = copy.names.at(inner.node),
                                              .param = inner.param,
                                              .value = promoted.value,
                                              .unknown = promoted.unknown});
                    }
                }
            }
            head.params = std::move(params);
            edit.setBlock(std::move(head));
        }
        DataSection data = edit.project().data;
        for (const auto& [path, column] : edit.project().data.feeds) {
            if (!key.scope.empty() || !path.starts_with(key.id + '/'))
                continue;
            std::string rest = path.substr(key.id.size() + 1);
            size_t number = 0;
            if (use.repeat > 1) {
                const size_t slash = std::min(rest.find('/'), rest.size());
                number = size_t(std::max(1, QString::fromStdString(rest.substr(0, slash)).toInt())) - 1;
                rest = rest.substr(std::min(slash + 1, rest.size()));
            }
            const size_t slash = std::min(rest.find('/'), rest.size());
            if (number >= copies.size())
                continue;
            if (const auto name = copies[number].names.find(rest.substr(0, slash)); name != copies[number].names.end())
                data.feeds.insert_or_assign(name->second + rest.substr(slash), column);
        }
        edit.setData(std::move(data));
        edit.remove(key.scope, key.id);
        for (const Copy& copy : copies) {
            for (const auto& [inner, id] : copy.names) {
                if (unpacked)
                    unpacked->insert(id);
            }
        }
    });
    return {};
}

} // namespace weft
