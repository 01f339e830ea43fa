#include "ui/windows/bars/keycap.h"

#include "ui/style/style.h"

#include <QFontMetrics>
#include <QKeySequence>
#include <QPainter>

namespace weft {

QSize keycapSize(const QString& key)
{
    const Style& style = Style::get();
    const QFontMetrics metrics(style.font(TextRole::small));
    return {std::max(metrics.horizontalAdvance(key) + style.px(8), style.px(16)), style.px(16)};
}

void paintKeycap(QPainter& painter, const QRect& where, const QString& key)
{
    const Style& style = Style::get();
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(style.theme().line.strong);
    painter.setBrush(style.theme().surface.control);
    painter.drawRoundedRect(QRectF(where).adjusted(0.5, 0.5, -0.5, -0.5), style.px(3), style.px(3));
    painter.setFont(style.font(TextRole::small));
    painter.setPen(style.theme().text.primary);
    painter.drawText(where, Qt::AlignCenter, key);
    painter.restore();
}

QString keyText(const QKeySequence& key)
{
    QString text = key.toString(QKeySequence::NativeText);
    const bool isPlus = text.endsWith(QLatin1Char('+')); // the key, not what stands between keys
    if (isPlus)
        text.chop(1);
    text.replace(QLatin1Char('+'), QLatin1Char(' '));
    return isPlus ? text + QLatin1Char('+') : text;
}

} // namespace weft
