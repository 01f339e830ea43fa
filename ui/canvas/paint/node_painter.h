#pragma once

#include "ui/canvas/paint/node_look.h"

#include <QPainter>

namespace weft {

constexpr double pictureMargin = 12; // around a node, for its halo and the edges of a repeated one; scene pixels

// A node at (0, 0) in scene pixels, without its ports: `scale` says how fine the painter is, `zoom` how large a scene
// pixel is in the widget, for what stays readable when it is small.
void paintNode(QPainter& painter, const NodeItem& item, const NodeLook& look, DetailLevel level, double scale,
               double zoom);
// A port's middle at (0, 0).
enum class PortState { normal, open, legal, target, dimmed };
void paintPort(QPainter& painter, PortKind kind, PortState state, const QColor& wire = {});
// Its name, cut in the middle to `room` at `size` (0: the usual) if it must: the numbers at the end of names tell them
// apart. How often it is repeated stays to be read.
QString fittedName(const NodeItem& item, double room, double size = 0);
// The size, in scene pixels, of a name that has that room: readable in the widget, and smaller before it is cut.
double nameSize(const NodeItem& item, DetailLevel level, double zoom, double room);
QColor colourOf(const NodeItem& item); // the user's, else the category's

QPainterPath roundedPath(const QRectF& rect, double topLeft, double topRight, double bottomRight, double bottomLeft);

} // namespace weft
