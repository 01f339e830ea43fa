#include "ui/windows/overlays/shortcut_overlay.h"

#include "ui/canvas/commands/actions_table.h"
#include "ui/style/style.h"
#include "ui/style/words.h"
#include "ui/windows/bars/keycap.h"
#include "ui/windows/commands/commands.h"

#include <QCoreApplication>
#include <QKeyEvent>
#include <QPainter>
#include <QWheelEvent>

namespace weft {

ShortcutOverlay::ShortcutOverlay(Commands* commands, QWidget* window)
    : Overlay(window)
    , m_commands(commands)
{
    setObjectName(QStringLiteral("shortcuts"));
    setAccessibleName(tr("Shortcuts"));
}

void ShortcutOverlay::open()
{
    collect();
    m_scroll = 0;
    Overlay::open();
}

void ShortcutOverlay::collect()
{
    m_groups.clear();
    QStringList order;
    QHash<QString, std::vector<Line>> groups;
    for (QAction* const action : m_commands->all()) {
        if (action->shortcut().isEmpty())
            continue;
        const QString category = Commands::categoryOf(action);
        if (!order.contains(category)) {
            order << category;
            groups[category].push_back({{}, Commands::categoryTitle(category)});
        }
        groups[category].push_back({keyText(action->shortcut()), withoutKeyMark(action->text())});
    }
    for (const QString& category : order)
        m_groups.push_back(groups[category]);
    std::vector<Line> mouse {{{}, tr("Mouse")}};
    for (const GestureHelp& help : gestureHelp())
        mouse.push_back(
            {QCoreApplication::translate("weft", help.keys), QCoreApplication::translate("weft", help.text)});
    m_groups.push_back(std::move(mouse));
    QStringList spoken; // it is painted
    for (const std::vector<Line>& group : m_groups)
        for (const Line& line : group)
            spoken << (line.keys.isEmpty() ? line.text : line.text + QStringLiteral(": ") + line.keys);
    setAccessibleDescription(spoken.join(QStringLiteral(", ")));
}

QRect ShortcutOverlay::placeIn(const QRect& window) const
{
    const Style& style = Style::get();
    const QSize size(std::min(style.px(1120), window.width() - style.px(48)),
                     std::min(style.px(760), window.height() - style.px(80)));
    return {QPoint((window.width() - size.width()) / 2, (window.height() - size.height()) / 2), size};
}

void ShortcutOverlay::paintEvent(QPaintEvent* event)
{
    Overlay::paintEvent(event);
    const Style& style = Style::get();
    const Theme& colours = style.theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRect inner = card().adjusted(style.px(24), style.px(16), -style.px(24), -style.px(16));
    painter.setFont(style.font(TextRole::title));
    painter.setPen(colours.text.primary);
    painter.drawText(inner, Qt::AlignTop | Qt::AlignLeft, tr("Shortcuts"));
    painter.setFont(style.font(TextRole::secondary));
    painter.setPen(colours.text.secondary);
    painter.drawText(inner, Qt::AlignTop | Qt::AlignRight,
                     tr("Settings, Keys: change them or take those of another program"));
    const QRect body = inner.adjusted(0, style.px(36), 0, 0);
    painter.setClipRect(body);
    const int columns = std::max(1, body.width() / style.px(330));
    const int gap = style.px(28), columnWidth = (body.width() + gap) / columns - gap;
    const int row = style.px(24);
    std::vector<int> heights(size_t(columns), 0);
    for (const std::vector<Line>& group : m_groups) { // each group into the shortest column
        const auto column = size_t(std::ranges::min_element(heights) - heights.begin());
        int y = body.y() + heights[column] - m_scroll;
        const int x = body.x() + int(column) * (columnWidth + gap);
        for (const Line& line : group) {
            const QRect place(x, y, columnWidth, row);
            if (line.keys.isEmpty()) {
                painter.setFont(style.font(TextRole::bodyStrong));
                painter.setPen(colours.accent.line);
                painter.drawText(place, Qt::AlignVCenter, line.text);
            } else {
                const QSize cap = keycapSize(line.keys);
                const int capWidth = std::min(cap.width(), place.width() / 2);
                painter.setFont(style.font(TextRole::body));
                painter.setPen(colours.text.secondary);
                painter.drawText(place, Qt::AlignVCenter,
                                 painter.fontMetrics().elidedText(line.text, Qt::ElideRight,
                                                                  place.width() - capWidth - style.px(8)));
                paintKeycap(
                    painter,
                    QRect(place.right() - capWidth, place.center().y() - cap.height() / 2, capWidth, cap.height()),
                    line.keys);
            }
            y += row;
        }
        heights[column] += int(group.size()) * row + style.px(14);
    }
    m_mostScroll = std::max(0, *std::ranges::max_element(heights) - style.px(14) - body.height());
    if (m_mostScroll > 0) { // how much of it is in sight
        painter.setClipping(false);
        const double share = double(body.height()) / (body.height() + m_mostScroll);
        const QRectF bar(card().right() - style.px(10), body.y() + m_scroll * share, style.px(5),
                         body.height() * share);
        painter.setPen(Qt::NoPen);
        painter.setBrush(colours.line.strong);
        painter.drawRoundedRect(bar, bar.width() / 2, bar.width() / 2);
    }
}

void ShortcutOverlay::keyPressEvent(QKeyEvent* event)
{
    const int step = event->key() == Qt::Key_Down || event->key() == Qt::Key_PageDown ? 120
        : event->key() == Qt::Key_Up || event->key() == Qt::Key_PageUp                ? -120
                                                                                      : 0;
    if (event->text() == QLatin1String("?"))
        return close();
    if (step == 0)
        return Overlay::keyPressEvent(event);
    m_scroll = std::clamp(m_scroll + step, 0, m_mostScroll);
    update();
}

void ShortcutOverlay::wheelEvent(QWheelEvent* event)
{
    m_scroll = std::clamp(m_scroll - event->angleDelta().y() / 2, 0, m_mostScroll);
    update();
    event->accept();
}

} // namespace weft
