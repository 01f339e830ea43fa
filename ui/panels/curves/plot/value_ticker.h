#pragma once

#include "ui/panels/curves/timeline.h"

#include <QString>

#include "ui/panels/curves/plot/custom_plot.h"

namespace weft {

enum class ValueKind : uint8_t {
    number, // 0.168
    percent, // of a share: 0.93 is "93 %"
    rate, // 1.0e-3
};

QString formatValue(double value, ValueKind kind);
QString formatPlace(double x, Along along); // "2,871", "3.42", "1:05"

// Ticks at round numbers: 1, 2 and 5 times powers of ten, on a logarithmic axis too; whole minutes and hours in time.
class ValueTicker : public QCPAxisTicker {
public:
    void setValues(ValueKind kind);
    void setPlaces(Along along);
    void setLogarithmic(bool logarithmic) { m_logarithmic = logarithmic; }

protected:
    double getTickStep(const QCPRange& range) override;
    int getSubTickCount(double tickStep) override;
    QString getTickLabel(double tick, const QLocale& locale, QChar formatChar, int precision) override;
    QVector<double> createTickVector(double tickStep, const QCPRange& range) override;

private:
    QVector<double> logarithmicTicks(const QCPRange& range) const;

    bool m_places = false;
    bool m_logarithmic = false;
    bool m_inPowers = false; // the last ticks: a short stretch of a logarithmic axis has even ones
    ValueKind m_kind = ValueKind::number;
    Along m_along = Along::step;
    double m_step = 1;
};

} // namespace weft
