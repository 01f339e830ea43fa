#pragma once

#include <QColor>
#include <QWidget>

#include <deque>

namespace weft {

// The last two minutes of a gauge as a small curve.
class Sparkline : public QWidget {
    Q_OBJECT
public:
    static constexpr size_t length = 120; // values

    explicit Sparkline(QWidget* parent = nullptr);
    // The range that fills its height; least == most: as the values need.
    void setRange(double least, double most);
    void setColour(const QColor& colour);
    void add(double value); // what is not finite leaves a hole
    void clear();
    const std::deque<double>& values() const { return m_values; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    std::pair<double, double> range() const;

    std::deque<double> m_values;
    double m_least = 0;
    double m_most = 100;
    QColor m_colour;
};

} // namespace weft
