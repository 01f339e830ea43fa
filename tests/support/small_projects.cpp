#include "tests/support/small_projects.h"

namespace weft {

GraphNode node(const std::string& id, const std::string& type, Params params, const std::vector<std::string>& inputs)
{
    GraphNode made {.id = id, .type = type, .params = std::move(params)};
    for (const std::string& input : inputs) {
        const size_t equals = input.find('=');
        const size_t dot = input.find('.', equals);
        made.inputs.push_back(
            {input.substr(0, equals), {input.substr(equals + 1, dot - equals - 1), input.substr(dot + 1)}});
    }
    return made;
}

Project spirals(int64_t samples)
{
    Project project {.name = "Spirals"};
    project.graph.nodes = {
        node("point", "features", {{"count", int64_t(2)}}),
        node("arm", "label", {{"classes", int64_t(2)}}),
        node("hidden", "dense", {{"units", int64_t(16)}}, {"x=point.y"}),
        node("act", "relu", {}, {"x=hidden.y"}),
        node("scores", "dense", {{"units", int64_t(2)}}, {"x=act.y"}),
        node("loss", "cross_entropy", {}, {"x=scores.y", "target=arm.y"}),
        node("accuracy", "accuracy", {}, {"x=scores.y", "target=arm.y"}),
    };
    project.data.sources = {{.format = "synthetic", .params = {{"kind", "spirals"}, {"samples", samples}}}};
    project.data.split = {.validation = 0.2};
    project.data.feeds = {{"point", "x"}, {"arm", "label"}};
    project.training.learningRate = 0.01;
    project.training.epochs = 3;
    project.training.batchSize = 32;
    project.training.device = "cpu";
    project.training.checkpoints.everySeconds = 0;
    return project;
}

Project endless(Project project)
{
    project.training.epochs = 1'000'000;
    return project;
}

Project shapes(int64_t samples)
{
    Project project = spirals();
    project.name = "Shapes";
    project.graph.nodes = {
        node("picture", "image", {{"channels", int64_t(1)}, {"height", int64_t(12)}, {"width", int64_t(12)}}),
        node("shape", "label", {{"classes", int64_t(4)}}),
        node("conv", "conv2d", {{"filters", int64_t(4)}}, {"x=picture.y"}),
        node("norm", "batch_norm", {}, {"x=conv.y"}),
        node("act", "relu", {}, {"x=norm.y"}),
        node("pool", "global_avg_pool", {}, {"x=act.y"}),
        node("scores", "dense", {{"units", int64_t(4)}}, {"x=pool.y"}),
        node("loss", "cross_entropy", {}, {"x=scores.y", "target=shape.y"}),
        node("accuracy", "accuracy", {}, {"x=scores.y", "target=shape.y"}),
    };
    project.data.sources[0].params = {{"kind", "shapes"}, {"samples", samples}, {"size", int64_t(12)}};
    project.data.transforms = {{.kind = "normalize", .columns = {"image"}}};
    project.data.feeds = {{"picture", "image"}, {"shape", "label"}};
    project.training.batchSize = 10;
    return project;
}

Project prices()
{
    Project project = spirals();
    project.name = "Prices";
    project.graph.nodes = {
        node("house", "features", {{"count", int64_t(3)}}),
        node("price", "tensor", {{"sizes", std::vector<int64_t>()}}),
        node("guess", "dense", {{"units", int64_t(1)}}, {"x=house.y"}),
        node("loss", "mse", {}, {"x=guess.y", "target=price.y"}),
        node("answer", "output", {}, {"x=guess.y"}),
    };
    project.data.sources = {{.format = "csv", .params = {{"file", "prices.csv"}}}};
    project.data.cleaning = {{.kind = "fill_missing", .params = {{"with", "constant"}, {"value", 7.0}}}};
    project.data.transforms = {{.kind = "one_hot", .columns = {"region"}},
                               {.kind = "normalize", .columns = {"size", "price"}},
                               {.kind = "combine", .params = {{"name", "all"}, {"except", "price"}}}};
    project.data.feeds = {{"house", "all"}, {"price", "price"}};
    project.training.epochs = 150;
    project.training.learningRate = 0.05;
    return project;
}

std::string pricesTable()
{
    std::string table = "region,size,price\n";
    for (int i = 0; i < 60; ++i)
        table += std::string(i % 2 == 0 ? "east," : "west,") + (i % 10 == 7 ? "" : std::to_string(i % 10)) + ","
            + std::to_string(1000 * (i % 10) + (i % 2 == 0 ? 5000 : 0)) + "\n";
    return table;
}

Graph deepNetwork(int64_t nodes, bool doubtful)
{
    const Params filters = {{"filters", int64_t(4)}, {"padding", "same"}};
    const Params odd = doubtful ? Params {{"colour", "red"}} : Params();
    Graph graph;
    graph.nodes = {
        node("picture", "image", {{"channels", int64_t(4)}, {"height", int64_t(8)}, {"width", int64_t(8)}}),
        node("shape", "label", {{"classes", int64_t(4)}}),
    };
    std::string before = "picture";
    for (int64_t unit = 1; int64_t(graph.nodes.size()) + 3 < nodes; ++unit) {
        const std::string name = "unit_" + std::to_string(unit) + "_";
        graph.nodes.push_back(node(name + "conv", "conv2d", filters, {"x=" + before + ".y"}));
        graph.nodes.push_back(node(name + "norm", "batch_norm", {}, {"x=" + name + "conv.y"}));
        graph.nodes.push_back(node(name + "act", "relu", odd, {"x=" + name + "norm.y"}));
        graph.nodes.push_back(node(name + "add", "add", {}, {"x=" + before + ".y", "x=" + name + "act.y"}));
        before = name + "add";
    }
    graph.nodes.push_back(node("pool", "global_avg_pool", {}, {"x=" + before + ".y"}));
    graph.nodes.push_back(node("scores", "dense", {{"units", int64_t(4)}}, {"x=pool.y"}));
    graph.nodes.push_back(node("loss", "cross_entropy", {}, {"x=scores.y", "target=shape.y"}));
    return graph;
}

} // namespace weft
