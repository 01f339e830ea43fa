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
    Json nodes = Json::object();
    for (const auto& [id, node] : view.nodes)
        nodes.members().emplace_back(id, plain(node));
    out.putUnlessEmpty("nodes", std::move(nodes));
    out.putUnlessEmpty("frames", list(view.frames));
    out.putUnlessEmpty("notes", list(view.notes));
    return out.finish(view.unknown);
}

} // namespace weft
