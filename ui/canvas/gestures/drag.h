#pragma once

#include <QPointF>

namespace weft {

// A press that moved this far (in pixels of the widget) is a drag, not a click.
inline bool isDrag(const QPointF& pressed, const QPointF& now)
{
    return (now - pressed).manhattanLength() > 4;
}

} // namespace weft
