#pragma once

#include "ui/panels/curves/plot/plot_line.h"

#include <QAbstractButton>

class QHBoxLayout;
class QToolButton;

namespace weft {

// One line of a legend: how it is drawn, its name, its value. Switches the line off and on.
class LegendEntry : public QAbstractButton {
    Q_OBJECT
public:
    explicit LegendEntry(QWidget* parent);
    void setLine(const PlotLine& line);
    void setValue(const QString& value); // empty: none is shown
    void setCompact(bool compact); // without the value
    int fullWidth() const; // with it
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    int nameWidth() const;

    PlotLine m_line;
    QString m_value;
    bool m_compact = false;
};

// The row above a plot: its title, its lines with their values, and a word at the right.
class CurveLegend : public QWidget {
    Q_OBJECT
public:
    explicit CurveLegend(QWidget* parent = nullptr);
    void setTitle(const QString& title);
    // Others that can be shown instead; with less than two there is no choice.
    void setChoices(const QStringList& titles);
    void setLines(const std::vector<PlotLine>& lines);
    void setValue(size_t line, const QString& value);
    void setNote(const QString& note);
    const std::vector<LegendEntry*>& entries() const { return m_entries; }

signals:
    void lineShown(size_t line, bool shown); // by the user
    void chosen(int title); // of the choices

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void restyle();
    void makeRoom();

    QHBoxLayout* m_row;
    QToolButton* m_title;
    QStringList m_choices;
    QString m_note;
    std::vector<LegendEntry*> m_entries;
};

// A line as legends and tables show it, along the middle of `rect`.
void paintLineSample(QPainter& painter, const QRectF& rect, const PlotLine& line);

} // namespace weft
