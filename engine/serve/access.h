#pragma once

#include "engine/serve/http/message.h"

namespace weft {

// Who may ask what. Without a token everybody who reaches the server may use the models, which is why it then listens
// on this machine alone, and takes no request that a foreign web page has had a browser send.
class Access {
public:
    // Throws Error for a token that is too short to be a secret, and for a host that others reach without a token.
    Access(const std::string& host, std::string token);

    bool hasToken() const { return !m_token.empty(); }
    std::optional<HttpResponse> refusal(const HttpRequest& head) const; // nothing: it may go on

private:
    std::string m_token;
};

// Takes as long for every text of one length, so that the time tells nothing about the secret.
bool equalInConstantTime(std::string_view secret, std::string_view text);

} // namespace weft
