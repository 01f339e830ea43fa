#include "app/worker/worker.h"
#include "app/commands.h"

namespace weft {

int worker(int socket)
{
    return Worker(socket).run();
}

} // namespace weft
