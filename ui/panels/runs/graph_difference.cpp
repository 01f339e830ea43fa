#include "ui/panels/runs/graph_difference.h"

#include "engine/layers/layer_type.h"
#include "ui/style/category.h"
#include "ui/style/paint.h"
#include "ui/style/style.h"
#include "ui/style/words.h"

#include <QHelpEvent>
#include <QPainter>
#include <QPainterPath>
#include <QToolTip>

#include <algorithm>
#include <map>

namespace weft {

namespace {

using State = GraphDifference::State;

constexpr QSizeF nodeSize(152, 56);

std::string categoryOf(const GraphNode& node)
{
    const LayerType* const type = findLayerType(node.type);
    return node.type == "block" ? "block" : type ? type->category : "io";
}

QString textOf(const ParamValue* value)
{
    if (value == nullptr)
        return GraphDifferenceView::tr("default");
    return std::visit(
        []<class Value>(const Value& held) -> QString {
            if constexpr (std::is_same_v<Value, bool>)
                return held ? GraphDifferenceView::tr("on") : GraphDifferenceView::tr("off");
            else if constexpr (std::is_same_v<Value, std::string>)
                return QString::fromStdString(held);
            else if constexpr (std::is_arithmetic_v<Value>)
                return QString::number(held);
            else if constexpr (std::is_same_v<Value, OtherValue>)
                return QString(QChar(0x2026));
            else {
                QStringList numbers;
                for (const auto& number : held)
                    numbers << QString::number(number);
                return numbers.join(QStringLiteral(" × "));
            }
        },
        *value);
}

QStringList detailsOf(const GraphNode& before, const GraphNode& after)
{
    QStringList details;
    const auto differs = [&details](const QString& name, const QString& from, const QString& to) {
        details << name + QStringLiteral(": ") + from + QStringLiteral(" → ") + to;
    };
    if (before.type != after.type || before.block != after.block)
        differs(GraphDifferenceView::tr("Type"), QString::fromStdString(before.type + before.block),
                QString::fromStdString(after.type + after.block));
    const auto find = [](const Params& params, const std::string& id) {
        const auto found = params.find(id);
        return found == params.end() ? nullptr : &found->second;
    };
    std::map<std::string, int> names;
    for (const auto& [id, value] : before.params)
        names[id] = 1;
    for (const auto& [id, value] : after.params)
        names[id] = 1;
    for (const auto& [id, unused] : names) {
        const ParamValue* const a = find(before.params, id);
        const ParamValue* const b = find(after.params, id);
        if ((a == nullptr) != (b == nullptr) || (a && *a != *b))
            differs(nameOf(id), textOf(a), textOf(b));
    }
    const auto flag = [&](bool a, bool b, const QString& name) {
        if (a != b)
            differs(name, a ? GraphDifferenceView::tr("on") : GraphDifferenceView::tr("off"),
                    b ? GraphDifferenceView::tr("on") : GraphDifferenceView::tr("off"));
    };
    flag(before.bypassed, after.bypassed, GraphDifferenceView::tr("Bypassed"));
    flag(before.muted, after.muted, GraphDifferenceView::tr("Muted"));
    flag(before.frozen, after.frozen, GraphDifferenceView::tr("Frozen"));
    return details;
}

QColor colourOf(State state)
{
    const Theme& colours = theme();
    return state == State::added  ? colours.state.ok
        : state == State::removed ? colours.state.error
        : state == State::changed ? colours.state.warning
                                  : colours.line.strong;
}

QString markOf(State state) // beside the colour, for eyes that do not tell them apart
{
    return state == State::added  ? QStringLiteral("+")
        : state == State::removed ? QStringLiteral("−")
        : state == State::changed ? QStringLiteral("≠")
                                  : QString();
}

} // namespace

int GraphDifference::count(State state) const
{
    return int(std::ranges::count(nodes, state, &Node::state));
}

GraphDifference differenceOf(const Project& before, const Project& after)
{
    GraphDifference difference;
    std::map<std::string, size_t> places;
    const auto add = [&](const Project& project, const GraphNode& node, State state) {
        const auto view = project.view.nodes.find(node.id);
        const QPointF corner = view == project.view.nodes.end() ? QPointF() : QPointF(view->second.x, view->second.y);
        places[node.id] = difference.nodes.size();
        difference.nodes.push_back({node.id, categoryOf(node), QRectF(corner, nodeSize), state});
    };
    for (const GraphNode& node : after.graph.nodes) {
        const GraphNode* const old = before.graph.find(node.id);
        add(after, node, old ? State::same : State::added);
        if (old) {
            difference.nodes.back().details = detailsOf(*old, node);
            if (!difference.nodes.back().details.isEmpty())
                difference.nodes.back().state = State::changed;
        }
    }
    for (const GraphNode& node : before.graph.nodes)
        if (!after.graph.find(node.id))
            add(before, node, State::removed);
    const auto wiresOf = [&](const Project& project, const Project& other, State ifMissing) {
        for (const GraphNode& node : project.graph.nodes)
            for (const Input& input : node.inputs) {
                const GraphNode* const there = other.graph.find(node.id);
                const bool both = there && std::ranges::find(there->inputs, input) != there->inputs.end();
                const auto from = places.find(input.from.node);
                if (from == places.end() || (both && ifMissing == State::removed))
                    continue; // drawn already
                difference.wires.push_back({from->second, places[node.id], both ? State::same : ifMissing});
            }
    };
    wiresOf(after, before, State::added);
    wiresOf(before, after, State::removed);
    return difference;
}

GraphDifferenceView::GraphDifferenceView(QWidget* parent)
    : QWidget(parent)
{
    setMouseTracking(true);
    connect(&Style::get(), &Style::changed, this, qOverload<>(&QWidget::update));
}

void GraphDifferenceView::show(std::shared_ptr<const Project> before, std::shared_ptr<const Project> after,
                               const QString& title)
{
    m_difference = before && after ? differenceOf(*before, *after) : GraphDifference();
    m_title = title;
    setAccessibleName(tr("%1: %2 came, %3 went, %4 changed")
                          .arg(title)
                          .arg(m_difference.count(State::added))
                          .arg(m_difference.count(State::removed))
                          .arg(m_difference.count(State::changed)));
    update();
}

QRectF GraphDifferenceView::bounds() const
{
    QRectF all;
    for (const GraphDifference::Node& node : m_difference.nodes)
        all |= node.rect;
    return all;
}

QRectF GraphDifferenceView::place(const QRectF& rect) const
{
    const double margin = Style::get().px(16), head = Style::get().px(36);
    const QRectF all = bounds();
    const QRectF room = QRectF(this->rect()).adjusted(margin, head, -margin, -margin);
    const double scale =
        std::min({room.width() / std::max(1.0, all.width()), room.height() / std::max(1.0, all.height()), 1.0});
    const QPointF corner = room.center() - all.center() * scale;
    return {rect.topLeft() * scale + corner, rect.size() * scale};
}

bool GraphDifferenceView::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto* const help = static_cast<QHelpEvent*>(event);
    QString text;
    for (const GraphDifference::Node& node : m_difference.nodes)
        if (place(node.rect).contains(help->pos()))
            text = QString::fromStdString(node.id) + QLatin1Char('\n')
                + (node.state == State::added         ? tr("came")
                       : node.state == State::removed ? tr("went")
                       : node.state == State::changed ? node.details.join(QLatin1Char('\n'))
                                                      : tr("is the same in both"));
    QToolTip::showText(help->globalPos(), text, this);
    return true;
}

