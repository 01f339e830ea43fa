#pragma once

#include "ui/panels/curves/plot/plot_line.h"

#include "ui/panels/curves/plot/custom_plot.h"

#include <optional>

namespace weft {

class CurvePlot;

// Under the curves: a shade on what is yet to come.
class PlotFuture : public QCPLayerable {
public:
    explicit PlotFuture(CurvePlot& plot);

protected:
    void applyDefaultAntialiasingHint(QCPPainter* painter) const override { painter->setAntialiasing(false); }
    void draw(QCPPainter* painter) override;
    QRect clipRect() const override;

private:
    CurvePlot& m_plot;
};

// The smoothed forms, over the pale curves of all lines.
class PlotForms : public QCPLayerable {
public:
    explicit PlotForms(CurvePlot& plot);

protected:
    void applyDefaultAntialiasingHint(QCPPainter* painter) const override { painter->setAntialiasing(true); }
    void draw(QCPPainter* painter) override;
    QRect clipRect() const override;

private:
    CurvePlot& m_plot;
};

// What lies over the curves: where they stopped being numbers, the last values at the right edge, and flags.
class PlotNotes : public QCPLayerable {
public:
    explicit PlotNotes(CurvePlot& plot);

    // Places as near as can be to where they want to be (any order), `distance` apart, within low … high.
    static std::vector<double> keptApart(const std::vector<double>& wanted, double distance, double low, double high);

protected:
    void applyDefaultAntialiasingHint(QCPPainter* painter) const override { painter->setAntialiasing(true); }
    void draw(QCPPainter* painter) override;
    QRect clipRect() const override;

private:
    void drawGaps(QCPPainter* painter) const;
    void drawLastValues(QCPPainter* painter) const;
    void drawMarks(QCPPainter* painter) const;
    void drawFlags(QCPPainter* painter, const std::vector<std::pair<double, QString>>& flags) const;

    CurvePlot& m_plot;
};

// The cursor's line, its place on the axis, a dot on each curve and their values; and the box of a zoom.
class PlotCursor : public QCPLayerable {
public:
    explicit PlotCursor(CurvePlot& plot);

protected:
    void applyDefaultAntialiasingHint(QCPPainter* painter) const override { painter->setAntialiasing(true); }
    void draw(QCPPainter* painter) override;
    QRect clipRect() const override;

private:
    void drawCursor(QCPPainter* painter, double x) const;
    void drawValues(QCPPainter* painter, double x) const;

    CurvePlot& m_plot;
};

} // namespace weft
