#pragma once

#include "ui/canvas/gesture.h"

#include <set>

namespace weft {

// A rectangle that selects the nodes it touches. Shift adds to what is selected, Ctrl takes away.
class RubberBand : public Gesture {
public:
    RubberBand(Canvas& canvas, const Pointer& pointer);
    void move(Canvas& canvas, const Pointer& pointer) override;
    void release(Canvas& canvas, const Pointer& pointer) override;
    void cancel(Canvas& canvas) override;
    std::vector<GestureHint> hints() const override;

private:
    QPointF m_from;
    QPointF m_pressed; // in the widget
    std::set<std::string> m_before;
    std::string m_currentBefore;
    Qt::KeyboardModifiers m_modifiers;
    bool m_dragged = false;
};

} // namespace weft
