#include "ui/panels/curves/plot/plot_overlay.h"

#include "ui/panels/curves/plot/curve_plot.h"
#include "ui/panels/curves/plot/curve_plottable.h"
#include "ui/style/style.h"

#include <algorithm>
#include <cmath>

namespace weft {

namespace {

constexpr int labelDistance = 18; // of the labels at the right edge

QColor textOn()
{
    return theme().dark ? theme().surface.chrome : theme().text.onAccent;
}

void drawPill(QPainter* painter, const QRectF& rect, const QColor& fill, const QColor& ink, const QString& text)
{
    painter->setPen(Qt::NoPen);
    painter->setBrush(fill);
    painter->drawRoundedRect(rect, 3, 3);
    painter->setPen(ink);
    painter->drawText(rect, Qt::AlignCenter, text);
}

// To so many digits, for where there is no room for more.
double rounded(double value, int digits)
{
    if (!std::isfinite(value) || value == 0)
        return value;
    const double unit = std::pow(10, std::floor(std::log10(std::abs(value))) + 1 - digits);
    return std::round(value / unit) * unit;
}

} // namespace

PlotFuture::PlotFuture(CurvePlot& plot)
    : QCPLayerable(&plot, QStringLiteral("grid"))
    , m_plot(plot)
{
}

QRect PlotFuture::clipRect() const
{
    return m_plot.axisRect()->rect();
}

void PlotFuture::draw(QCPPainter* painter)
{
    const QRect rect = m_plot.axisRect()->rect();
    double now = 0;
    for (const CurvePlottable* plottable : m_plot.plottables())
        now = std::max(now, plottable->xOfStep(double(plottable->line().curve->lastStep())));
    if (!m_plot.isLive() || !(now > 0))
        return;
    const double x = pixelOf(m_plot.xAxis, now);
    if (x < rect.right())
        painter->fillRect(QRectF(QPointF(std::max(x, double(rect.left())), rect.top()), rect.bottomRight()),
                          theme().surface.inset);
}

PlotForms::PlotForms(CurvePlot& plot)
    : QCPLayerable(&plot, QStringLiteral("forms"))
    , m_plot(plot)
{
}

QRect PlotForms::clipRect() const
{
    return m_plot.axisRect()->rect();
}

void PlotForms::draw(QCPPainter* painter)
{
    for (CurvePlottable* plottable : m_plot.plottables()) {
        if (plottable->line().isVisible)
            plottable->drawForm(painter);
    }
}

PlotNotes::PlotNotes(CurvePlot& plot)
    : QCPLayerable(&plot, QStringLiteral("notes"))
    , m_plot(plot)
{
}

QRect PlotNotes::clipRect() const
{
    return m_plot.viewport();
}

std::vector<double> PlotNotes::keptApart(const std::vector<double>& wanted, double distance, double low, double high)
{
    std::vector<size_t> order(wanted.size());
    for (size_t i = 0; i < order.size(); ++i)
        order[i] = i;
    std::ranges::stable_sort(order, {}, [&](size_t i) { return wanted[i]; });
    std::vector<double> places(wanted.size());
    double next = low;
    for (const size_t i : order) {
        places[i] = std::max(next, std::min(wanted[i], high));
        next = places[i] + distance;
    }
    // Back from the lower edge: what was pushed out of it pushes the others up.
    double most = high;
    for (auto i = order.rbegin(); i != order.rend(); ++i) {
        places[*i] = std::min(places[*i], most);
        most = places[*i] - distance;
    }
    return places;
}

void PlotNotes::draw(QCPPainter* painter)
{
    painter->setFont(Style::get().font(TextRole::small));
    drawGaps(painter);
    if (m_plot.hasLastValues())
        drawLastValues(painter);
    drawMarks(painter);
}

// A cross at the upper edge where values were not finite, as wide as they are many.
void PlotNotes::drawGaps(QCPPainter* painter) const
{
    const QRect rect = m_plot.axisRect()->rect();
    const double size = Style::get().px(3);
    painter->setPen(QPen(theme().state.error, 1.5));
    for (const CurvePlottable* plottable : m_plot.plottables()) {
        const Curve& curve = *plottable->line().curve;
        if (!plottable->line().isVisible || curve.isEmpty())
            continue;
        const PixelMap map = plottable->pixels();
        const auto& gaps = curve.values.gaps();
        // As many looks as there are places for a cross, however many gaps.
        for (double x = rect.left(); x < rect.right();) {
            const auto gap = curve.values.gapFrom(curve.indexFrom(map.stepOfX(x)));
            if (gap == gaps.end())
                break;
            const double from = map.xOfStep(double(curve.step(gap->first)));
            const double to = map.xOfStep(double(curve.step(gap->last)));
            const double at = std::max(from, x);
            if (at > rect.right())
                break;
            const double y = rect.top() + 2 + size;
            painter->drawLine(QPointF(at - size, y - size), QPointF(at + size, y + size));
            painter->drawLine(QPointF(at - size, y + size), QPointF(at + size, y - size));
            if (to > at + size)
                painter->drawLine(QPointF(at, y + 2 * size), QPointF(std::min(to, double(rect.right())), y + 2 * size));
            x = std::max(to, at + 3 * size) + 0.5;
        }
    }
}

void PlotNotes::drawLastValues(QCPPainter* painter) const
{
    const QRect rect = m_plot.axisRect()->rect();
    std::vector<double> wanted;
    std::vector<std::pair<double, QColor>> labels;
    for (CurvePlottable* plottable : m_plot.plottables()) {
        const Curve& curve = *plottable->line().curve;
        if (!plottable->line().isVisible || curve.isEmpty())
            continue;
        const double value = plottable->valueAt(double(curve.lastStep()));
        wanted.push_back(std::clamp(pixelOf(m_plot.yAxis, value), double(rect.top()), double(rect.bottom())));
        labels.emplace_back(value, colourOf(plottable->line().role));
    }
    const double height = Style::get().px(16);
    const std::vector<double> places =
        keptApart(wanted, Style::get().px(labelDistance), rect.top() + height / 2, rect.bottom() - height / 2);
    painter->setFont(Style::get().font(TextRole::monoSmall));
    const double left = rect.right() + Style::get().px(6);
    const double width = m_plot.width() - left - Style::get().px(6);
    for (size_t i = 0; i < labels.size(); ++i) {
        // Where they do not all fit, the first ones are shown.
        if (places[i] < rect.top()
            || (i > 0 && labels.size() * size_t(labelDistance) > size_t(rect.height())
                && i >= size_t(rect.height() / labelDistance)))
            continue;
        QString text = formatValue(labels[i].first, m_plot.kind());
        for (int digits = 2; digits > 0 && painter->fontMetrics().horizontalAdvance(text) > width - 4; --digits)
            text = formatValue(rounded(labels[i].first, digits), m_plot.kind());
        drawPill(painter, {left, places[i] - height / 2, width, height}, labels[i].second, textOn(), text);
    }
}

void PlotNotes::drawMarks(QCPPainter* painter) const
{
    const QRect rect = m_plot.axisRect()->rect();
    const auto& plottables = m_plot.plottables();
    std::vector<std::pair<double, QString>> flags;
    painter->setPen(QPen(theme().state.warning, 1, Qt::DashLine));
    for (const PlotMark& mark : m_plot.marks()) {
        const double at = plottables.empty() ? mark.step : plottables.front()->xOfStep(mark.step);
        const double x = pixelOf(m_plot.xAxis, at);
        const bool isNew = flags.empty() || x - flags.back().first >= 1;
        if (x < rect.left() || x > rect.right() || !isNew)
            continue;
        painter->drawLine(QLineF(x, rect.top(), x, rect.bottom()));
        flags.emplace_back(x, mark.text);
    }
    drawFlags(painter, flags);
}

// In up to three rows; where there is no room the line stands alone.
void PlotNotes::drawFlags(QCPPainter* painter, const std::vector<std::pair<double, QString>>& flags) const
{
    const QRect rect = m_plot.axisRect()->rect();
    painter->setFont(Style::get().font(TextRole::small));
    const QFontMetricsF metrics(painter->font());
    const double height = Style::get().px(16);
    std::array<double, 3> rowEnds;
    rowEnds.fill(rect.left() - 1000.0);
    for (const auto& [x, whole] : flags) {
        const QString text = metrics.elidedText(whole, Qt::ElideRight, std::max(40.0, rect.width() * 0.6));
        const double width = std::ceil(metrics.horizontalAdvance(text)) + Style::get().px(10);
        const double left = std::round(std::min(x, std::max(double(rect.left()), rect.right() - width)));
        const auto row = std::ranges::find_if(rowEnds, [&](double end) { return end < left; });
        if (row == rowEnds.end())
            continue;
        *row = left + width + 2;
        const QRectF flag(left, rect.top() + double(row - rowEnds.begin()) * (height + 4), width, height);
        painter->setPen(QPen(theme().state.warning, 1));
        painter->setBrush(theme().state.warningSoft);
        painter->setAntialiasing(false);
        painter->drawRect(flag);
        painter->setAntialiasing(true);
        painter->drawText(flag, Qt::AlignCenter, text);
    }
}

PlotCursor::PlotCursor(CurvePlot& plot)
    : QCPLayerable(&plot, QStringLiteral("cursor"))
    , m_plot(plot)
{
}

QRect PlotCursor::clipRect() const
{
    return m_plot.viewport();
}

void PlotCursor::draw(QCPPainter* painter)
{
    if (m_plot.showsFocus()) {
        painter->setPen(QPen(theme().accent.line, 2));
        painter->setBrush(Qt::NoBrush);
        painter->drawRect(m_plot.viewport().adjusted(1, 1, -1, -1));
    }
    if (!m_plot.box().isNull()) {
        QColor fill = theme().accent.line;
        fill.setAlphaF(0.12F);
        painter->setPen(QPen(theme().accent.line, 1));
        painter->setBrush(fill);
        painter->drawRect(m_plot.box());
    }
    if (!m_plot.cursorAt())
        return;
    const QRect rect = m_plot.axisRect()->rect();
    const double x = pixelOf(m_plot.xAxis, *m_plot.cursorAt());
    if (x >= rect.left() && x <= rect.right()) {
        drawCursor(painter, x);
        drawValues(painter, x);
    }
}

void PlotCursor::drawCursor(QCPPainter* painter, double x) const
{
    const QRect rect = m_plot.axisRect()->rect();
    painter->setPen(QPen(theme().text.secondary, 1));
    painter->drawLine(QLineF(x, rect.top(), x, rect.bottom()));
    for (size_t i = 0; i < m_plot.plottables().size(); ++i) {
        const PlotLine& line = m_plot.plottables()[i]->line();
        const double value = m_plot.valueAtCursor(i);
        if (!line.isVisible || !std::isfinite(value))
            continue;
        const double y = pixelOf(m_plot.yAxis, value);
        if (y < rect.top() || y > rect.bottom())
            continue;
        painter->setPen(QPen(theme().surface.panel, 1.5));
        painter->setBrush(colourOf(line.role));
        painter->drawEllipse(QPointF(x, y), Style::get().px(3.5), Style::get().px(3.5));
    }
    painter->setFont(Style::get().font(TextRole::small));
    const QString text = formatPlace(*m_plot.cursorAt(), m_plot.along());
    const double width = QFontMetricsF(painter->font()).horizontalAdvance(text) + Style::get().px(12);
    const double left = std::clamp(x - width / 2, 0.0, std::max(0.0, m_plot.width() - width));
    drawPill(painter, {left, double(rect.bottom() + 3), width, double(Style::get().px(16))}, theme().text.secondary,
             theme().surface.chrome.lightness() > 128 ? theme().surface.raised : theme().surface.chrome, text);
}

// A card with the value of every curve, on the side of the line that has room.
void PlotCursor::drawValues(QCPPainter* painter, double x) const
{
    const QRect rect = m_plot.axisRect()->rect();
    const Style& style = Style::get();
    struct Row {
        QString name;
        QString value;
        QColor colour;
    };
    std::vector<Row> rows;
    const QFontMetricsF names(style.font(TextRole::secondary));
    const QFontMetricsF values(style.font(TextRole::mono));
    double nameWidth = 0;
    double valueWidth = 0;
    for (size_t i = 0; i < m_plot.plottables().size(); ++i) {
        const PlotLine& line = m_plot.plottables()[i]->line();
        const double value = m_plot.valueAtCursor(i);
        if (!line.isVisible || std::isnan(value))
            continue;
        rows.push_back({names.elidedText(line.name, Qt::ElideRight, rect.width() * 0.45),
                        formatValue(value, m_plot.kind()), colourOf(line.role)});
        nameWidth = std::max(nameWidth, names.horizontalAdvance(rows.back().name));
        valueWidth = std::max(valueWidth, values.horizontalAdvance(rows.back().value));
    }
    if (rows.empty())
        return;
    const double pad = style.px(8);
    const double swatch = style.px(8);
    const double rowHeight = style.px(18);
    const QSizeF size(pad + swatch + style.px(6) + nameWidth + style.px(12) + valueWidth + pad,
                      rowHeight * double(rows.size()) + pad);
    const double gap = style.px(8);
    const double left = x + gap + size.width() <= rect.right() ? x + gap : std::max(2.0, x - gap - size.width());
    const double top = std::max(double(rect.top()), rect.bottom() - gap - size.height());
    const QRectF card(QPointF(left, top), size);
    painter->setPen(QPen(theme().line.strong, 1));
    painter->setBrush(theme().surface.raised);
    painter->drawRoundedRect(card, 4, 4);
    double y = card.top() + pad / 2;
    for (const Row& row : rows) {
        const QRectF line(card.left() + pad, y, size.width() - 2 * pad, rowHeight);
        painter->setPen(Qt::NoPen);
        painter->setBrush(row.colour);
        painter->drawEllipse(QPointF(line.left() + swatch / 2, line.center().y()), swatch / 2, swatch / 2);
        painter->setPen(theme().text.secondary);
        painter->setFont(style.font(TextRole::secondary));
        painter->drawText(line.adjusted(swatch + style.px(6), 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft, row.name);
        painter->setPen(theme().text.primary);
        painter->setFont(style.font(TextRole::mono));
        painter->drawText(line, Qt::AlignVCenter | Qt::AlignRight, row.value);
        y += rowHeight;
    }
}

} // namespace weft
