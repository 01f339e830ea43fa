#include "app/commands.h"
#include "app/diagnostics.h"
#include "app/exit_code.h"
#include "app/project_argument.h"
#include "app/terminal.h"
#include "app/text.h"
#include "engine/backends/load.h"
#include "engine/data/check_data.h"
#include "engine/data/describe.h"
#include "engine/data/prepare.h"
#include "engine/train/network/feeds.h"
#include "engine/train/preflight/check_project.h"
#include "engine/train/preflight/forecast.h"

namespace weft {

namespace {

// Of one sample.
Shape sampleShape(const ValueInfo& info)
{
    Shape shape = info.shape;
    if (shape.rank() > 0)
        shape.erase(0);
    return shape;
}

std::string shapesOf(const NodeReport& node)
{
    std::string all;
    for (const ValueInfo& output : node.outputs)
        all += (all.empty() ? "" : ", ") + toString(sampleShape(output));
    return all.empty() ? "—" : all;
}

// With the data: whether it can be read, and whether it fits the network.
Diagnostics checkWithData(const OpenedProject& opened, std::string& description)
{
    Diagnostics diagnostics;
    const PreparedData data = prepareData(opened.project.data, opened.folder, diagnostics);
    if (hasErrors(diagnostics))
        return diagnostics;
    for (Diagnostic& one : checkReadData(opened.project, data))
        diagnostics.push_back(std::move(one));
    description = toText(describe(data));
    return diagnostics;
}

std::string tableOf(const GraphReport& report)
{
    TextTable table({"node", "layer", "output", "parameters", "FLOPs", "memory"}, "lllrrr");
    size_t bytes = 0;
    for (const NodeReport& node : report.nodes) {
        bytes += node.activationBytes;
        table.add({node.path, node.type, shapesOf(node), node.parameters > 0 ? grouped(node.parameters) : "",
                   node.flops > 0 ? countText(node.flops) : "",
                   node.activationBytes > 0 ? bytesText(double(node.activationBytes)) : ""});
    }
    table.add({"total", "", "", grouped(report.parameters), countText(report.flops), bytesText(double(bytes))});
    return table.text();
}

std::string toText(const MemoryForecast& forecast, int64_t batch)
{
    return "Training in batches of " + std::to_string(batch) + " takes about " + bytesText(double(forecast.total()))
        + ": activations and gradients " + bytesText(double(forecast.arena)) + ", weights "
        + bytesText(double(forecast.weights)) + ", optimizer " + bytesText(double(forecast.optimizer))
        + ", running statistics " + bytesText(double(forecast.statistics)) + ", workspace "
        + bytesText(double(forecast.workspace)) + ", one batch " + bytesText(double(forecast.inputs)) + ".\n";
}

Json toJson(const MemoryForecast& forecast)
{
    return Json::Object {{"total", forecast.total()},         {"activations", forecast.arena},
                         {"weights", forecast.weights},       {"optimizer", forecast.optimizer},
                         {"statistics", forecast.statistics}, {"workspace", forecast.workspace},
                         {"inputs", forecast.inputs}};
}

Json toJson(const NodeReport& node)
{
    Json outputs = Json::array();
    for (const ValueInfo& output : node.outputs) {
        Json sizes = Json::array();
        for (const int64_t size : sampleShape(output))
            sizes.push(size);
        outputs.push(std::move(sizes));
    }
    return Json::Object {{"node", node.path},
                         {"layer", node.type},
                         {"outputs", std::move(outputs)},
                         {"parameters", node.parameters},
                         {"flops", node.flops},
                         {"activation_bytes", node.activationBytes}};
}

Json toJson(const GraphReport& report, const std::optional<MemoryForecast>& forecast)
{
    Json nodes = Json::array();
    for (const NodeReport& node : report.nodes)
        nodes.push(toJson(node));
    Json diagnostics = Json::array();
    for (const Diagnostic& one : report.diagnostics)
        diagnostics.push(toJson(one));
    return Json::Object {{"nodes", std::move(nodes)},
                         {"parameters", report.parameters},
                         {"trainable", report.trainable},
                         {"flops", report.flops},
                         {"training_memory", forecast ? toJson(*forecast) : Json()},
                         {"diagnostics", std::move(diagnostics)}};
}

} // namespace

int check(const CheckArguments& arguments)
{
    const OpenedProject opened = openProject(arguments.project);
    GraphReport report = checkProject(opened.project);
    std::string data;
    if (arguments.data && !hasErrors(report.diagnostics)) {
        for (Diagnostic& one : checkWithData(opened, data))
            report.diagnostics.push_back(std::move(one));
    }
    const bool wrong = hasErrors(report.diagnostics);
    std::optional<MemoryForecast> forecast;
    if (!wrong && !opened.project.graph.nodes.empty()) {
        const std::string& device = arguments.project.device;
        const std::unique_ptr<Backend> backend = loadBackend(device.empty() ? opened.project.training.device : device);
        forecast = forecastMemory(opened.project, *backend);
        if (std::optional<Diagnostic> shortage = memoryShortage(*forecast, *backend))
            report.diagnostics.push_back(std::move(*shortage));
    }
    if (arguments.project.json) {
        printLine(toJson(report, forecast));
        return wrong ? exitProject : exitDone;
    }
    if (!report.nodes.empty()) {
        print(tableOf(report));
        print("\nShapes, FLOPs and memory are of one sample on its way forward; a multiply-add counts two FLOPs.\n");
    }
    if (report.trainable != report.parameters)
        print(grouped(report.trainable) + " of the parameters are trained.\n");
    if (forecast)
        print(toText(*forecast, opened.project.training.batchSize));
    if (!data.empty())
        print("\nData: " + data);
    if (!report.diagnostics.empty())
        print("\n");
    for (const Diagnostic& one : report.diagnostics)
        print(toText(one, opened.project));
    if (report.diagnostics.empty())
        print("Nothing is wrong with it.\n");
    return wrong ? exitProject : exitDone;
}

} // namespace weft
