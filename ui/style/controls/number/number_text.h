#pragma once

#include "ui/style/controls/number_field.h"

namespace weft {

// A value as a field shows it and as it may be typed again: all its digits, no separators, a plain minus.
QString numberText(double value, bool integer, NumberField::Form form);

} // namespace weft
