#include "tests/ui/support/canvas_projects.h"

namespace weft {

GraphNode layer(const std::string& id, const std::string& type, const std::vector<std::string>& from)
{
    GraphNode node {.id = id, .type = type};
    for (const std::string& source : from)
        node.inputs.push_back({"x", {source, "y"}});
    return node;
}

Project largeProject(int nodes, int perRow)
{
    Project project;
    for (int i = 0; i < nodes; ++i) {
        const std::string id = "n" + std::to_string(i);
        std::vector<std::string> from;
        if (i > 0)
            from.push_back("n" + std::to_string(i - 1));
        const bool adds = i % 4 == 3;
        if (adds)
            from.push_back("n" + std::to_string(i - 3));
        project.graph.nodes.push_back(layer(id,
                                            i == 0           ? "image"
                                                : adds       ? "add"
                                                : i % 4 == 1 ? "conv2d"
                                                             : "relu",
                                            from));
        project.view.nodes[id] = {.x = 216.0 * (i % perRow), .y = 152.0 * (i / perRow)};
    }
    return project;
}

Project rowOfLayers()
{
    Project project;
    project.graph.nodes = {
        {.id = "image", .type = "image"},
        {.id = "conv", .type = "conv2d", .inputs = {{"x", {"image", "y"}}}},
        {.id = "relu", .type = "relu", .inputs = {{"x", {"conv", "y"}}}},
        {.id = "pool", .type = "max_pool2d", .inputs = {{"x", {"relu", "y"}}}},
        {.id = "label", .type = "label"},
        {.id = "free", .type = "dropout"},
        {.id = "sum", .type = "add", .inputs = {{"x", {"conv", "y"}}, {"x", {"relu", "y"}}}},
    };
    const auto place = [&](const char* id, double x, double y) {
        project.view.nodes[id].x = x;
        project.view.nodes[id].y = y;
    };
    place("image", 40, 200);
    place("conv", 280, 200);
    place("relu", 560, 200);
    place("pool", 800, 200);
    place("label", 40, 440);
    place("free", 280, 600);
    place("sum", 800, 440);
    return project;
}

} // namespace weft
