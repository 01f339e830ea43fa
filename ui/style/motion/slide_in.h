#pragma once

#include <QVariantAnimation>
#include <QWidget>

#include <functional>

namespace weft {

// A popup comes from a little below its place; at once, where motion is reduced. Its widget lays itself out offset()
// lower than it belongs, whenever `place` is called.
class SlideIn : public QVariantAnimation {
public:
    SlideIn(QWidget* popup, std::function<void()> place);
    void begin();
    int offset() const; // pixels; 0: it has arrived
};

} // namespace weft
