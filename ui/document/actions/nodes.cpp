#include "ui/document/actions.h"
#include "ui/document/actions/heal.h"
#include "ui/document/actions/words.h"
#include "ui/document/files/block_library.h"
#include "ui/document/files/block_shelf.h"
#include "ui/document/names.h"

#include <algorithm>

namespace weft {

namespace {

constexpr std::string_view blockPrefix = "block:";
constexpr std::string_view libraryPrefix = "library:";

std::string titleOf(const std::string& kind)
{
    if (kind.starts_with(blockPrefix))
        return kind.substr(blockPrefix.size());
    const LayerType* type = findLayerType(kind);
    return type ? type->title : kind;
}

// The port of `ports` to use: the wished one, else the first that `legal` takes, else the first.
std::string choose(const std::vector<Port>& ports, const std::string& wish,
                   const std::function<bool(const std::string&)>& legal)
{
    for (const Port& port : ports) {
        if (wish.empty() ? legal(port.id) : port.id == wish)
            return port.id;
    }
    return {};
}

} // namespace

QString whyNotKind(const GraphDocument& document, const Scope& scope, const std::string& kind)
{
    if (kind.starts_with(libraryPrefix))
        return BlockShelf::get().find(kind) ? QString()
                                            : Words::tr("There is no block %1 in your library.")
                                                  .arg(inQuotes(kind.substr(libraryPrefix.size())));
    if (!kind.starts_with(blockPrefix))
        return findLayerType(kind) ? QString() : Words::tr("There is no layer %1.").arg(inQuotes(kind));
    const std::string name = kind.substr(blockPrefix.size());
    if (document.block(name) == nullptr)
        return Words::tr("There is no block %1 in this project.").arg(inQuotes(name));
    return blockHolds(document.project(), name, scope) ? Words::tr("A block cannot hold itself.") : QString();
}

std::string addNode(GraphDocument& document, const Scope& scope, const std::string& kind, QPointF at,
                    const Joint& joint)
{
    if (!whyNotKind(document, scope, kind).isEmpty())
        return {};
    if (const Fragment* own = BlockShelf::get().find(kind))
        return insertBlock(document, scope, *own, at, joint);
    std::string id;
    document.change(Words::tr("Add %1").arg(QString::fromStdString(titleOf(kind))), [&](Edit& edit) {
        GraphNode node;
        if (kind.starts_with(blockPrefix)) {
            node.type = "block";
            node.block = kind.substr(blockPrefix.size());
            node.id = cleanName(node.block, "block");
        } else {
            node.type = kind;
        }
        id = edit.add(scope, std::move(node), {.x = at.x(), .y = at.y()});
        if (joint.on) {
            insertOnWire(document, scope, id, *joint.on, at);
        } else if (joint.from) {
            const std::string port =
                choose(inputPortsOf(edit.project(), kind), joint.port,
                       [&](const std::string& one) { return whyNot(document, scope, *joint.from, id, one).isEmpty(); });
            connectPorts(document, scope, *joint.from, id, port);
        } else if (joint.to) {
            const std::string port =
                choose(outputPortsOf(edit.project(), kind), joint.port, [&](const std::string& one) {
                    return whyNot(document, scope, {id, one}, joint.to->node, joint.to->port).isEmpty();
                });
            connectPorts(document, scope, {id, port}, joint.to->node, joint.to->port);
        }
    });
    return id;
}

QString whyNotOnWire(const GraphDocument& document, const Scope& scope, const std::string& node, const Wire& wire)
{
    const GraphNode* here = document.node(scope, node);
    if (here == nullptr || !hasWire(document, scope, wire))
        return Words::tr("That wire is not there.");
    if (wire.from.node == node || wire.node == node)
        return Words::tr("The wire starts or ends at this node.");
    const std::vector<Port> inputs = inputPorts(document.project(), scope, *here);
    const std::vector<Port> outputs = outputPorts(document.project(), scope, *here);
    if (inputs.empty() || outputs.empty())
        return Words::tr("%1 has nothing to pass a wire through.").arg(inQuotes(node));
    const bool isFed = std::ranges::find(here->inputs, inputs.front().id, &Input::port) != here->inputs.end();
    if ((isFed && !inputs.front().many) || !document.consumers(scope, node).empty())
        return Words::tr("%1 is wired already; detach it first.").arg(inQuotes(node));
    if (const QString why = whyNot(document, scope, wire.from, node, inputs.front().id); !why.isEmpty())
        return why;
    const bool leavesBlock = document.node(scope, wire.node) == nullptr; // to a port of the block
    if (!leavesBlock && nodesBefore(document, scope, node).contains(wire.node))
        return Words::tr("That would be a circle: %1 already works on what %2 gives.")
            .arg(inQuotes(node), inQuotes(wire.node));
    return {};
}

QString insertOnWire(GraphDocument& document, const Scope& scope, const std::string& node, const Wire& wire, QPointF at,
                     const Ids& shifted, QPointF shift)
{
    if (const QString why = whyNotOnWire(document, scope, node, wire); !why.isEmpty())
        return why;
    document.change(Words::tr("Insert on wire"), [&](Edit& edit) {
        const GraphNode& here = *edit.node(scope, node);
        const std::string input = inputPorts(edit.project(), scope, here).front().id;
        const PortRef output {node, outputPorts(edit.project(), scope, here).front().id};
        if (edit.node(scope, wire.node) == nullptr) {
            setBlockOutput(document, scope, wire.port, output);
        } else {
            GraphNode target = *edit.node(scope, wire.node);
            *std::ranges::find(target.inputs, Input {wire.port, wire.from}) = {wire.port, output};
            edit.set(scope, std::move(target));
        }
        GraphNode now = here;
        now.inputs.push_back({input, wire.from});
        edit.set(scope, std::move(now));
        NodeView view = edit.view(scope, node);
        view.x = at.x();
        view.y = at.y();
        edit.setView(scope, node, std::move(view));
        for (const std::string& id : shifted) {
            NodeView moved = edit.view(scope, id);
            moved.x += shift.x();
            moved.y += shift.y();
            edit.setView(scope, id, std::move(moved));
        }
    });
    return {};
}

void removeNodes(GraphDocument& document, const Scope& scope, const Ids& ids, bool heal)
{
    const Ids there = present(document, scope, ids);
    if (there.empty())
        return;
    const QString title = there.size() == 1 ? Words::tr("Delete %1").arg(QString::fromStdString(*there.begin()))
                                            : Words::tr("Delete %1 nodes").arg(there.size());
    document.change(title, [&](Edit& edit) {
        if (heal)
            healWires(edit, scope, there);
        edit.remove(scope, there);
    });
}

void detach(GraphDocument& document, const Scope& scope, const Ids& ids)
{
    const Ids there = present(document, scope, ids);
    document.change(Words::tr("Detach"), [&](Edit& edit) {
        healWires(edit, scope, there);
        for (const std::string& id : there) {
            GraphNode now = *edit.node(scope, id);
            std::erase_if(now.inputs, [&](const Input& input) { return !there.contains(input.from.node); });
            edit.set(scope, std::move(now));
        }
    });
}

QString whyNotName(const GraphDocument& document, const NodeKey& key, const QString& to)
{
    if (const QString why = whyNotName(to); !why.isEmpty())
        return why;
    if (to.toStdString() != key.id && document.node(key.scope, to.toStdString()))
        return Words::tr("There is another node called %1.").arg(inQuotes(to.toStdString()));
    return {};
}

QString rename(GraphDocument& document, const NodeKey& key, const QString& to)
{
    if (document.node(key) == nullptr)
        return Words::tr("%1 is not there.").arg(inQuotes(key.id));
    if (to.toStdString() == key.id)
        return {};
    if (const QString why = whyNotName(document, key, to); !why.isEmpty())
        return why;
    document.change(Words::tr("Rename %1").arg(QString::fromStdString(key.id)),
                    [&](Edit& edit) { edit.rename(key.scope, key.id, to.toStdString()); });
    return {};
}

} // namespace weft
