#include "ui/inspector/sections/value_list.h"

#include "ui/style/paint.h"
#include "ui/style/style.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace weft {

namespace {

int rowHeight()
{
    return Style::get().px(20);
}

} // namespace

ValueList::ValueList(QWidget* parent)
    : QWidget(parent)
{
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&Style::get(), &Style::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void ValueList::setRows(std::vector<Row> rows)
{
    if (rows == m_rows)
        return;
    const bool resized = rows.size() != m_rows.size();
    m_rows = std::move(rows);
    QStringList spoken;
    for (const Row& row : m_rows)
        spoken << row.name + QStringLiteral(": ") + row.value;
    setAccessibleDescription(spoken.join(QStringLiteral("; ")));
    if (resized)
        updateGeometry();
    update();
}

QSize ValueList::sizeHint() const
{
    return {Style::get().px(200), int(m_rows.size()) * rowHeight()};
}

QSize ValueList::minimumSizeHint() const
{
    return {Style::get().px(120), sizeHint().height()};
}

int ValueList::rowAt(const QPoint& at) const
{
    const int row = at.y() / rowHeight();
    return at.y() >= 0 && row < int(m_rows.size()) ? row : -1;
}

void ValueList::paintEvent(QPaintEvent*)
{
    const Style& style = Style::get();
    QPainter painter(this);
    for (size_t i = 0; i < m_rows.size(); ++i) {
        const Row& row = m_rows[i];
        const int left = style.px(m_indent);
        QRectF line(left, double(i) * rowHeight(), width() - left - style.px(12), rowHeight());
        painter.setFont(style.font(TextRole::mono));
        painter.setPen(row.wrong ? theme().state.error : theme().text.primary);
        const int wide = std::min(painter.fontMetrics().horizontalAdvance(row.value) + 1, int(line.width() * 0.75));
        paintElided(painter, QRectF(line.right() - wide, line.top(), wide, line.height()),
                    Qt::AlignRight | Qt::AlignVCenter, row.value);
        line.setRight(line.right() - wide - style.px(8));
        QFont words = style.font(TextRole::body);
        words.setUnderline(!row.link.isEmpty() && m_hovered == int(i));
        painter.setFont(words);
        painter.setPen(!row.link.isEmpty() && m_hovered == int(i) ? theme().accent.line : theme().text.secondary);
        paintElided(painter, line, Qt::AlignLeft | Qt::AlignVCenter, row.name);
    }
}

void ValueList::mouseReleaseEvent(QMouseEvent* event)
{
    const int row = rowAt(event->position().toPoint());
    if (event->button() == Qt::LeftButton && row >= 0 && !m_rows[size_t(row)].link.isEmpty())
        emit clicked(m_rows[size_t(row)].link);
}

void ValueList::mouseMoveEvent(QMouseEvent* event)
{
    m_hovered = rowAt(event->position().toPoint());
    const bool leads = m_hovered >= 0 && !m_rows[size_t(m_hovered)].link.isEmpty();
    setCursor(leads ? Qt::PointingHandCursor : Qt::ArrowCursor);
    update();
}

void ValueList::leaveEvent(QEvent*)
{
    m_hovered = -1;
    update();
}

bool ValueList::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const int row = rowAt(static_cast<QHelpEvent*>(event)->pos());
        if (row >= 0 && !m_rows[size_t(row)].toolTip.isEmpty())
            QToolTip::showText(static_cast<QHelpEvent*>(event)->globalPos(), m_rows[size_t(row)].toolTip, this);
        else
            QToolTip::hideText();
        return true;
    }
    return QWidget::event(event);
}

} // namespace weft
