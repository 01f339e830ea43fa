#pragma once

#include <string>
#include <sys/socket.h>
#include <sys/un.h>

namespace weft {

inline const std::string runSocketName = "worker.socket"; // in the run's folder

// The address of the socket in a run's folder, while this lives: by way of an open folder, since a path may be longer
// than an address has room for. Throws Error if the folder is not there.
class RunAddress {
public:
    explicit RunAddress(const std::string& runFolder);
    ~RunAddress();
    RunAddress(const RunAddress&) = delete;
    RunAddress& operator=(const RunAddress&) = delete;

    const sockaddr* get() const { return reinterpret_cast<const sockaddr*>(&m_address); }
    socklen_t size() const { return sizeof m_address; }

private:
    int m_folder;
    sockaddr_un m_address = {};
};

} // namespace weft
