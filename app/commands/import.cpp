#include "app/commands.h"
#include "app/exit_code.h"
#include "app/terminal.h"
#include "app/text.h"
#include "engine/graph/document.h"
#include "engine/import/safetensors/map_weights.h"
#include "engine/import/save_import.h"
#include "engine/support/printable.h"

#include <charconv>

namespace weft {

namespace {

constexpr uint64_t mostBytes = uint64_t(2) << 30;

std::map<std::string, int64_t> sizesOf(const std::vector<std::string>& settings)
{
    std::map<std::string, int64_t> sizes;
    for (const std::string& setting : settings) {
        const size_t equals = setting.rfind('=');
        int64_t number = 0;
        const char* const end = setting.data() + setting.size();
        const auto read = equals == std::string::npos ? std::from_chars_result {end, std::errc::invalid_argument}
                                                      : std::from_chars(setting.data() + equals + 1, end, number);
        if (equals == 0 || read.ec != std::errc() || read.ptr != end)
            throw CommandError(exitUsage,
                               "--set " + printable(setting) + ": write a name, = and a whole number, such as T=128.");
        sizes[setting.substr(0, equals)] = number;
    }
    return sizes;
}

// Files that hold a network, but none that Weft reads: by what they begin with or are called.
void refuseOthers(const std::string& path, std::string_view bytes)
{
    const bool isPickle = bytes.starts_with("\x80\x02") || bytes.starts_with("\x80\x04")
        || (bytes.starts_with("PK") && bytes.find("data.pkl") != std::string_view::npos);
    if (isPickle || path.ends_with(".pt") || path.ends_with(".pth") || path.ends_with(".pkl"))
        throw CommandError(
            exitProject,
            path
                + ": is a PyTorch pickle, which can run any program when it is opened; Weft never does. "
                  "In Python write it as ONNX: torch.onnx.export(model, example, \"model.onnx\", "
                  "dynamic_axes={\"input\": {0: \"N\"}}, input_names=[\"input\"]); or its weights alone: "
                  "safetensors.torch.save_file(model.state_dict(), \"model.safetensors\").");
    if (path.ends_with(".h5") || path.ends_with(".keras") || path.ends_with(".tflite") || path.ends_with(".pb"))
        throw CommandError(exitProject, path + ": is a network of Keras or TensorFlow; write it as ONNX with tf2onnx.");
}

std::string sizesText(const OnnxPort& port)
{
    std::string text;
    for (const int64_t size : port.dims)
        text += (text.empty() ? "" : " × ") + (size < 0 ? std::string("batch") : std::to_string(size));
    return text.empty() ? "one number" : text;
}

Json toJson(const std::vector<OnnxPort>& ports)
{
    Json all = Json::array();
    for (const OnnxPort& port : ports) {
        Json sizes = Json::array();
        for (const int64_t size : port.dims)
            sizes.push(size);
        all.push(Json::Object {{"name", port.name}, {"node", port.node}, {"shape", std::move(sizes)}});
    }
    return all;
}

std::string countedLayers(const Graph& graph)
{
    std::map<std::string, int> counts;
    for (const GraphNode& node : graph.nodes)
        ++counts[node.type];
    std::string text;
    for (const auto& [type, count] : counts)
        text += (text.empty() ? "" : ", ") + std::to_string(count) + " " + type;
    return text;
}

// Weights alone, into a project that is there.
int importWeights(FileSystem& files, const ImportArguments& arguments)
{
    if (arguments.into.empty())
        throw CommandError(exitUsage,
                           arguments.file + ": holds weights alone; name their project, --into PROJECT.weft.");
    const SafetensorsReader reader(files, arguments.file);
    Document document = openDocument(files, arguments.into);
    const Graph& graph = document.project().graph;
    const std::vector<WeightName> names = arguments.names.empty()
        ? guessWeightNames(reader, graph)
        : readWeightNames(files.readFile(arguments.names, 1 << 24));
    const MappedWeights mapped = mapWeights(reader, graph, names);
    if (mapped.weights.empty())
        throw CommandError(exitProject,
                           arguments.file
                               + ": no name in it is like one of the project's; write a table, --names FILE. "
                                 "The project's: "
                               + listed(mapped.missing) + ". The file's: " + listed(mapped.unused) + ".");
    const std::string weights = arguments.into.substr(0, arguments.into.rfind(".weft")) + ".safetensors";
    saveWithWeights(files, mapped.weights, weights, document, arguments.into);
    if (arguments.json) {
        printLine(Json::Object {{"project", arguments.into},
                                {"weights", weights},
                                {"begun", std::ssize(mapped.weights)},
                                {"missing", std::ssize(mapped.missing)},
                                {"unused", std::ssize(mapped.unused)}});
        return exitDone;
    }
    print(arguments.into + " now begins with " + weights + ":\n" + writeWeightNames(names));
    if (!mapped.missing.empty())
        print("Nothing for " + listed(mapped.missing) + "; they begin at random.\n");
    if (!mapped.unused.empty())
        print("Not used: " + listed(mapped.unused) + ".\n");
    return exitDone;
}

} // namespace

int importModel(const ImportArguments& arguments)
{
    FileSystem& files = realFileSystem();
    if (arguments.file.ends_with(".safetensors"))
        return importWeights(files, arguments);
    std::string bytes = files.readFile(arguments.file, mostBytes);
    refuseOthers(arguments.file, bytes);
    const size_t dot = fileName(arguments.file).rfind('.');
    const std::string base = fileName(arguments.file).substr(0, dot);
    const std::string folder = arguments.file.substr(0, arguments.file.size() - fileName(arguments.file).size());
    const std::string to = arguments.to.empty() ? folder + base + ".weft" : arguments.to;
    if (!to.ends_with(".weft"))
        throw CommandError(exitUsage, "\"" + to + "\" does not end in .weft, as projects do.");
    ImportedModel model;
    try {
        model = importOnnx(std::move(bytes), files,
                           {.folder = parentFolder(arguments.file), .sizes = sizesOf(arguments.sizes)});
    } catch (const CommandError&) {
        throw;
    } catch (const FileError&) {
        throw;
    } catch (const OnnxSizeError& error) {
        throw CommandError(exitUsage, std::string("--set: ") + error.what());
    } catch (const ModelNotTaken& error) {
        throw CommandError(exitProject, arguments.file + ": " + error.what());
    } catch (const Error& error) {
        throw Error(arguments.file + ": " + error.what());
    }
    saveImport(files, model, to);
    int64_t parameters = 0;
    for (const StartingState& state : model.weights)
        parameters += state.shape.elements();
    if (arguments.json) {
        printLine(Json::Object {{"project", to},
                                {"weights", joinPath(parentFolder(to), model.project.training.weights)},
                                {"operators", int64_t(model.operators)},
                                {"nodes", std::ssize(model.project.graph.nodes)},
                                {"numbers", parameters},
                                {"opset", model.opset},
                                {"producer", model.producer},
                                {"whole_calls", !model.samplesAreBatch},
                                {"inputs", toJson(model.inputs)},
                                {"outputs", toJson(model.outputs)}});
        return exitDone;
    }
    print("Wrote " + to + " and " + model.project.training.weights + ": " + std::to_string(model.operators)
          + " operators" + (model.producer.empty() ? "" : " of " + model.producer) + " became "
          + std::to_string(model.project.graph.nodes.size()) + " nodes with " + grouped(parameters) + " numbers.\n  "
          + countedLayers(model.project.graph) + "\n");
    for (const OnnxPort& port : model.inputs)
        print("  in   " + port.node + ": " + sizesText(port) + "\n");
    for (const OnnxPort& port : model.outputs)
        print("  out  " + port.node + ": " + sizesText(port) + "\n");
    if (!model.project.data.sources.empty())
        print("It is the project that the model was exported from; where that names its data by relative paths, they "
              "count from "
              + parentFolder(to) + " now.\n");
    if (!model.samplesAreBatch)
        print("The model computes across its first axis, so that one sample here is one whole call of it.\n");
    return exitDone;
}

} // namespace weft
