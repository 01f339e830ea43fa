#pragma once

#include <optional>

namespace weft {

// What an axis shows. Whatever is done to it, both ends are finite, low < high, far enough apart that floating point
// still tells places between them, and on a logarithmic axis positive.
struct PlotRange {
    double low = 0;
    double high = 1;
    bool operator==(const PlotRange&) const = default;
};

PlotRange sane(PlotRange range, bool logarithmic);
// `factor` < 1 shows less; the place `anchor` (0 at low, 1 at high) stays where it is.
PlotRange zoomed(PlotRange range, double anchor, double factor, bool logarithmic);
PlotRange moved(PlotRange range, double share, bool logarithmic); // by a share of its length
PlotRange part(PlotRange range, double from, double to, bool logarithmic); // between two places, 0 … 1
double placeOf(PlotRange range, double value, bool logarithmic); // 0 at low, 1 at high; may be infinite
double valueAt(PlotRange range, double place, bool logarithmic);
// Holds `least` … `most` with a margin of its length on both sides; something around them if they are equal.
PlotRange around(double least, double most, double margin, bool logarithmic);
// The end of an axis that begins at 0 and holds `value`: 1, 1.25, 1.6, 2, 2.5, 3.2, 4, 5, 6.4, 8, 10, …, so that a
// growing curve moves its axis seldom.
double roundedEnd(double value);

} // namespace weft
