#pragma once

#include <QStringList>

namespace weft {

// Qt's warnings, in place of Qt Test's own handling: kept, so that a test can say that there were none. What the
// offscreen platform says of itself is not kept.
void keepWarnings(); // for initTestCase()
void leaveWarnings(); // for cleanupTestCase()
QStringList takeWarnings(); // since the last time

} // namespace weft
