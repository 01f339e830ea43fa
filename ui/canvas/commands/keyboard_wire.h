#pragma once

#include "ui/canvas/gesture.h"
#include "ui/canvas/wiring/wire_ends.h"

namespace weft {

class EditingTools;

// A wire drawn by keys alone: first the port of a node it starts at, then the port it ends at, both picked with the
// arrows. Delete takes the wires off a port, Tab searches for a layer to end it at.
class KeyboardWire : public Gesture {
public:
    KeyboardWire(Canvas& canvas, EditingTools& tools, const std::string& node);
    void move(Canvas&, const Pointer&) override { }
    void release(Canvas&, const Pointer&) override { }
    bool key(Canvas& canvas, QKeyEvent* event) override;
    std::vector<GestureHint> hints() const override;

private:
    void show(Canvas& canvas);
    void choosePort(Canvas& canvas, int by);
    void startWire(Canvas& canvas);
    void goTo(Canvas& canvas, int key);
    void finish(Canvas& canvas);
    void cutPort(Canvas& canvas);

    EditingTools& m_tools;
    std::vector<PortHit> m_starts; // outputs, then inputs
    size_t m_start = 0;
    std::vector<PortHit> m_ends; // the legal ones
    int m_end = -1;
    bool m_drawing = false; // the start is chosen
};

} // namespace weft
