#include "engine/serve/model/model_store.h"

#include "engine/serve/model/model_path.h"

#include <algorithm>
#include <charconv>

namespace weft {

namespace {

int64_t numberOf(const std::string& version)
{
    int64_t number = 0;
    const auto [end, error] = std::from_chars(version.data(), version.data() + version.size(), number);
    return error == std::errc() && end == version.data() + version.size() ? number : -1;
}

} // namespace

ModelStore::ModelStore(std::vector<ModelSource> sources, ModelStoreOptions options)
    : m_sources(std::move(sources))
    , m_options(std::move(options))
{
    for (const ModelSource& source : m_sources)
        m_places.push_back({.source = source});
}

std::vector<ModelStore::Loaded> ModelStore::load(const std::string& name, bool evenIfUnchanged)
{
    const std::lock_guard loading(m_loading);
    std::vector<Loaded> all;
    for (size_t i = 0; i < m_sources.size(); ++i) {
        if (name.empty() || m_sources[i].name == name)
            all.push_back(loadPlace(i, evenIfUnchanged));
    }
    return all;
}

ModelStore::Loaded ModelStore::loadPlace(size_t place, bool evenIfUnchanged)
{
    const ModelSource& source = m_sources[place];
    const Place before = m_places[place]; // only loading writes it
    Loaded loaded {.name = source.name, .version = before.version};
    try {
        const ModelPath found = findModel(realFileSystem(), source.path, m_options.best, loaded.warnings);
        if (before.model && !before.model->hasFailed() && found.mark == before.mark && !evenIfUnchanged)
            return loaded;
        std::string version = found.number;
        if (version.empty()) {
            const auto earlier = std::count_if(m_sources.begin(), m_sources.begin() + std::ptrdiff_t(place),
                                               [&](const ModelSource& one) { return one.name == source.name; });
            version = std::to_string(earlier + 1);
        }
        for (size_t i = 0; i < m_places.size(); ++i) {
            if (i != place && m_places[i].source.name == source.name && m_places[i].version == version)
                throw Error("Two paths of the model \"" + source.name + "\" are its version " + version
                            + "; give one of them another name.");
        }
        BatchOptions batches = m_options.batches;
        if (m_options.ran)
            batches.ran = [ran = m_options.ran, name = source.name](int64_t samples, int64_t batch, double seconds) {
                ran(name, samples, batch, seconds);
            };
        auto model = std::make_shared<BatchWorker>(ServedNetworkOptions {.name = source.name,
                                                                         .version = version,
                                                                         .place = found.place,
                                                                         .best = m_options.best,
                                                                         .device = m_options.device,
                                                                         .mostTogether = m_options.mostTogether,
                                                                         .backend = m_options.backend},
                                                   std::move(batches));
        if (const std::string& warning = model->description().warning; !warning.empty())
            loaded.warnings.push_back(warning);
        {
            const std::lock_guard lock(m_mutex);
            m_places[place].model = std::move(model);
            m_places[place].version = version;
            m_places[place].mark = found.mark;
        }
        loaded.version = version;
        loaded.changed = true;
    } catch (const Error& error) {
        loaded.error = error.what();
    } catch (const std::bad_alloc&) {
        loaded.error = "The memory does not hold one more model.";
    }
    return loaded; // `before` ends the old model here, when the last request that has it is answered
}

void ModelStore::clear()
{
    const std::lock_guard loading(m_loading);
    std::vector<Model> models;
    const std::lock_guard lock(m_mutex);
    for (Place& place : m_places)
        models.push_back(std::exchange(place.model, nullptr));
}

ModelStore::Model ModelStore::find(const std::string& name, const std::string& version) const
{
    const std::lock_guard lock(m_mutex);
    const Place* best = nullptr;
    for (const Place& place : m_places) {
        if (place.source.name != name || !place.model || (!version.empty() && place.version != version))
            continue;
        if (best == nullptr || numberOf(place.version) > numberOf(best->version))
            best = &place;
    }
    return best != nullptr ? best->model : nullptr;
}

std::vector<ModelStore::Model> ModelStore::all() const
{
    std::vector<Model> models;
    {
        const std::lock_guard lock(m_mutex);
        for (const Place& place : m_places) {
            if (place.model)
                models.push_back(place.model);
        }
    }
    std::ranges::stable_sort(models, [](const Model& a, const Model& b) {
        const ModelDescription& one = a->description();
        const ModelDescription& other = b->description();
        return one.name != other.name ? one.name < other.name : numberOf(one.version) > numberOf(other.version);
    });
    return models;
}

bool ModelStore::isReady() const
{
    const std::lock_guard lock(m_mutex);
    return std::ranges::all_of(m_places, [](const Place& place) { return place.model && !place.model->hasFailed(); });
}

int64_t ModelStore::waiting() const
{
    const std::lock_guard lock(m_mutex);
    int64_t samples = 0;
    for (const Place& place : m_places)
        samples += place.model ? place.model->waiting() : 0;
    return samples;
}

} // namespace weft
