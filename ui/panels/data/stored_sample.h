#pragma once

#include "engine/data/dataset.h"
#include "engine/train/events.h"

#include <QImage>
#include <QString>

namespace weft {

// One sample of a column as it is stored. Throws Error if its file cannot be read (any more).
SampleValues storedValues(const Column& column, int64_t sample);
QImage storedImage(const Column& column, int64_t sample); // null if it cannot be read
QString storedText(const Column& column, int64_t sample);

} // namespace weft
