#include "ui/document/files/recovery.h"

#include "engine/graph/limits.h"
#include "engine/graph/read_project.h"
#include "engine/graph/write_project.h"
#include "engine/storage/publish.h"

#include <QDir>
#include <QLockFile>
#include <QStandardPaths>
#include <QUuid>

#include <algorithm>

namespace weft {

namespace {

const QString ending = QStringLiteral(".weft-recovery");

std::unique_ptr<QLockFile> lockOf(const QString& item)
{
    auto lock = std::make_unique<QLockFile>(item + QStringLiteral(".lock"));
    lock->setStaleLockTime(0); // only a program that is no more loses it, however long it has had it
    return lock;
}

// The head of a recovery file; Error if it is none.
Json headOf(FileSystem& files, const QString& item)
{
    Json json = parseJson(
        files.readFile(item.toStdString(), 2 * ProjectLimits::bytes),
        {.depth = ProjectLimits::depth + 2, .bytes = 2 * ProjectLimits::bytes, .values = ProjectLimits::values + 16});
    const Json* version = json.find("weft-recovery");
    if (version == nullptr || !version->isInteger() || json.find("project") == nullptr)
        throw Error(item.toStdString() + ": this is no recovery file.");
    return json;
}

QString textOf(const Json& json, const char* key)
{
    const Json* value = json.find(key);
    return value && value->isString() ? QString::fromStdString(value->asString()) : QString();
}

} // namespace

QString recoveryFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + QStringLiteral("/recovery");
}

std::vector<Recoverable> recoverables(FileSystem& files, const QString& folder)
{
    std::vector<Recoverable> all;
    if (files.status(folder.toStdString()).kind != FileKind::folder)
        return all;
    for (const std::string& name : files.list(folder.toStdString())) {
        const QString item = folder + '/' + QString::fromStdString(name);
        if (!item.endsWith(ending))
            continue;
        const std::unique_ptr<QLockFile> lock = lockOf(item);
        if (!lock->tryLock(0))
            continue; // it is open somewhere
        try {
            const Json json = headOf(files, item);
            const Project project = projectFromJson(*json.find("project"));
            all.push_back({.item = item,
                           .file = textOf(json, "file"),
                           .title = textOf(json, "title"),
                           .time = QDateTime::fromString(textOf(json, "time"), Qt::ISODate),
                           .nodes = project.graph.nodes.size()});
        } catch (const Error&) {
            continue; // half of a file is no use to anybody, but it is not ours to remove
        }
    }
    std::ranges::sort(all, std::greater(), &Recoverable::time);
    return all;
}

RecoveredProject readRecoverable(FileSystem& files, const QString& item)
{
    const Json json = headOf(files, item);
    return {projectFromJson(*json.find("project")), textOf(json, "file")};
}

void discardRecoverable(FileSystem& files, const QString& item)
{
    files.removeFile(item.toStdString());
    QFile::remove(item + QStringLiteral(".lock"));
}

RecoveryFile::RecoveryFile(FileSystem& files, const QString& folder)
    : m_files(files)
    , m_folder(folder)
    , m_path(folder + '/' + QUuid::createUuid().toString(QUuid::WithoutBraces) + ending)
{
}

RecoveryFile::~RecoveryFile() = default;

void RecoveryFile::write(const Project& project, const QString& file, const QString& title)
{
    if (!m_lock) {
        m_files.makeFolders(m_folder.toStdString());
        m_lock = lockOf(m_path);
        m_lock->tryLock(0);
    }
    Json json = Json::object();
    json.set("weft-recovery", 1);
    json.set("file", file.toStdString());
    json.set("title", title.toStdString());
    json.set("time", QDateTime::currentDateTimeUtc().toString(Qt::ISODate).toStdString());
    json.set("project", toJson(project));
    publishFile(m_files, m_path.toStdString(), json.dump());
}

void RecoveryFile::remove()
{
    if (m_files.exists(m_path.toStdString()))
        m_files.removeFile(m_path.toStdString());
    m_lock.reset();
}

} // namespace weft
