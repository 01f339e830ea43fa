#pragma once

#include "ui/canvas/gesture.h"

namespace weft {

// A line drawn across wires: it cuts them, or sets a reroute dot on each where it crosses.
class Slice : public Gesture {
public:
    enum class Does { cut, reroute };
    Slice(const Pointer& pointer, Does does);
    void move(Canvas& canvas, const Pointer& pointer) override;
    void release(Canvas& canvas, const Pointer& pointer) override;
    std::vector<GestureHint> hints() const override;

private:
    void reroute(Canvas& canvas) const;

    std::vector<QPointF> m_line;
    std::vector<WireRef> m_crossed;
    Does m_does;
};

} // namespace weft
