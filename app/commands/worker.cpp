#include "app/worker/worker.h"
#include "app/commands.h"

namespace weft {

int worker(int socket, int window)
{
    return Worker(socket, window).run();
}

} // namespace weft
