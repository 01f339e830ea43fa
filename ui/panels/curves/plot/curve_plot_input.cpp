#include "ui/panels/curves/plot/curve_plot.h"
#include "ui/panels/curves/plot/curve_plottable.h"
#include "ui/style/style.h"

#include <cmath>

// What the mouse and the keys do to a plot.

namespace weft {

namespace {

constexpr double wheelStep = 0.8; // that a notch of the wheel leaves of what is shown
constexpr int leastBox = 5; // pixels; less is a click

} // namespace

QPointF CurvePlot::placeIn(QPointF pixel) const
{
    const QRect rect = axisRect()->rect();
    return {(pixel.x() - rect.left()) / std::max(1, rect.width()),
            (rect.bottom() - pixel.y()) / std::max(1, rect.height())};
}

void CurvePlot::setX(PlotRange range)
{
    const PlotRange kept = sane(range, m_logAlong);
    m_xByHand = true;
    xAxis->setRange(QCPRange(kept.low, kept.high));
}

void CurvePlot::setY(PlotRange range)
{
    const PlotRange kept = sane(range, m_logarithmic);
    m_yByHand = true;
    yAxis->setRange(QCPRange(kept.low, kept.high));
}

void CurvePlot::zoomAt(QPointF place, double factor, Qt::KeyboardModifiers modifiers)
{
    // Sideways; the height then follows what is in sight, unless that was set by hand.
    if (modifiers & Qt::ControlModifier)
        setY(zoomed(yRange(), std::clamp(place.y(), 0.0, 1.0), factor, m_logarithmic));
    else
        setX(zoomed(xRange(), std::clamp(place.x(), 0.0, 1.0), factor, m_logAlong));
    fit();
    redraw();
    emit viewChanged();
}

void CurvePlot::mousePressEvent(QMouseEvent* event)
{
    const bool inside = axisRect()->rect().contains(event->position().toPoint());
    const bool moves = event->button() == Qt::MiddleButton
        || (event->button() == Qt::LeftButton && (event->modifiers() & Qt::ShiftModifier));
    if (!inside || (event->button() != Qt::LeftButton && !moves) || m_gesture != Gesture::none) {
        event->ignore();
        return;
    }
    m_gesture = moves ? Gesture::move : Gesture::box;
    m_pressed = event->position();
    m_last = event->position();
    if (moves)
        QWidget::setCursor(Qt::ClosedHandCursor);
    event->accept();
}

void CurvePlot::mouseMoveEvent(QMouseEvent* event)
{
    const QPointF now = event->position();
    const QRect rect = axisRect()->rect();
    if (m_gesture == Gesture::move) {
        const QPointF by = now - m_last;
        setX(moved(xRange(), -by.x() / std::max(1, rect.width()), m_logAlong));
        if (m_yByHand || std::abs((now - m_pressed).y()) > 3 * leastBox)
            setY(moved(yRange(), by.y() / std::max(1, rect.height()), m_logarithmic));
        m_last = now;
        fit();
        redraw();
        emit viewChanged();
        return;
    }
    if (m_gesture == Gesture::box) {
        const QRect box = QRectF(m_pressed, now).normalized().toRect() & rect;
        m_box = box.width() >= leastBox || box.height() >= leastBox ? box : QRect();
    }
    const QPointF place = placeIn(now);
    const bool inside = place.x() >= 0 && place.x() <= 1 && m_gesture == Gesture::none && !m_plottables.empty();
    const std::optional<double> at = inside ? std::optional(weft::valueAt(xRange(), place.x(), m_logAlong)) : std::nullopt;
    const bool changed = at != m_cursor;
    m_cursor = at;
    redrawCursor();
    if (changed)
        emit cursorMoved(m_cursor);
}

void CurvePlot::mouseReleaseEvent(QMouseEvent* event)
{
    if (m_gesture == Gesture::box)
        finishBox();
    m_gesture = Gesture::none;
    m_box = {};
    QWidget::unsetCursor();
    redrawCursor();
    event->accept();
}

void CurvePlot::finishBox()
{
    if (m_box.isNull())
        return;
    const QPointF a = placeIn(m_box.bottomLeft());
    const QPointF b = placeIn(m_box.topRight());
    // A flat box means the stretch, not the height; a narrow one the height alone.
    if (m_box.width() >= 2 * leastBox)
        setX(part(xRange(), a.x(), b.x(), m_logAlong));
    if (m_box.height() >= 2 * leastBox)
        setY(part(yRange(), a.y(), b.y(), m_logarithmic));
    fit();
    redraw();
    emit viewChanged();
}

void CurvePlot::mouseDoubleClickEvent(QMouseEvent* event)
{
    m_gesture = Gesture::none;
    m_box = {};
    resetView();
    event->accept();
}

void CurvePlot::wheelEvent(QWheelEvent* event)
{
    const double notches = std::clamp(event->angleDelta().y() / 120.0, -20.0, 20.0);
    const double sideways = std::clamp(event->angleDelta().x() / 120.0, -20.0, 20.0);
    if (sideways != 0 && notches == 0) {
        setX(moved(xRange(), -sideways * 0.1, m_logAlong));
        fit();
        redraw();
        emit viewChanged();
    } else if (notches != 0) {
        zoomAt(placeIn(event->position()), std::pow(wheelStep, notches), event->modifiers());
    }
    event->accept();
}

void CurvePlot::moveCursorBy(int pixels)
{
    const PlotRange range = xRange();
    const double place = m_cursor ? placeOf(range, *m_cursor, m_logAlong) + double(pixels) / std::max(1, axisRect()->width())
                                  : (pixels < 0 ? 1 : 0);
    setCursorAt(weft::valueAt(range, std::clamp(place, 0.0, 1.0), m_logAlong));
    QStringList values = {formatPlace(*m_cursor, m_along)};
    for (size_t i = 0; i < m_plottables.size(); ++i) {
        if (const double value = valueAtCursor(i); m_plottables[i]->line().isVisible && !std::isnan(value))
            values << m_plottables[i]->line().name + QLatin1Char(' ') + formatValue(value, m_kind);
    }
    setAccessibleDescription(values.join(QStringLiteral(", ")));
    emit cursorMoved(m_cursor);
}

void CurvePlot::keyPressEvent(QKeyEvent* event)
{
    const bool shift = event->modifiers() & Qt::ShiftModifier;
    const bool isSideways = event->key() == Qt::Key_Left || event->key() == Qt::Key_Right;
    const int sign = event->key() == Qt::Key_Left || event->key() == Qt::Key_Down ? -1 : 1;
    switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Right:
    case Qt::Key_Up:
    case Qt::Key_Down:
        if (!shift && isSideways) {
            moveCursorBy(sign * ((event->modifiers() & Qt::ControlModifier) ? 40 : 4));
            return;
        }
        if (isSideways)
            setX(moved(xRange(), sign * 0.1, m_logAlong));
        else
            setY(moved(yRange(), sign * 0.1, m_logarithmic));
        fit();
        redraw();
        emit viewChanged();
        return;
    case Qt::Key_Plus:
    case Qt::Key_Equal:
    case Qt::Key_Minus: {
        const double anchor = m_cursor ? placeOf(xRange(), *m_cursor, m_logAlong) : 0.5;
        zoomAt({anchor, 0.5}, event->key() == Qt::Key_Minus ? 1 / wheelStep : wheelStep, event->modifiers());
        return;
    }
    case Qt::Key_Home:
    case Qt::Key_0:
        resetView();
        return;
    case Qt::Key_L:
        if (shift) {
            setLogarithmicAlong(!m_logAlong);
            emit logarithmicAlongChosen(m_logAlong);
            return;
        }
        setLogarithmic(!m_logarithmic);
        emit logarithmicChosen(m_logarithmic);
        return;
    case Qt::Key_Escape:
        if (m_cursor || !m_box.isNull()) {
            m_box = {};
            m_gesture = Gesture::none;
            setCursorAt(std::nullopt);
            emit cursorMoved(m_cursor);
            return;
        }
        break;
    default:
        break;
    }
    QCustomPlot::keyPressEvent(event);
}