void GraphDifferenceView::paintEvent(QPaintEvent*)
{
    const Style& style = Style::get();
    const Theme& colours = theme();
    QPainter painter(this);
    painter.fillRect(rect(), colours.surface.canvas);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(style.font(TextRole::secondary));
    double x = style.px(12);
    const auto say = [&](const QString& text, const QColor& colour) {
        painter.setPen(colour);
        painter.drawText(QRectF(x, 0, width() - x, style.px(32)), Qt::AlignVCenter, text);
        x += painter.fontMetrics().horizontalAdvance(text) + style.px(16);
    };
    say(m_title, colours.text.secondary);
    if (m_difference.nodes.empty())
        return;
    say(QStringLiteral("+ ") + tr("%1 came").arg(m_difference.count(State::added)), colourOf(State::added));
    say(QStringLiteral("− ") + tr("%1 went").arg(m_difference.count(State::removed)), colourOf(State::removed));
    say(QStringLiteral("≠ ") + tr("%1 changed").arg(m_difference.count(State::changed)), colourOf(State::changed));
    for (const GraphDifference::Wire& wire : m_difference.wires) {
        const QRectF from = place(m_difference.nodes[wire.from].rect), to = place(m_difference.nodes[wire.to].rect);
        const QPointF a(from.right(), from.center().y()), b(to.left(), to.center().y());
        const double reach = std::max(12.0, std::abs(b.x() - a.x()) / 2);
        QPainterPath path(a);
        path.cubicTo(a + QPointF(reach, 0), b - QPointF(reach, 0), b);
        QPen pen(colourOf(wire.state), wire.state == State::same ? 1 : 2);
        if (wire.state == State::removed)
            pen.setStyle(Qt::DashLine);
        painter.setPen(pen);
        painter.setBrush(Qt::NoBrush);
        painter.drawPath(path);
    }
    for (const GraphDifference::Node& node : m_difference.nodes) {
        const QRectF where = place(node.rect);
        const bool same = node.state == State::same;
        QColor fill = categoryLook(node.category).colour;
        fill.setAlphaF(same ? 0.12f : 0.28f);
        QPen pen(colourOf(node.state), same ? 1 : 2);
        if (node.state == State::removed)
            pen.setStyle(Qt::DashLine);
        painter.setPen(pen);
        painter.setBrush(fill);
        painter.drawRoundedRect(where, 4, 4);
        if (where.height() < 12)
            continue;
        painter.setPen(same ? colours.text.tertiary : colours.text.primary);
        const QString mark = markOf(node.state);
        const QString name = (mark.isEmpty() ? QString() : mark + QLatin1Char(' ')) + QString::fromStdString(node.id);
        const bool room = where.height() >= style.px(34) && !node.details.isEmpty();
        paintElided(painter, where.adjusted(6, 0, -6, room ? -where.height() / 2 : 0), Qt::AlignCenter, name);
        if (room) {
            painter.setPen(colours.text.secondary);
            paintElided(painter, where.adjusted(6, where.height() / 2, -6, 0), Qt::AlignHCenter | Qt::AlignTop,
                        node.details.first());
        }
    }
}

} // namespace weft
