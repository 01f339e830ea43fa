#include "ui/inspector/live/maps_view.h"

#include "ui/style/numbers.h"
#include "ui/style/style.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <array>
#include <cmath>

namespace weft {

namespace {

constexpr int acrossMost = 8;
constexpr int mostShown = 32;

// The same in both themes, since it is data: five stops from dark to light, even in lightness.
QList<QRgb> ramp()
{
    static constexpr std::array<QRgb, 5> stops = {0xff10162e, 0xff2a4f8f, 0xff23867e, 0xff8fc04b, 0xfff7e35a};
    QList<QRgb> table;
    for (int i = 0; i < 256; ++i) {
        const double at = i / 255.0 * (stops.size() - 1);
        const size_t from = std::min(size_t(at), stops.size() - 2);
        const double part = at - double(from);
        const auto mix = [&](int (*channel)(QRgb)) {
            return int(std::lround(channel(stops[from]) * (1 - part) + channel(stops[from + 1]) * part));
        };
        table << qRgb(mix(qRed), mix(qGreen), mix(qBlue));
    }
    return table;
}

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
    static const QList<QRgb> table = ramp();
    const size_t before = m_pictures.size();
    m_pictures.clear();
    m_zeros = zeros;
    const int64_t size = maps.rows * maps.columns;
    const int64_t channels = std::min<int64_t>(maps.channels, mostShown);
    if (size <= 0 || int64_t(maps.pixels.size()) < channels * size)
        return;
    for (int64_t channel = 0; channel < channels; ++channel) {
        QImage picture(int(maps.columns), int(maps.rows), QImage::Format_Indexed8);
        picture.setColorTable(table);
        for (int64_t row = 0; row < maps.rows; ++row)
            std::copy_n(reinterpret_cast<const uchar*>(maps.pixels.data()) + channel * size + row * maps.columns,
                        maps.columns, picture.scanLine(int(row)));
        m_pictures.push_back(std::move(picture));
    }
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
