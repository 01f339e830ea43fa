#include "engine/serve/http/message.h"

#include "engine/support/json.h"

#include <algorithm>

namespace weft {

namespace {

std::string_view reasonOf(int status)
{
    switch (status) {
    case 200:
        return "OK";
    case 400:
        return "Bad Request";
    case 401:
        return "Unauthorized";
    case 403:
        return "Forbidden";
    case 404:
        return "Not Found";
    case 405:
        return "Method Not Allowed";
    case 408:
        return "Request Timeout";
    case 411:
        return "Length Required";
    case 413:
        return "Content Too Large";
    case 414:
        return "URI Too Long";
    case 415:
        return "Unsupported Media Type";
    case 417:
        return "Expectation Failed";
    case 421:
        return "Misdirected Request";
    case 431:
        return "Request Header Fields Too Large";
    case 500:
        return "Internal Server Error";
    case 501:
        return "Not Implemented";
    case 503:
        return "Service Unavailable";
    case 504:
        return "Gateway Timeout";
    case 505:
        return "HTTP Version Not Supported";
    default:
        return "Unknown";
    }
}

const std::string* valueOf(const std::vector<std::pair<std::string, std::string>>& pairs, std::string_view name)
{
    const auto found = std::ranges::find(pairs, name, [](const auto& pair) -> std::string_view { return pair.first; });
    return found == pairs.end() ? nullptr : &found->second;
}

int hexDigit(char c)
{
    return c >= '0' && c <= '9' ? c - '0'
        : c >= 'a' && c <= 'f'  ? c - 'a' + 10
        : c >= 'A' && c <= 'F'  ? c - 'A' + 10
                                : -1;
}

} // namespace

const std::string* HttpRequest::field(std::string_view lowerCaseName) const
{
    return valueOf(fields, lowerCaseName);
}

const std::string* HttpRequest::parameter(std::string_view name) const
{
    return valueOf(query, name);
}

HttpResponse errorResponse(int status, const std::string& sentence)
{
    HttpResponse response {.status = status, .body = Json(Json::Object {{"error", sentence}}).dump() + "\n"};
    if (status == 503)
        response.fields = {{"Retry-After", "1"}};
    if (status == 401)
        response.fields = {{"WWW-Authenticate", "Bearer realm=\"weft\""}};
    return response;
}

std::string toBytes(const HttpResponse& response, bool keepsConnection, bool withBody)
{
    std::string bytes = "HTTP/1.1 " + std::to_string(response.status) + " ";
    bytes += reasonOf(response.status);
    bytes += "\r\nContent-Type: " + response.type + "\r\nContent-Length: " + std::to_string(response.body.size());
    bytes += "\r\nCache-Control: no-store\r\nX-Content-Type-Options: nosniff";
    for (const auto& [name, value] : response.fields)
        bytes += "\r\n" + name + ": " + value;
    bytes += keepsConnection ? "\r\nConnection: keep-alive\r\n\r\n" : "\r\nConnection: close\r\n\r\n";
    if (withBody)
        bytes += response.body;
    return bytes;
}

std::optional<std::string> percentDecoded(std::string_view text)
{
    std::string decoded;
    for (size_t i = 0; i < text.size(); ++i) {
        char c = text[i];
        if (c == '%') {
            if (i + 2 >= text.size() || hexDigit(text[i + 1]) < 0 || hexDigit(text[i + 2]) < 0)
                return std::nullopt;
            c = char(hexDigit(text[i + 1]) * 16 + hexDigit(text[i + 2]));
            i += 2;
        }
        if (c == '\0')
            return std::nullopt;
        decoded += c;
    }
    return decoded;
}

} // namespace weft
