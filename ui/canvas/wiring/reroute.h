#pragma once

#include "ui/canvas/gesture.h"
#include "ui/document/actions.h"

namespace weft {

// Before which of the wire's dots a point lies that is `along` it.
size_t dotPlace(const WireItem& wire, double along);

// Moves a reroute dot; a new one is set first. Dropped on another of the same wire it is taken off.
class DragDot : public Gesture {
public:
    DragDot(const Wire& wire, const WireRef& ref, size_t place, bool isNew, const QPointF& at);
    void move(Canvas& canvas, const Pointer& pointer) override;
    void release(Canvas& canvas, const Pointer& pointer) override;
    std::vector<GestureHint> hints() const override;

private:
    Wire m_wire;
    WireRef m_ref;
    size_t m_place;
    bool m_isNew;
    QPointF m_from;
    QPointF m_at;
};

} // namespace weft
