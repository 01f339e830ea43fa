#pragma once

#include "ui/session/curves/pyramid.h"

#include <memory>

namespace weft {

using StepColumn = std::vector<int64_t>; // rising

// One curve: its values and their steps. Curves that always get their values together share the steps.
struct Curve {
    std::shared_ptr<StepColumn> steps = std::make_shared<StepColumn>();
    Pyramid values = {};

    size_t size() const { return values.size(); }
    bool isEmpty() const { return values.isEmpty(); }
    int64_t step(size_t index) const { return (*steps)[index]; }
    int64_t lastStep() const { return isEmpty() ? 0 : step(size() - 1); }
    // The first value at or after a step (that may lie between two); size() if there is none.
    size_t indexFrom(double step) const;
    // The value at a step or the last one before it; size() if there is none.
    size_t indexAt(double step) const;
    // A step that was there already (a run that went on from a checkpoint tells it again) takes the place of what was
    // there, and of all after it. Only for a curve that has its steps to itself.
    void append(int64_t step, float value);
    void truncate(size_t size);
};

} // namespace weft
