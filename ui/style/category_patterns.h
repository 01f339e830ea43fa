#pragma once

#include <QBrush>
#include <QColor>
#include <QString>

namespace weft {

// The brush of a pattern named in resources/themes/categories.json ("diagonal"): 6 px cells of `ink` on `ground`.
QBrush patternBrush(const QString& name, const QColor& ground, const QColor& ink);

} // namespace weft
