#include "ui/panels/curves/plot/curve_plottable.h"

#include "ui/panels/curves/plot/plot_range.h"
#include "ui/style/style.h"

#include <cmath>

namespace weft {

LineRole runRole(size_t index)
{
    return LineRole(size_t(LineRole::run1) + index % 5);
}

QColor colourOf(LineRole role)
{
    switch (role) {
    case LineRole::train:
        return theme().series.train;
    case LineRole::validation:
        return theme().series.validation;
    default:
        return theme().series.run[size_t(role) - size_t(LineRole::run1)];
    }
}

QVector<qreal> dashOf(LineRole role)
{
    switch (role) {
    case LineRole::run2:
        return {4, 2.2};
    case LineRole::run3:
        return {1, 1.6};
    case LineRole::run4:
        return {5, 2, 1, 2};
    case LineRole::run5:
        return {2.4, 1.6};
    default:
        return {};
    }
}

double pixelOf(const QCPAxis* axis, double value)
{
    const QCPRange range = axis->range();
    const bool logarithmic = axis->scaleType() == QCPAxis::stLogarithmic;
    double place = logarithmic && value <= 0 ? -1 : placeOf({range.lower, range.upper}, value, logarithmic);
    place = std::isnan(place) ? -1 : std::clamp(place, -1.0, 2.0);
    const QRect rect = axis->axisRect()->rect();
    return axis->orientation() == Qt::Horizontal ? rect.left() + place * rect.width()
                                                 : rect.top() + (1 - place) * rect.height();
}

CurvePlottable::CurvePlottable(QCPAxis* x, QCPAxis* y)
    : QCPAbstractPlottable(x, y)
{
}

void CurvePlottable::setLine(PlotLine line)
{
    const bool sameCurve = line.curve == m_line.curve;
    m_line = std::move(line);
    setVisible(m_line.isVisible);
    setName(m_line.name);
    if (!sameCurve)
        m_smoothed = {};
}

void CurvePlottable::setSmoothing(double weight, double unit)
{
    m_weight = weight;
    m_unit = unit;
}

const Smoothed& CurvePlottable::smoothed()
{
    m_smoothed.follow(*m_line.curve, m_weight, m_unit);
    return m_smoothed;
}

double CurvePlottable::valueAt(double step)
{
    const Curve& curve = *m_line.curve;
    const size_t index = curve.indexAt(step);
    if (index >= curve.size())
        return std::numeric_limits<double>::quiet_NaN();
    if (!isShownSmoothed())
        return double(curve.values[index]);
    const Smoothed& form = smoothed();
    return double(form.values()[std::min(index / form.grain(), form.size() - 1)]);
}

double CurvePlottable::xOfStep(double step) const
{
    return m_line.timeline->fromStep(m_along, step);
}

PixelMap CurvePlottable::pixels() const
{
    const QCPAxis* const x = keyAxis();
    const QCPAxis* const y = valueAxis();
    const QRect rect = x->axisRect()->rect();
    const QCPRange range = x->range();
    const bool logarithmic = x->scaleType() == QCPAxis::stLogarithmic;
    return {
        .xOfStep = [=, this](double step) { return pixelOf(x, xOfStep(step)); },
        .stepOfX =
            [=, this](double pixel) {
                const double place = (pixel - rect.left()) / rect.width();
                return m_line.timeline->toStep(m_along, weft::valueAt({range.lower, range.upper}, place, logarithmic));
            },
        .yOfValue = [=](double value) { return pixelOf(y, value); },
        .left = double(rect.left()),
        .right = double(rect.left() + rect.width()),
        .column = 1 / parentPlot()->bufferDevicePixelRatio(),
    };
}

namespace {

// With points so far apart that dashes, which go by the length of the line, are seen as dashes.
QPolygonF thinned(const QPolygonF& part)
{
    QPolygonF kept = {part.front()};
    for (const QPointF& point : part) {
        if (point.x() - kept.back().x() >= 2.5)
            kept << point;
    }
    return kept << part.back();
}

} // namespace

void CurvePlottable::drawParts(QCPPainter* painter, const std::vector<QPolygonF>& parts, const QPen& pen) const
{
    painter->setBrush(Qt::NoBrush);
    // Points less than a pen's width apart leave no corner to see, and rounding each takes most of the time.
    constexpr qsizetype dense = 200;
    for (const QPolygonF& part : parts) {
        QPen now = pen;
        if (part.size() > dense)
            now.setJoinStyle(Qt::BevelJoin);
        painter->setPen(now);
        if (part.size() == 1)
            painter->drawPoint(part.front());
        else
            painter->drawPolyline(pen.style() == Qt::SolidLine ? part : thinned(part));
    }
}

void CurvePlottable::drawRings(QCPPainter* painter, const std::vector<QPolygonF>& parts) const
{
    qsizetype count = 0;
    for (const QPolygonF& part : parts)
        count += part.size();
    const double room = double(keyAxis()->axisRect()->width()) / double(std::max<qsizetype>(1, count));
    if (room < Style::get().px(9))
        return;
    const double radius = Style::get().px(6) / 2.0;
    painter->setPen(QPen(colourOf(m_line.role), 1.5));
    painter->setBrush(theme().surface.panel);
    for (const QPolygonF& part : parts) {
        for (const QPointF& place : part)
            painter->drawEllipse(place, radius, radius);
    }
}

void CurvePlottable::drawCurve(QCPPainter* painter, const QPen& pen) const
{
    const PixelMap map = pixels();
    constexpr size_t strokes = 30'000; // values whose line is stroked in no time, and looks better
    const bool isShort = pen.widthF() > 1 && m_line.curve->size() < strokes;
    const std::vector<QRectF> band = isShort ? std::vector<QRectF>() : traceBand(*m_line.curve, map);
    if (band.empty()) {
        painter->setAntialiasing(true);
        drawParts(painter, trace(*m_line.curve, map), pen);
        return;
    }
    drawBand(painter, band, pen.color());
}

// A painter fills thousands of narrow bars one after the other, each in pieces on several threads that it waits for. On
// a screen they are a picture.
void CurvePlottable::drawBand(QCPPainter* painter, const std::vector<QRectF>& band, const QColor& colour) const
{
    const QRect rect = keyAxis()->axisRect()->rect();
    if (painter->modes().testFlag(QCPPainter::pmVectorized)) {
        painter->setAntialiasing(false);
        painter->setPen(Qt::NoPen);
        painter->setBrush(colour);
        painter->drawRects(band.data(), int(band.size()));
        painter->setAntialiasing(true);
        return;
    }
    const double ratio = parentPlot()->bufferDevicePixelRatio();
    QImage picture((QSizeF(rect.size()) * ratio).toSize(), QImage::Format_ARGB32_Premultiplied);
    if (picture.isNull())
        return;
    picture.fill(Qt::transparent);
    picture.setDevicePixelRatio(ratio);
    const QRgb pixel = qPremultiply(colour.rgba());
    auto* const pixels = reinterpret_cast<QRgb*>(picture.bits());
    const qsizetype stride = picture.bytesPerLine() / qsizetype(sizeof(QRgb));
    for (const QRectF& bar : band) {
        const int x = int(std::lround((bar.left() - rect.left()) * ratio));
        const int top = std::max(0, int(std::lround((bar.top() - rect.top()) * ratio)));
        const int bottom = std::min(picture.height(), int(std::lround((bar.bottom() - rect.top()) * ratio)));
        if (x < 0 || x >= picture.width())
            continue;
        for (int y = top; y < bottom; ++y)
            pixels[y * stride + x] = pixel;
    }
    painter->drawImage(rect.topLeft(), picture);
}

void CurvePlottable::draw(QCPPainter* painter)
{
    if (!isShownSmoothed())
        return;
    QColor pale = colourOf(m_line.role);
    pale.setAlphaF(m_paleness);
    drawCurve(painter, QPen(pale, 1));
}

void CurvePlottable::drawForm(QCPPainter* painter)
{
    if (m_line.curve->isEmpty())
        return;
    const double width = isShownSmoothed() ? 2 : m_line.isSmoothed ? 1.25 : 1.75;
    QPen pen(colourOf(m_line.role), width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
    if (const QVector<qreal> dash = dashOf(m_line.role); !dash.isEmpty()) {
        pen.setDashPattern(dash);
        pen.setCapStyle(Qt::FlatCap);
    }
    painter->setAntialiasing(true);
    if (isShownSmoothed())
        drawParts(painter, trace(*m_line.curve, smoothed(), pixels()), pen);
    else
        drawCurve(painter, pen);
    if (m_line.hasRings && m_line.curve->size() <= size_t(keyAxis()->axisRect()->width()))
        drawRings(painter, trace(*m_line.curve, pixels()));
}

void CurvePlottable::drawLegendIcon(QCPPainter* painter, const QRectF& rect) const
{
    painter->setPen(QPen(colourOf(m_line.role), 2));
    painter->drawLine(QLineF(rect.left(), rect.center().y(), rect.right(), rect.center().y()));
}

double CurvePlottable::selectTest(const QPointF&, bool, QVariant*) const
{
    return -1;
}

QCPRange CurvePlottable::getKeyRange(bool& found, QCP::SignDomain) const
{
    const Curve& curve = *m_line.curve;
    found = !curve.isEmpty();
    return found ? QCPRange(xOfStep(double(curve.step(0))), xOfStep(double(curve.lastStep()))) : QCPRange();
}

QCPRange CurvePlottable::getValueRange(bool& found, QCP::SignDomain signs, const QCPRange& keys) const
{
    const Curve& curve = *m_line.curve;
    size_t first = 0;
    size_t last = curve.size();
    if (keys != QCPRange()) {
        first = curve.indexFrom(m_line.timeline->toStep(m_along, keys.lower));
        last = std::min(last, curve.indexFrom(m_line.timeline->toStep(m_along, keys.upper)) + 1);
    }
    const Pyramid::Summary summary = curve.values.summary(first, last);
    const bool positive = signs == QCP::sdPositive;
    found = !summary.isEmpty() && (!positive || summary.max > 0);
    return found ? QCPRange(double(positive ? summary.leastPositive : summary.min), double(summary.max)) : QCPRange();
}

} // namespace weft
