#include "ui/document/actions.h"
#include "ui/document/actions/uses.h"
#include "ui/document/actions/words.h"
#include "ui/document/names.h"

#include <algorithm>

namespace weft {

namespace {

QString noBlock(const std::string& name)
{
    return Words::tr("There is no block %1 in this project.").arg(inQuotes(name));
}

QString whyNotPort(const std::vector<BlockPort>& ports, const QString& name)
{
    if (const QString why = whyNotName(name); !why.isEmpty())
        return why;
    if (std::ranges::find(ports, name.toStdString(), &BlockPort::id) != ports.end())
        return Words::tr("There is another port called %1.").arg(inQuotes(name.toStdString()));
    return {};
}

template <class T> void moveItem(std::vector<T>& items, int from, int to)
{
    const int size = int(items.size());
    if (from < 0 || to < 0 || from >= size || to >= size)
        return;
    const auto at = [&](int i) { return items.begin() + i; };
    if (from < to)
        std::rotate(at(from), at(from + 1), at(to + 1));
    else
        std::rotate(at(to), at(from), at(from + 1));
}

} // namespace

QString addPort(GraphDocument& document, const std::string& block, bool output, const QString& name)
{
    const Block* here = document.block(block);
    if (here == nullptr)
        return noBlock(block);
    if (const QString why = whyNotPort(output ? here->outputs : here->inputs, name); !why.isEmpty())
        return why;
    document.change(output ? Words::tr("Add output") : Words::tr("Add input"), [&](Edit& edit) {
        Block head = *edit.block(block);
        (output ? head.outputs : head.inputs).push_back({.id = name.toStdString()});
        edit.setBlock(std::move(head));
    });
    return {};
}

QString setBlockOutput(GraphDocument& document, const std::string& block, const std::string& port,
                       const std::optional<PortRef>& from)
{
    const Block* here = document.block(block);
    if (here == nullptr)
        return noBlock(block);
    if (std::ranges::find(here->outputs, port, &BlockPort::id) == here->outputs.end())
        return Words::tr("The block has no output %1.").arg(inQuotes(port));
    document.change(from ? Words::tr("Connect") : Words::tr("Disconnect"), [&](Edit& edit) {
        Block head = *edit.block(block);
        std::ranges::find(head.outputs, port, &BlockPort::id)->from = from;
        edit.setBlock(std::move(head));
    });
    return {};
}

QString renamePort(GraphDocument& document, const std::string& block, bool output, const std::string& port,
                   const QString& to)
{
    const Block* here = document.block(block);
    if (here == nullptr)
        return noBlock(block);
    const std::string name = to.toStdString();
    if (name == port)
        return {};
    const std::vector<BlockPort>& ports = output ? here->outputs : here->inputs;
    if (std::ranges::find(ports, port, &BlockPort::id) == ports.end())
        return Words::tr("There is no port %1.").arg(inQuotes(port));
    if (const QString why = whyNotPort(ports, to); !why.isEmpty())
        return why;
    document.change(Words::tr("Rename port"), [&](Edit& edit) {
        Block head = *edit.block(block);
        std::ranges::find(output ? head.outputs : head.inputs, port, &BlockPort::id)->id = name;
        if (!output) {
            for (BlockPort& end : head.outputs) {
                if (end.from == PortRef {"in", port})
                    end.from->port = name;
            }
        }
        edit.setBlock(std::move(head));
        if (output) {
            renameUsedOutput(edit, block, port, name);
            return;
        }
        renameUsedInput(edit, block, port, name);
        renameInner(edit, block, port, name);
    });
    return {};
}

void movePort(GraphDocument& document, const std::string& block, bool output, int from, int to)
{
    if (document.block(block) == nullptr)
        return;
    document.change(Words::tr("Reorder ports"), [&](Edit& edit) {
        Block head = *edit.block(block);
        moveItem(output ? head.outputs : head.inputs, from, to);
        edit.setBlock(std::move(head));
    });
}

void removePort(GraphDocument& document, const std::string& block, bool output, const std::string& port)
{
    if (document.block(block) == nullptr)
        return;
    document.change(Words::tr("Remove port"), [&](Edit& edit) {
        if (output) {
            renameUsedOutput(edit, block, port, {});
        } else {
            renameUsedInput(edit, block, port, {});
            renameInner(edit, block, port, {});
        }
        Block head = *edit.block(block);
        std::erase_if(output ? head.outputs : head.inputs, [&](const BlockPort& one) { return one.id == port; });
        for (BlockPort& end : head.outputs) {
            if (!output && end.from == PortRef {"in", port})
                end.from.reset();
        }
        edit.setBlock(std::move(head));
    });
}

QString promoteParam(GraphDocument& document, const NodeKey& inner, const std::string& param, const QString& as)
{
    const GraphNode* node = document.node(inner);
    const Block* block = document.block(inner.scope);
    if (node == nullptr || block == nullptr)
        return Words::tr("Only a node inside a block can have its settings on the block.");
    const std::vector<Param> records = paramsOf(document.project(), *node);
    const auto record = std::ranges::find(records, param, &Param::id);
    if (record == records.end())
        return Words::tr("%1 has no setting %2.").arg(inQuotes(inner.id), inQuotes(param));
    std::string id = as.toStdString();
    if (as.isEmpty()) {
        id = freeName(param, [&](const std::string& name) {
            return std::ranges::find(block->params, name, &PromotedParam::id) != block->params.end();
        });
    } else if (const QString why = whyNotName(as); !why.isEmpty()) {
        return why;
    }
    for (const PromotedParam& promoted : block->params) {
        if (promoted.node == inner.id && promoted.param == param)
            return Words::tr("It is on the block already, as %1.").arg(inQuotes(promoted.id));
        if (promoted.id != id)
            continue;
        const GraphNode* other = document.node(inner.scope, promoted.node); // one setting for several nodes
        const std::vector<Param> others = other ? paramsOf(document.project(), *other) : std::vector<Param>();
        const auto same = std::ranges::find(others, promoted.param, &Param::id);
        if (same == others.end() || same->kind != record->kind)
            return Words::tr("%1 is a setting of another kind.").arg(inQuotes(id));
    }
    document.change(Words::tr("Put %1 on the block").arg(QString::fromStdString(param)), [&](Edit& edit) {
        Block head = *edit.block(inner.scope);
        head.params.push_back({.id = id, .node = inner.id, .param = param});
        edit.setBlock(std::move(head));
    });
    return {};
}

void demoteParam(GraphDocument& document, const std::string& block, const std::string& promoted)
{
    if (document.block(block) == nullptr)
        return;
    document.change(Words::tr("Take %1 off the block").arg(QString::fromStdString(promoted)), [&](Edit& edit) {
        renameUsedParam(edit, block, promoted, {});
        Block head = *edit.block(block);
        std::erase_if(head.params, [&](const PromotedParam& one) { return one.id == promoted; });
        edit.setBlock(std::move(head));
    });
}

void movePromoted(GraphDocument& document, const std::string& block, int from, int to)
{
    if (document.block(block) == nullptr)
        return;
    document.change(Words::tr("Reorder settings"), [&](Edit& edit) {
        Block head = *edit.block(block);
        moveItem(head.params, from, to);
        edit.setBlock(std::move(head));
    });
}

QString renamePromoted(GraphDocument& document, const std::string& block, const std::string& promoted,
                       const QString& to)
{
    const Block* here = document.block(block);
    if (here == nullptr)
        return noBlock(block);
    const std::string name = to.toStdString();
    if (name == promoted)
        return {};
    if (const QString why = whyNotName(to); !why.isEmpty())
        return why;
    if (std::ranges::find(here->params, name, &PromotedParam::id) != here->params.end())
        return Words::tr("There is another setting called %1.").arg(inQuotes(name));
    document.change(Words::tr("Rename setting"), [&](Edit& edit) {
        Block head = *edit.block(block);
        for (PromotedParam& one : head.params) {
            if (one.id == promoted)
                one.id = name;
        }
        edit.setBlock(std::move(head));
        renameUsedParam(edit, block, promoted, name);
    });
    return {};
}

} // namespace weft
