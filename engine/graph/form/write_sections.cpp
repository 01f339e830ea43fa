#include "engine/graph/form/object_writer.h"
#include "engine/graph/form/param_json.h"
#include "engine/graph/write_project.h"

namespace weft {

namespace {

template <class T> Json plain(const T& part)
{
    ObjectWriter out;
    out.putFields(part);
    if constexpr (requires { part.params; })
        out.putUnlessEmpty("params", toJson(part.params));
    return out.finish(part.unknown);
}

template <class T> Json list(const std::vector<T>& parts)
{
    Json list = Json::array();
    for (const T& part : parts)
        list.push(plain(part));
    return list;
}

template <class T> Json map(const std::map<std::string, T>& parts)
{
    Json json = Json::object();
    for (const auto& [key, part] : parts)
        json.members().emplace_back(key, plain(part));
    return json;
}

Json wireViews(const WireViews& wires)
{
    Json json = Json::object();
    for (const auto& [wire, dots] : wires) {
        Json line = Json::array();
        for (const Dot& dot : dots)
            line.push(Json::Array {dot.x, dot.y});
        json.members().emplace_back(wire, std::move(line));
    }
    return json;
}

// What a network's view and a block's have in common.
template <class T> void putSheet(ObjectWriter& out, const T& view)
{
    out.putUnlessEmpty("wires", wireViews(view.wires));
    out.putUnlessEmpty("frames", list(view.frames));
    out.putUnlessEmpty("notes", list(view.notes));
}

Json blockView(const BlockView& view)
{
    ObjectWriter out;
    out.putFields(view);
    putSheet(out, view);
    return out.finish(view.unknown);
}

} // namespace

Json toJson(const DataSection& data)
{
    ObjectWriter out;
    out.putUnlessEmpty("sources", list(data.sources));
    out.putUnlessEmpty("cleaning", list(data.cleaning));
    out.putUnlessEmpty("transforms", list(data.transforms));
    if (data.split != DataSplit())
        out.put("split", plain(data.split));
    Json feeds = Json::object();
    for (const auto& [node, column] : data.feeds)
        feeds.members().emplace_back(node, column);
    out.putUnlessEmpty("feeds", std::move(feeds));
    return out.finish(data.unknown);
}

Json toJson(const TrainingSection& training)
{
    ObjectWriter out;
    out.put("optimizer", plain(training.optimizer));
    if (training.schedule != TrainingSection().schedule)
        out.put("schedule", plain(training.schedule));
    out.putFields(training);
    if (training.earlyStop)
        out.put("early_stop", plain(*training.earlyStop));
    if (training.checkpoints != CheckpointPolicy())
        out.put("checkpoints", plain(training.checkpoints));
    return out.finish(training.unknown);
}

Json toJson(const ViewSection& view)
{
    ObjectWriter out;
    out.putFields(view);
    out.putUnlessEmpty("nodes", map(view.nodes));
    putSheet(out, view);
    Json blocks = Json::object();
    for (const auto& [name, block] : view.blocks)
        blocks.members().emplace_back(name, blockView(block));
    out.putUnlessEmpty("blocks", std::move(blocks));
    out.putUnlessEmpty("bookmarks", map(view.bookmarks));
    return out.finish(view.unknown);
}

} // namespace weft
