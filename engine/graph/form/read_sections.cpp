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

// {"conv1.y > relu1.x": [[120, 40], [160, 40]]}
WireViews wireViews(const Place& place, const Json& json)
{
    WireViews wires;
    for (const auto& [wire, list] : objectAt(place, json)) {
        const Place here(place, wire);
        std::vector<Dot>& dots = wires[wire];
        for (const Json& item : listAt(here, list, ProjectLimits::list)) {
            const Place at(here, dots.size());
            if (!item.isArray() || item.items().size() != 2)
                refuseKind(at, "[x, y]", item);
            Dot& dot = dots.emplace_back();
            fromJson(at, item.items()[0], 0, dot.x);
            fromJson(at, item.items()[1], 0, dot.y);
        }
    }
    return wires;
}

// What a network's view and a block's have in common.
template <class T> void takeSheet(ObjectReader& in, T& out)
{
    in.takeFields(out);
    if (const Json* wires = in.take("wires"))
        out.wires = wireViews({in.place(), "wires"}, *wires);
    takeList(in, "frames", out.frames);
    takeList(in, "notes", out.notes);
}

BlockView blockView(const Place& place, const Json& json)
{
    ObjectReader in(place, json);
    BlockView view;
    takeSheet(in, view);
    view.unknown = in.rest();
    return view;
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
    takeSheet(in, view);
    if (const Json* nodes = in.take("nodes")) {
        const Place here(place, "nodes");
        for (const auto& [id, node] : objectAt(here, *nodes))
            view.nodes.emplace(id, plain<NodeView>({here, id}, node));
    }
    if (const Json* blocks = in.take("blocks")) {
        const Place here(place, "blocks");
        for (const auto& [name, block] : objectAt(here, *blocks))
            view.blocks.emplace(name, blockView({here, name}, block));
    }
    if (const Json* bookmarks = in.take("bookmarks")) {
        const Place here(place, "bookmarks");
        for (const auto& [name, bookmark] : objectAt(here, *bookmarks))
            view.bookmarks.emplace(name, plain<Bookmark>({here, name}, bookmark));
    }
    view.unknown = in.rest();
    return view;
}

} // namespace weft
