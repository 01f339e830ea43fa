#include "engine/serve/access.h"

#include "engine/serve/http/listener.h"

#include <algorithm>
#include <array>

namespace weft {

namespace {

constexpr size_t shortestToken = 16;

// What probes ask, and the page, which holds nothing but its form.
constexpr std::array<std::string_view, 4> openPaths = {"/", "/v2/health/live", "/v2/health/ready", "/favicon.ico"};

std::string_view withoutPort(std::string_view host)
{
    if (host.starts_with('['))
        return host.substr(0, std::min(host.find(']'), host.size() - 1) + 1);
    return host.substr(0, host.rfind(':'));
}

bool namesThisMachine(std::string_view host)
{
    const std::string_view name = withoutPort(host);
    return name == "localhost" || name == "127.0.0.1" || name == "[::1]";
}

} // namespace

bool equalInConstantTime(std::string_view secret, std::string_view text)
{
    unsigned difference = secret.size() == text.size() ? 0 : 1;
    for (size_t i = 0; i < text.size(); ++i)
        difference |= unsigned(uint8_t(text[i]) ^ uint8_t(secret[i % secret.size()]));
    return difference == 0;
}

Access::Access(const std::string& host, std::string token)
    : m_token(std::move(token))
{
    if (m_token.empty() && !isLoopback(host))
        throw Error("At " + host
                    + " others reach the server; give it a secret with --token-file or in WEFT_TOKEN, or "
                      "leave --host away, so that it listens on this machine alone.");
    if (!m_token.empty() && m_token.size() < shortestToken)
        throw Error("The token has " + std::to_string(m_token.size())
                    + " characters, which can be guessed; take at least " + std::to_string(shortestToken)
                    + ", such as `openssl rand -hex 16` writes.");
    if (!std::ranges::all_of(m_token, [](char c) { return c > ' ' && c < 127; }))
        throw Error("The token has blanks or signs that HTTP does not carry; take letters and digits.");
}

std::optional<HttpResponse> Access::refusal(const HttpRequest& head) const
{
    if (m_token.empty()) {
        // A page that has a browser look up its own name as 127.0.0.1 still says that name here.
        const std::string* const host = head.field("host");
        if (host != nullptr && !namesThisMachine(*host))
            return errorResponse(421, "Without a token the server answers at localhost and 127.0.0.1 alone.");
        const std::string* const origin = head.field("origin");
        if (origin != nullptr && head.method != "GET" && (host == nullptr || *origin != "http://" + *host))
            return errorResponse(403, "Without a token the server takes nothing from pages of other places.");
        return std::nullopt;
    }
    if (std::ranges::find(openPaths, head.path) != openPaths.end())
        return std::nullopt;
    constexpr std::string_view scheme = "Bearer ";
    const std::string* const given = head.field("authorization");
    if (given != nullptr && given->starts_with(scheme)
        && equalInConstantTime(m_token, std::string_view(*given).substr(scheme.size())))
        return std::nullopt;
    return errorResponse(401,
                         given == nullptr ? "The server wants a token: send the field \"Authorization: Bearer TOKEN\"."
                                          : "The token is not this server's.");
}

} // namespace weft
