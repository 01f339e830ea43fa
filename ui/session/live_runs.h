#pragma once

#include <QStringList>

#include <functional>

class QObject;

namespace weft {

// Looks, on another thread, which runs beside the project file a worker trains now; `found` is called in the thread of
// `context` with their folders, the newest first, unless that is gone by then. Session::attach() takes one.
void findLiveRuns(const QString& projectFile, QObject* context, std::function<void(const QStringList&)> found);

} // namespace weft
