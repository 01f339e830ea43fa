#include "ui/panels/curves/plot/curve_plot.h"

#include "ui/panels/curves/plot/curve_plottable.h"
#include "ui/panels/curves/plot/plot_overlay.h"
#include "ui/style/style.h"

#include <cmath>

namespace weft {

CurvePlot::CurvePlot(QWidget* parent)
    : QCustomPlot(parent)
    , m_xTicker(new ValueTicker)
    , m_yTicker(new ValueTicker)
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setNoAntialiasingOnDrag(false);
    addLayer(QStringLiteral("forms"), layer(QStringLiteral("main")), limAbove);
    addLayer(QStringLiteral("cursor"), layer(QStringLiteral("overlay")), limAbove);
    addLayer(QStringLiteral("notes"), layer(QStringLiteral("cursor")), limAbove);
    layer(QStringLiteral("cursor"))->setMode(QCPLayer::lmBuffered); // the mouse redraws nothing else
    new PlotFuture(*this);
    new PlotForms(*this);
    new PlotNotes(*this);
    new PlotCursor(*this);
    xAxis->setTicker(m_xTicker);
    yAxis->setTicker(m_yTicker);
    axisRect()->setAutoMargins(QCP::msNone);
    connect(&Style::get(), &Style::changed, this, &CurvePlot::restyle);
    updateTickers();
    restyle();
    fit();
}

CurvePlot::~CurvePlot() = default;

void CurvePlot::restyle()
{
    const Style& style = Style::get();
    const Theme& now = theme();
    setBackground(now.surface.panel);
    for (QCPAxis* const axis : {xAxis, yAxis}) {
        axis->setTickLabelFont(style.font(TextRole::small));
        axis->setTickLabelColor(now.text.tertiary);
        axis->setTickPen(Qt::NoPen);
        axis->setSubTickPen(Qt::NoPen);
        axis->setTickLength(0, 0);
        axis->setNumberFormat(QStringLiteral("g")); // else it sets "1.0e-3" as a power
        axis->grid()->setPen(QPen(now.line.subtle, 1));
        axis->grid()->setZeroLinePen(QPen(now.line.subtle, 1));
        axis->setTickLabelPadding(style.px(6));
    }
    xAxis->grid()->setVisible(false);
    xAxis->setBasePen(QPen(now.line.strong, 1));
    yAxis->setBasePen(Qt::NoPen);
    // Fixed, so that nothing shifts when numbers grow longer.
    axisRect()->setMargins({style.px(48), style.px(8), style.px(m_lastValues ? 60 : 16), style.px(24)});
    fit();
    redraw();
}

// Of the axes; their rectangle itself knows only after the next drawing.
QSize CurvePlot::plotRoom() const
{
    const QMargins margins = axisRect()->margins();
    return QSize(width() - margins.left() - margins.right(), height() - margins.top() - margins.bottom())
        .expandedTo({1, 1});
}

void CurvePlot::updateTickers()
{
    m_xTicker->setPlaces(m_along);
    m_yTicker->setValues(m_kind);
    m_xTicker->setLogarithmic(m_logAlong);
    m_yTicker->setLogarithmic(m_logarithmic);
    const QSize room = plotRoom();
    const double tall = room.height();
    const double wide = room.width();
    m_yTicker->setTickCount(std::clamp(int(tall / Style::get().px(34)), 2, 9));
    m_xTicker->setTickCount(std::clamp(int(wide / Style::get().px(52)), 2, 12));
}

void CurvePlot::setTitle(const QString& title)
{
    m_title = title;
    setAccessibleName(title);
}

void CurvePlot::setLines(std::vector<PlotLine> lines)
{
    while (m_plottables.size() > lines.size()) {
        removePlottable(m_plottables.back());
        m_plottables.pop_back();
    }
    while (m_plottables.size() < lines.size())
        m_plottables.push_back(new CurvePlottable(xAxis, yAxis));
    for (size_t i = 0; i < lines.size(); ++i)
        m_plottables[i]->setLine(std::move(lines[i]));
    curvesGrew();
}

std::vector<PlotLine> CurvePlot::lines() const
{
    std::vector<PlotLine> all;
    for (const CurvePlottable* plottable : m_plottables)
        all.push_back(plottable->line());
    return all;
}

void CurvePlot::showLine(size_t line, bool shown)
{
    PlotLine changed = m_plottables.at(line)->line();
    changed.isVisible = shown;
    m_plottables[line]->setLine(std::move(changed));
    curvesGrew();
}

void CurvePlot::setMarks(std::vector<PlotMark> marks)
{
    if (marks == m_marks)
        return;
    m_marks = std::move(marks);
    fit();
    redraw();
}

void CurvePlot::setKind(ValueKind kind)
{
    m_kind = kind;
    updateTickers();
    redraw();
}

void CurvePlot::setAlong(Along along)
{
    if (along == m_along)
        return;
    m_along = along;
    m_xByHand = false;
    setCursorAt(std::nullopt);
    updateTickers();
    curvesGrew();
    emit viewChanged();
}

