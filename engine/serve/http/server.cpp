#include "engine/serve/http/server.h"

#include "engine/serve/http/request_reader.h"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

namespace weft {

namespace {

constexpr uint64_t listenerId = 1;
constexpr uint64_t mailboxId = 2;
constexpr double secondsBetweenChecks = 0.1;
constexpr double lingerSeconds = 2; // for a refused client to read why, while what it still sends is thrown away
constexpr size_t lingerBytes = size_t(8) << 20;

double now()
{
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

} // namespace

struct HttpServer::Connection {
    enum class State { reading, waiting, writing, lingering };
    Connection(uint64_t number, Descriptor taken, std::string from, const HttpLimits& limits)
        : id(number)
        , socket(std::move(taken))
        , address(std::move(from))
        , reader(limits)
    {
    }
    uint64_t id;
    Descriptor socket;
    std::string address;
    RequestReader reader;
    State state = State::reading;
    double since = now(); // it began the present request, or to wait for one
    double deadline = 0;
    bool fresh = true; // has sent nothing yet
    bool admitted = false; // the present request
    bool keeps = false; // stays open behind the answer
    bool withBody = true; // the answer
    std::string incoming = {}; // received, and not of the present request
    std::string outgoing = {};
    size_t sent = 0;
    size_t lingered = 0;
    size_t body = 0; // bytes that m_bodies counts for it
    uint32_t events = 0; // watched
    std::shared_ptr<std::atomic<bool>> gone = {}; // of the request that is being answered
};

struct HttpServer::Mailbox {
    Descriptor wake {eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)};
    std::mutex mutex;
    std::vector<std::pair<uint64_t, HttpResponse>> answers;

