#include "engine/export/verify/runtimes.h"

#include "engine/export/verify/run_program.h"
#include "engine/export/verify/runtime_scripts.h"
#include "engine/export/verify/temporary_folder.h"
#include "engine/support/json.h"

#include <cstdlib>
#include <filesystem>

namespace weft {

namespace {

constexpr int absent = 3; // how the scripts end where the runtime is not installed

std::string_view typeName(DType type)
{
    switch (type) {
    case DType::u8:
        return "uint8";
    case DType::i32:
        return "int32";
    case DType::f64:
        return "float64";
    default:
        return "float32";
    }
}

void writeBytes(const std::string& path, std::span<const std::byte> bytes)
{
    File file = realFileSystem().createNew(path);
    file.write(bytes);
    file.close();
}

// Files of external data beside the model.
Json dataOf(const std::string& model)
{
    Json list = Json::array();
    const std::string folder = parentFolder(model), start = fileName(model) + ".";
    for (const std::string& name : realFileSystem().list(folder)) {
        if (name.starts_with(start) && name.ends_with(".data"))
            list.push(joinPath(folder, name));
    }
    return list;
}

Json describe(const RuntimeJob& job, size_t number, const std::string& folder)
{
    const std::string prefix = std::to_string(number);
    Json inputs = Json::array(), outputs = Json::array();
    for (size_t i = 0; i < job.inputs.size(); ++i) {
        const std::string file = prefix + ".in" + std::to_string(i);
        writeBytes(joinPath(folder, file), job.inputs[i]->bytes);
        Json shape = Json::array();
        for (const int64_t size : job.inputs[i]->info.shape)
            shape.push(size);
        inputs.push(Json::Object {{"name", job.inputNames[i]},
                                  {"type", typeName(job.inputs[i]->info.dtype)},
                                  {"shape", std::move(shape)},
                                  {"file", file}});
    }
    for (size_t i = 0; i < job.outputNames.size(); ++i)
        outputs.push(Json::Object {{"name", job.outputNames[i]}, {"file", prefix + ".out" + std::to_string(i)}});
    return Json::Object {{"batch", trialBatch},
                         {"model", std::filesystem::absolute(job.model).string()},
                         {"data", dataOf(std::filesystem::absolute(job.model).string())},
                         {"inputs", std::move(inputs)},
                         {"outputs", std::move(outputs)}};
}

void readAnswers(const Json& result, size_t number, const std::string& folder, RuntimeAnswer& answer)
{
    if (const Json* const error = result.find("error"); error != nullptr && error->isString()) {
        answer.failure = error->asString();
        return;
    }
    const Json* const shapes = result.find("shapes");
    for (size_t i = 0; shapes != nullptr && shapes->isArray() && i < shapes->items().size(); ++i) {
        HostTensor& tensor = answer.answers.emplace_back();
        for (const Json& size : shapes->items()[i].items())
            tensor.info.shape.push_back(size.asInteger());
        const std::string file = joinPath(folder, std::to_string(number) + ".out" + std::to_string(i));
        const std::string bytes = realFileSystem().readFile(file, uint64_t(4) << 30);
        tensor.bytes.assign(bytesOf(bytes).begin(), bytesOf(bytes).end());
        if (tensor.bytes.size() != tensor.info.bytes())
            throw Error("The runtime says " + toString(tensor.info.shape) + ", but gave "
                        + std::to_string(tensor.bytes.size() / 4) + " numbers.");
    }
}

std::string lastLine(const std::string& text)
{
    const size_t end = text.find_last_not_of(" \n\r");
    if (end == std::string::npos)
        return "It said nothing.";
    const size_t before = text.rfind('\n', end);
    const size_t start = before == std::string::npos ? 0 : before + 1;
    return text.substr(start, end + 1 - start);
}

// Distributions install packages for their own python3, which another one on the path may hide.
const std::vector<std::string> pythons = {"python3", "/usr/bin/python3"};

} // namespace

std::span<const Runtime> onnxRuntimes()
{
    static const std::vector<Runtime> all = {
        {"ONNX Runtime in Python", pythons, {"-c", pythonScript()}, "the Python package onnxruntime"},
        {"ONNX Runtime in Node.js", {"node"}, {"-e", nodeScript}, "Node.js with the package onnxruntime-node or -web"},
        {"OpenCV dnn in Python", pythons, {"-c", opencvScript()}, "the Python package opencv (python3-opencv)"},
    };
    return all;
}

std::span<const Runtime> pytorchRuntimes()
{
    static const std::vector<Runtime> all = {
        {"PyTorch", pythons, {"-c", pytorchScript()}, "the Python package torch (python3-torch)"},
    };
    return all;
}

std::optional<std::vector<RuntimeAnswer>> runJobs(const Runtime& runtime, std::span<const RuntimeJob> jobs,
                                                  double limitSeconds)
{
    const TemporaryFolder folder;
    Json list = Json::array();
    for (size_t i = 0; i < jobs.size(); ++i)
        list.push(describe(jobs[i], i, folder.path()));
    writeBytes(joinPath(folder.path(), "job.json"), bytesOf(list.dump()));
    ProgramRun run;
    for (const std::string& program : runtime.programs) {
        std::vector<std::string> words = {program};
        words.insert(words.end(), runtime.arguments.begin(), runtime.arguments.end());
        words.push_back(folder.path());
        run = runProgram(words, limitSeconds);
        if (run.started && run.code != absent && run.code != 127)
            break;
    }
    if (!run.started || run.code == absent || run.code == 127)
        return std::nullopt;
    std::vector<RuntimeAnswer> answers(jobs.size(), RuntimeAnswer {.runtime = runtime.name});
    try {
        if (run.code != 0)
            throw Error(lastLine(run.err));
        const Json said = parseJson(lastLine(run.out));
        for (size_t i = 0; i < jobs.size(); ++i) {
            answers[i].runtime = said.find("runtime")->asString();
            readAnswers(said.find("results")->items().at(i), i, folder.path(), answers[i]);
        }
    } catch (const Error& error) {
        for (RuntimeAnswer& answer : answers) {
            answer.answers.clear();
            answer.failure = error.what();
        }
    }
    return answers;
}

} // namespace weft
