#include "ui/style/controls/toggle.h"

#include "ui/style/paint.h"
#include "ui/style/style.h"

#include <QPainter>

#include <algorithm>

namespace weft {

Toggle::Toggle(QWidget* parent)
    : Toggle(QString(), parent)
{
}

Toggle::Toggle(const QString& text, QWidget* parent)
    : QCheckBox(text, parent)
{
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Minimum, QSizePolicy::Fixed);
    connect(&Style::get(), &Style::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void Toggle::setMixed(bool mixed)
{
    const QSignalBlocker quiet(this);
    setTristate(mixed);
    if (mixed)
        setCheckState(Qt::PartiallyChecked);
}

void Toggle::nextCheckState()
{
    if (checkState() != Qt::PartiallyChecked)
        return setCheckState(isChecked() ? Qt::Unchecked : Qt::Checked);
    setTristate(false);
    setCheckState(Qt::Checked);
}

QString Toggle::shownText() const
{
    if (!text().isEmpty())
        return text();
    return checkState() == Qt::PartiallyChecked ? tr("several") : isChecked() ? tr("On") : tr("Off");
}

QSize Toggle::sizeHint() const
{
    const Style& style = Style::get();
    const QFontMetrics metrics(style.font(TextRole::body));
    int words = metrics.horizontalAdvance(text());
    if (text().isEmpty()) // as wide in both states
        words = std::max(metrics.horizontalAdvance(tr("On")), metrics.horizontalAdvance(tr("Off")));
    return {style.px(28 + 8 + 2) + words, style.px(24)};
}

void Toggle::paintEvent(QPaintEvent*)
{
    const Style& style = Style::get();
    const Theme& colours = theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const double height = style.px(16), width = style.px(28);
    const QRectF track(0, qRound((this->height() - height) / 2), width, height);
    QColor ground = isChecked() ? colours.accent.fill : colours.line.strong;
    if (underMouse() && isEnabled())
        ground = colours.dark ? ground.lighter(112) : ground.darker(108);
    if (!isEnabled())
        ground.setAlphaF(0.4f);
    painter.setPen(Qt::NoPen);
    painter.setBrush(ground);
    painter.drawRoundedRect(track, height / 2, height / 2);
    const double knob = height - 4;
    const double x = checkState() == Qt::PartiallyChecked ? (width - knob) / 2 : isChecked() ? width - knob - 2 : 2;
    const bool on = checkState() == Qt::Checked;
    painter.setBrush(on || !colours.dark ? QColor(Qt::white) : colours.surface.panel);
    painter.drawEllipse(QRectF(x, track.top() + 2, knob, knob));
    if (showsFocus(this)) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(colours.accent.line, 2));
        const QRectF ring = track.adjusted(1, 1, -1, -1);
        painter.drawRoundedRect(ring, ring.height() / 2, ring.height() / 2);
    }
    painter.setFont(style.font(TextRole::body));
    painter.setPen(!isEnabled()           ? palette().color(QPalette::Disabled, QPalette::Text)
                       : text().isEmpty() ? colours.text.tertiary
                                          : colours.text.secondary);
    paintElided(painter, QRectF(rect()).adjusted(width + style.px(8), 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter,
                shownText());
}

} // namespace weft
