#include "engine/graph/form/object_reader.h"
#include "engine/graph/form/param_json.h"
#include "engine/graph/read_project.h"

namespace weft {

namespace {

// A part that has nothing but fields, and perhaps params.
template <class T> T plain(const Place& place, const Json& json)
{
    ObjectReader in(place, json);
    T part = {};
    in.takeFields(part);
    if constexpr (requires { part.params; }) {
        if (const Json* params = in.take("params"))
            part.params = paramsFromJson({place, "params"}, *params);
    }
    part.unknown = in.rest();
    return part;
}

template <class T> void takePlain(ObjectReader& in, std::string_view key, T& out)
{
    if (const Json* value = in.take(key))
        out = plain<T>({in.place(), key}, *value);
}

template <class T> void takeList(ObjectReader& in, std::string_view key, std::vector<T>& out)
{
    const Json* list = in.take(key);
    if (!list)
        return;
    const Place place(in.place(), key);
    for (const Json& item : listAt(place, *list, ProjectLimits::list))
        out.push_back(plain<T>({place, out.size()}, item));
}

} // namespace

DataSection dataFromJson(const Place& place, const Json& json)
{
    ObjectReader in(place, json);
    DataSection data;
    takeList(in, "sources", data.sources);
    takeList(in, "cleaning", data.cleaning);
    takeList(in, "transforms", data.transforms);
    takePlain(in, "split", data.split);
    if (const Json* feeds = in.take("feeds")) {
        const Place here(place, "feeds");
        for (const auto& [node, column] : objectAt(here, *feeds))
            data.feeds.emplace(node, textAt({here, node}, column, ProjectLimits::text));
    }
    data.unknown = in.rest();
    return data;
}

TrainingSection trainingFromJson(const Place& place, const Json& json)
{
    ObjectReader in(place, json);
    TrainingSection training;
    takePlain(in, "optimizer", training.optimizer);
    takePlain(in, "schedule", training.schedule);
    in.takeFields(training);
    if (const Json* stop = in.take("early_stop"))
        training.earlyStop = plain<EarlyStop>({place, "early_stop"}, *stop);
    takePlain(in, "checkpoints", training.checkpoints);
    training.unknown = in.rest();
    return training;
}

ViewSection viewFromJson(const Place& place, const Json& json)
{
    ObjectReader in(place, json);
    ViewSection view;
    in.takeFields(view);
    if (const Json* nodes = in.take("nodes")) {
        const Place here(place, "nodes");
        for (const auto& [id, node] : objectAt(here, *nodes))
            view.nodes.emplace(id, plain<NodeView>({here, id}, node));
    }
    takeList(in, "frames", view.frames);
    takeList(in, "notes", view.notes);
    view.unknown = in.rest();
    return view;
}

} // namespace weft
