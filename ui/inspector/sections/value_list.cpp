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

RowWidths shareRow(int line, int name, int value)
{
    if (name + value <= line)
        return {line - value, value};
    const int kept = std::min(name, std::max(line / 2, line - value));
    return {kept, line - kept};
}

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
        const int gap = style.px(8);
        const QRectF line(left, double(i) * rowHeight(), width() - left - style.px(12), rowHeight());
        painter.setFont(style.font(TextRole::mono));
        painter.setPen(row.wrong ? theme().state.error : theme().text.primary);
        const RowWidths wide =
            shareRow(int(line.width()) - gap, QFontMetrics(style.font(TextRole::body)).horizontalAdvance(row.name) + 1,
                     painter.fontMetrics().horizontalAdvance(row.value) + 1);
        paintElided(painter, QRectF(line.right() - wide.value, line.top(), wide.value, line.height()),
                    Qt::AlignRight | Qt::AlignVCenter, row.value);
        QFont words = style.font(TextRole::body);
        words.setUnderline(!row.link.isEmpty() && m_hovered == int(i));
        painter.setFont(words);
        painter.setPen(!row.link.isEmpty() && m_hovered == int(i) ? theme().accent.line : theme().text.secondary);
        paintElided(painter, QRectF(line.left(), line.top(), wide.name, line.height()),
                    Qt::AlignLeft | Qt::AlignVCenter, row.name);
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
        if (row >= 0) { // at least what may be cut
            const Row& at = m_rows[size_t(row)];
            QToolTip::showText(static_cast<QHelpEvent*>(event)->globalPos(),
                               at.toolTip.isEmpty() ? at.name + QStringLiteral(": ") + at.value : at.toolTip, this);
        } else {
            QToolTip::hideText();
        }
        return true;
    }
    return QWidget::event(event);
}

} // namespace weft
