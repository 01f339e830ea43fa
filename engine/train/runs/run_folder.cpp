#include "engine/train/runs/run_folder.h"

#include "engine/graph/read_project.h"
#include "engine/graph/write_project.h"
#include "engine/storage/json_values.h"
#include "engine/storage/publish.h"
#include "engine/train/runs/process_life.h"

#include <filesystem>
#include <unistd.h>

namespace weft {

namespace {

constexpr int formatVersion = 1;
constexpr uint64_t maxRecordBytes = uint64_t(1) << 20;
constexpr uint64_t maxProjectBytes = uint64_t(256) << 20;
const std::string recordFile = "run.json";
const std::string projectFile = "project.weft";

std::optional<double> numberAt(const Json& json, std::string_view key)
{
    const Json* const value = json.find(key);
    return value == nullptr ? std::nullopt : exactNumber(*value);
}

Json parseRecord(const std::string& text)
{
    try {
        return parseJson(text);
    } catch (const Error& error) {
        throw Error(std::string("it is damaged: ") + error.what());
    }
}

} // namespace

Json toJson(const RunRecord& record)
{
    return Json::Object {
        {"run", formatVersion},
        {"state", record.state},
        {"text", record.text},
        {"project", record.project},
        {"project_file", record.projectFile},
        {"device", record.device},
        {"started", record.started},
        {"process", record.process},
        {"process_mark", record.processMark},
        {"step", record.step},
        {"epoch", exactNumber(record.epoch)},
        {"seconds", exactNumber(record.seconds)},
        {"epochs", record.epochs},
        {"best_metric", record.bestMetric},
        {"best", record.best ? exactNumber(*record.best) : Json()},
        {"best_step", record.bestStep},
    };
}

RunRecord runRecordFromJson(const Json& json)
{
    const Json* const version = json.find("run");
    if (version == nullptr || !version->isInteger())
        throw Error("it is damaged: it does not describe a run of Weft.");
    if (version->asInteger() > formatVersion)
        throw Error("it was written by a newer version of Weft; use that one.");
    return {.state = textIn(json, "state"),
            .text = textIn(json, "text"),
            .project = textIn(json, "project"),
            .projectFile = textIn(json, "project_file"),
            .device = textIn(json, "device"),
            .started = textIn(json, "started"),
            .process = integerIn(json, "process"),
            .processMark = textIn(json, "process_mark"),
            .step = integerIn(json, "step"),
            .epoch = numberAt(json, "epoch").value_or(0),
            .seconds = numberAt(json, "seconds").value_or(0),
            .epochs = integerIn(json, "epochs"),
            .bestMetric = textIn(json, "best_metric"),
            .best = numberAt(json, "best"),
            .bestStep = integerIn(json, "best_step")};
}

std::string absolutePath(const std::string& path)
{
    if (path.empty())
        return path;
    std::string absolute = std::filesystem::absolute(path).lexically_normal().string();
    while (absolute.size() > 1 && absolute.back() == '/')
        absolute.pop_back();
    return absolute;
}

RunFolder::RunFolder(FileSystem& files, std::string path, RunRecord record)
    : m_files(&files)
    , m_path(std::move(path))
    , m_record(std::move(record))
{
}

RunFolder RunFolder::create(FileSystem& files, const std::string& runs, const Project& project, RunRecord record)
{
    files.makeFolders(runs);
    int64_t number = 1;
    for (const std::string& name : files.list(runs)) {
        if (name.find_first_not_of("0123456789") == std::string::npos && name.size() < 10)
            number = std::max<int64_t>(number, Json::number(name).asInteger() + 1);
    }
    while (true) {
        const std::string path = joinPath(runs, std::to_string(number++));
        if (files.exists(path))
            continue;
        try {
            files.makeFolder(path);
        } catch (const FileError& error) {
            if (error.code() == EEXIST) // another program was quicker
                continue;
            throw;
        }
        RunFolder folder(files, path, {});
        try {
            publishFile(files, joinPath(path, projectFile), writeProject(project));
            folder.setRecord(record);
            files.syncFolder(runs);
        } catch (...) {
            folder.remove();
            throw;
        }
        return folder;
    }
}

RunFolder RunFolder::open(FileSystem& files, const std::string& folder)
{
    const std::string path = joinPath(folder, recordFile);
    if (!files.exists(path))
        throw Error("\"" + folder + "\" is not the folder of a run: there is no " + recordFile + " in it.");
    try {
        return {files, folder, runRecordFromJson(parseRecord(files.readFile(path, maxRecordBytes)))};
    } catch (const FileError&) {
        throw;
    } catch (const Error& error) {
        throw Error("\"" + path + "\": " + error.what());
    }
}

Project RunFolder::project() const
{
    const std::string path = joinPath(m_path, projectFile);
    try {
        return readProject(m_files->readFile(path, maxProjectBytes));
    } catch (const FileError&) {
        throw;
    } catch (const Error& error) {
        throw Error("\"" + path + "\": " + error.what());
    }
}

std::string RunFolder::projectFolder() const
{
    const std::string& file = m_record.projectFile;
    if (file.empty())
        return ".";
    const std::string beside = parentFolder(parentFolder(absolutePath(m_path)));
    return !m_files->exists(file) && m_files->exists(joinPath(beside, fileName(file))) ? beside : parentFolder(file);
}

void RunFolder::setRecord(const RunRecord& record)
{
    publishFile(*m_files, joinPath(m_path, recordFile), toJson(record).dump(2) + "\n");
    m_record = record;
}

void RunFolder::remove()
{
    try {
        m_files->removeTree(m_path);
    } catch (const FileError&) { // why it is not wanted says more
    }
}

bool RunFolder::isOpen() const
{
    return m_record.state == "running" || m_record.state == "paused" || m_record.state == "disk full"
        || m_record.state == "data gone";
}

bool RunFolder::isBusy() const
{
    return isOpen() && m_record.process != getpid() && isAtWork(m_record.process, m_record.processMark);
}

bool RunFolder::wasInterrupted() const
{
    return isOpen() && !isBusy() && m_record.process != getpid();
}

} // namespace weft
