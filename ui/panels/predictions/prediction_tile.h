#pragma once

#include "engine/train/events.h"

#include <QRect>
#include <QSize>

class QPainter;

namespace weft {

// One sample with what the network makes of it, painted: the picture or the values, the truth with a tick or a cross,
// and the likeliest classes as bars; pairs of pictures or lines of text for answers of other kinds.
struct PredictionTile {
    const Predictions* of = nullptr;
    int64_t sample = 0;
    size_t bars = 3;
    bool focused = false;

    void paint(QPainter& painter, const QRect& rect) const;

    // Of every tile of such predictions, at the current font scale.
    static QSize sizeFor(const Predictions& of, size_t bars);
};

} // namespace weft