void CurvePlot::setLogarithmic(bool logarithmic)
{
    if (logarithmic == m_logarithmic)
        return;
    m_logarithmic = logarithmic;
    m_yByHand = false;
    yAxis->setScaleType(logarithmic ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
    updateTickers();
    fit();
    redraw();
    emit viewChanged();
}

void CurvePlot::setLogarithmicAlong(bool logarithmic)
{
    if (logarithmic == m_logAlong)
        return;
    m_logAlong = logarithmic;
    m_xByHand = false;
    setCursorAt(std::nullopt);
    xAxis->setScaleType(logarithmic ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
    updateTickers();
    fit();
    redraw();
    emit viewChanged();
}

void CurvePlot::setSmoothing(double weight)
{
    m_smoothing = std::isfinite(weight) ? std::clamp(weight, 0.0, 0.999) : 0;
    curvesGrew();
}

void CurvePlot::setLive(bool live)
{
    if (live == m_live)
        return;
    m_live = live;
    curvesGrew();
}

void CurvePlot::setLastValues(bool shown)
{
    m_lastValues = shown;
    restyle();
}

void CurvePlot::curvesGrew()
{
    double steps = 0;
    int smoothed = 0;
    for (const CurvePlottable* plottable : m_plottables) {
        steps = std::max(steps, double(plottable->line().curve->lastStep()));
        smoothed += plottable->isShownSmoothed() ? 1 : 0;
    }
    smoothed = std::max(1, smoothed); // many pale curves over each other are no longer pale
    // In whole powers of two, so that a growing run is not smoothed anew at every step.
    m_unit = std::exp2(std::round(std::log2(smoothingUnit(steps))));
    for (CurvePlottable* plottable : m_plottables) {
        plottable->setAlong(m_along);
        plottable->setSmoothing(m_smoothing, m_unit);
        plottable->setPaleness(0.28F * std::pow(float(smoothed), -0.75F));
    }
    fit();
    redraw();
}

void CurvePlot::fit()
{
    if (!m_xByHand)
        fitX();
    if (!m_yByHand)
        fitY();
}

void CurvePlot::fitX()
{
    double last = 0;
    for (const CurvePlottable* plottable : m_plottables) {
        bool found = false;
        const QCPRange range = plottable->getKeyRange(found);
        if (found && plottable->line().isVisible && std::isfinite(range.upper))
            last = std::max(last, range.upper);
    }
    const double beyond = m_live ? roundedEnd(last * 1.02) : last * 1.01;
    const double end = sane({0, last > 0 ? beyond : 1}, false).high;
    double first = m_logAlong ? end / 10 : 0;
    for (const CurvePlottable* plottable : m_plottables) {
        const Curve& curve = *plottable->line().curve;
        if (!m_logAlong || curve.isEmpty() || !plottable->line().isVisible)
            continue;
        const double begins = plottable->xOfStep(double(curve.step(0)));
        if (std::isfinite(begins) && begins > 0)
            first = std::min(first, begins);
    }
    const PlotRange shown = m_logAlong ? sane({first, end}, true) : PlotRange {0, end};
    xAxis->setRange(QCPRange(shown.low, shown.high));
}

void CurvePlot::fitY()
{
    double least = std::numeric_limits<double>::infinity();
    double most = -least;
    for (CurvePlottable* plottable : m_plottables) {
        bool found = false;
        const QCPRange range =
            plottable->getValueRange(found, m_logarithmic ? QCP::sdPositive : QCP::sdBoth, xAxis->range());
        if (!found || !plottable->line().isVisible)
            continue;
        least = std::min(least, range.lower);
        most = std::max(most, range.upper);
    }
    const bool hasValues = least <= most;
    PlotRange range = hasValues ? around(least, most, 0.06, m_logarithmic)
        : m_logarithmic         ? PlotRange {0.01, 10}
                                : PlotRange {0, 1};
    if (!m_marks.empty()) // room for the flags
        range = part(range, 0, 1 + std::min(0.5, Style::get().px(22) / double(plotRoom().height())), m_logarithmic);
    yAxis->setRange(QCPRange(range.low, range.high));
}

void CurvePlot::resetView()
{
    m_xByHand = false;
    m_yByHand = false;
    fit();
    redraw();
    emit viewChanged();
}

PlotRange CurvePlot::xRange() const
{
    return {xAxis->range().lower, xAxis->range().upper};
}

PlotRange CurvePlot::yRange() const
{
    return {yAxis->range().lower, yAxis->range().upper};
}

void CurvePlot::setCursorAt(std::optional<double> x)
{
    if (x && !std::isfinite(*x))
        x.reset();
    if (x == m_cursor)
        return;
    m_cursor = x;
    redrawCursor();
}

double CurvePlot::valueAtCursor(size_t line) const
{
    CurvePlottable* const plottable = m_plottables.at(line);
    return m_cursor ? plottable->valueAt(plottable->line().timeline->toStep(m_along, *m_cursor)) : double(NAN);
}

QString CurvePlot::summary() const
{
    QStringList parts;
    for (CurvePlottable* plottable : m_plottables) {
        const PlotLine& line = plottable->line();
        if (!line.isVisible)
            continue;
        const Pyramid& values = line.curve->values;
        const Pyramid::Summary all = values.summary();
        if (all.isEmpty()) {
            parts << tr("%1: no values yet.").arg(line.name);
            continue;
        }
        parts << tr("%1: %2 at step %3, lowest %4, highest %5.")
                     .arg(line.name, formatValue(double(values[values.size() - 1]), m_kind),
                          formatPlace(double(line.curve->lastStep()), Along::step),
                          formatValue(double(all.min), m_kind), formatValue(double(all.max), m_kind));
        if (!values.gaps().empty())
            parts << tr("Not a finite number from step %1.")
                         .arg(formatPlace(double(line.curve->step(values.gaps().front().first)), Along::step));
    }
    return parts.isEmpty() ? tr("No curves.") : parts.join(QLatin1Char(' '));
}

void CurvePlot::redraw()
{
    if (isVisible()) // else when it is shown
        replot(QCustomPlot::rpQueuedReplot);
}

void CurvePlot::redrawCursor()
{
    layer(QStringLiteral("cursor"))->replot();
}

} // namespace weft
