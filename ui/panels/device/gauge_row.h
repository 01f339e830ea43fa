#pragma once

#include "ui/panels/device/sparkline.h"

class QLabel;

namespace weft {

// A gauge: its name, its last two minutes, its value now.
class GaugeRow : public QWidget {
    Q_OBJECT
public:
    enum class Ink { ok, warning, neutral, accent, flow }; // of the curve

    GaugeRow(const QString& name, Ink ink, QWidget* parent);
    void setRange(double least, double most);
    void add(double value, const QString& text);
    void setValueText(const QString& text); // another value, which the curve does not get
    void clear();
    void setWithoutCurve(); // a figure alone
    QString valueText() const;

private:
    void restyle();

    QLabel* m_name;
    Sparkline* m_curve;
    QLabel* m_value;
    Ink m_ink;
};

} // namespace weft
