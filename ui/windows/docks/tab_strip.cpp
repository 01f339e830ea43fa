#include "ui/windows/docks/tab_strip.h"

#include "ui/style/icons.h"
#include "ui/style/style.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace weft {

TabStrip::TabStrip(QWidget* parent)
    : QTabBar(parent)
{
    setDrawBase(false);
    setExpanding(false);
    setElideMode(Qt::ElideRight);
    setUsesScrollButtons(true);
    setFocusPolicy(Qt::TabFocus);
    setMouseTracking(true);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    connect(this, &QTabBar::currentChanged, this, [this] {
        if (!m_shortIcons.isEmpty())
            layOutAnew();
    });
    connect(&Style::get(), &Style::changed, this, [this] {
        setIconSize({Style::get().px(16), Style::get().px(16)}); // also makes it lay its tabs out again
        updateGeometry();
        update();
    });
}

void TabStrip::changeEvent(QEvent* event)
{
    QTabBar::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        updateGeometry();
}

QString TabStrip::keyOf(int tab) const
{
    const QString key = tabData(tab).toString();
    return key.isEmpty() ? tabText(tab) : key;
}

void TabStrip::setBadge(int tab, const QString& text, Badge badge)
{
    if (text.isEmpty())
        m_badges.remove(keyOf(tab));
    else
        m_badges[keyOf(tab)] = {text, badge};
    layOutAnew();
}

void TabStrip::setShortIcon(int tab, const QString& icon)
{
    m_shortIcons[keyOf(tab)] = icon;
    layOutAnew();
}

void TabStrip::layOutAnew()
{
    setIconSize(iconSize() + QSize(0, 1)); // the only public way
    setIconSize(iconSize() - QSize(0, 1));
    update();
}

int TabStrip::badgeWidth(int tab) const
{
    const auto badge = m_badges.constFind(keyOf(tab));
    if (badge == m_badges.constEnd())
        return 0;
    const QFontMetrics metrics(Style::get().font(TextRole::small));
    return metrics.horizontalAdvance(badge->text) + Style::get().px(12) + Style::get().px(6);
}

int TabStrip::titleWidth(int tab) const
{
    const QFontMetrics metrics(Style::get().font(TextRole::bodyStrong)); // also of the others: nothing shifts
    return metrics.horizontalAdvance(tabText(tab));
}

int TabStrip::fullWidth(int tab) const
{
    const Style& style = Style::get();
    int width = titleWidth(tab) + badgeWidth(tab);
    if (!tabIcon(tab).isNull())
        width += style.px(16 + 7);
    if (const QWidget* const button = tabButton(tab, RightSide))
        width += button->sizeHint().width() + style.px(2);
    return width;
}

bool TabStrip::isShort(int tab) const
{
    const Style& style = Style::get();
    int missing = 2 * style.px(6) * count() - width();
    for (int other = 0; other < count(); ++other)
        missing += fullWidth(other);
    for (int other = count() - 1; other >= tab && missing > 0; --other) {
        if (other == currentIndex() || !m_shortIcons.contains(keyOf(other)))
            continue;
        if (other == tab)
            return true;
        missing -= titleWidth(other) - style.px(16);
    }
    return false;
}

bool TabStrip::isCut(int tab) const
{
    return !isShort(tab) && tabRect(tab).width() < fullWidth(tab) + 2 * edge();
}

int TabStrip::contentWidth(int tab) const
{
    return isShort(tab) ? Style::get().px(16) + badgeWidth(tab) : fullWidth(tab);
}

int TabStrip::edge() const
{
    int contents = 0;
    for (int tab = 0; tab < count(); ++tab)
        contents += contentWidth(tab);
    const Style& style = Style::get();
    return std::clamp((width() - contents) / std::max(1, 2 * count()), style.px(6), style.px(12));
}

QSize TabStrip::tabSizeHint(int tab) const
{
    return {contentWidth(tab) + 2 * edge(), Style::get().px(32)};
}

QSize TabStrip::minimumTabSizeHint(int tab) const
{
    if (isShort(tab))
        return tabSizeHint(tab);
    return {qMin(tabSizeHint(tab).width(), Style::get().px(56)), Style::get().px(32)};
}

