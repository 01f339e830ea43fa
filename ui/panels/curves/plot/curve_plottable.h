#pragma once

#include "ui/panels/curves/plot/plot_line.h"
#include "ui/panels/curves/plot/trace.h"

#include "ui/panels/curves/plot/custom_plot.h"

namespace weft {

// Draws one line of a plot: the curve, or the curve pale under its smoothed form. What it costs depends on how wide the
// plot is, not on how many values there are.
class CurvePlottable : public QCPAbstractPlottable {
public:
    CurvePlottable(QCPAxis* x, QCPAxis* y);

    void setLine(PlotLine line);
    const PlotLine& line() const { return m_line; }
    void setAlong(Along along) { m_along = along; }
    void setSmoothing(double weight, double unit);
    // The smoothed form of all that the curve holds by now.
    const Smoothed& smoothed();
    bool isShownSmoothed() const { return m_line.isSmoothed && m_weight > 0; }
    // The value that the line goes through at a step; NaN where it has none.
    double valueAt(double step);

    PixelMap pixels() const;
    double xOfStep(double step) const; // in what the axis counts

    // The line itself, which lies above the pale curves of all lines.
    void drawForm(QCPPainter* painter);
    void setPaleness(float opacity) { m_paleness = opacity; }

    double selectTest(const QPointF& place, bool onlySelectable, QVariant* details = nullptr) const override;
    QCPRange getKeyRange(bool& found, QCP::SignDomain signs = QCP::sdBoth) const override;
    QCPRange getValueRange(bool& found, QCP::SignDomain signs = QCP::sdBoth,
                           const QCPRange& keys = QCPRange()) const override;

protected:
    void draw(QCPPainter* painter) override;
    void drawLegendIcon(QCPPainter* painter, const QRectF& rect) const override;

private:
    void drawCurve(QCPPainter* painter, const QPen& pen) const; // as it was measured
    void drawBand(QCPPainter* painter, const std::vector<QRectF>& band, const QColor& colour) const;
    void drawParts(QCPPainter* painter, const std::vector<QPolygonF>& parts, const QPen& pen) const;
    void drawRings(QCPPainter* painter, const std::vector<QPolygonF>& parts) const;

    PlotLine m_line;
    Along m_along = Along::step;
    double m_weight = 0;
    double m_unit = 1;
    float m_paleness = 0.28F; // of the curve under its smoothed form
    Smoothed m_smoothed;
};

// The pixel of a value on an axis; finite, and no further from the plot than its own size, whatever the value.
double pixelOf(const QCPAxis* axis, double value);

} // namespace weft
