#include "engine/serve/http/request_reader.h"

#include <algorithm>
#include <charconv>

namespace weft {

namespace {

constexpr size_t longestChunkLine = 256; // its size in hexadecimal, and extensions that nobody uses

// RFC 9110, section 5.6.2.
bool isToken(std::string_view text)
{
    constexpr std::string_view marks = "!#$%&'*+-.^_`|~";
    return !text.empty() && std::ranges::all_of(text, [&](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
            || marks.find(c) != std::string_view::npos;
    });
}

std::string lowerCase(std::string_view text)
{
    std::string lower(text);
    std::ranges::transform(lower, lower.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
    return lower;
}

std::string_view trimmed(std::string_view text)
{
    const size_t first = text.find_first_not_of(" \t");
    return first == std::string_view::npos ? std::string_view()
                                           : text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

bool isPrintable(std::string_view text)
{
    return std::ranges::all_of(text, [](char c) { return c == '\t' || (uint8_t(c) >= 32 && uint8_t(c) != 127); });
}

template <class T> std::optional<T> wholeNumber(std::string_view text, int base = 10)
{
    T value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, base);
    if (text.empty() || error != std::errc() || end != text.data() + text.size())
        return std::nullopt;
    return value;
}

std::vector<std::pair<std::string, std::string>> parseQuery(std::string_view text)
{
    std::vector<std::pair<std::string, std::string>> query;
    for (size_t start = 0; start <= text.size() && !text.empty();) {
        const size_t end = std::min(text.find('&', start), text.size());
        const std::string_view pair = text.substr(start, end - start);
        const size_t equals = std::min(pair.find('='), pair.size());
        const auto name = percentDecoded(pair.substr(0, equals));
        const auto value = percentDecoded(pair.substr(std::min(equals + 1, pair.size())));
        if (!name || !value)
            throw HttpError(400, "The query has a broken percent escape.");
        if (!pair.empty())
            query.emplace_back(*name, *value);
        start = end + 1;
    }
    return query;
}

} // namespace

RequestReader::RequestReader(const HttpLimits& limits)
    : m_limits(limits)
{
}

size_t RequestReader::feed(std::string_view bytes)
{
    size_t used = 0;
    while (used < bytes.size() && m_phase != Phase::complete) {
        const std::string_view rest = bytes.substr(used);
        bool ended = false;
        switch (m_phase) {
        case Phase::head:
            used += feedHead(rest);
            break;
        case Phase::sized:
        case Phase::chunk: {
            const size_t part = size_t(std::min<uint64_t>(m_left, rest.size()));
            m_request.body.append(rest.substr(0, part));
            m_left -= part;
            used += part;
            if (m_left == 0)
                m_phase = m_phase == Phase::sized ? Phase::complete : Phase::chunkEnd;
            break;
        }
        case Phase::chunkSize:
            used += feedLine(rest, longestChunkLine, ended);
            if (ended)
                parseChunkSize();
            break;
        case Phase::chunkEnd:
            used += feedLine(rest, 2, ended);
            if (ended && !m_line.empty())
                throw HttpError(400, "A chunk of the body is longer than it says.");
            if (ended)
                m_phase = Phase::chunkSize;
            break;
        case Phase::trailer: // read over
            used += feedLine(rest, m_limits.head, ended);
            if (!ended)
                break;
            if (m_line.empty())
                m_phase = Phase::complete;
            m_trailer += m_line.size() + 2;
            if (m_trailer > m_limits.head)
                throw HttpError(431, "The fields behind the body are too long.");
            m_line.clear();
            break;
        case Phase::complete:
            break;
        }
    }
    return used;
}

size_t RequestReader::feedLine(std::string_view bytes, size_t most, bool& ended)
{
    const size_t at = bytes.find('\n');
    const size_t part = at == std::string_view::npos ? bytes.size() : at + 1;
    if (m_line.size() + part > most + 2)
        throw HttpError(400, "A line between the chunks of the body is too long.");
    m_line.append(bytes.substr(0, part));
    if (at == std::string_view::npos)
        return part;
    if (!m_line.ends_with("\r\n"))
        throw HttpError(400, "A line between the chunks of the body does not end in CR LF.");
    m_line.resize(m_line.size() - 2);
    ended = true;
    return part;
}

size_t RequestReader::feedHead(std::string_view bytes)
{
    size_t used = 0;
    if (m_line.empty()) { // line ends before a request are passed over (RFC 9112, section 2.2), one of them
        if (bytes.starts_with("\r\n"))
            used = 2;
    }
    const size_t before = m_line.size();
    const size_t most = m_limits.head + m_limits.target;
    m_line.append(bytes.substr(used, most + 1 - std::min(before, most + 1)));
    const size_t end = m_line.find("\r\n\r\n", before < 3 ? 0 : before - 3);
    if (end == std::string::npos) {
        if (m_line.find('\r') == std::string::npos && m_line.size() > m_limits.target + 32)
            throw HttpError(414, "The address is too long.");
        if (m_line.size() > most)
            throw HttpError(431, "The fields of the request are too long.");
        return bytes.size();
    }
    used += end + 4 - before;
    m_line.resize(end + 2); // every line with its end
    parseHead();
    m_line.clear();
    return used;
}

void RequestReader::parseHead()
{
    m_request = HttpRequest();
    const std::string_view head = m_line;
    size_t start = head.find("\r\n") + 2;
    parseRequestLine(head.substr(0, start - 2));
    if (head.size() - start > m_limits.head)
        throw HttpError(431, "The fields of the request are too long.");
    while (start < head.size()) {
        const size_t end = head.find("\r\n", start);
        if (m_request.fields.size() == m_limits.fields)
            throw HttpError(431, "The request has too many fields.");
        parseField(head.substr(start, end - start));
        start = end + 2;
    }
    decideBody();
}

void RequestReader::parseRequestLine(std::string_view line)
{
    const size_t first = line.find(' ');
    const size_t last = line.rfind(' ');
    if (first == std::string_view::npos || first == last || !isPrintable(line))
        throw HttpError(400, "The request does not begin as HTTP does.");
    const std::string_view method = line.substr(0, first);
    const std::string_view target = line.substr(first + 1, last - first - 1);
    const std::string_view version = line.substr(last + 1);
    if (!isToken(method) || method.size() > 16)
        throw HttpError(400, "The request does not begin as HTTP does.");
    if (version != "HTTP/1.1" && version != "HTTP/1.0") {
        if (version.starts_with("HTTP/") && version.size() == 8)
            throw HttpError(505, "This server speaks HTTP/1.1.");
        throw HttpError(400, "The request does not begin as HTTP does.");
    }
    if (target.size() > m_limits.target)
        throw HttpError(414, "The address is too long.");
    if (!target.starts_with('/') || target.find_first_of(" \t#") != std::string_view::npos)
        throw HttpError(400, "The address must be a path that begins with a slash.");
    const size_t mark = std::min(target.find('?'), target.size());
    const std::optional<std::string> path = percentDecoded(target.substr(0, mark));
    if (!path)
        throw HttpError(400, "The address has a broken percent escape.");
    m_request.method = method;
    m_request.path = *path;
    m_request.query = parseQuery(target.substr(std::min(mark + 1, target.size())));
    m_oldVersion = version == "HTTP/1.0";
}

void RequestReader::parseField(std::string_view line)
{
    const size_t colon = line.find(':');
    if (colon == std::string_view::npos || !isToken(line.substr(0, colon)) || !isPrintable(line))
        throw HttpError(400, "A field of the request is not as HTTP wants it: a name, a colon, a value.");
    m_request.fields.emplace_back(lowerCase(line.substr(0, colon)), trimmed(line.substr(colon + 1)));
}

void RequestReader::decideBody()
{
    const auto count = [&](std::string_view name) {
        return std::ranges::count(m_request.fields, name, [](const auto& f) -> std::string_view { return f.first; });
    };
    for (const char* once : {"host", "content-length", "transfer-encoding", "authorization", "expect",
                             "inference-header-content-length"}) {
        if (count(once) > 1)
            throw HttpError(400, std::string("The request has the field ") + once + " twice.");
    }
    if (!m_oldVersion && count("host") == 0)
        throw HttpError(400, "The request lacks the field Host.");
    const std::string connection =
        m_request.field("connection") != nullptr ? lowerCase(*m_request.field("connection")) : "";
    m_request.keepsConnection = m_oldVersion ? connection.find("keep-alive") != std::string::npos
                                             : connection.find("close") == std::string::npos;
    const std::string* const length = m_request.field("content-length");
    const std::string* const encoding = m_request.field("transfer-encoding");
    const std::string* const expects = m_request.field("expect");
    if (expects != nullptr && lowerCase(*expects) != "100-continue")
        throw HttpError(417, "The server cannot meet what the field Expect asks.");
    if (length != nullptr && encoding != nullptr)
        throw HttpError(400, "A body has a length or comes in chunks, not both.");
    if (const std::string* const packed = m_request.field("content-encoding");
        packed != nullptr && lowerCase(*packed) != "identity")
        throw HttpError(415, "Bodies are taken as they are, not compressed; leave Content-Encoding away.");
    if (encoding != nullptr) {
        if (m_oldVersion || lowerCase(*encoding) != "chunked")
            throw HttpError(501, "Of transfer encodings the server knows chunked alone.");
        m_phase = Phase::chunkSize;
        m_chunks = 0;
        m_trailer = 0;
    } else {
        if (length != nullptr && (!isToken(*length) || !wholeNumber<uint64_t>(*length)))
            throw HttpError(400, "Content-Length is not a number of bytes.");
        m_left = length != nullptr ? *wholeNumber<uint64_t>(*length) : 0;
        if (m_left > m_limits.body)
            throw HttpError(
                413, "The body is larger than the server takes: at most " + std::to_string(m_limits.body) + " bytes.");
        m_phase = m_left > 0 ? Phase::sized : Phase::complete;
    }
    m_wantsContinue = expects != nullptr && m_phase != Phase::complete && !m_oldVersion;
}

void RequestReader::parseChunkSize()
{
    const std::string_view size = trimmed(std::string_view(m_line).substr(0, m_line.find(';')));
    const std::optional<uint64_t> bytes = size.size() <= 16 ? wholeNumber<uint64_t>(size, 16) : std::nullopt;
    if (!bytes || size.front() == '-')
        throw HttpError(400, "A chunk of the body does not say how long it is.");
    m_line.clear();
    if (*bytes > m_limits.body - std::min(m_request.body.size(), m_limits.body))
        throw HttpError(
            413, "The body is larger than the server takes: at most " + std::to_string(m_limits.body) + " bytes.");
    if (++m_chunks > m_limits.chunks)
        throw HttpError(413, "The body comes in too many pieces; send it in larger ones.");
    m_left = *bytes;
    m_phase = *bytes > 0 ? Phase::chunk : Phase::trailer;
}

HttpRequest RequestReader::take()
{
    m_phase = Phase::head;
    m_wantsContinue = false;
    m_line.clear();
    return std::exchange(m_request, HttpRequest());
}

} // namespace weft