    void ring() const
    {
        const uint64_t one = 1;
        [[maybe_unused]] const ssize_t written = write(wake.get(), &one, sizeof one);
    }
};

HttpServer::HttpServer(const std::string& host, int port, const HttpLimits& limits, Handlers handlers)
    : m_limits(limits)
    , m_handlers(std::move(handlers))
    , m_listening(listenAt(host, port))
    , m_epoll(epoll_create1(EPOLL_CLOEXEC))
    , m_mailbox(std::make_shared<Mailbox>())
{
    const auto add = [&](int descriptor, uint64_t id) {
        epoll_event event = {.events = EPOLLIN, .data = {.u64 = id}};
        if (epoll_ctl(m_epoll.get(), EPOLL_CTL_ADD, descriptor, &event) != 0)
            throw Error("The system gives no more file descriptors; close other programs or raise `ulimit -n`.");
    };
    add(m_listening.get(), listenerId);
    add(m_mailbox->wake.get(), mailboxId);
}

HttpServer::~HttpServer() = default;

int HttpServer::port() const
{
    return portOf(m_listening);
}

void HttpServer::stop()
{
    m_stopping = true;
    m_mailbox->ring();
}

void HttpServer::run(double drainSeconds)
{
    double end = 0; // of draining; 0: it has not begun
    epoll_event events[64];
    for (;;) {
        const int count = epoll_wait(m_epoll.get(), events, 64, int(1000 * secondsBetweenChecks));
        for (int i = 0; i < count; ++i) {
            const uint64_t id = events[i].data.u64;
            if (id == listenerId) {
                acceptAll();
                continue;
            }
            if (id == mailboxId) {
                uint64_t rings = 0;
                [[maybe_unused]] const ssize_t taken = read(m_mailbox->wake.get(), &rings, sizeof rings);
                takeAnswers();
                continue;
            }
            const auto found = m_connections.find(id);
            if (found == m_connections.end())
                continue;
            Connection& connection = *found->second;
            const bool waits = connection.state == Connection::State::waiting;
            if ((events[i].events & (EPOLLERR | EPOLLHUP)) || (waits && (events[i].events & EPOLLRDHUP)))
                drop(id); // whoever waits no more needs no answer
            else if (events[i].events & EPOLLIN)
                receive(connection);
            else if (events[i].events & EPOLLOUT)
                send(connection);
        }
        checkTimes();
        if (!m_stopping)
            continue;
        if (end == 0) {
            end = now() + drainSeconds;
            epoll_ctl(m_epoll.get(), EPOLL_CTL_DEL, m_listening.get(), nullptr);
            m_listening.reset();
        }
        std::vector<uint64_t> idle;
        for (const auto& [id, connection] : m_connections) {
            if (connection->state == Connection::State::reading && !connection->reader.hasBegun() && !connection->fresh)
                idle.push_back(id);
        }
        for (const uint64_t id : idle)
            drop(id);
        if (m_connections.empty() || now() > end)
            break;
    }
    while (!m_connections.empty())
        drop(m_connections.begin()->first);
}

void HttpServer::acceptAll()
{
    for (int i = 0; i < 64; ++i) {
        std::string address;
        Descriptor taken = acceptFrom(m_listening, address);
        if (taken.get() < 0)
            return; // none left, or no descriptors: the connection waits in the system's queue
        if (!makeRoom(address)) {
            if (m_handlers.refused)
                m_handlers.refused("connections");
            const std::string bytes =
                toBytes(errorResponse(503, "The server has as many connections as it takes; try again."), false, true);
            [[maybe_unused]] const ssize_t sent = ::send(taken.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
            continue;
        }
        const uint64_t id = m_nextId++;
        auto connection = std::make_unique<Connection>(id, std::move(taken), address, m_limits);
        connection->deadline = connection->since + m_limits.headSeconds;
        connection->events = EPOLLIN | EPOLLRDHUP;
        epoll_event event = {.events = connection->events, .data = {.u64 = id}};
        if (epoll_ctl(m_epoll.get(), EPOLL_CTL_ADD, connection->socket.get(), &event) != 0)
            continue;
        m_connections.emplace(id, std::move(connection));
        m_count = m_connections.size();
    }
}

// A connection more must leave the others their place: whoever has waited longest without a whole request goes first,
// so that clients who never finish theirs cannot keep others out.
bool HttpServer::makeRoom(const std::string& address)
{
    const auto ofAddress =
        size_t(std::ranges::count_if(m_connections, [&](const auto& one) { return one.second->address == address; }));
    const bool addressIsFull = !address.empty() && ofAddress >= m_limits.connectionsOfAddress;
    if (!addressIsFull && m_connections.size() < m_limits.connections)
        return true;
    const Connection* oldest = nullptr;
    for (const auto& [id, connection] : m_connections) {
        const bool unfinished =
            connection->state == Connection::State::reading || connection->state == Connection::State::lingering;
        if (unfinished && (!addressIsFull || connection->address == address)
            && (oldest == nullptr || connection->since < oldest->since))
            oldest = connection.get();
    }
    if (oldest == nullptr)
        return false;
    if (m_handlers.refused)
        m_handlers.refused("evicted");
    drop(oldest->id);
    return true;
}

void HttpServer::receive(Connection& connection)
{
    char bytes[64 << 10];
    const ssize_t count = recv(connection.socket.get(), bytes, sizeof bytes, 0);
    if (count == 0 || (count < 0 && errno != EAGAIN && errno != EINTR))
        return drop(connection.id);
    if (count < 0)
        return;
    if (connection.state == Connection::State::lingering) {
        connection.lingered += size_t(count);
        if (connection.lingered > lingerBytes)
            drop(connection.id);
        return;
    }
    if (connection.state != Connection::State::reading)
        return;
    connection.incoming.append(bytes, size_t(count));
    advance(connection);
}

void HttpServer::advance(Connection& connection)
{
    RequestReader& reader = connection.reader;
    try {
        if (!reader.hasBegun() && !connection.incoming.empty() && !connection.fresh) {
            connection.since = now();
            connection.deadline = connection.since + m_limits.headSeconds;
        }
        connection.fresh = false;
        const bool hadHead = reader.hasHead();
        connection.incoming.erase(0, reader.feed(connection.incoming));
        countBody(connection);
        if (reader.hasHead() && !connection.admitted) {
            connection.admitted = true;
            connection.keeps = reader.request().keepsConnection;
            connection.withBody = reader.request().method != "HEAD";
            if (m_handlers.admit) {
                if (const std::optional<HttpResponse> refusal = m_handlers.admit(reader.request())) {
                    connection.keeps = connection.keeps && reader.isComplete();
                    if (reader.isComplete())
                        reader.take();
                    return answer(connection, *refusal);
                }
            }
            if (!hadHead)
                connection.deadline = connection.since + m_limits.requestSeconds;
            if (reader.wantsContinue() && !reader.isComplete()) {
                constexpr std::string_view go = "HTTP/1.1 100 Continue\r\n\r\n";
                [[maybe_unused]] const ssize_t sent =
                    ::send(connection.socket.get(), go.data(), go.size(), MSG_NOSIGNAL);
            }
        }
        if (m_bodies > m_limits.bodies)
            return refuse(connection, 503,
                          "The requests on their way are larger than the server takes together; "
                          "try again.",
                          "memory");
        if (!reader.isComplete())
            return;
    } catch (const HttpError& error) {
        return refuse(connection, error.status, error.what(), error.status == 413 ? "too_large" : "malformed");
    }
    HttpRequest request = reader.take();
    connection.state = Connection::State::waiting;
    connection.deadline = now() + m_limits.answerSeconds;
    connection.gone = request.gone;
    watch(connection);
    const uint64_t id = connection.id; // the connection may be gone when the answer comes
    m_handlers.handle(std::move(request), [mailbox = m_mailbox, id](HttpResponse response) {
        bool first = false;
        {
            const std::lock_guard lock(mailbox->mutex);
            first = mailbox->answers.empty();
            mailbox->answers.emplace_back(id, std::move(response));
        }
        if (first)
            mailbox->ring();
    });
}

void HttpServer::takeAnswers()
{
    std::vector<std::pair<uint64_t, HttpResponse>> answers;
    {
        const std::lock_guard lock(m_mailbox->mutex);
        answers.swap(m_mailbox->answers);
    }
    for (const auto& [id, response] : answers) {
        const auto found = m_connections.find(id);
        if (found != m_connections.end() && found->second->state == Connection::State::waiting)
            answer(*found->second, response);
    }
}

void HttpServer::refuse(Connection& connection, int status, const std::string& sentence, std::string_view why)
{
    if (m_handlers.refused)
        m_handlers.refused(why);
    connection.keeps = false;
    connection.withBody = connection.withBody || !connection.admitted;
    answer(connection, errorResponse(status, sentence));
}

void HttpServer::answer(Connection& connection, const HttpResponse& response)
{
    if (m_stopping)
        connection.keeps = false;
    connection.state = Connection::State::writing;
    connection.deadline = now() + m_limits.writeSeconds;
    connection.outgoing = toBytes(response, connection.keeps, connection.withBody);
    connection.sent = 0;
    connection.gone.reset();
    m_bodies -= std::exchange(connection.body, 0);
    send(connection);
}

void HttpServer::send(Connection& connection)
{
    while (connection.sent < connection.outgoing.size()) {
        const ssize_t count = ::send(connection.socket.get(), connection.outgoing.data() + connection.sent,
                                     connection.outgoing.size() - connection.sent, MSG_NOSIGNAL);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0 && errno == EAGAIN)
            return watch(connection);
        if (count <= 0)
            return drop(connection.id);
        connection.sent += size_t(count);
    }
    connection.outgoing.clear();
    connection.outgoing.shrink_to_fit();
    connection.since = now();
    if (!connection.keeps) {
        // Closing now, with bytes unread, would reset the connection and lose the answer.
        shutdown(connection.socket.get(), SHUT_WR);
        connection.state = Connection::State::lingering;
        connection.deadline = connection.since + lingerSeconds;
        return watch(connection);
    }
    connection.state = Connection::State::reading;
    connection.admitted = false;
    connection.deadline = connection.since + m_limits.idleSeconds;
    watch(connection);
    if (!connection.incoming.empty())
        advance(connection); // it was sent without waiting for the answer
}

void HttpServer::watch(Connection& connection)
{
    uint32_t events = EPOLLRDHUP;
    if (connection.state == Connection::State::reading || connection.state == Connection::State::lingering)
        events |= EPOLLIN;
    if (connection.state == Connection::State::writing)
        events = EPOLLOUT;
    if (events == connection.events)
        return;
    connection.events = events;
    epoll_event event = {.events = events, .data = {.u64 = connection.id}};
    epoll_ctl(m_epoll.get(), EPOLL_CTL_MOD, connection.socket.get(), &event);
}

void HttpServer::checkTimes()
{
    const double time = now();
    if (time < m_lastCheck + secondsBetweenChecks)
        return;
    m_lastCheck = time;
    std::vector<uint64_t> late;
    for (const auto& [id, connection] : m_connections) {
        if (time > connection->deadline)
            late.push_back(id);
    }
    for (const uint64_t id : late) {
        Connection& connection = *m_connections.at(id);
        const bool wasReading = connection.state == Connection::State::reading && connection.reader.hasBegun();
        if (connection.state == Connection::State::waiting) {
            *connection.gone = true;
            refuse(connection, 504, "The answer took too long; try again with less at once.", "slow_answer");
        } else if (wasReading) {
            refuse(connection, 408, "The request took too long to arrive.", "timeout");
        } else {
            drop(id);
        }
    }
}

// Only for bodies: heads are small, and as many as there are connections.
void HttpServer::countBody(Connection& connection)
{
    const size_t bytes = connection.reader.hasHead() ? connection.reader.request().body.capacity() : 0;
    m_bodies += bytes - connection.body;
    connection.body = bytes;
}

void HttpServer::drop(uint64_t id)
{
    const auto found = m_connections.find(id);
    Connection& connection = *found->second;
    if (connection.gone)
        *connection.gone = true;
    m_bodies -= connection.body;
    m_connections.erase(found); // closing takes it out of the epoll too
    m_count = m_connections.size();
}

} // namespace weft
