#include "app/worker/run_socket.h"

#include "engine/storage/paths.h"
#include "engine/support/error.h"
#include "engine/train/live/run_address.h"

#include <cerrno>
#include <cstring>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

namespace weft {

RunSocket::~RunSocket()
{
    if (m_socket < 0)
        return;
    close(m_socket);
    unlink(m_path.c_str());
}

void RunSocket::open(const std::string& runFolder)
{
    const RunAddress address(runFolder);
    m_path = joinPath(runFolder, runSocketName);
    unlink(m_path.c_str()); // of a worker that crashed
    m_socket = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (m_socket >= 0 && bind(m_socket, address.get(), address.size()) == 0 && chmod(m_path.c_str(), 0600) == 0
        && listen(m_socket, 8) == 0)
        return;
    const std::string why = std::strerror(errno);
    if (m_socket >= 0)
        close(m_socket);
    m_socket = -1;
    throw Error("This training stops when its window is closed: there can be no socket in \"" + runFolder + "\" (" + why
                + ").");
}

bool RunSocket::isInPlace() const
{
    // A disk that does not answer for a moment is no folder that is gone.
    return m_socket >= 0 && (access(m_path.c_str(), F_OK) == 0 || (errno != ENOENT && errno != ENOTDIR));
}

int RunSocket::accept()
{
    return accept4(m_socket, nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK);
}

} // namespace weft
