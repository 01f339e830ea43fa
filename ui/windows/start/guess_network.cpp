#include "ui/windows/start/guess_network.h"

namespace weft {

namespace {

constexpr double step = 208; // from one node to the next
constexpr double row = 144;

// Adds one node behind the other, in a line.
class Chain {
public:
    explicit Chain(Project& project)
        : m_project(project)
    {
    }

    void start(const std::string& id, const std::string& type, Params params, double y = 0)
    {
        m_project.graph.nodes.push_back({.id = id, .type = type, .params = std::move(params)});
        m_project.view.nodes[id] = {.x = 0, .y = y};
    }
    void then(const std::string& id, const std::string& type, Params params = {})
    {
        m_x += step;
        m_project.graph.nodes.push_back(
            {.id = id, .type = type, .params = std::move(params), .inputs = {{"x", {m_last, "y"}}}});
        m_project.view.nodes[id] = {.x = m_x, .y = 0};
        m_last = id;
    }
    void end(const std::string& id, const std::string& type, const std::string& target, int line, Params params = {})
    {
        GraphNode node {.id = id, .type = type, .params = std::move(params), .inputs = {{"x", {m_last, "y"}}}};
        if (!target.empty())
            node.inputs.push_back({"target", {target, "y"}});
        m_project.graph.nodes.push_back(std::move(node));
        m_project.view.nodes[id] = {.x = m_x + step, .y = line * row};
    }
    void setLast(const std::string& id) { m_last = id; }

private:
    Project& m_project;
    std::string m_last;
    double m_x = 0;
};

} // namespace

void drawPictureNetwork(Project& project, int64_t channels, int64_t side, int64_t classes)
{
    Chain chain(project);
    chain.start("image", "image", {{"channels", channels}, {"height", side}, {"width", side}});
    chain.start("label", "label", {{"classes", classes}}, row);
    chain.setLast("image");
    int64_t filters = 32;
    int stage = 1;
    for (int64_t size = side; size >= 8 && stage <= 4; size /= 2, ++stage) {
        const std::string number = std::to_string(stage);
        chain.then("conv" + number, "conv2d",
                   {{"filters", filters}, {"padding", std::string("same")}, {"bias", false}});
        chain.then("norm" + number, "batch_norm");
        chain.then("relu" + number, "relu");
        chain.then("pool" + number, "max_pool2d");
        project.view.frames.push_back({.title = "Stage " + number,
                                       .nodes = {"conv" + number, "norm" + number, "relu" + number, "pool" + number}});
        filters = std::min<int64_t>(filters * 2, 128);
    }
    chain.then("average", "global_avg_pool");
    chain.then("dropout", "dropout", {{"rate", 0.3}});
    chain.then("scores", "dense", {{"units", classes}});
    chain.end("loss", "cross_entropy", "label", 0);
    chain.end("accuracy", "accuracy", "label", 1);
    chain.end("confusion", "confusion_matrix", "label", 2);
    chain.end("answer", "output", {}, -1, {{"kind", std::string("classes")}});
    project.data.feeds = {{"image", "image"}, {"label", "label"}};
}

void drawTableNetwork(Project& project, int64_t features, int64_t classes, const std::string& featuresColumn,
                      const std::string& target)
{
    Chain chain(project);
    chain.start("features", "features", {{"count", features}});
    if (classes > 0)
        chain.start("label", "label", {{"classes", classes}}, row);
    else
        chain.start("label", "features", {{"count", int64_t(1)}}, row);
    chain.setLast("features");
    chain.then("hidden1", "dense", {{"units", int64_t(64)}});
    chain.then("relu1", "relu");
    chain.then("hidden2", "dense", {{"units", int64_t(32)}});
    chain.then("relu2", "relu");
    if (classes > 0) {
        chain.then("scores", "dense", {{"units", classes}});
        chain.end("loss", "cross_entropy", "label", 0);
        chain.end("accuracy", "accuracy", "label", 1);
        chain.end("confusion", "confusion_matrix", "label", 2);
        chain.end("answer", "output", {}, -1, {{"kind", std::string("classes")}});
    } else {
        chain.then("value", "dense", {{"units", int64_t(1)}});
        chain.end("loss", "mse", "label", 0);
        chain.end("error", "mean_absolute_error", "label", 1);
        chain.end("answer", "output", {}, -1);
    }
    project.data.feeds = {{"features", featuresColumn}, {"label", target}};
}

} // namespace weft
