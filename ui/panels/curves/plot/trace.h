#pragma once

#include "ui/panels/curves/smoothing.h"

#include <QPolygonF>
#include <QRectF>

#include <functional>

namespace weft {

// Where a plot puts things, in pixels of its widget. Every function may be given anything; those to pixels answer
// with finite numbers.
struct PixelMap {
    std::function<double(double)> xOfStep;
    std::function<double(double)> stepOfX;
    std::function<double(double)> yOfValue; // what a logarithmic axis cannot show lies below its end
    double left = 0;
    double right = 0;
    double column = 1; // width of one device pixel
};

// A curve in the reduced form that looks the same: of each column of pixels the first, least, greatest and last value
// (Jugel et al. 2014, "M4: a visualization-oriented time series data aggregation"), or all values where they are few.
// What is not finite parts the line. As many lines as there are parts; a part may be one point.
std::vector<QPolygonF> trace(const Curve& curve, const PixelMap& map);
// Where values lie so densely that the line is but a band: a bar of one column's width for each column, from its least
// to its greatest value and to where its neighbour left off. Filling bars is ten times as fast as stroking the line.
// Nothing: they do not lie so densely.
std::vector<QRectF> traceBand(const Curve& curve, const PixelMap& map);
// A smoothed form hardly moves within a pixel: where it has many values, the last of each column.
std::vector<QPolygonF> trace(const Curve& curve, const Smoothed& smoothed, const PixelMap& map);

} // namespace weft
