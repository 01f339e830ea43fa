#include "ui/inspector/live/maps_view.h"

#include "ui/canvas/paint/map_pictures.h"
#include "ui/style/numbers.h"
#include "ui/style/style.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <cmath>

namespace weft {

namespace {

constexpr int acrossMost = 8;
constexpr int mostShown = 32;

} // namespace

MapsView::MapsView(QWidget* parent)
    : QWidget(parent)
{
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    connect(&Style::get(), &Style::changed, this, qOverload<>(&QWidget::update));
}

void MapsView::show(const ActivationMaps& maps, const std::vector<float>& zeros)
{
    const size_t before = m_pictures.size();
    m_pictures = mapPictures(maps, mostShown);
    m_zeros = zeros;
    if (m_pictures.size() != before)
        updateGeometry();
    update();
}

QRectF MapsView::cellOf(int channel) const
{
    const double left = Style::get().px(19), gap = 2;
    const double side = (width() - left - Style::get().px(12) + gap) / acrossMost;
    return {left + channel % acrossMost * side, double(channel / acrossMost) * side, side - gap, side - gap};
}

int MapsView::heightForWidth(int width) const
{
    const double side = (width - Style::get().px(31) + 2) / double(acrossMost);
    const int rows = (int(m_pictures.size()) + acrossMost - 1) / acrossMost;
    return int(std::ceil(rows * side));
}

QSize MapsView::sizeHint() const
{
    return {Style::get().px(200), heightForWidth(std::max(width(), Style::get().px(200)))};
}

void MapsView::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    for (int channel = 0; channel < int(m_pictures.size()); ++channel) {
        const QRectF cell = cellOf(channel);
        if (size_t(channel) < m_zeros.size() && m_zeros[size_t(channel)] >= 1) {
            painter.fillRect(cell, theme().state.errorSoft);
            painter.fillRect(cell, QBrush(theme().state.error, Qt::BDiagPattern));
            continue;
        }
        painter.drawImage(cell, m_pictures[size_t(channel)]);
    }
}

bool MapsView::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        for (int channel = 0; channel < int(m_pictures.size()); ++channel) {
            if (!cellOf(channel).contains(static_cast<QHelpEvent*>(event)->pos()))
                continue;
            QString text = tr("Channel %1").arg(channel + 1);
            if (size_t(channel) < m_zeros.size())
                text += QStringLiteral(" · ") + tr("%1 zero").arg(formatPercent(double(m_zeros[size_t(channel)]), 0));
            QToolTip::showText(static_cast<QHelpEvent*>(event)->globalPos(), text, this);
            return true;
        }
        QToolTip::hideText();
        return true;
    }
    return QWidget::event(event);
}

} // namespace weft
