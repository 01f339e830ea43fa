#pragma once

#include "ui/canvas/paint/node_look.h"

#include <QPainter>

namespace weft {

constexpr double pictureMargin = 12; // around a node, for its halo and the edges of a repeated one; scene pixels

// A node at (0, 0) in scene pixels, without its ports: `scale` says how fine the painter is.
void paintNode(QPainter& painter, const NodeItem& item, const NodeLook& look, DetailLevel level, double scale);
// A port's middle at (0, 0).
enum class PortState { normal, open, legal, target, dimmed };
void paintPort(QPainter& painter, PortKind kind, PortState state, const QColor& wire = {});
// Its name, cut to `room` at `size` (0: the usual) if it must; how often it is repeated stays to be read.
QString fittedName(const NodeItem& item, double room, double size = 0);
QColor colourOf(const NodeItem& item); // the user's, else the category's

QPainterPath roundedPath(const QRectF& rect, double topLeft, double topRight, double bottomRight, double bottomLeft);

} // namespace weft
