#pragma once

#include "ui/canvas/scene/node_item.h"

namespace weft {

// Sizes of the canvas's elements in scene pixels: tokens.json of the design.
namespace geometry {
constexpr double header = 28;
constexpr double rowHeight = 20;
constexpr double bodyPadding = 8; // above and below the rows together
constexpr double footer = 22;
constexpr int mostFields = 3;
constexpr double strip = 6;
constexpr double iconSize = 16;
constexpr double iconLeft = 14;
constexpr double iconTop = 6;
constexpr double titleLeft = 36;
constexpr double textRight = 10;
constexpr double corner = 6;
constexpr double repeatEdge = 4;
constexpr int mostRepeatEdges = 2;
constexpr double haloOffset = 4;
constexpr double deadBar = 5;
constexpr double leastWidth = 120;
constexpr double mostWidth = 240;
constexpr double widthStep = 8;
constexpr double port = 10;
constexpr double portHit = 24;
constexpr double portGlow = 20;
constexpr double firstPort = 14;
constexpr double magnet = 32;
constexpr double rerouteDot = 12;
constexpr double framePadding = 24;
constexpr double frameHeader = 32;
constexpr double frameCorner = 8;
constexpr double gridDot = 24;
constexpr double gridSnap = 8;
constexpr double gutter = 32;
constexpr double wireCorner = 12;
constexpr double noteCorner = 16; // the folded corner, which resizes it
constexpr int mostSlots = 8; // of a port that takes many wires
} // namespace geometry

// Lays a node out: its size, ports and rows at (0, 0). The size depends on the type, on collapsed and on how many wires
// a port that takes many has, never on fonts, language or zoom: documents look alike everywhere. `blocks` are the
// project's, for nodes that are one.
NodeItem layOutNode(const GraphNode& node, const std::vector<Block>& blocks, bool collapsed = false);
// The ends of a block's ports inside it: "in" gives the block's inputs, "out" takes its outputs.
NodeItem layOutBoundary(const Block& block, bool inputs);

QPointF snapToGrid(const QPointF& scene);
// "kernel_size" as "Kernel size", translated where a translation is known.
QString displayName(const std::string& id);

} // namespace weft
