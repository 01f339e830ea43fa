#include "engine/serve/model_server.h"

#include "engine/serve/api/api_request.h"
#include "engine/serve/page.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <new>

namespace weft {

namespace {

constexpr int classesShown = 5; // by /predict, where ?top= says nothing else

double now()
{
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

HttpResponse jsonResponse(const Json& json)
{
    return {.body = json.dump() + "\n"};
}

std::vector<std::string> partsOf(const std::string& path)
{
    std::vector<std::string> parts;
    for (size_t start = 1; start <= path.size();) {
        const size_t end = std::min(path.find('/', start), path.size());
        parts.push_back(path.substr(start, end - start));
        start = end + 1;
    }
    return parts;
}

int topOf(const HttpRequest& request)
{
    const std::string* const text = request.parameter("top");
    if (text == nullptr)
        return classesShown;
    int top = 0;
    const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), top);
    if (error != std::errc() || end != text->data() + text->size() || top < 1)
        throw HttpError(400, "?top= takes how many classes are wanted, 1 or more.");
    return top;
}

void allow(const HttpRequest& request, bool post)
{
    const bool reads = request.method == "GET" || request.method == "HEAD";
    if (post ? request.method != "POST" : !reads)
        throw HttpError(405, post ? "This address takes POST." : "This address takes GET.");
}

ModelStoreOptions counting(ModelStoreOptions options, ServeMetrics& metrics)
{
    options.ran = [&metrics](const std::string& name, int64_t samples, int64_t batch, double seconds) {
        metrics.countBatch(name, samples, batch, seconds);
    };
    return options;
}

} // namespace

struct ModelServer::Call {
    HttpRequest request;
    Respond respond;
    ServeMetrics& metrics;
    std::string endpoint = "other";
    std::string model = {};
    double start = now();

    void finish(HttpResponse response)
    {
        if (response.status == 405)
            response.fields.emplace_back("Allow", request.method == "POST" ? "GET, HEAD" : "POST");
        metrics.countRequest(endpoint, model, response.status, now() - start);
        respond(std::move(response));
    }
};

ModelServer::ModelServer(const ModelServerOptions& options)
    : m_options(options)
    , m_access(options.host, options.token)
    , m_models(options.models, counting(options.store, m_metrics))
    , m_http(options.host, options.port, options.limits, handlers())
    , m_pool(std::make_unique<Pool>(std::max(options.handlers, 1)))
    , m_reloads(std::make_unique<Pool>(1))
{
    for (const ModelStore::Loaded& loaded : reload()) {
        if (!loaded.error.empty())
            throw Error(loaded.error);
    }
}

ModelServer::~ModelServer()
{
    {
        const std::lock_guard lock(m_endMutex);
        m_ending = true;
    }
    m_ended.notify_all();
    m_models.clear(); // their last answers are written by the pool
    m_pool.reset();
    m_reloads.reset();
}

HttpServer::Handlers ModelServer::handlers()
{
    return {.admit = [this](const HttpRequest& head) { return m_access.refusal(head); },
            .handle = [this](HttpRequest request, Respond respond) { handle(std::move(request), std::move(respond)); },
            .refused = [this](std::string_view why) { m_metrics.countRefusal(why); }};
}

std::vector<ModelStore::Loaded> ModelServer::reload(const std::string& name, bool evenIfUnchanged)
{
    std::vector<ModelStore::Loaded> all = m_models.load(name, evenIfUnchanged);
    for (const ModelStore::Loaded& one : all)
        report(one);
    return all;
}

void ModelServer::report(const ModelStore::Loaded& loaded)
{
    if (!loaded.changed && loaded.error.empty())
        return;
    m_metrics.countLoad(loaded.name, loaded.error.empty());
    if (m_options.loaded)
        m_options.loaded(loaded);
}

// A model whose device has failed is loaded anew until that works, also while nobody asks for it.
void ModelServer::recover()
{
    const std::lock_guard lock(m_endMutex);
    if (!m_ending && !m_recovering.exchange(true)) // once it ends there is no thread to do it
        m_reloads->run([this] { tryToRecover(); });
}

void ModelServer::tryToRecover()
{
    m_recovering = false; // a failure from here on has an attempt of its own
    {
        const std::lock_guard lock(m_endMutex);
        if (m_ending)
            return;
    }
    for (const ModelStore::Loaded& one : m_models.load()) {
        if (one.error.empty() || one.error != std::exchange(m_lastMistake, one.error))
            report(one);
    }
    if (m_models.isReady()) {
        m_lastMistake.clear();
        return;
    }
    {
        std::unique_lock lock(m_endMutex);
        m_ended.wait_for(lock, std::chrono::duration<double>(m_options.retrySeconds), [this] { return m_ending; });
    }
    recover();
}

