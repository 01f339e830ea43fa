#include "ui/canvas/canvas_accessible.h"

#include "ui/canvas/canvas.h"
#include "ui/canvas/scene/node_geometry.h"

#include <QAccessible>
#include <QAccessibleWidget>

#include <map>

namespace weft {

namespace {

QRect onScreen(const Canvas& canvas, const QRectF& scene)
{
    const QRect rect = canvas.view().toScreen(scene).toAlignedRect();
    return {canvas.mapToGlobal(rect.topLeft()), rect.size()};
}

// A node, or one of its ports. It may outlive what it stands for: then it is invalid, and readers let it go.
class SpokenNode : public QAccessibleInterface, public QAccessibleActionInterface {
public:
    SpokenNode(Canvas* canvas, std::string node, int port = -1)
        : m_canvas(canvas)
        , m_node(std::move(node))
        , m_port(port)
    {
    }
    ~SpokenNode() override
    {
        for (const auto& [index, id] : m_ports)
            QAccessible::deleteAccessibleInterface(id);
    }
    const NodeItem* item() const { return m_canvas ? m_canvas->scene().node(m_node) : nullptr; }
    const PortItem* port() const
    {
        const NodeItem* node = item();
        return node && m_port >= 0 && size_t(m_port) < node->ports.size() ? &node->ports[size_t(m_port)] : nullptr;
    }

    bool isValid() const override { return m_port < 0 ? item() != nullptr : port() != nullptr; }
    QObject* object() const override { return nullptr; }
    QWindow* window() const override { return m_canvas ? m_canvas->window()->windowHandle() : nullptr; }
    QAccessible::Role role() const override { return m_port < 0 ? QAccessible::ListItem : QAccessible::Button; }
    QAccessible::State state() const override
    {
        QAccessible::State state;
        const NodeItem* node = item();
        if (!node) {
            state.invalid = true;
            return state;
        }
        const Selection* selection = m_canvas->selection();
        state.offscreen = !m_canvas->visibleArea().intersects(node->rect);
        state.focusable = true;
        if (m_port < 0 && selection) {
            state.selectable = true;
            state.multiSelectable = true;
            state.selected = selection->contains(m_node);
            state.focused = m_canvas->hasFocus() && selection->current() == m_node;
        }
        return state;
    }
    QString text(QAccessible::Text text) const override
    {
        const NodeItem* node = item();
        if (!node || text != QAccessible::Name)
            return {};
        if (m_port < 0)
            return m_canvas->spokenName(m_node);
        const PortItem* own = port();
        return own ? m_canvas->spokenName(PortHit {m_node, own->port, own->input, own->slot, {}}) : QString();
    }
    void setText(QAccessible::Text, const QString&) override { }
    QRect rect() const override
    {
        const NodeItem* node = item();
        if (!node)
            return {};
        if (m_port < 0)
            return onScreen(*m_canvas, node->rect);
        const PortItem* own = port();
        const double half = geometry::portHit / 2;
        return own
            ? onScreen(*m_canvas, QRectF(node->positionOf(*own) - QPointF(half, half), QSizeF(2 * half, 2 * half)))
            : QRect();
    }
    QAccessibleInterface* parent() const override
    {
        if (!m_canvas)
            return nullptr;
        QAccessibleInterface* canvas = QAccessible::queryAccessibleInterface(m_canvas);
        if (m_port < 0 || !canvas)
            return canvas;
        for (int i = 0; i < canvas->childCount(); ++i) {
            auto* child = dynamic_cast<SpokenNode*>(canvas->child(i));
            if (child && child->m_node == m_node)
                return child;
        }
        return canvas;
    }
    int childCount() const override
    {
        const NodeItem* node = item();
        return m_port < 0 && node ? int(node->ports.size()) : 0;
    }
    QAccessibleInterface* child(int index) const override
    {
        if (index < 0 || index >= childCount())
            return nullptr;
        auto found = m_ports.find(index);
        if (found == m_ports.end())
            found =
                m_ports
                    .emplace(index, QAccessible::registerAccessibleInterface(new SpokenNode(m_canvas, m_node, index)))
                    .first;
        return QAccessible::accessibleInterface(found->second);
    }
    int indexOfChild(const QAccessibleInterface* other) const override
    {
        const auto* spoken = dynamic_cast<const SpokenNode*>(other);
        return spoken && spoken->m_node == m_node ? spoken->m_port : -1;
    }
    QAccessibleInterface* childAt(int x, int y) const override
    {
        for (int i = 0; i < childCount(); ++i) {
            if (child(i)->rect().contains(x, y))
                return child(i);
        }
        return nullptr;
    }
    void* interface_cast(QAccessible::InterfaceType type) override
    {
        return type == QAccessible::ActionInterface ? static_cast<QAccessibleActionInterface*>(this) : nullptr;
    }

