#include "engine/train/runs/checkpoint.h"

#include "engine/graph/write_project.h"
#include "engine/storage/publish.h"
#include "engine/storage/safetensors.h"
#include "engine/storage/sha256.h"
#include "engine/train/network/ready_step.h"
#include "engine/train/runs/preparation_json.h"

#include <cmath>
#include <cstring>

namespace weft {

namespace {

constexpr int formatVersion = 1;
constexpr uint64_t maxInfoBytes = uint64_t(256) << 20;
const std::string statesFile = "states.safetensors";
const std::string infoFile = "checkpoint.json";

struct HostState {
    std::string name;
    StateKind kind;
    ValueInfo info;
    std::vector<std::byte> bytes;
};

std::vector<HostState> download(const States& states)
{
    std::vector<HostState> all;
    for (const auto& [name, entry] : states.entries()) {
        if (entry.kind == StateKind::accumulator)
            continue;
        HostState& state = all.emplace_back(HostState {name, entry.kind, entry.info, {}});
        state.bytes.resize(entry.info.bytes());
        states.read(name, state.bytes);
    }
    return all;
}

void requireFinite(const HostState& state)
{
    if (!allFinite(state.info.dtype, state.bytes))
        throw NodeError("\"" + state.name
                            + "\" has become infinite or not a number, so no checkpoint was written; the last one is "
                              "kept. Take a smaller learning rate.",
                        state.name.substr(0, state.name.rfind('.')));
}

Json withoutTimings(const Progress& progress)
{
    Progress timeless = progress;
    timeless.seconds = 0;
    return toJson(timeless);
}

Json toJson(const Choices& choices)
{
    Json json = Json::Object {};
    for (const auto& [key, text] : choices)
        json.set(key, text);
    return json;
}

Choices choicesFromJson(const Json& json)
{
    Choices choices;
    if (!json.isObject())
        throw Error("It is not a checkpoint of Weft.");
    for (const auto& [key, text] : json.members()) {
        if (text.isString())
            choices[key] = text.asString();
    }
    return choices;
}

} // namespace

void writeCheckpoint(FileSystem& files, const std::string& folder, const States& states, const CheckpointInfo& info)
{
    const std::vector<HostState> all = download(states);
    std::vector<NamedTensor> tensors;
    for (const HostState& state : all) {
        requireFinite(state);
        tensors.push_back(
            {.name = state.name, .dtype = state.info.dtype, .shape = state.info.shape, .bytes = state.bytes});
    }
    const std::string text =
        Json(Json::Object {{"checkpoint", formatVersion},
                           {"project", info.projectHash},
                           {"device", info.device},
                           {"data", info.data ? toJson(*info.data) : Json()},
                           {"preparation", info.preparation ? toJson(*info.preparation).value_or(Json()) : Json()},
                           {"choices", toJson(info.choices)},
                           {"progress", toJson(info.progress)}})
            .dump(2)
        + "\n";
    const FileToPublish contents[] = {
        {infoFile, [&](const ByteSink& sink) { sink(bytesOf(text)); }},
        {statesFile,
         [&](const ByteSink& sink) {
             writeSafetensors(sink, tensors, {{"format", "weft"}});
         }},
    };
    publishFolder(files, folder, contents);
}

CheckpointInfo readCheckpointInfo(FileSystem& files, const std::string& folder)
{
    const std::string path = joinPath(folder, infoFile);
    try {
        const Json json = parseJson(files.readFile(path, maxInfoBytes));
        const Json* const version = json.find("checkpoint");
        const Json* const project = json.find("project");
        const Json* const device = json.find("device");
        const Json* const progress = json.find("progress");
        if (version == nullptr || !version->isInteger() || project == nullptr || !project->isString()
            || device == nullptr || !device->isString() || progress == nullptr)
            throw Error("It is not a checkpoint of Weft.");
        if (version->asInteger() > formatVersion)
            throw Error("It was written by a newer version of Weft; use that one.");
        const Json* const data = json.find("data");
        const Json* const preparation = json.find("preparation");
        const Json* const choices = json.find("choices");
        return {.projectHash = project->asString(),
                .device = device->asString(),
                .data = data == nullptr ? std::nullopt : dataFingerprintFromJson(*data),
                .preparation = preparation == nullptr ? std::nullopt : preparationFromJson(*preparation),
                .choices = choices == nullptr ? Choices() : choicesFromJson(*choices),
                .progress = progressFromJson(*progress)};
    } catch (const FileError&) {
        throw;
    } catch (const Error& error) {
        throw Error("\"" + path + "\": " + error.what());
    }
}

void readStates(FileSystem& files, const std::string& folder, States& states)
{
    const std::string path = joinPath(folder, statesFile);
    const SafetensorsReader reader(files, path);
    std::vector<std::byte> bytes;
    for (const auto& [name, entry] : states.entries()) {
        if (entry.kind == StateKind::accumulator)
            continue;
        const SafetensorsReader::Tensor* const tensor = reader.find(name);
        if (tensor == nullptr)
            throw Error("\"" + path + "\" has no \"" + name
                        + "\": the project has been changed since. Train it from the beginning.");
        if (tensor->shape != entry.info.shape || tensor->dtype != entry.info.dtype)
            throw Error("In \"" + path + "\", \"" + name + "\" is " + toString(tensor->shape)
                        + ", but the project wants " + toString(entry.info.shape)
                        + ": it has been changed since. Train it from the beginning.");
        bytes.resize(tensor->bytes);
        reader.read(*tensor, bytes);
        states.write(name, bytes);
    }
}

uint64_t checkpointBytes(const States& states)
{
    uint64_t bytes = 64 << 10;
    for (const auto& [name, entry] : states.entries()) {
        if (entry.kind != StateKind::accumulator)
            bytes += entry.info.bytes() + 256;
    }
    return bytes;
}

std::string stateHash(const States& states, const Progress& progress)
{
    Sha256 sum;
    for (const HostState& state : download(states)) {
        sum.add(bytesOf(state.name + " " + std::string(name(state.info.dtype)) + " " + toString(state.info.shape)));
        sum.add(state.bytes);
    }
    sum.add(bytesOf(withoutTimings(progress).dump()));
    return sum.hex();
}

std::string projectHash(const Project& project)
{
    Project logic = project;
    logic.view = {};
    return sha256(bytesOf(writeProject(logic)));
}

} // namespace weft
