#pragma once

#include "engine/serve/http/limits.h"
#include "engine/serve/http/message.h"

#include <cstdint>

namespace weft {

// Reads one HTTP/1.1 or 1.0 request (RFC 9112) as its bytes arrive, in whatever pieces. Strict where leniency has let
// one server's request be another's two: a length and chunks together, two lengths, folded fields, blanks before a
// colon and bare line ends are refused.
class RequestReader {
public:
    explicit RequestReader(const HttpLimits& limits);

    // Takes bytes of this request from the front and says how many; those behind are of the next. Throws HttpError.
    size_t feed(std::string_view bytes);

    bool hasBegun() const { return m_phase != Phase::head || !m_line.empty(); }
    bool hasHead() const { return m_phase != Phase::head; }
    bool isComplete() const { return m_phase == Phase::complete; }
    bool wantsContinue() const { return m_wantsContinue; } // it waits for "100 Continue" before it sends the body
    const HttpRequest& request() const { return m_request; } // once it has a head
    HttpRequest take(); // once it is complete; the reader is then ready for the next

private:
    enum class Phase { head, sized, chunkSize, chunk, chunkEnd, trailer, complete };
    size_t feedHead(std::string_view bytes);
    size_t feedLine(std::string_view bytes, size_t most, bool& ended); // into m_line, up to its CRLF
    void parseHead();
    void parseRequestLine(std::string_view line);
    void parseField(std::string_view line);
    void decideBody();
    void parseChunkSize();

    HttpLimits m_limits;
    Phase m_phase = Phase::head;
    std::string m_line; // of the head, all of it
    uint64_t m_left = 0; // bytes of the body or the chunk
    size_t m_chunks = 0;
    size_t m_trailer = 0; // bytes
    bool m_wantsContinue = false;
    bool m_oldVersion = false; // HTTP/1.0
    HttpRequest m_request;
};

} // namespace weft
