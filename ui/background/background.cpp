#include "ui/background/background.h"

namespace weft {

namespace {

// What is still under way when the application goes is waited for: its results are posted to the application.
QThreadPool& finishedBeforeTheEnd(QThreadPool& pool, void (*wait)())
{
    qAddPostRoutine(wait);
    return pool;
}

} // namespace

QThreadPool& backgroundThreads()
{
    static QThreadPool made;
    static QThreadPool& pool = finishedBeforeTheEnd(made, [] { backgroundThreads().waitForDone(); });
    return pool;
}

QThreadPool& fileThreads()
{
    static QThreadPool made;
    made.setMaxThreadCount(2);
    static QThreadPool& pool = finishedBeforeTheEnd(made, [] { fileThreads().waitForDone(); });
    return pool;
}

} // namespace weft
