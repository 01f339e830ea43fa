#pragma once

#include "ui/canvas/gesture.h"
#include "ui/canvas/gestures/insertion.h"
#include "ui/canvas/gestures/shake.h"

namespace weft {

// Nodes under the hand. They snap to the grid and to their neighbours; one without wires goes into the wire that it is
// held over, and what is behind (after T: what is before) makes room. Shaken, or dragged with Alt, they come off their
// wires, which heal. F while dragging takes them out of their frame or into the one below the pointer.
class MoveNodes : public Gesture {
public:
    // `node`: the one under the hand. A click, if it stays one, selects it alone.
    MoveNodes(Canvas& canvas, const Pointer& pointer, const std::string& node, Ids ids);
    void move(Canvas& canvas, const Pointer& pointer) override;
    void release(Canvas& canvas, const Pointer& pointer) override;
    bool key(Canvas& canvas, QKeyEvent* event) override;
    std::vector<GestureHint> hints() const override;

private:
    enum class Frames { asTheyAre, join, leave };
    void detachNow(Canvas& canvas);
    void lookForWire(Canvas& canvas);
    bool isFree(const Canvas& canvas) const;
    QString apply(Canvas& canvas) const;

    std::string m_node;
    Ids m_ids;
    Pointer m_pressed;
    Pointer m_last;
    QRectF m_rect; // of m_node, where it stood
    Shake m_shake;
    bool m_dragged = false;
    bool m_detached = false;
    Frames m_frames = Frames::asTheyAre;
    int m_frame = -1;
    std::optional<Insertion> m_insertion;
    InsertSide m_side = InsertSide::behind;
};

} // namespace weft
