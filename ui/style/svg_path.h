#pragma once

#include <QPainterPath>
#include <QStringView>

namespace weft {

// The path data of an SVG ("M2 8h6v4z") as a path: M L H V C S Q A Z in both cases, arcs as Béziers. What follows a
// mistake is left out.
QPainterPath svgPath(QStringView data);

} // namespace weft