    QStringList actionNames() const override
    {
        return m_port < 0 ? QStringList {pressAction(), setFocusAction()} : QStringList();
    }
    void doAction(const QString& name) override
    {
        if (!item() || !m_canvas->selection())
            return;
        m_canvas->selection()->select(m_node);
        m_canvas->reveal(m_node);
        if (name == setFocusAction())
            m_canvas->setFocus();
    }
    QStringList keyBindingsForAction(const QString&) const override { return {}; }

private:
    QPointer<Canvas> m_canvas;
    std::string m_node;
    int m_port;
    mutable std::map<int, QAccessible::Id> m_ports;
};

// The canvas: nodes first, then what lies over it.
class SpokenCanvas : public QAccessibleWidget {
public:
    explicit SpokenCanvas(Canvas* canvas)
        : QAccessibleWidget(canvas, QAccessible::List)
    {
    }
    ~SpokenCanvas() override { forget(); }
    Canvas* canvas() const { return static_cast<Canvas*>(widget()); }
    void forget()
    {
        for (const auto& [node, id] : m_spoken)
            QAccessible::deleteAccessibleInterface(id);
        m_spoken.clear();
        m_revision = -1;
    }
    QAccessibleInterface* spoken(const std::string& node) const
    {
        auto found = m_spoken.find(node);
        if (found == m_spoken.end())
            found =
                m_spoken.emplace(node, QAccessible::registerAccessibleInterface(new SpokenNode(canvas(), node))).first;
        return QAccessible::accessibleInterface(found->second);
    }
    int childCount() const override { return int(ids().size()) + QAccessibleWidget::childCount(); }
    QAccessibleInterface* child(int index) const override
    {
        const std::vector<std::string>& nodes = ids();
        if (index < 0)
            return nullptr;
        return size_t(index) < nodes.size() ? spoken(nodes[size_t(index)])
                                            : QAccessibleWidget::child(index - int(nodes.size()));
    }
    int indexOfChild(const QAccessibleInterface* other) const override
    {
        const std::vector<std::string>& nodes = ids();
        for (size_t i = 0; i < nodes.size(); ++i) {
            const auto found = m_spoken.find(nodes[i]);
            if (found != m_spoken.end() && QAccessible::accessibleInterface(found->second) == other)
                return int(i);
        }
        const int own = QAccessibleWidget::indexOfChild(other);
        return own < 0 ? own : own + int(nodes.size());
    }
    QAccessibleInterface* childAt(int x, int y) const override
    {
        const Hit hit = canvas()->hitAt(canvas()->mapFromGlobal(QPoint(x, y)));
        return hit.node.empty() ? QAccessibleWidget::childAt(x, y) : spoken(hit.node);
    }
    QAccessibleInterface* focusChild() const override
    {
        const Selection* selection = canvas()->selection();
        if (canvas()->hasFocus() && selection && canvas()->scene().node(selection->current()))
            return spoken(selection->current());
        return QAccessibleWidget::focusChild();
    }

private:
    const std::vector<std::string>& ids() const
    {
        if (m_revision != canvas()->scene().revision()) {
            m_ids = canvas()->scene().nodeIds();
            m_revision = canvas()->scene().revision();
        }
        return m_ids;
    }
    mutable std::vector<std::string> m_ids;
    mutable int m_revision = -1;
    mutable std::map<std::string, QAccessible::Id> m_spoken;
};

QAccessibleInterface* makeSpoken(const QString&, QObject* object)
{
    auto* canvas = qobject_cast<Canvas*>(object);
    return canvas ? new SpokenCanvas(canvas) : nullptr;
}

} // namespace

void installCanvasAccessibility()
{
    static const bool once = [] {
        QAccessible::installFactory(makeSpoken);
        return true;
    }();
    Q_UNUSED(once);
}

void tellCurrentNode(Canvas& canvas)
{
    if (!QAccessible::isActive() || !canvas.hasFocus() || !canvas.selection())
        return;
    auto* spoken = dynamic_cast<SpokenCanvas*>(QAccessible::queryAccessibleInterface(&canvas));
    if (!spoken || !canvas.scene().node(canvas.selection()->current()))
        return;
    QAccessibleEvent event(spoken->spoken(canvas.selection()->current()), QAccessible::Focus);
    QAccessible::updateAccessibility(&event);
}

void forgetSpokenNodes(Canvas& canvas)
{
    if (!QAccessible::isActive())
        return;
    if (auto* spoken = dynamic_cast<SpokenCanvas*>(QAccessible::queryAccessibleInterface(&canvas)))
        spoken->forget();
}

} // namespace weft
