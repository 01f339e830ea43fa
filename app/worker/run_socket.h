#pragma once

#include <string>

namespace weft {

// The socket in a run's folder, that windows come back to. Its path may be longer than the 107 bytes that the address
// of a socket has room for.
class RunSocket {
public:
    RunSocket() = default;
    ~RunSocket(); // takes the socket out of the folder
    RunSocket(const RunSocket&) = delete;
    RunSocket& operator=(const RunSocket&) = delete;

    void open(const std::string& runFolder); // throws Error where the file system has no sockets
    int handle() const { return m_socket; } // -1: not open
    bool isInPlace() const; // open, and still in its folder
    int accept(); // a window; -1: none is waiting

private:
    int m_socket = -1;
    std::string m_path;
};

} // namespace weft
