#include "ui/windows/bars/status_bar.h"

#include "ui/style/icons.h"
#include "ui/style/style.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

namespace weft {

namespace {

QFont fontOf(const StatusItem& item)
{
    QFont font = Style::get().font(TextRole::secondary);
    if (item.strong)
        font.setWeight(QFont::DemiBold);
    return font;
}

} // namespace

StatusBar::StatusBar(QWidget* parent)
    : QWidget(parent)
{
    setMouseTracking(true);
    const auto measure = [this] {
        setFixedHeight(Style::get().px(28));
        place();
    };
    connect(&Style::get(), &Style::changed, this, measure);
    measure();
}

void StatusBar::setItems(const QList<StatusItem>& left, const QList<StatusItem>& right)
{
    m_left = left;
    m_right = right;
    QStringList words;
    for (const StatusItem& item : left + right)
        words << item.text;
    setAccessibleName(words.join(QStringLiteral(", ")));
    place();
}

int StatusBar::widthOf(const StatusItem& item) const
{
    const Style& style = Style::get();
    const QFontMetrics metrics(fontOf(item));
    const int text = std::max(metrics.horizontalAdvance(item.text), metrics.horizontalAdvance(item.widest));
    const int mark = !item.icon.isEmpty() ? style.px(16 + 5) : item.colour.isValid() ? style.px(8 + 6) : 0;
    return text + mark;
}

void StatusBar::place()
{
    const Style& style = Style::get();
    m_placed.clear();
    int x = style.px(12);
    int right = width() - style.px(12);
    for (qsizetype i = m_right.size(); i-- > 0;) { // the right ones first: problems and zoom are never left out
        const int itemWidth = widthOf(m_right[i]);
        right -= itemWidth;
        if (right < x)
            break;
        m_placed.prepend({m_right[i], QRect(right, 0, itemWidth, height()), i + 1 < m_right.size()});
        right -= style.px(23);
    }
    for (const StatusItem& item : std::as_const(m_left)) {
        const int itemWidth = widthOf(item);
        if (x + itemWidth > right)
            break;
        if (x > style.px(12))
            m_placed.last().line = true;
        m_placed.append({item, QRect(x, 0, itemWidth, height())});
        x += itemWidth + style.px(23);
    }
    update();
}

void StatusBar::resizeEvent(QResizeEvent*)
{
    place();
}

void StatusBar::paintEvent(QPaintEvent*)
{
    const Style& style = Style::get();
    const Theme& colours = style.theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(rect(), colours.surface.chrome);
    painter.fillRect(QRect(0, 0, width(), 1), colours.line.subtle);
    for (const Placed& placed : std::as_const(m_placed)) {
        const StatusItem& item = placed.item;
        int x = placed.rect.x();
        if (!item.icon.isEmpty()) {
            const int side = style.px(16);
            painter.drawPixmap(QRect(x, (height() - side) / 2, side, side),
                               iconPixmap(item.icon, item.colour, side, devicePixelRatioF()));
            x += side + style.px(5);
        } else if (item.colour.isValid()) {
            const int dot = style.px(8);
            painter.setPen(Qt::NoPen);
            painter.setBrush(item.colour);
            painter.drawEllipse(QRect(x, (height() - dot) / 2, dot, dot));
            x += dot + style.px(6);
        }
        painter.setFont(fontOf(item));
        painter.setPen(item.strong ? colours.text.primary : colours.text.secondary);
        painter.drawText(QRect(x, 1, placed.rect.right() - x + 2, height() - 1), Qt::AlignVCenter, item.text);
        if (placed.line) {
            const int line = placed.rect.right() + style.px(11);
            painter.fillRect(QRect(line, style.px(8), 1, height() - style.px(16)), colours.line.subtle);
        }
    }
}

const StatusBar::Placed* StatusBar::at(const QPoint& point) const
{
    for (const Placed& placed : m_placed)
        if (placed.rect.adjusted(-6, 0, 6, 0).contains(point))
            return &placed;
    return nullptr;
}

void StatusBar::mousePressEvent(QMouseEvent* event)
{
    if (const Placed* const placed = at(event->pos()); placed && !placed->item.id.isEmpty())
        emit clicked(placed->item.id);
}

void StatusBar::mouseMoveEvent(QMouseEvent* event)
{
    const Placed* const placed = at(event->pos());
    setCursor(placed && !placed->item.id.isEmpty() ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

bool StatusBar::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        auto* const help = static_cast<QHelpEvent*>(event);
        const Placed* const placed = at(help->pos());
        QToolTip::showText(help->globalPos(), placed ? placed->item.tip : QString(), this);
        return true;
    }
    return QWidget::event(event);
}

} // namespace weft
