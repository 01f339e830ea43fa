#pragma once

#include <QString>

#include <cstdint>

namespace weft {

class Shape;

// Numbers as people read them: at most four significant digits where nothing else is said, a thin space before the unit, decimal sign and
// separators of QLocale(), a true minus sign. Values that go into files never pass through here.
QString formatCount(double count); // "650", "9.2 k", "205.7 k", "11.2 M"
QString formatExact(int64_t value); // "9,216"
QString formatFlops(double flops); // "14.5 MFLOP"
QString formatBytes(uint64_t bytes); // "24.5 MiB", "702 MiB", "1.41 GiB"
QString formatShape(const Shape& shape); // "32×28×28"; as it is: dropping the batch is the caller's; {} is "scalar"
QString formatShapeWide(const Shape& shape); // "32 × 28 × 28": where there is room
QString formatPercent(double share, int digits = 1); // 0.931: "93.1 %"
QString formatSmall(double value); // where room is short: "0.168", "2.4e-3", "12.35", "2.069e5"; exponents outside 0.01 .. 9999
QString formatNumber(double value); // what data and answers are: "206,855", "0.16832", "4.3"; exponents outside 0.001 .. 9,999,999
QString formatRate(double learningRate); // always "1.0e-3"
QString formatDuration(double seconds); // "0:34", "12:05", "3 h 20 min", "2 d 4 h"
QString formatElapsed(double seconds); // of what is over: "340 ms", "3.40 s", then the same
QString formatMilliseconds(double seconds); // of one step or node: "8.60 µs", "0.74 ms", "12.3 ms", "1.25 s"
QString formatThroughput(double perSecond, const QString& unit); // "41.8 k images/s"; unit: "images", translated; or none

inline QString missingValue()
{
    return QStringLiteral("–");
} // an en dash
inline QString thinSpace()
{
    return QStringLiteral("\u202f");
} // narrow, and no line breaks there

} // namespace weft
