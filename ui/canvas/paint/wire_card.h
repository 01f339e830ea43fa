#pragma once

#include "ui/canvas/canvas.h"

namespace weft {

// What a wire carries, in words: shown beside it while the mouse rests there.
struct WireCard {
    struct Row {
        QString name, value;
    };
    WireRef wire;
    QPointF at; // on the wire, in the scene
    QString title; // "relu1 → add"
    QString note = {}; // "skip · 12.3 MiB"
    std::vector<Row> rows = {};

    QString spoken() const; // in one line
};

std::optional<WireCard> wireCard(const GraphDocument& document, const Scene& scene, const Liveliness& life,
                                 const WireRef& wire, const QPointF& at);

struct PaintContext;
void paintWireCard(PaintContext& context, const WireCard& card, const QSizeF& widget);

} // namespace weft