// Probes are answered here, on the server's thread, even when every other thread is busy.
void ModelServer::handle(HttpRequest request, Respond respond)
{
    const auto call = std::make_shared<Call>(Call {std::move(request), std::move(respond), m_metrics});
    const bool reads = call->request.method == "GET" || call->request.method == "HEAD";
    if (reads && (call->request.path == "/v2/health/live" || call->request.path == "/v2/health/ready")) {
        call->endpoint = "health";
        return call->finish(health(call->request.path == "/v2/health/ready"));
    }
    m_pool->run([this, call] {
        try {
            dispatch(call);
        } catch (const HttpError& error) {
            call->finish(errorResponse(error.status, error.what()));
        } catch (const std::bad_alloc&) {
            call->finish(errorResponse(503, "The server's memory is used up; try again with less at once."));
        } catch (const std::exception&) { // what it says is for the server's owner
            call->finish(errorResponse(500, "The server has made a mistake; its owner may find out more."));
        }
    });
}

HttpResponse ModelServer::health(bool ready) const
{
    if (!ready)
        return jsonResponse(Json::Object {{"live", true}});
    if (!m_models.isReady())
        return errorResponse(503, "Not every model is ready.");
    return jsonResponse(Json::Object {{"ready", true}});
}

void ModelServer::dispatch(const std::shared_ptr<Call>& call)
{
    const HttpRequest& request = call->request;
    const std::vector<std::string> parts = partsOf(request.path);
    const auto answer = [&](const char* endpoint, HttpResponse response) {
        allow(request, false);
        call->endpoint = endpoint;
        call->finish(std::move(response));
    };
    if (request.path == "/")
        return answer("page",
                      {.type = "text/html; charset=utf-8",
                       .body = std::string(servePage),
                       .fields = {{"Content-Security-Policy", std::string(servePagePolicy)},
                                  {"Referrer-Policy", "no-referrer"},
                                  {"X-Frame-Options", "DENY"}}});
    if (request.path == "/openapi.json")
        return answer("openapi", {.body = std::string(serveDescription)});
    if (request.path == "/metrics")
        return answer("metrics",
                      {.type = "text/plain; version=0.0.4; charset=utf-8",
                       .body = m_metrics.text({.connections = m_http.connections(),
                                               .bodyBytes = m_http.bodyBytes(),
                                               .waitingSamples = m_models.waiting(),
                                               .ready = m_models.isReady()})});
    if (request.path == "/v2")
        return answer(
            "metadata",
            jsonResponse(Json::Object {{"name", "weft"},
                                       {"version", m_options.version},
                                       {"extensions", Json::Array {"binary_tensor_data", "model_repository"}}}));
    if (request.path == "/predict" || (parts.size() >= 4 && parts[0] == "v2" && parts.back() == "infer"))
        return inferOrPredict(call);
    if (parts.size() >= 3 && parts[0] == "v2" && parts[1] == "repository")
        return administer(call);
    if (request.path == "/v2/health/live" || request.path == "/v2/health/ready")
        allow(request, false); // throws: whoever reads is answered already
    const bool versioned = parts.size() >= 5 && parts[3] == "versions";
    const size_t named = versioned ? 5 : 3;
    if (parts.size() >= 3 && parts[0] == "v2" && parts[1] == "models"
        && (parts.size() == named || (parts.size() == named + 1 && parts.back() == "ready"))) {
        const ModelStore::Model model = m_models.find(parts[2], versioned ? parts[4] : "");
        if (!model)
            throw HttpError(404, "There is no such model here; POST /v2/repository/index lists those that there are.");
        call->model = parts[2];
        if (parts.size() == named)
            return answer("metadata", metadata(model));
        return answer("health",
                      model->hasFailed() ? errorResponse(503, "The model's device has failed; it is being loaded anew.")
                                         : jsonResponse(Json::Object {{"name", parts[2]}, {"ready", true}}));
    }
    throw HttpError(404, "There is nothing at this address; /openapi.json describes what there is.");
}

