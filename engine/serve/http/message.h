#pragma once

#include "engine/support/error.h"

#include <atomic>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace weft {

// A request that is refused: becomes an answer with this status and the sentence.
class HttpError : public Error {
public:
    HttpError(int httpStatus, const std::string& sentence)
        : Error(sentence)
        , status(httpStatus)
    {
    }
    int status;
};

using HttpFields = std::vector<std::pair<std::string, std::string>>;

struct HttpRequest {
    std::string method;
    std::string path; // percent-decoded
    std::vector<std::pair<std::string, std::string>> query = {}; // likewise
    HttpFields fields = {}; // names in lower case
    std::string body = {};
    bool keepsConnection = true;
    // Set when nobody waits for the answer any more: the client has gone, or its time is up.
    std::shared_ptr<std::atomic<bool>> gone = std::make_shared<std::atomic<bool>>(false);

    const std::string* field(std::string_view lowerCaseName) const; // nullptr: it has none
    const std::string* parameter(std::string_view name) const; // of the query
};

struct HttpResponse {
    int status = 200;
    std::string type = "application/json";
    std::string body = {};
    HttpFields fields = {}; // further ones
};

HttpResponse errorResponse(int status, const std::string& sentence); // {"error": sentence}

// As bytes. `withBody`: false for HEAD, whose answer has the fields alone.
std::string toBytes(const HttpResponse& response, bool keepsConnection, bool withBody);

// "a%20b" → "a b"; nothing for broken escapes and for zero bytes.
std::optional<std::string> percentDecoded(std::string_view text);

} // namespace weft