void CurvePlot::leaveEvent(QEvent* event)
{
    setCursorAt(std::nullopt);
    emit cursorMoved(m_cursor);
    QCustomPlot::leaveEvent(event);
}

void CurvePlot::contextMenuEvent(QContextMenuEvent* event)
{
    emit menuAsked(event->globalPos());
    event->accept();
}

void CurvePlot::focusInEvent(QFocusEvent* event)
{
    setAccessibleDescription(summary());
    m_showsFocus = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason
        || event->reason() == Qt::ShortcutFocusReason;
    QCustomPlot::focusInEvent(event);
    redrawCursor();
}

void CurvePlot::focusOutEvent(QFocusEvent* event)
{
    m_showsFocus = false;
    QCustomPlot::focusOutEvent(event);
    redrawCursor();
}

void CurvePlot::resizeEvent(QResizeEvent*)
{
    setViewport(QRect(QPoint(), size().expandedTo({1, 1}))); // a plot squeezed to nothing is drawn on something still
    updateTickers();
    fit();
    redraw();
}

void CurvePlot::showEvent(QShowEvent* event)
{
    QCustomPlot::showEvent(event);
    redraw();
}

bool CurvePlot::event(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::LocaleChange)
        redraw();
    return QCustomPlot::event(event);
}

} // namespace weft
