#include "ui/windows/files/background.h"

namespace weft {

QThreadPool& fileThreads()
{
    static QThreadPool pool;
    pool.setMaxThreadCount(2);
    return pool;
}

} // namespace weft
