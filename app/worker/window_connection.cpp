#include "app/worker/window_connection.h"

#include <cerrno>
#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

namespace weft {

WindowConnection::WindowConnection(int socket)
    : m_socket(socket)
{
    fcntl(m_socket, F_SETFL, fcntl(m_socket, F_GETFL) | O_NONBLOCK);
    fcntl(m_socket, F_SETFD, FD_CLOEXEC);
}

WindowConnection::~WindowConnection()
{
    close();
}

void WindowConnection::close()
{
    if (m_socket >= 0)
        ::close(m_socket);
    m_socket = -1;
    m_out.clear();
    m_hasMore = false;
}

std::vector<WindowLine> WindowConnection::read()
{
    std::vector<WindowLine> lines;
    char bytes[65536];
    while (isOpen()) {
        const ssize_t count = recv(m_socket, bytes, sizeof bytes, 0);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
            break;
        if (count <= 0) {
            close();
            break;
        }
        try {
            m_in.add({bytes, size_t(count)});
            while (const std::optional<std::string_view> line = m_in.next())
                lines.push_back(windowLine(*line));
        } catch (const Error& error) { // no window speaks like this
            say(toLine(Event(Warning {error.what()})));
            flush();
            close();
        }
    }
    return lines;
}

void WindowConnection::say(std::string line)
{
    m_out += line;
}

void WindowConnection::post(const std::vector<Event>& events)
{
    if (events.empty())
        return;
    m_queue.post(events);
    m_hasMore = true;
}

void WindowConnection::flush()
{
    while (isOpen()) {
        if (m_out.empty() && m_hasMore) {
            for (const Event& event : m_queue.drain())
                m_out += toLine(event);
            m_hasMore = false;
        }
        if (m_out.empty())
            return;
        const ssize_t count = send(m_socket, m_out.data() + m_sent, m_out.size() - m_sent, MSG_NOSIGNAL);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
            return;
        if (count < 0)
            return close();
        m_sent += size_t(count);
        if (m_sent == m_out.size()) {
            m_out.clear();
            m_sent = 0;
        }
    }
}

} // namespace weft
