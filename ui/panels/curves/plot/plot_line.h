#pragma once

#include "ui/panels/curves/smoothing.h"
#include "ui/panels/curves/timeline.h"

#include <QColor>
#include <QPen>
#include <QString>

#include <memory>

namespace weft {

// Whose a line is. The colour is the theme's; a run is told by its dash too, since not every eye tells the colours.
enum class LineRole : uint8_t { train, validation, run1, run2, run3, run4, run5 };
LineRole runRole(size_t index); // of the n-th run of a comparison; the sixth looks like the first
QColor colourOf(LineRole role);
QVector<qreal> dashOf(LineRole role); // empty: solid

// A curve as a plot shows it.
struct PlotLine {
    QString name;
    std::shared_ptr<const Curve> curve = std::make_shared<Curve>();
    std::shared_ptr<const Timeline> timeline = std::make_shared<Timeline>();
    LineRole role = LineRole::train;
    bool isSmoothed = false; // the curve itself lies pale beneath
    bool hasRings = false; // a marker on each value: for what is measured once an epoch
    bool isVisible = true;
};

// What a person changed while the run went on, or else wants to find again.
struct PlotMark {
    double step = 0;
    QString text = {};
    bool operator==(const PlotMark&) const = default;
};

} // namespace weft
