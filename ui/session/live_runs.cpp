#include "ui/session/live_runs.h"

#include "engine/train/live/run_address.h"
#include "engine/train/runs.h"
#include "ui/background/background.h"

#include <QCoreApplication>
#include <QPointer>

#include <algorithm>

namespace weft {

namespace {

QStringList liveRuns(const std::string& runs)
{
    FileSystem& files = realFileSystem();
    QStringList live;
    try {
        for (const RunSummary& run : listRuns(files, runs)) {
            if (run.record.state != "damaged" && files.exists(joinPath(run.folder, runSocketName))
                && RunFolder::open(files, run.folder).isBusy())
                live.prepend(QString::fromStdString(run.folder));
        }
    } catch (const Error&) { // a folder that cannot be read has none that can be shown
    }
    return live;
}

} // namespace

void findLiveRuns(const QString& projectFile, QObject* context, std::function<void(const QStringList&)> found)
{
    backgroundThreads().start(
        [runs = runsFolder(projectFile.toStdString()), at = QPointer<QObject>(context), found = std::move(found)] {
            QMetaObject::invokeMethod(
                QCoreApplication::instance(),
                [at, found, live = liveRuns(runs)] {
                    if (at != nullptr)
                        found(live);
                },
                Qt::QueuedConnection);
        });
}

} // namespace weft
