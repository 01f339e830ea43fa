#pragma once

#include "engine/serve/model/batch_worker.h"

#include <map>

namespace weft {

// Where a model comes from; see ModelPath for what a path may be.
struct ModelSource {
    std::string name; // letters, digits, "_", "-", "."
    std::string path;
};

struct ModelStoreOptions {
    bool best = true; // the best weights, else the last
    std::string device = {};
    int64_t mostTogether = 32;
    Backend* backend = nullptr; // for tests; lent
    BatchOptions batches = {};
    std::function<void(const std::string& name, int64_t samples, int64_t batch, double seconds)> ran = {};
};

// The models that are served, by name and version: a run's number is the version, else they count from 1. A model is
// replaced in one piece: requests that have the old one finish on it, and the new one is ready before it is asked.
class ModelStore {
public:
    using Model = std::shared_ptr<BatchWorker>;
    ModelStore(std::vector<ModelSource> sources, ModelStoreOptions options);

    // Loads what the paths mean now, but for what has neither changed nor failed since. One source after the other;
    // what fails is said and leaves the old model where it was. `name`: of that name alone.
    struct Loaded {
        std::string name;
        std::string version;
        bool changed = false;
        std::string error = {}; // a sentence, for the machine's owner: it may name files
        std::vector<std::string> warnings = {}; // likewise, of what was loaded
    };
    std::vector<Loaded> load(const std::string& name = {}, bool evenIfUnchanged = false);

    void clear(); // what waits is computed first

    // `version` empty: the highest. nullptr: there is none. Any thread.
    Model find(const std::string& name, const std::string& version = {}) const;
    std::vector<Model> all() const; // by name, the highest version of each first
    const std::string& firstName() const { return m_sources.front().name; }
    bool isReady() const; // every source has a model that has not failed
    int64_t waiting() const; // samples in all queues

private:
    struct Place { // of one source
        ModelSource source;
        Model model = {};
        std::string version = {};
        std::string mark = {}; // of what was loaded: changes when the files do
    };
    Loaded loadPlace(size_t place, bool evenIfUnchanged);

    std::vector<ModelSource> m_sources;
    ModelStoreOptions m_options;
    std::mutex m_loading; // one at a time
    mutable std::mutex m_mutex; // of m_places
    std::vector<Place> m_places;
};

} // namespace weft
