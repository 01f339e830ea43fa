#pragma once

#include <QStringList>

class QDropEvent;

namespace weft {

// The files and folders of this machine among what is dropped, or would be; links to elsewhere are none.
QStringList droppedFiles(const QDropEvent& event);

} // namespace weft
