#pragma once

#include <cstddef>

namespace weft {

// What one client, and all together, may take of the server. Held while bytes arrive, before anything grows.
struct HttpLimits {
    size_t target = 8 << 10; // bytes of path and query
    size_t head = 16 << 10; // bytes of the request line and all header fields
    size_t fields = 100;
    size_t body = size_t(64) << 20; // bytes, also of a body in chunks
    size_t chunks = 1'000'000;
    size_t bodies = size_t(512) << 20; // bytes of all requests that are being received or answered
    double headSeconds = 5; // from the first byte of a request, or from connecting
    double requestSeconds = 30; // from there to the body's end
    double answerSeconds = 60; // until the server has an answer
    double writeSeconds = 30; // until the client has taken it
    double idleSeconds = 30; // between two requests
    size_t connections = 256;
    size_t connectionsOfAddress = 32; // but for the machine's own, behind which may be a proxy
};

} // namespace weft
