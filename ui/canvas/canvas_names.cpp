#include "ui/canvas/canvas.h"

#include "ui/canvas/paint/node_look.h"
#include "ui/canvas/paint/paint_context.h"
#include "ui/style/numbers.h"

namespace weft {

namespace {

QString shapeOf(const NodeReport* report, size_t output)
{
    if (!report || output >= report->outputs.size())
        return {};
    const Shape& whole = report->outputs[output].shape;
    std::vector<int64_t> sizes;
    for (int axis = 1; axis < whole.rank(); ++axis)
        sizes.push_back(whole[axis]);
    return formatShape(Shape(sizes));
}

} // namespace

QString Canvas::spokenName(const std::string& id) const
{
    const NodeItem* item = m_scene.node(id);
    if (!item || !m_document)
        return {};
    QStringList words {item->name};
    if (!item->title.isEmpty())
        words << item->title;
    const auto nameOf = [this](int node) { return m_scene.nodeAt(node).name; };
    for (const int at : item->wiresIn) {
        const WireItem& wire = m_scene.wireAt(at);
        size_t output = 0;
        for (int i = 0; i < wire.fromPort; ++i)
            output += m_scene.nodeAt(wire.fromNode).ports[size_t(i)].input ? 0 : 1;
        const QString shape = shapeOf(m_document->report({scope(), wire.ref.from.node}), output);
        words << (shape.isEmpty() ? tr("input from %1").arg(nameOf(wire.fromNode))
                                  : tr("input %1 from %2").arg(shape, nameOf(wire.fromNode)));
    }
    QStringList outputs;
    for (const int at : item->wiresOut)
        outputs << nameOf(m_scene.wireAt(at).toNode);
    outputs.removeDuplicates();
    if (!outputs.isEmpty())
        words << tr("output to %1").arg(outputs.join(QStringLiteral(", ")));
    if (item->bypassed)
        words << tr("bypassed");
    if (item->muted)
        words << tr("muted");
    if (item->frozen)
        words << (item->thawsAfter <= 0                   ? tr("frozen")
                      : item->thawsAfter <= m_life.epochs ? tr("thawed")
                                                          : tr("frozen for %1 epochs").arg(item->thawsAfter));
    if (const NodeLife* const life = lifeOf(*m_document, m_scene, m_life, *item)) {
        if (life->ailment == Ailment::dead)
            words << tr("dead: its output is nothing but zeros, so nothing behind it learns");
        else if (life->ailment == Ailment::exploding)
            words << tr("exploding: its values or gradients grow beyond all measure; take a smaller learning rate, or "
                        "clip the gradients");
    }
    if (const ScopeProblems::Problem* problem = m_problems->worst(id))
        words << (problem->severity == Severity::error ? tr("error: %1") : tr("warning: %1")).arg(problem->sentence);
    if (m_selection && m_selection->contains(id))
        words << tr("selected");
    return words.join(QStringLiteral(", "));
}

QString Canvas::spokenName(const PortHit& port) const
{
    const NodeItem* item = m_scene.node(port.node);
    const PortItem* found = item ? item->find(port.port, port.input, port.slot) : nullptr;
    if (!found)
        return {};
    if (port.input) {
        for (const int at : item->wiresIn) {
            const WireItem& wire = m_scene.wireAt(at);
            if (wire.toPort >= 0 && &item->ports[size_t(wire.toPort)] == found)
                return tr("%1, input of %2, from %3").arg(found->label, item->name, m_scene.nodeAt(wire.fromNode).name);
        }
        return found->optional ? tr("%1, optional input of %2, open").arg(found->label, item->name)
                               : tr("%1, input of %2, open").arg(found->label, item->name);
    }
    const QString shape = shapeOf(m_document->report({scope(), port.node}), 0);
    return shape.isEmpty() ? tr("%1, output of %2").arg(found->label, item->name)
                           : tr("%1, output of %2, %3").arg(found->label, item->name, shape);
}

} // namespace weft
