#include "ui/panels/curves/plot/value_ticker.h"

#include "ui/style/numbers.h"

#include <cmath>

namespace weft {

namespace {

constexpr qsizetype mostTicks = 200;

double roundStep(double atLeast)
{
    const double magnitude = std::pow(10, std::floor(std::log10(atLeast)));
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (factor * magnitude >= atLeast * 0.999)
            return factor * magnitude;
    }
    return 10 * magnitude;
}

double roundSeconds(double atLeast)
{
    for (const double step :
         {1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 21600, 43200, 86400}) {
        if (step >= atLeast)
            return step;
    }
    return 86400 * roundStep(atLeast / 86400);
}

int digitsFor(double step)
{
    return step >= 1 ? 0 : std::min(12, int(std::ceil(-std::log10(step) - 1e-9)));
}

QString withTrueMinus(QString text) // of the number; that of an exponent is short everywhere
{
    if (text.startsWith(QLatin1Char('-')))
        text[0] = QChar(0x2212);
    return text;
}

// As "1.5 k" where that is exact, else in full.
QString tickPlace(double value, double step)
{
    const QLocale locale;
    if (std::abs(value) < 1000 || step < 10)
        return withTrueMinus(locale.toString(value, 'f', digitsFor(step)));
    const char* unit = std::abs(value) >= 1e9 ? "G" : std::abs(value) >= 1e6 ? "M" : "k";
    const double scale = *unit == 'G' ? 1e9 : *unit == 'M' ? 1e6 : 1e3;
    int digits = std::min(4, digitsFor(step / scale));
    while (digits > 0 && std::abs(std::remainder(value / scale, std::pow(10, 1 - digits))) < 1e-9)
        --digits; // "1 k" beside "1.5 k"
    return withTrueMinus(locale.toString(value / scale, 'f', digits)) + thinSpace() + QLatin1String(unit);
}

QString tickNumber(double value, double step, bool logarithmic)
{
    const QLocale locale;
    const double size = std::abs(value);
    if (size != 0 && (size >= 1e5 || size < 1e-3 || step < 1e-4)) {
        QString text = locale.toString(
            value, 'e', logarithmic ? 0 : std::min(6, std::max(0, int(std::floor(std::log10(size / step) + 1e-9)))));
        text = text.toLower(); // Chinese has E
        return withTrueMinus(text.replace(QStringLiteral("e+0"), QStringLiteral("e"))
                                 .replace(QStringLiteral("e-0"), QStringLiteral("e-"))
                                 .replace(QStringLiteral("e+"), QStringLiteral("e")));
    }
    return withTrueMinus(locale.toString(value, 'f', digitsFor(logarithmic ? size : step)));
}

} // namespace

QString formatValue(double value, ValueKind kind)
{
    if (std::isnan(value))
        return QStringLiteral("NaN");
    if (std::isinf(value))
        return value > 0 ? QStringLiteral("∞") : QStringLiteral("−∞");
    switch (kind) {
    case ValueKind::percent:
        return formatPercent(value);
    case ValueKind::rate:
        return formatRate(value);
    case ValueKind::number:
        break;
    }
    return formatSmall(value);
}

QString formatPlace(double x, Along along)
{
    if (!std::isfinite(x))
        return missingValue();
    if (along == Along::seconds)
        return formatDuration(std::max(0.0, x));
    if (along == Along::epoch)
        return QLocale().toString(x, 'f', 2);
    return std::abs(x) < 9e18 ? formatExact(std::llround(x)) : missingValue();
}

void ValueTicker::setValues(ValueKind kind)
{
    m_places = false;
    m_kind = kind;
}

void ValueTicker::setPlaces(Along along)
{
    m_places = true;
    m_along = along;
}

double ValueTicker::getTickStep(const QCPRange& range)
{
    const double atLeast = range.size() / (mTickCount + 1e-10);
    m_step = m_places && m_along == Along::seconds ? roundSeconds(atLeast) : roundStep(atLeast);
    if (m_places && m_along == Along::step)
        m_step = std::max(1.0, m_step);
    return m_step;
}

int ValueTicker::getSubTickCount(double)
{
    return 0;
}

QVector<double> ValueTicker::logarithmicTicks(const QCPRange& range) const
{
    const double decades = std::log10(range.upper / range.lower);
    const int first = int(std::floor(std::log10(range.lower)));
    const int last = int(std::ceil(std::log10(range.upper)));
    const int stride = std::max(1, int(std::ceil(decades / mTickCount)));
    const bool withParts = 3 * decades <= 1.6 * mTickCount;
    QVector<double> ticks;
    for (int power = first - ((first % stride) + stride) % stride; power <= last; power += stride) {
        for (const double factor : {1.0, 2.0, 5.0}) {
            const double tick = factor * std::pow(10, power);
            if ((factor == 1 || withParts) && tick >= range.lower && tick <= range.upper)
                ticks << tick;
        }
    }
    return ticks;
}

QVector<double> ValueTicker::createTickVector(double tickStep, const QCPRange& range)
{
    m_inPowers = false;
    if (m_logarithmic && range.lower > 0) {
        if (const QVector<double> ticks = logarithmicTicks(range); ticks.size() >= 2) {
            m_inPowers = true;
            return ticks;
        }
    }
    QVector<double> ticks;
    const double first = std::ceil(range.lower / tickStep - 1e-6);
    for (double i = first; i * tickStep <= range.upper * (1 + 1e-12) + tickStep * 1e-6 && ticks.size() < mostTicks; ++i)
        ticks << (i == 0 ? 0.0 : i * tickStep);
    return ticks;
}

QString ValueTicker::getTickLabel(double tick, const QLocale&, QChar, int)
{
    if (m_places) {
        if (m_along == Along::seconds)
            return tick < 0 ? QString() : formatDuration(tick);
        return tick < 0 ? QString() : tickPlace(tick, m_inPowers ? tick : m_step);
    }
    if (m_kind == ValueKind::percent)
        return tickNumber(tick * 100, m_inPowers ? std::abs(tick) * 100 : m_step * 100, false) + thinSpace()
            + QLatin1Char('%');
    if (m_kind == ValueKind::rate)
        return tick == 0 ? QStringLiteral("0") : formatRate(tick);
    return tickNumber(tick, m_step, m_inPowers);
}

} // namespace weft
