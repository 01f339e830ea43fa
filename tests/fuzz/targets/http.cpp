#include "engine/serve/api/api_request.h"
#include "engine/serve/http/request_reader.h"
#include "tests/fuzz/fuzz.h"

#include <cstdio>
#include <cstdlib>

namespace weft {

namespace {

Job readInferJob(const HttpRequest& request, const ModelDescription& model)
{
    return readInferRequest(request, model).job;
}

// The requests in the bytes, fed in pieces of this size.
std::vector<HttpRequest> requestsIn(std::string_view bytes, size_t piece)
{
    RequestReader reader(HttpLimits {.body = 1 << 20});
    std::vector<HttpRequest> requests;
    while (!bytes.empty()) {
        const size_t used = reader.feed(bytes.substr(0, piece));
        bytes.remove_prefix(used);
        if (reader.isComplete())
            requests.push_back(reader.take());
        else if (used == 0)
            break;
    }
    return requests;
}

std::string bodiesOf(const std::vector<HttpRequest>& requests)
{
    std::string bodies;
    for (const HttpRequest& request : requests)
        bodies += request.method + " " + request.path + "\n" + request.body + "\n";
    return bodies;
}

} // namespace

// However the bytes arrive, they must be the same requests; each body is then read for a model that takes nothing.
void readAs(std::string_view bytes)
{
    const std::vector<HttpRequest> requests = requestsIn(bytes, bytes.size());
    if (bodiesOf(requestsIn(bytes, 1)) != bodiesOf(requests)) {
        std::fprintf(stderr, "byte by byte it was read as other requests\n");
        std::abort();
    }
    for (const HttpRequest& request : requests) {
        for (const auto& read : {&readInferJob, &readPredictRequest}) {
            try {
                read(request, ModelDescription());
            } catch (const HttpError&) {
            }
        }
    }
}

} // namespace weft
