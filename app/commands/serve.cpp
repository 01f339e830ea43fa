#include "app/commands.h"
#include "app/exit_code.h"
#include "app/interrupt.h"
#include "app/terminal.h"
#include "engine/backends/load.h"
#include "engine/serve/model_server.h"
#include "engine/train/runs.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <memory>
#include <thread>

namespace weft {

namespace {

constexpr auto watchPeriod = std::chrono::milliseconds(50); // for signals

volatile std::sig_atomic_t reloadAsked = 0;

extern "C" void noteReload(int)
{
    reloadAsked = 1;
}

std::string withoutEnding(const std::string& name)
{
    for (const std::string_view ending : {".weft", ".onnx"}) {
        if (name.ends_with(ending))
            return name.substr(0, name.size() - ending.size());
    }
    return name;
}

// What stands in addresses and in metrics.
std::string asName(std::string text)
{
    std::ranges::replace_if(
        text,
        [](char c) {
            return !((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '-'
                     || c == '.');
        },
        '_');
    return text;
}

// Of a run's folder the name of its project: "iris" of "iris.weft", "iris.runs/3" and its checkpoints.
std::string nameOf(const std::string& path)
{
    for (std::string at = absolutePath(path); !fileName(at).empty(); at = parentFolder(at)) {
        const std::string name = fileName(at);
        if (name.ends_with(".runs"))
            return asName(name.substr(0, name.size() - 5));
        if (parentFolder(at) == at)
            break;
    }
    return asName(withoutEnding(fileName(absolutePath(path))));
}

std::vector<ModelSource> sourcesOf(const ServeArguments& arguments)
{
    std::vector<ModelSource> sources;
    for (const std::string& path : arguments.models)
        sources.push_back({nameOf(path), path});
    for (const std::string& pair : arguments.named) {
        const size_t equals = pair.find('=');
        const std::string name = pair.substr(0, equals);
        if (equals == std::string::npos || name.empty() || name != asName(name) || equals + 1 == pair.size())
            throw CommandError(
                exitUsage, "--model " + pair + ": write NAME=PATH; names are of letters, digits, \"_\", \"-\", \".\".");
        sources.push_back({name, pair.substr(equals + 1)});
    }
    if (sources.empty())
        throw CommandError(exitUsage,
                           "Name a model to serve: a project that has been trained, or the folder of a run.");
    return sources;
}

std::string tokenOf(const ServeArguments& arguments)
{
    if (arguments.tokenFile.empty()) {
        const char* const given = std::getenv("WEFT_TOKEN");
        return given != nullptr ? given : "";
    }
    std::string token = realFileSystem().readFile(arguments.tokenFile, 4096);
    while (!token.empty() && (token.back() == '\n' || token.back() == '\r' || token.back() == ' '))
        token.pop_back();
    if (token.empty())
        throw CommandError(exitUsage, arguments.tokenFile + ": holds no token; `openssl rand -hex 16` writes one.");
    return token;
}

void warnOf(const std::vector<std::string>& warnings, const std::string& model)
{
    for (const std::string& warning : warnings)
        warn(model + ": " + warning);
}

void tell(const ModelStore::Loaded& loaded)
{
    warnOf(loaded.warnings, loaded.name);
    if (!loaded.error.empty())
        complain(loaded.name + ": " + loaded.error);
    else
        print(loaded.name + ", version " + loaded.version + ", is loaded\n");
}

// What could not be loaded ends the start: each model's sentence is said once, the last one as the program's error.
std::unique_ptr<ModelServer> started(ModelServerOptions options)
{
    struct Start { // outlives this: models are loaded anew later, by other threads
        std::atomic<bool> isDone = false;
        std::vector<std::string> failures = {};
    };
    const auto start = std::make_shared<Start>();
    options.loaded = [start](const ModelStore::Loaded& loaded) {
        if (start->isDone || loaded.error.empty())
            return tell(loaded);
        warnOf(loaded.warnings, loaded.name);
        start->failures.push_back(loaded.name + ": " + loaded.error);
    };
    try {
        auto server = std::make_unique<ModelServer>(options);
        start->isDone = true;
        return server;
    } catch (const Error&) {
        if (start->failures.empty())
            throw;
        for (size_t i = 0; i + 1 < start->failures.size(); ++i)
            complain(start->failures[i]);
        throw Error(start->failures.back());
    }
}

} // namespace

int serve(const ServeArguments& arguments)
{
    if (arguments.threads > 0)
        useThreads(arguments.threads);
    ModelServerOptions options {.host = arguments.host,
                                .port = arguments.port,
                                .token = tokenOf(arguments),
                                .models = sourcesOf(arguments),
                                .version = WEFT_VERSION};
    options.store.best = arguments.checkpoint == "best";
    options.store.device = arguments.device;
    options.store.mostTogether = arguments.batch;
    options.store.batches.latencyBudget = arguments.latencyBudget / 1000;
    options.store.batches.queue = arguments.queue;
    options.limits.body = size_t(arguments.bodyMebibytes) << 20;
    options.limits.bodies = std::max(options.limits.bodies, 2 * options.limits.body);

    catchInterrupts();
    struct sigaction action = {};
    action.sa_handler = noteReload;
    action.sa_flags = SA_RESTART;
    sigaction(SIGHUP, &action, nullptr);

    const std::unique_ptr<ModelServer> server = started(std::move(options));
    const bool isV6 = arguments.host.find(':') != std::string::npos;
    print("Serving at http://" + (isV6 ? "[" + arguments.host + "]" : arguments.host) + ":"
          + std::to_string(server->port()) + "/ (Ctrl-C ends it, the signal HUP loads the models anew)\n");
    std::thread serving([&server] { server->run(); });
    auto looked = std::chrono::steady_clock::now();
    while (interruptSignal() == 0) {
        std::this_thread::sleep_for(watchPeriod);
        const auto now = std::chrono::steady_clock::now();
        const bool isTime =
            arguments.watch > 0 && std::chrono::duration<double>(now - looked).count() >= arguments.watch;
        if (reloadAsked != 0 || isTime) {
            const bool all = std::exchange(reloadAsked, 0) != 0;
            server->reload({}, all);
            looked = std::chrono::steady_clock::now();
        }
    }
    print("Answering what is under way, then ending\n");
    server->stop();
    serving.join();
    return exitDone;
}

} // namespace weft
