#include "ui/style/numbers.h"

#include "engine/support/shape.h"

#include <QCoreApplication>
#include <QLocale>

#include <array>
#include <cmath>

namespace weft {

namespace {

// Fixed digits in the user's locale, with a true minus.
QString fixed(double value, int digits, QLocale::NumberOptions options = QLocale::OmitGroupSeparator)
{
    QLocale locale;
    locale.setNumberOptions(options);
    QString text = locale.toString(std::abs(value), 'f', digits);
    return std::signbit(value) && value != 0 ? QStringLiteral("−") + text : text;
}

// Not a number and the infinities, which a diverging network does show.
QString unusual(double value)
{
    if (std::isnan(value))
        return QStringLiteral("NaN");
    return value > 0 ? QStringLiteral("∞") : QStringLiteral("−∞");
}

// One digit after the decimal sign, none for a whole number or above 1000.
QString scaled(double value)
{
    return fixed(value, value == std::floor(value) || std::abs(value) >= 999.95 ? 0 : 1);
}

QString withPrefix(double value, const QString& unit)
{
    static constexpr std::array prefixes = {"", "k", "M", "G", "T", "P", "E"};
    if (!std::isfinite(value))
        return unusual(value);
    size_t step = 0;
    while (std::abs(value) >= (step == 0 ? 999.5 : 999.95) && step + 1 < prefixes.size()) {
        value /= 1000;
        ++step;
    }
    const QString suffix = QLatin1String(prefixes[step]) + unit;
    const QString digits = step == 0 ? fixed(value, 0) : scaled(value);
    return suffix.isEmpty() ? digits : digits + thinSpace() + suffix;
}

double rounded(double value, int decimals)
{
    const double grain = std::pow(10.0, decimals);
    return std::round(value * grain) / grain;
}

// So many that `significant` digits are shown, `most` at most.
int decimalsFor(double size, int significant, int most)
{
    const double end = std::pow(10.0, significant) - 0.5; // from there on it is rounded to one digit more
    int decimals = 0;
    for (double next = size * 10; decimals < most && next < end; next *= 10)
        ++decimals;
    return decimals;
}

// As few as write a number that has been rounded to `most` without its last zeros, but `least`.
int neededDecimals(double value, int least, int most)
{
    int decimals = least;
    while (decimals < most && std::abs(value - rounded(value, decimals)) > 0.1 * std::pow(10.0, -most))
        ++decimals;
    return decimals;
}

// "2.4e-3": a mantissa of two to three digits. Not localised in its exponent, which is written as programs do.
QString exponential(double value, int most)
{
    const int exponent = int(std::floor(std::log10(std::abs(value))));
    double mantissa = rounded(value / std::pow(10.0, exponent), most);
    int shown = exponent;
    if (std::abs(mantissa) >= 10) {
        mantissa /= 10;
        ++shown;
    }
    return fixed(mantissa, neededDecimals(mantissa, 1, most)) + QLatin1Char('e') + QString::number(shown);
}

QString join(const Shape& shape, const QString& sign)
{
    if (shape.rank() == 0)
        return QCoreApplication::translate("weft::Numbers", "scalar");
    QString text;
    for (const int64_t size : shape)
        text += (text.isEmpty() ? QString() : sign) + (size < 0 ? QStringLiteral("?") : QString::number(size));
    return text;
}

} // namespace

QString formatCount(double count)
{
    return withPrefix(count, {});
}

QString formatExact(int64_t value)
{
    QString text = QLocale().toString(value);
    if (value < 0)
        text.replace(QLocale().negativeSign(), QStringLiteral("−"));
    return text;
}

QString formatFlops(double flops)
{
    return withPrefix(flops, QStringLiteral("FLOP"));
}

QString formatBytes(uint64_t bytes)
{
    static constexpr std::array units = {"B", "KiB", "MiB", "GiB", "TiB", "PiB"};
    double value = double(bytes);
    size_t step = 0;
    while (value >= (step == 0 ? 1000 : 1023.5) && step + 1 < units.size()) {
        value /= 1024;
        ++step;
    }
    int digits = 0;
    if (step >= 3)
        digits = value < 100 ? 2 : 1;
    else if (step > 0 && value < 99.95 && value != std::floor(value))
        digits = 1;
    return fixed(value, digits) + thinSpace() + QLatin1String(units[step]);
}

QString formatShape(const Shape& shape)
{
    return join(shape, QStringLiteral("×"));
}

QString formatShapeWide(const Shape& shape)
{
    return join(shape, QStringLiteral(" × "));
}

QString formatPercent(double share, int digits)
{
    if (!std::isfinite(share))
        return unusual(share);
    return fixed(share * 100, digits) + thinSpace() + QLatin1Char('%');
}

QString formatSmall(double value)
{
    if (!std::isfinite(value))
        return unusual(value);
    const double size = std::abs(value);
    if (size == 0)
        return QStringLiteral("0");
    if (size < 0.01 || size >= 9999.5)
        return exponential(value, size < 1 ? 1 : 3);
    return fixed(value, decimalsFor(size, 4, 3));
}

QString formatNumber(double value)
{
    if (!std::isfinite(value))
        return unusual(value);
    const double size = std::abs(value);
    if (size == 0)
        return QStringLiteral("0");
    if (size < 0.00099999 || size >= 9999999.5)
        return exponential(value, 4);
    const int most = decimalsFor(size, 5, 7); // and never fewer digits than the whole part has
    const double shown = rounded(value, most);
    return fixed(shown, neededDecimals(shown, 0, most), QLocale::DefaultNumberOptions);
}

QString formatRate(double learningRate)
{
    if (!std::isfinite(learningRate))
        return unusual(learningRate);
    return learningRate == 0 ? QStringLiteral("0") : exponential(learningRate, 3);
}

QString formatDuration(double seconds)
{
    if (!(seconds >= 0) || seconds > 1e9)
        return missingValue();
    const int64_t whole = int64_t(std::floor(seconds));
    if (whole < 3600)
        return QStringLiteral("%1:%2").arg(whole / 60).arg(whole % 60, 2, 10, QLatin1Char('0'));
    const int64_t minutes = whole / 60;
    if (minutes < 24 * 60)
        return QCoreApplication::translate("weft::Numbers", "%1 h %2 min").arg(minutes / 60).arg(minutes % 60);
    return QCoreApplication::translate("weft::Numbers", "%1 d %2 h").arg(minutes / 1440).arg(minutes / 60 % 24);
}

QString formatElapsed(double seconds)
{
    return seconds < 9.95 ? formatMilliseconds(seconds) : formatDuration(seconds);
}

QString formatMilliseconds(double seconds)
{
    if (!(seconds >= 0) || !std::isfinite(seconds))
        return missingValue();
    const auto threeDigits = [](double value, const char* unit) {
        return fixed(value, decimalsFor(value, 3, 2)) + thinSpace() + QString::fromUtf8(unit);
    };
    if (seconds >= 0.9995)
        return threeDigits(seconds, "s");
    const double milliseconds = seconds * 1e3;
    if (milliseconds > 0 && milliseconds < 0.0995)
        return threeDigits(seconds * 1e6, "µs");
    return threeDigits(milliseconds, "ms");
}

QString formatThroughput(double perSecond, const QString& unit)
{
    if (!(perSecond >= 0) || !std::isfinite(perSecond))
        return missingValue();
    const int decimals = decimalsFor(perSecond, 3, 2);
    const QString number = decimals > 0 ? fixed(perSecond, decimals) : withPrefix(perSecond, {});
    if (unit.isEmpty())
        return QCoreApplication::translate("weft::Numbers", "%1/s").arg(number);
    //: A rate: %1 a number, %2 what is counted, as in "41.8 k images/s"
    return QCoreApplication::translate("weft::Numbers", "%1 %2/s").arg(number, unit);
}

} // namespace weft
