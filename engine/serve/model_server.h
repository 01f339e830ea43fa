#pragma once

#include "engine/serve/access.h"
#include "engine/serve/http/server.h"
#include "engine/serve/metrics.h"
#include "engine/serve/model/model_store.h"
#include "engine/serve/pool.h"

namespace weft {

struct ModelServerOptions {
    std::string host = "127.0.0.1";
    int port = 8000; // 0: any that is free
    std::string token = {}; // empty: none is asked for, and nobody else may reach `host`
    std::vector<ModelSource> models = {};
    ModelStoreOptions store = {};
    HttpLimits limits = {};
    std::string version = {}; // of the program
    std::function<void(const ModelStore::Loaded&)> loaded = {}; // what was loaded, or not; any thread
    int handlers = 2; // threads that read requests and write answers
    double retrySeconds = 2; // between attempts to load a model whose device has failed
};

// Serves trained networks over HTTP: the Open Inference Protocol v2, /predict, a page, metrics. docs/serving.md has the
// whole interface.
class ModelServer {
public:
    // Takes the address and loads all models. Throws Error if one cannot be loaded, or the address not be had.
    explicit ModelServer(const ModelServerOptions& options);
    ~ModelServer();

    int port() const { return m_http.port(); }
    ModelStore& models() { return m_models; }

    void run() { m_http.run(); } // until stop(); requests that are under way are answered first
    void stop() { m_http.stop(); } // any thread, or a signal's handler

    // Loads what has changed (or, asked to, all) while the old models go on answering.
    std::vector<ModelStore::Loaded> reload(const std::string& name = {}, bool evenIfUnchanged = false);

private:
    using Respond = HttpServer::Respond;
    struct Call; // one request on its way
    HttpServer::Handlers handlers();
    void report(const ModelStore::Loaded& loaded);
    void recover();
    void tryToRecover();
    void handle(HttpRequest request, Respond respond);
    void dispatch(const std::shared_ptr<Call>& call);
    void inferOrPredict(const std::shared_ptr<Call>& call);
    void administer(const std::shared_ptr<Call>& call);
    HttpResponse health(bool ready) const;
    HttpResponse metadata(const ModelStore::Model& model) const;

    ModelServerOptions m_options;
    Access m_access;
    ServeMetrics m_metrics;
    ModelStore m_models;
    HttpServer m_http;
    std::atomic<bool> m_recovering = false; // an attempt is due
    std::string m_lastMistake; // of recovering: each is said once
    std::mutex m_endMutex;
    std::condition_variable m_ended;
    bool m_ending = false;
    std::unique_ptr<Pool> m_pool; // ends before what its tasks use
    std::unique_ptr<Pool> m_reloads; // one thread: loading takes long
};

} // namespace weft
