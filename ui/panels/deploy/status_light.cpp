#include "ui/panels/deploy/status_light.h"

#include "ui/style/style.h"

#include <QFontMetrics>
#include <QPainter>

namespace weft {

StatusLight::StatusLight(QWidget* parent)
    : QWidget(parent)
{
    setState(State::off);
    connect(&Style::get(), &Style::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void StatusLight::setState(State state)
{
    m_state = state;
    setAccessibleName(text());
    updateGeometry();
    update();
}

QString StatusLight::text() const
{
    switch (m_state) {
    case State::off:
        return tr("Not served");
    case State::starting:
        return tr("Starting");
    case State::on:
        return tr("Serving");
    case State::failed:
        return tr("Failed");
    }
    return {};
}

QSize StatusLight::sizeHint() const
{
    const QFontMetrics metrics(Style::get().font(TextRole::bodyStrong));
    return {Style::get().px(18) + metrics.horizontalAdvance(text()), Style::get().px(24)};
}

void StatusLight::paintEvent(QPaintEvent*)
{
    const Style& style = Style::get();
    const Theme& colours = theme();
    const QColor ink = m_state == State::on ? colours.state.ok
        : m_state == State::starting        ? colours.state.warning
        : m_state == State::failed          ? colours.state.error
                                            : colours.text.tertiary;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const double size = style.px(10);
    const QRectF dot(1, (height() - size) / 2.0, size, size);
    if (m_state == State::off) { // a ring: off to those who see no colours, too
        painter.setPen(QPen(ink, 1.5));
        painter.drawEllipse(dot.adjusted(1, 1, -1, -1));
    } else {
        painter.setPen(Qt::NoPen);
        painter.setBrush(ink);
        painter.drawEllipse(dot);
    }
    painter.setFont(style.font(TextRole::bodyStrong));
    painter.setPen(m_state == State::off ? colours.text.secondary : colours.text.primary);
    painter.drawText(rect().adjusted(style.px(18), 0, 0, 0), Qt::AlignVCenter, text());
}

} // namespace weft
