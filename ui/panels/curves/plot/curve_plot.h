#pragma once

#include "ui/panels/curves/plot/plot_line.h"
#include "ui/panels/curves/plot/plot_range.h"
#include "ui/panels/curves/plot/value_ticker.h"

#include <optional>

namespace weft {

class CurvePlottable;
class PlotCursor;
class PlotNotes;

// Curves over steps, epochs or time, in the theme's colours. It shows all there is and follows what comes until a
// person zooms (wheel, or a box drawn with the mouse), and again after a double click. Moved with Shift or the middle
// button; every gesture has a key.
class CurvePlot : public QCustomPlot {
    Q_OBJECT
public:
    explicit CurvePlot(QWidget* parent = nullptr);
    ~CurvePlot() override;

    void setTitle(const QString& title); // spoken, and the name of what is saved
    const QString& title() const { return m_title; }
    void setLines(std::vector<PlotLine> lines);
    std::vector<PlotLine> lines() const;
    void showLine(size_t line, bool shown);
    void setMarks(std::vector<PlotMark> marks);
    const std::vector<PlotMark>& marks() const { return m_marks; }
    void setKind(ValueKind kind);
    ValueKind kind() const { return m_kind; }
    void setAlong(Along along);
    Along along() const { return m_along; }
    void setLogarithmic(bool logarithmic);
    bool isLogarithmic() const { return m_logarithmic; }
    void setLogarithmicAlong(bool logarithmic); // steps, epochs or seconds, from the first there is
    bool isLogarithmicAlong() const { return m_logAlong; }
    void setSmoothing(double weight); // 0 … 0.999
    double smoothing() const { return m_smoothing; }
    double smoothingSteps() const { return m_unit; } // after so many a value counts for `weight` of what it did
    void setLive(bool live); // more is to come: shades what lies after now
    bool isLive() const { return m_live; }
    void setLastValues(bool shown); // labels at the right edge
    bool hasLastValues() const { return m_lastValues; }

    void curvesGrew(); // draws what is new, soon
    void resetView();
    bool isFollowing() const { return !m_xByHand && !m_yByHand; }
    PlotRange xRange() const;
    PlotRange yRange() const;

    void setCursorAt(std::optional<double> x); // in what the axis counts
    std::optional<double> cursorAt() const { return m_cursor; }
    double valueAtCursor(size_t line) const; // NaN: none

    // What a screen reader says: every curve with its last, least and greatest value.
    QString summary() const;
    const std::vector<CurvePlottable*>& plottables() const { return m_plottables; }
    QRect box() const { return m_box; } // of a zoom that is being drawn; in pixels
    bool showsFocus() const { return m_showsFocus; } // a key has brought it here

    QSize sizeHint() const override { return {360, 240}; }
    QSize minimumSizeHint() const override { return {120, 80}; }

signals:
    void cursorMoved(std::optional<double> x);
    void logarithmicChosen(bool logarithmic); // with a key
    void logarithmicAlongChosen(bool logarithmic); // the same
    void viewChanged(); // zoomed, moved, reset, another axis
    void menuAsked(const QPoint& globalPlace);

protected:
    bool event(QEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    enum class Gesture { none, box, move };

    void restyle();
    QSize plotRoom() const;
    void updateTickers();
    void fit(); // the axes that nobody has set by hand
    void fitX();
    void fitY();
    void setX(PlotRange range);
    void setY(PlotRange range);
    void zoomAt(QPointF place, double factor, Qt::KeyboardModifiers modifiers);
    void finishBox();
    void moveCursorBy(int pixels);
    void redraw();
    void redrawCursor();
    QPointF placeIn(QPointF pixel) const; // 0 … 1 in the axes' rectangle, from the lower left

    QString m_title;
    std::vector<CurvePlottable*> m_plottables; // the plot owns them
    std::vector<PlotMark> m_marks;
    ValueKind m_kind = ValueKind::number;
    Along m_along = Along::step;
    bool m_logarithmic = false;
    bool m_logAlong = false;
    double m_smoothing = 0.6;
    double m_unit = 1;
    bool m_live = false;
    bool m_lastValues = true;
    bool m_xByHand = false;
    bool m_yByHand = false;
    QSharedPointer<ValueTicker> m_xTicker;
    QSharedPointer<ValueTicker> m_yTicker;

    Gesture m_gesture = Gesture::none;
    QPointF m_pressed;
    QPointF m_last;
    QRect m_box;
    std::optional<double> m_cursor;
    bool m_showsFocus = false;
};

} // namespace weft
