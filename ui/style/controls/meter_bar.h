#pragma once

#include <QColor>
#include <QString>
#include <QWidget>

#include <optional>
#include <vector>

namespace weft {

// A bar of parts that fill a whole: memory by use, with the forecast as a tick across it.
class MeterBar : public QWidget {
    Q_OBJECT
public:
    struct Part {
        QString name; // said in the tool tip
        double amount = 0;
        QColor colour;
    };
    explicit MeterBar(QWidget* parent = nullptr);
    void setParts(std::vector<Part> parts, double whole);
    void setValue(double share, const QColor& colour = {}); // one part of 1; colour: the accent
    void setTick(std::optional<double> amount);
    void setThickness(double designPixels); // 10 at first
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    std::vector<Part> m_parts;
    double m_whole = 1;
    double m_thickness = 10;
    std::optional<double> m_tick;
};

} // namespace weft
