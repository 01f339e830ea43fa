#pragma once

#include "ui/canvas/paint/paint_context.h"

#include <QList>

namespace weft {

// How a wire is drawn: widths and dashes in scene pixels.
struct WireLook {
    QColor colour;
    double width = 2;
    QList<qreal> dash = {};
};

WireLook wireLook(const PaintContext& context, const WireItem& wire);
// The shape that it carries, without the batch; empty: not known.
// What flows along it by the last check; nullptr: not to be told.
const ValueInfo* carriedBy(const GraphDocument& document, const Scene& scene, const WireItem& wire);
QString shapeOnWire(const PaintContext& context, const WireItem& wire);

double liveWidth(double bytes); // 8 KiB … 128 MiB → 2 … 7, by their logarithm
QColor flowColour(double gradientRms); // 1e-6 … 0.1 along the theme's ramp, by its logarithm

} // namespace weft
