#include "engine/serve/http/listener.h"

#include "engine/support/error.h"

#include <arpa/inet.h>
#include <cerrno>
#include <cstring>
#include <memory>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

namespace weft {

namespace {

std::unique_ptr<addrinfo, decltype(&freeaddrinfo)> resolve(const std::string& host, const std::string& port)
{
    addrinfo hints = {};
    hints.ai_family = AF_UNSPEC;
    hints.ai_socktype = SOCK_STREAM;
    hints.ai_flags = AI_NUMERICSERV | AI_PASSIVE;
    addrinfo* found = nullptr;
    if (getaddrinfo(host.c_str(), port.c_str(), &hints, &found) != 0)
        found = nullptr;
    return {found, freeaddrinfo};
}

bool isLoopback(const sockaddr* address)
{
    if (address->sa_family == AF_INET)
        return ntohl(reinterpret_cast<const sockaddr_in*>(address)->sin_addr.s_addr) >> 24 == 127;
    return address->sa_family == AF_INET6
        && IN6_IS_ADDR_LOOPBACK(&reinterpret_cast<const sockaddr_in6*>(address)->sin6_addr);
}

} // namespace

Descriptor& Descriptor::operator=(Descriptor&& other) noexcept
{
    if (this != &other) {
        reset();
        m_number = other.release();
    }
    return *this;
}

void Descriptor::reset()
{
    if (m_number >= 0)
        close(m_number);
    m_number = -1;
}

int Descriptor::release()
{
    return std::exchange(m_number, -1);
}

bool isLoopback(const std::string& host)
{
    const auto addresses = resolve(host, "0");
    for (const addrinfo* one = addresses.get(); one != nullptr; one = one->ai_next) {
        if (!isLoopback(one->ai_addr))
            return false;
    }
    return addresses != nullptr;
}

Descriptor listenAt(const std::string& host, int port)
{
    const std::string where = host + ", port " + std::to_string(port);
    const auto addresses = resolve(host, std::to_string(port));
    if (addresses == nullptr)
        throw Error("There is no address \"" + host + "\"; give --host an IP address of this machine.");
    Descriptor listening(
        socket(addresses->ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, addresses->ai_protocol));
    const int on = 1;
    setsockopt(listening.get(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (bind(listening.get(), addresses->ai_addr, addresses->ai_addrlen) != 0
        || listen(listening.get(), SOMAXCONN) != 0) {
        if (errno == EADDRINUSE)
            throw Error("Another program listens at " + where + "; take another --port.");
        if (errno == EACCES)
            throw Error("Listening at " + where + " is not permitted; take a --port above 1023.");
        throw Error("Cannot listen at " + where + ": " + std::strerror(errno)
                    + "; give --host an address of this machine.");
    }
    return listening;
}

int portOf(const Descriptor& listening)
{
    sockaddr_storage address = {};
    socklen_t size = sizeof address;
    getsockname(listening.get(), reinterpret_cast<sockaddr*>(&address), &size);
    return address.ss_family == AF_INET6 ? ntohs(reinterpret_cast<const sockaddr_in6&>(address).sin6_port)
                                         : ntohs(reinterpret_cast<const sockaddr_in&>(address).sin_port);
}

Descriptor acceptFrom(const Descriptor& listening, std::string& address)
{
    sockaddr_storage from = {};
    socklen_t size = sizeof from;
    Descriptor taken(accept4(listening.get(), reinterpret_cast<sockaddr*>(&from), &size, SOCK_NONBLOCK | SOCK_CLOEXEC));
    if (taken.get() < 0)
        return taken;
    const int on = 1;
    setsockopt(taken.get(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    char text[NI_MAXHOST] = "";
    getnameinfo(reinterpret_cast<const sockaddr*>(&from), size, text, sizeof text, nullptr, 0, NI_NUMERICHOST);
    address = isLoopback(reinterpret_cast<const sockaddr*>(&from)) ? "" : text;
    return taken;
}

} // namespace weft
