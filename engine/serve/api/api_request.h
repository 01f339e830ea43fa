#pragma once

#include "engine/serve/http/message.h"
#include "engine/serve/model/batch_worker.h"
#include "engine/support/json.h"

namespace weft {

// The limits of JSON in requests.
extern const JsonLimits requestJson;

// The body as JSON; HttpError 400 with the place of the mistake.
Json parseBody(std::string_view body);

// A request of the Open Inference Protocol v2 (REST, with the binary tensor extension), read for a model: what is to
// be computed and how the answer is wanted.
struct InferRequest {
    Job job = {};
    std::optional<std::string> id = {};
    struct Wanted {
        size_t output = 0; // index
        bool binary = false;
    };
    std::vector<Wanted> outputs = {}; // in the order they were asked for
};
// Throws HttpError 400 with a sentence for whatever does not fit.
InferRequest readInferRequest(const HttpRequest& request, const ModelDescription& model);
HttpResponse inferResponse(const InferRequest& request, const ModelDescription& model, const JobResult& result);

// The body of /predict: a PNG or JPEG, or JSON: numbers of a sample, nested or not, of several samples, or
// {"inputs": {NODE: numbers}}, or {"rows": [{COLUMN: value}]}. Throws as above.
Job readPredictRequest(const HttpRequest& request, const ModelDescription& model);
HttpResponse predictResponse(const Job& job, const ModelDescription& model, const JobResult& result, int top);

// Rows of the project's own table, by its columns' names: words, numbers, and gaps that the project fills.
void readRows(const Json& rows, const ModelDescription& model, Job& job);

// The protocol's words: "FP32", "INT32", "UINT8" …
std::string_view tensorType(DType dtype);
Json modelMetadata(const ModelDescription& model, const std::vector<std::string>& versions);

} // namespace weft