HttpResponse ModelServer::metadata(const ModelStore::Model& model) const
{
    std::vector<std::string> versions;
    for (const ModelStore::Model& one : m_models.all()) {
        if (one->description().name == model->description().name)
            versions.push_back(one->description().version);
    }
    return jsonResponse(modelMetadata(model->description(), versions));
}

void ModelServer::inferOrPredict(const std::shared_ptr<Call>& call)
{
    const HttpRequest& request = call->request;
    const bool predicts = request.path == "/predict";
    call->endpoint = predicts ? "predict" : "infer";
    std::string name = m_models.firstName();
    std::string version;
    if (predicts) {
        if (const std::string* const wanted = request.parameter("model"))
            name = *wanted;
        if (const std::string* const wanted = request.parameter("version"))
            version = *wanted;
    } else {
        const std::vector<std::string> parts = partsOf(request.path);
        const bool versioned = parts.size() == 6 && parts[3] == "versions";
        if (parts[1] != "models" || (parts.size() != 4 && !versioned))
            throw HttpError(404, "There is nothing at this address; /openapi.json describes what there is.");
        name = parts[2];
        version = versioned ? parts[4] : "";
    }
    const ModelStore::Model model = m_models.find(name, version);
    if (!model)
        throw HttpError(404, "There is no such model here; POST /v2/repository/index lists those that there are.");
    call->model = name;
    allow(request, true);
    // The answer is written with this, even if the model has been replaced by then.
    const std::shared_ptr<const ModelDescription> description = model->sharedDescription();
    const int top = predicts ? topOf(request) : 0;
    const auto infer = std::make_shared<InferRequest>();
    if (predicts)
        infer->job = readPredictRequest(request, *description);
    else
        *infer = readInferRequest(request, *description);
    call->request.body = {}; // its numbers are in the job
    Job job;
    job.samples = infer->job.samples;
    job.feeds = std::move(infer->job.feeds);
    job.gone = request.gone;
    job.done = [this, call, infer, description, predicts, top](JobResult result) {
        auto shared = std::make_shared<JobResult>(std::move(result));
        m_pool->run([this, call, infer, description, predicts, top, shared] {
            try {
                m_metrics.countWait(call->model, shared->queueSeconds, shared->computeSeconds);
                if (!shared->error.empty())
                    call->finish(errorResponse(503, shared->error));
                else if (predicts)
                    call->finish(predictResponse(infer->job, *description, *shared, top));
                else
                    call->finish(inferResponse(*infer, *description, *shared));
            } catch (const std::bad_alloc&) {
                call->finish(errorResponse(503, "The server's memory is used up; try again with less at once."));
            }
            if (shared->deviceFailed)
                recover();
        });
    };
    if (!model->submit(job))
        throw HttpError(503, "More is asked of the model than it can compute now; try again.");
}

// The model repository extension: what is served, and loading it anew. No paths: what a server reads is its owner's.
void ModelServer::administer(const std::shared_ptr<Call>& call)
{
    call->endpoint = "repository";
    allow(call->request, true);
    const std::vector<std::string> parts = partsOf(call->request.path);
    if (parts.size() == 3 && parts[2] == "index") {
        Json list = Json::array();
        for (const ModelStore::Model& model : m_models.all())
            list.push(Json::Object {{"name", model->description().name},
                                    {"version", model->description().version},
                                    {"state", model->hasFailed() ? "UNAVAILABLE" : "READY"},
                                    {"reason", model->hasFailed() ? "Its device has failed." : ""}});
        return call->finish(jsonResponse(list));
    }
    if (parts.size() != 5 || parts[2] != "models" || parts[4] != "load")
        throw HttpError(404, "There is nothing at this address; /openapi.json describes what there is.");
    if (!m_access.hasToken())
        throw HttpError(403, "Loading over HTTP needs a server with a token; send the process the signal HUP instead.");
    if (!m_models.find(parts[3]))
        throw HttpError(404, "There is no such model here; POST /v2/repository/index lists those that there are.");
    call->model = parts[3];
    m_reloads->run([this, call, name = parts[3]] {
        Json list = Json::array();
        bool failed = false;
        for (const ModelStore::Loaded& one : reload(name, true)) {
            failed = failed || !one.error.empty();
            list.push(Json::Object {{"name", one.name}, {"version", one.version}, {"loaded", one.changed}});
        }
        if (failed)
            call->finish(errorResponse(500,
                                       "A model could not be loaded, and the old one goes on; the server's log says "
                                       "why."));
        else
            call->finish(jsonResponse(list));
    });
}

} // namespace weft
