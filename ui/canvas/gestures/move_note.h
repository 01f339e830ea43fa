#pragma once

#include "ui/canvas/gesture.h"

namespace weft {

// Moves a note, or draws its corner to another size.
class MoveNote : public Gesture {
public:
    MoveNote(Canvas& canvas, const Pointer& pointer, int note, bool resize);
    void move(Canvas& canvas, const Pointer& pointer) override;
    void release(Canvas& canvas, const Pointer& pointer) override;
    std::vector<GestureHint> hints() const override;

private:
    int m_note;
    bool m_resize;
    Pointer m_pressed;
    QRectF m_before;
    QRectF m_rect;
    bool m_dragged = false;
};

} // namespace weft
