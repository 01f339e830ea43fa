#pragma once

#include <cstdint>
#include <string>

namespace weft {

// A file descriptor that closes itself.
class Descriptor {
public:
    explicit Descriptor(int number = -1)
        : m_number(number)
    {
    }
    Descriptor(Descriptor&& other) noexcept
        : m_number(other.release())
    {
    }
    Descriptor& operator=(Descriptor&& other) noexcept;
    ~Descriptor() { reset(); }
    int get() const { return m_number; }
    void reset();

private:
    int release();
    int m_number;
};

// Whether only programs of this machine reach such an address: "127.0.0.1", "::1", "localhost".
bool isLoopback(const std::string& host);

// Listens at an IP address, or a name that stands for one. Port 0: any that is free. Throws Error saying what to do
// about an address that is taken or not this machine's.
Descriptor listenAt(const std::string& host, int port);
int portOf(const Descriptor& listening);

// A connection that waits to be taken; the descriptor is -1 if none does. `address`: where from, as text; "" if it is
// from this machine.
Descriptor acceptFrom(const Descriptor& listening, std::string& address);

} // namespace weft
