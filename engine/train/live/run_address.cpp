#include "engine/train/live/run_address.h"

#include "engine/support/error.h"

#include <cassert>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

namespace weft {

RunAddress::RunAddress(const std::string& runFolder)
    : m_folder(open(runFolder.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC))
{
    if (m_folder < 0)
        throw Error("The folder \"" + runFolder + "\" cannot be opened.");
    const std::string path = "/proc/self/fd/" + std::to_string(m_folder) + "/" + runSocketName;
    assert(path.size() < sizeof m_address.sun_path);
    m_address.sun_family = AF_UNIX;
    std::memcpy(m_address.sun_path, path.c_str(), path.size() + 1);
}

RunAddress::~RunAddress()
{
    close(m_folder);
}

} // namespace weft
