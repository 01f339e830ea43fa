#pragma once

#include <QRectF>

namespace weft {

struct PaintContext;

// Beside the picked node while it trains, where it covers the least of others, what goes on in it: how its weights, its gradient and its results are spread,
// and the first of its feature maps. Within the widget; left out where nodes are too small to be read.
void paintPickedDetail(PaintContext& context, const QSizeF& widget);

// Where it is; empty: nowhere.
QRectF pickedDetailArea(const PaintContext& context, const QSizeF& widget);

} // namespace weft
