#include "ui/style/motion/slide_in.h"

#include "ui/style/style.h"

namespace weft {

namespace {

constexpr int milliseconds = 90;
constexpr int way = 8;

} // namespace

SlideIn::SlideIn(QWidget* popup, std::function<void()> place)
    : QVariantAnimation(popup)
{
    setEasingCurve(QEasingCurve::OutCubic);
    connect(this, &QVariantAnimation::valueChanged, popup, [place] { place(); });
    connect(this, &QVariantAnimation::finished, popup, std::move(place));
}

void SlideIn::begin()
{
    stop();
    const int time = Style::get().milliseconds(milliseconds);
    if (time == 0)
        return;
    setStartValue(Style::get().px(way));
    setEndValue(0);
    setDuration(time);
    start();
}

int SlideIn::offset() const
{
    return state() == Running ? currentValue().toInt() : 0;
}

} // namespace weft
