#pragma once

#include <QCoreApplication>
#include <QPointer>
#include <QThreadPool>

#include <utility>

namespace weft {

// Where everything is done that takes time. QThreadPool's global one is not for that: QtGui fills large areas with its
// threads and waits for them (qt_scanline of the raster engine, 6.4), so work in it would hold up the painting.
QThreadPool& backgroundThreads();
QThreadPool& fileThreads(); // two, for reading and writing files

// Runs `work` on another thread, and `done` with its result on this one (the GUI's), unless `context` is gone by then.
template <class Work, class Done> void inBackground(QObject* context, Work work, Done done)
{
    fileThreads().start([guard = QPointer<QObject>(context), work = std::move(work), done = std::move(done)]() mutable {
        auto result = work();
        QMetaObject::invokeMethod(
            qApp,
            [guard, result = std::move(result), done = std::move(done)]() mutable {
                if (guard)
                    done(std::move(result));
            },
            Qt::QueuedConnection);
    });
}

} // namespace weft