QSize TabStrip::sizeHint() const
{
    int width = 0;
    for (int tab = 0; tab < count(); ++tab)
        width += fullWidth(tab) + Style::get().px(24);
    return {width, Style::get().px(32)};
}

QSize TabStrip::minimumSizeHint() const
{
    return {count() == 0 ? 0 : Style::get().px(56), Style::get().px(32)};
}

bool TabStrip::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QTabBar::event(event);
    auto* const help = static_cast<QHelpEvent*>(event);
    const int tab = tabAt(help->pos());
    if (tab < 0 || !tabToolTip(tab).isEmpty())
        return QTabBar::event(event);
    const bool unread = isShort(tab) || isCut(tab);
    QToolTip::showText(help->globalPos(), unread ? tabText(tab) : QString(), this, tabRect(tab));
    return true;
}

void TabStrip::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    for (int tab = 0; tab < count(); ++tab)
        if (isTabVisible(tab))
            paintTab(painter, tab);
    const int end = count() == 0 ? 0 : tabRect(count() - 1).right() + 1;
    painter.fillRect(QRect(end, height() - 1, width() - end, 1), theme().line.subtle);
}

void TabStrip::paintTab(QPainter& painter, int tab) const
{
    const Style& style = Style::get();
    const Theme& colours = style.theme();
    const QRect rect = tabRect(tab);
    const bool current = tab == currentIndex();
    const bool hovered = !current && isEnabled() && rect.contains(mapFromGlobal(QCursor::pos())) && underMouse();
    if (current) {
        painter.fillRect(rect, colours.surface.panel);
        painter.fillRect(QRect(rect.left(), rect.top(), rect.width(), style.px(2)), colours.accent.line);
        if (rect.left() > 0)
            painter.fillRect(QRect(rect.left(), rect.top(), 1, rect.height()), colours.line.subtle);
        painter.fillRect(QRect(rect.right(), rect.top(), 1, rect.height()), colours.line.subtle);
    } else {
        if (hovered)
            painter.fillRect(rect.adjusted(0, 0, 0, -1), colours.surface.controlHover);
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), colours.line.subtle);
    }
    const int inset = edge();
    QRect inner = rect.adjusted(inset, 0, -inset, 0);
    if (!tabIcon(tab).isNull()) {
        const int side = style.px(16);
        tabIcon(tab).paint(&painter, QRect(inner.left() - style.px(1), inner.center().y() - side / 2 + 1, side, side),
                           Qt::AlignCenter, current ? QIcon::Normal : QIcon::Normal);
        inner.setLeft(inner.left() + style.px(16 + 7));
    }
    if (const QWidget* const button = tabButton(tab, RightSide))
        inner.setRight(button->x() - style.px(2));
    const auto badge = m_badges.constFind(keyOf(tab));
    if (badge != m_badges.constEnd()) {
        const int width = badgeWidth(tab) - style.px(6);
        const QRectF pill(inner.right() - width + 1.5, inner.center().y() - style.px(8) + 0.5, width - 1, style.px(16));
        const QColor ink = badge->kind == Badge::error ? colours.state.error
            : badge->kind == Badge::warning            ? colours.state.warning
                                                       : colours.text.secondary;
        painter.setPen(ink);
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2);
        painter.setFont(style.font(TextRole::small));
        painter.drawText(pill, Qt::AlignCenter, badge->text);
        inner.setRight(inner.right() - badgeWidth(tab));
    }
    if (isShort(tab)) {
        const int side = style.px(16);
        painter.drawPixmap(inner.left(), inner.center().y() - side / 2 + 1,
                           iconPixmap(m_shortIcons[keyOf(tab)], colours.text.secondary, side, devicePixelRatioF()));
        return;
    }
    painter.setFont(style.font(current ? TextRole::bodyStrong : TextRole::body));
    painter.setPen(current ? colours.text.primary : colours.text.secondary);
    const QString text = painter.fontMetrics().elidedText(tabText(tab), elideMode(), inner.width() + 1);
    painter.drawText(inner, Qt::AlignVCenter | Qt::AlignLeft, text);
    if (current && hasFocus()) {
        painter.setPen(QPen(colours.accent.line, style.px(2)));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect).adjusted(3, 5, -3, -4), style.px(3), style.px(3));
    }
}

} // namespace weft
