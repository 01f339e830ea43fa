#pragma once

#include "ui/canvas/gesture.h"
#include "ui/canvas/wiring/wire_ends.h"

namespace weft {

// From somewhere on a node to somewhere on another: the first ports that fit are connected. For when ports are too
// small to aim at.
class LazyConnect : public Gesture {
public:
    LazyConnect(Canvas& canvas, const PortHit& start);
    void move(Canvas& canvas, const Pointer& pointer) override;
    void release(Canvas& canvas, const Pointer& pointer) override;
    std::vector<GestureHint> hints() const override;

private:
    PortHit m_start;
    LegalEnds m_legal;
};

std::unique_ptr<Gesture> lazyConnectFrom(Canvas& canvas, const std::string& node);

} // namespace weft
