#pragma once

#include "engine/serve/http/limits.h"
#include "engine/serve/http/listener.h"
#include "engine/serve/http/message.h"

#include <functional>
#include <map>
#include <mutex>

namespace weft {

// An HTTP/1.1 server on one thread that waits for all connections at once (epoll), so that a slow client costs a few
// hundred bytes and nobody else any time. Requests are handed to `handle` whole and within the limits.
class HttpServer {
public:
    using Respond = std::function<void(HttpResponse)>; // any thread, once
    struct Handlers {
        // Asked when the head is there and the body is not: an answer refuses the request before its body is read.
        std::function<std::optional<HttpResponse>(const HttpRequest& head)> admit = {};
        // Called on the server's thread: answers at once or hands the request over. The answer may come late.
        std::function<void(HttpRequest request, Respond respond)> handle = {};
        std::function<void(std::string_view why)> refused = {}; // for counting: "connections", "timeout", "malformed" …
    };
    HttpServer(const std::string& host, int port, const HttpLimits& limits, Handlers handlers);
    ~HttpServer();

    int port() const;
    // Serves until stop(), then answers what has been received, for at most `drainSeconds`, and returns.
    void run(double drainSeconds = 30);
    void stop(); // any thread, and from a signal's handler
    size_t connections() const { return m_count; }
    size_t bodyBytes() const { return m_bodies; } // of requests that are being received or answered

private:
    struct Connection;
    struct Mailbox; // answers on their way to the server's thread
    void acceptAll();
    bool makeRoom(const std::string& address);
    void receive(Connection& connection);
    void advance(Connection& connection); // through what has been received
    void refuse(Connection& connection, int status, const std::string& sentence, std::string_view why);
    void answer(Connection& connection, const HttpResponse& response);
    void send(Connection& connection);
    void watch(Connection& connection);
    void checkTimes();
    void takeAnswers();
    void drop(uint64_t id);
    void countBody(Connection& connection);

    HttpLimits m_limits;
    Handlers m_handlers;
    Descriptor m_listening;
    Descriptor m_epoll;
    std::shared_ptr<Mailbox> m_mailbox;
    std::map<uint64_t, std::unique_ptr<Connection>> m_connections;
    uint64_t m_nextId = 16; // below: the listener and the mailbox
    std::atomic<size_t> m_count = 0;
    std::atomic<size_t> m_bodies = 0;
    std::atomic<bool> m_stopping = false;
    double m_lastCheck = 0;
};

} // namespace weft
