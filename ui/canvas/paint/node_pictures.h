#pragma once

#include "ui/canvas/paint/node_look.h"

#include <QElapsedTimer>
#include <QHash>
#include <QImage>
#include <utility>

namespace weft {

struct PaintContext;

// Nodes and ports as they were painted last, kept while they look the same at the same scale: a frame of panning copies
// pictures. While the zoom moves, pictures of a scale nearby are stretched, and painted anew once it rests.
class NodePictures {
public:
    void clear();
    void forget(int handle) { m_nodes.remove(handle); }
    // What the node shows: asked again when the document, the check or the training have told something new.
    const NodeLook& look(PaintContext& context, int handle);
    void lookAgain() { ++m_lookStamp; } // report, problems or liveliness are new
    // Draws the node with its top left corner at `at` (widget pixels).
    void draw(PaintContext& context, int handle, const NodeLook& look, const QPointF& at);
    void drawPort(PaintContext& context, const QPointF& at, PortKind kind, int state, const QColor& wire);
    // Parameters, compute and time of what a frame holds, added up.
    const QString& totals(PaintContext& context, const FrameItem& frame);
    // `hurry`: nodes that would take longer than a frame has are drawn as what there is of them, and isStale() after.
    void beginFrame(bool hurry);
    void endFrame(); // drops what has not been drawn lately
    bool takeStale()
    {
        return std::exchange(m_stale, false);
    } // a frame used stretched pictures: paint again when the zoom rests

private:
    struct Picture {
        QImage image;
        NodeLook base; // whatever is selected
        NodeLook painted; // what the image shows
        int revision = -1;
        int lookStamp = -1;
        bool hasLook = false;
        DetailLevel level = DetailLevel::full;
        double scale = 0;
        double ratio = 0;
        int frame = 0;
    };

    QHash<int, Picture> m_nodes;
    QHash<quint64, QImage> m_ports;
    double m_portScale = 0;
    int m_style = -1; // generation of Style
    int m_lookStamp = 0;
    int m_frame = 0;
    bool m_stale = false;
    bool m_hurry = false;
    QElapsedTimer m_clock; // since the frame began
    NodeLook m_scratch;
    QHash<int, QString> m_totals; // of frames, at …
    int m_totalsStamp = -1;
    int m_totalsRevision = -1;
};

} // namespace weft
