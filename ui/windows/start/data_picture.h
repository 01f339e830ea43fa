#pragma once

#include "engine/graph/project.h"

#include <QImage>

namespace weft {

// A picture of what a project's data holds: its pictures side by side, its points, its text. Null if the data is not
// there or shows nothing. Reads the data: not for the GUI thread; kept in the user's cache.
QImage dataPicture(const QString& projectFile, const QSize& pixels, bool dark);

} // namespace weft
