#include "app/commands.h"
#include "app/exit_code.h"
#include "app/terminal.h"
#include "app/text.h"
#include "app/trained_argument.h"
#include "engine/export/cpp/write_cpp.h"
#include "engine/export/onnx/write_onnx.h"
#include "engine/export/pytorch/write_pytorch.h"
#include "engine/export/verify/verify_cpp.h"
#include "engine/train/runs/start_weights.h"

#include <algorithm>
#include <functional>

namespace weft {

namespace {

struct Verified {
    Part part = Part::test;
    int64_t samples = 0;
    bool random = false; // the data has no samples
    std::vector<Verification> runtimes = {};
};

Shape sampleOf(const ExportedModel& model, int value)
{
    Shape shape = model.code.program.values[size_t(value)].shape;
    shape.erase(0);
    return shape;
}

Part partOf(const PreparedData& data)
{
    return !data.test.empty() ? Part::test : !data.validation.empty() ? Part::validation : Part::train;
}

// Samples spread over the part that says most: test, else validation, else all. Without data random ones.
Trial trialOf(TrainedNetwork& network, const ExportedModel& model, int64_t wanted)
{
    const PreparedData& data = network.data();
    const std::vector<int64_t>& samples = data.samples(partOf(data));
    const int64_t count = std::min(wanted, std::ssize(samples));
    std::vector<int64_t> chosen;
    for (int64_t i = 0; i < count; ++i)
        chosen.push_back(samples[size_t(i * std::ssize(samples) / count)]);
    return chosen.empty() ? randomTrial(network, model, wanted, 1) : dataTrial(network, model, chosen);
}

using Sizes = std::vector<std::string>; // "batch", "3", "image_height", …

Sizes sizesOf(const Shape& sample)
{
    Sizes sizes = {"batch"};
    for (const int64_t size : sample)
        sizes.push_back(std::to_string(size));
    return sizes;
}

std::string sizesText(const Sizes& sizes)
{
    std::string text;
    for (const std::string& size : sizes)
        text += (text.empty() ? "" : " × ") + size;
    return text;
}

Json toJson(const Sizes& sizes)
{
    Json list = Json::array();
    for (const std::string& size : sizes) {
        const bool isNumber = size.find_first_not_of("0123456789") == std::string::npos;
        list.push(isNumber ? Json(int64_t(std::stoll(size))) : Json(size));
    }
    return list;
}

// What a format has written.
struct Written {
    std::string said; // "fashion.onnx: 12 nodes, …"
    std::vector<Sizes> inputs = {}; // of the model's inputs, where they are not the data's
    Json json = Json::object(); // what is special about it
    std::function<std::vector<Verification>(const ExportedModel&, const Trial&)> run = {}; // it, by what is here
    std::string needs = {}; // what could run it
};

// What the runtimes make of a file.
Written runBy(std::span<const Runtime> runtimes, const std::string& path, Written written)
{
    written.run = [=](const ExportedModel& model, const Trial& trial) {
        return verifyExport(path, runtimes, model, trial);
    };
    written.needs = runtimes.front().needs;
    return written;
}

Written onnx(TrainedNetwork&, const ExportedModel& model, const ExportArguments& arguments)
{
    const WrittenOnnx written = writeOnnx(realFileSystem(), model, arguments.to,
                                          {.foldBatchNorm = arguments.foldBatchNorm,
                                           .anySize = arguments.anySize,
                                           .project = !arguments.withoutProject,
                                           .version = WEFT_VERSION});
    Written result = {.said = arguments.to + ": " + grouped(written.nodes) + " nodes, " + bytesText(double(written.bytes))
                          + (written.dataFile.empty() ? "" : " with the weights in " + written.dataFile)
                          + ", operators of version 17; it passes ONNX's checker and shape inference.",
                      .inputs = written.inputSizes,
                      .json = Json::Object {{"nodes", written.nodes}, {"bytes", written.bytes}}};
    if (!written.dataFile.empty())
        result.json.set("data_file", written.dataFile);
    return runBy(onnxRuntimes(), arguments.to, result);
}

std::string tensorsText(const WrittenPytorch& written)
{
    return written.weightsFile + " (" + grouped(written.tensors) + " tensors, " + grouped(written.numbers)
        + " numbers)";
}

Json toJson(const WrittenPytorch& written)
{
    return Json::Object {{"weights", written.weightsFile},
                         {"bytes", written.bytes},
                         {"tensors", written.tensors},
                         {"numbers", written.numbers}};
}

PytorchOptions pytorchOptions(const TrainedNetwork& network, const ExportArguments& arguments)
{
    PytorchOptions options {.project = !arguments.withoutProject};
    try {
        if (const std::string& file = network.project().training.weights; !file.empty())
            options.start = startWeightsPath(realFileSystem(), network.projectFolder(), file);
    } catch (const Error&) { // nowhere that is known, so not where this is written
    }
    return options;
}

Written pytorch(TrainedNetwork& network, const ExportedModel& model, const ExportArguments& arguments)
{
    const WrittenPytorch written =
        writePytorch(realFileSystem(), model, arguments.to, pytorchOptions(network, arguments));
    return runBy(pytorchRuntimes(), arguments.to,
                 {.said = arguments.to + ", a PyTorch module, and " + tensorsText(written) + ", its weights.",
                  .json = toJson(written)});
}

Written safetensors(TrainedNetwork& network, const ExportedModel& model, const ExportArguments& arguments)
{
    PytorchOptions options = pytorchOptions(network, arguments);
    options.source = false;
    const WrittenPytorch written = writePytorch(realFileSystem(), model, arguments.to, options);
    return {.said = tensorsText(written) + ", named and laid out as PyTorch has them; --to "
                + arguments.to.substr(0, arguments.to.rfind('.')) + ".py writes the module for them too.",
            .json = toJson(written)};
}

Written cpp(TrainedNetwork& network, const ExportedModel& model, const ExportArguments& arguments)
{
    constexpr int64_t samplesToCheck = 16;
    const std::string folder = arguments.to;
    const WrittenCpp written = writeCpp(realFileSystem(), model, trialOf(network, model, samplesToCheck), folder);
    std::string names;
    for (const std::string& file : written.files)
        names += (names.empty() ? "" : file == written.files.back() ? " and " : ", ") + file;
    return {.said = folder + ": " + names + ", plain C++17 of " + bytesText(double(written.bytes)) + "; a call takes "
                + (written.fixedBytes == 0 ? "" : bytesText(double(written.fixedBytes)) + " of memory and ")
                + bytesText(double(written.bytesPerSample)) + " a sample"
                + (written.together == 0 ? "" : ", " + std::to_string(written.together) + " at once")
                + ", besides the weights.",
            .json = Json::Object {{"bytes", written.bytes},
                                  {"weight_bytes", written.weightBytes},
                                  {"memory_bytes", written.fixedBytes},
                                  {"memory_bytes_per_sample", written.bytesPerSample},
                                  {"samples_at_once", written.together}},
            .run =
                [folder](const ExportedModel& exported, const Trial& trial) {
                    return std::vector<Verification> {verifyCpp(folder, exported, trial)};
                },
            .needs = "a C++ compiler (g++)"};
}

struct Format {
    const char* ending; // of the file's name
    Written (*write)(TrainedNetwork& network, const ExportedModel& model, const ExportArguments& arguments);
};

const Format& formatOf(const ExportArguments& arguments)
{
    static const Format formats[] = {{".onnx", onnx}, {".py", pytorch}, {".safetensors", safetensors}, {"/", cpp}};
    const auto format =
        std::ranges::find_if(formats, [&](const Format& one) { return arguments.to.ends_with(one.ending); });
    if (format == std::end(formats))
        throw CommandError(exitUsage,
                           "\"" + arguments.to
                               + "\" says no format that is written: end it in .onnx, .py (a PyTorch module with its "
                                 "weights), .safetensors (weights alone) or / (a folder of plain C++).");
    if (arguments.foldBatchNorm && format->write != onnx)
        throw CommandError(exitUsage, "--fold-batch-norm is for .onnx.");
    if (arguments.anySize && format->write != onnx)
        throw CommandError(exitUsage, "--any-size is for .onnx.");
    if (arguments.verify > 0 && format->write == safetensors)
        throw CommandError(exitUsage,
                           "Weights alone cannot be run, so there is nothing to verify; --to FILE.py writes the "
                           "module for them too.");
    return *format;
}

Sizes inputSizes(const ExportedModel& model, const Written& written, size_t input)
{
    return written.inputs.empty() ? sizesOf(model.inputs[input].storedShape) : written.inputs[input];
}

void printModel(const ExportedModel& model, const Written& written)
{
    print("Wrote " + written.said + "\n");
    for (size_t i = 0; i < model.inputs.size(); ++i) {
        const ModelInput& input = model.inputs[i];
        print("  in   " + input.node + ": " + sizesText(inputSizes(model, written, i)) + ", " + std::string(name(input.storedType))
              + (input.column.empty() ? "" : ", as the data stores \"" + input.column + "\"") + "\n");
    }
    for (const ModelOutput& output : model.outputs) {
        print("  out  " + output.node + ": " + sizesText(sizesOf(sampleOf(model, output.value)))
              + (output.classAxis < 0 ? "" : ", probabilities") + "\n");
    }
}

Verified verify(TrainedNetwork& network, const ExportedModel& model, const ExportArguments& arguments,
                const Written& written)
{
    const Trial trial = trialOf(network, model, arguments.verify);
    return {.part = partOf(network.data()),
            .samples = trial.samples,
            .random = network.data().samples(partOf(network.data())).empty(),
            .runtimes = written.run(model, trial)};
}

void printVerified(const Verified& verified)
{
    print("\nThe file on " + grouped(verified.samples)
          + (verified.random ? " random samples" : " samples of the " + std::string(name(verified.part)) + " part")
          + ", against Weft:\n");
    TextTable table({"run by", "largest difference", "same class"}, "lrr");
    std::string rest;
    for (const Verification& one : verified.runtimes) {
        if (one.ran())
            table.add({one.runtime, significant(one.relative, 2) + " of the largest",
                       one.places == 0 ? "—" : grouped(one.agreed) + " of " + grouped(one.places)});
        else if (!one.needs.empty())
            rest += "Not with " + one.runtime + ": it is not here (" + one.needs + ").\n";
        else
            rest += "Not with " + one.runtime + ", which says: " + one.failure + "\n";
    }
    if (std::ranges::any_of(verified.runtimes, &Verification::ran))
        print(table.text());
    print(rest);
}

Json toJson(const ExportedModel& model, const Written& written, const std::string& path)
{
    Json inputs = Json::array(), outputs = Json::array();
    for (size_t i = 0; i < model.inputs.size(); ++i)
        inputs.push(Json::Object {{"name", model.inputs[i].node},
                                  {"type", name(model.inputs[i].storedType)},
                                  {"shape", toJson(inputSizes(model, written, i))}});
    for (const ModelOutput& output : model.outputs)
        outputs.push(Json::Object {{"name", output.node}, {"shape", toJson(sizesOf(sampleOf(model, output.value)))}});
    Json json = Json::Object {{"file", path}, {"step", model.step}};
    for (const auto& [key, value] : written.json.members())
        json.set(key, value);
    json.set("inputs", std::move(inputs));
    json.set("outputs", std::move(outputs));
    return json;
}

Json toJson(const Verified& verified)
{
    Json runtimes = Json::array();
    for (const Verification& one : verified.runtimes) {
        Json json = Json::Object {{"runtime", one.runtime}, {"ran", one.ran()}};
        if (one.ran()) {
            json.set("relative_difference", one.relative);
            json.set("places", one.places);
            json.set("same_class", one.agreed);
        } else {
            json.set("reason", one.needs.empty() ? one.failure : "not installed: " + one.needs);
        }
        runtimes.push(std::move(json));
    }
    return Json::Object {{"samples", verified.samples},
                         {"part", verified.random ? "random" : std::string(name(verified.part))},
                         {"runtimes", std::move(runtimes)}};
}

void requireVerified(const Verified& verified, const Written& written, const std::string& path)
{
    bool ran = false;
    for (const Verification& one : verified.runtimes) {
        ran = ran || one.ran();
        if (one.ran() && !one.agrees())
            throw CommandError(exitFault,
                               one.runtime + " answers differently from Weft; do not rely on " + path
                                   + ", and please report it with the project.");
    }
    if (!ran)
        throw CommandError(exitWorld,
                           path + " was written, but nothing here could run it, so it is not verified; install "
                               + written.needs + ", say.");
}

} // namespace

int exportNetwork(const ExportArguments& arguments)
{
    const Format& format = formatOf(arguments);
    const OpenedNetwork opened = openNetwork(arguments.trained);
    const ExportedModel model = exportModel(*opened.network);
    const Written written = format.write(*opened.network, model, arguments);
    Json json;
    if (arguments.trained.json)
        json = toJson(model, written, arguments.to);
    else
        printModel(model, written);
    std::optional<Verified> verified;
    if (arguments.verify > 0) {
        verified = verify(*opened.network, model, arguments, written);
        if (arguments.trained.json)
            json.set("verified", toJson(*verified));
        else
            printVerified(*verified);
    }
    if (arguments.trained.json)
        printLine(json);
    if (verified)
        requireVerified(*verified, written, arguments.to);
    else if (!arguments.trained.json && written.run)
        print("Not run yet: --verify 100 runs it on samples of the data with what is installed for it.\n");
    return exitDone;
}

} // namespace weft
