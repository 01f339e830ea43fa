#pragma once

#include "ui/canvas/gesture.h"
#include "ui/canvas/wiring/wire_ends.h"

namespace weft {

class EditingTools;

// A wire on its way to a port: a new one, or wires that were taken off one end. The nearest legal port within 32 pixels
// pulls it, and the whole body of a node is a target. Dropped on empty canvas a new wire opens the search, a taken one
// is gone.
class DrawWire : public Gesture {
public:
    // `fixed`: the end that stays. `lifted`: the wires that are moved, by their other ends; empty: a new one.
    DrawWire(Canvas& canvas, EditingTools& tools, const PortHit& fixed, std::vector<Wire> lifted = {});
    enum class Until { release, click };
    DrawWire(Canvas& canvas, EditingTools& tools, const PortHit& fixed, Until until);

    void move(Canvas& canvas, const Pointer& pointer) override;
    void release(Canvas& canvas, const Pointer& pointer) override;
    bool key(Canvas& canvas, QKeyEvent* event) override;
    std::vector<GestureHint> hints() const override;
    bool holdsOn() const override { return m_holdsOn; }

private:
    void connect(Canvas& canvas);
    QString plug(Canvas& canvas, const PortHit& target);

    EditingTools& m_tools;
    PortHit m_fixed;
    std::vector<Wire> m_lifted;
    LegalEnds m_legal;
    std::vector<QPointF> m_dots; // reroute dots set on the way
    Pointer m_last;
    QPointF m_pressed; // in the widget
    bool m_dragged = false;
    bool m_holdsOn = false;
};

// Of a drag that begins at a port: what it takes in hand. `all`: every wire of the port.
std::unique_ptr<Gesture> drawFromPort(Canvas& canvas, EditingTools& tools, const PortHit& port, bool all);
// Of a drag that begins on a wire: its nearer end comes off.
std::unique_ptr<Gesture> drawFromWire(Canvas& canvas, EditingTools& tools, const WireRef& wire, double along);

} // namespace weft
