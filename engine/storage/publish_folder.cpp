#include "engine/storage/publish.h"
#include "engine/storage/sha256.h"
#include "engine/support/json.h"

#include <algorithm>
#include <cerrno>

namespace weft {

namespace {

const std::string manifestName = "manifest.json";
const std::string unfinished = ".tmp";
constexpr int manifestVersion = 1;
constexpr uint64_t maxManifestBytes = uint64_t(16) << 20;

struct ManifestEntry {
    std::string name;
    uint64_t bytes = 0;
    std::string sha256 = {};
};

std::string withoutSlashes(std::string folder)
{
    while (folder.size() > 1 && folder.back() == '/')
        folder.pop_back();
    return folder;
}

bool isPlainName(const std::string& name)
{
    return !name.empty() && name != "." && name != ".."
        && name.find_first_of(std::string_view("/\0", 2)) == std::string::npos;
}

std::string manifestText(const std::vector<ManifestEntry>& entries)
{
    Json list = Json::array();
    for (const ManifestEntry& entry : entries)
        list.push(Json::Object {{"name", entry.name}, {"bytes", entry.bytes}, {"sha256", entry.sha256}});
    return Json(Json::Object {{"manifest", manifestVersion}, {"files", std::move(list)}}).dump(2) + "\n";
}

// Only what manifestText writes, byte for byte, is a manifest; so no flipped bit in it goes unnoticed.
std::vector<ManifestEntry> parseManifest(const std::string& text)
{
    const Json manifest = parseJson(text);
    const Json* const version = manifest.find("manifest");
    const Json* const list = manifest.find("files");
    if (version == nullptr || !version->isInteger() || list == nullptr || !list->isArray())
        throw Error("it is not a manifest.");
    if (version->asInteger() > manifestVersion)
        throw Error("it was written by a newer version of Weft; use that one.");
    std::vector<ManifestEntry> entries;
    for (const Json& item : list->items()) {
        const Json* const name = item.find("name");
        const Json* const bytes = item.find("bytes");
        const Json* const sum = item.find("sha256");
        if (name == nullptr || !name->isString() || !isPlainName(name->asString()) || bytes == nullptr
            || !bytes->isInteger() || bytes->asInteger() < 0 || sum == nullptr || !sum->isString())
            throw Error("its list of files is damaged.");
        entries.push_back({name->asString(), uint64_t(bytes->asInteger()), sum->asString()});
    }
    if (manifestText(entries) != text)
        throw Error("it has been changed.");
    return entries;
}

ManifestEntry writeFile(FileSystem& files, const std::string& folder, const FileToPublish& content)
{
    File file = files.createNew(joinPath(folder, content.name));
    ManifestEntry entry = {content.name};
    Sha256 sum;
    content.write([&](std::span<const std::byte> bytes) {
        sum.add(bytes);
        entry.bytes += bytes.size();
        file.write(bytes);
    });
    file.sync();
    file.close();
    entry.sha256 = sum.hex();
    return entry;
}

// Whether the file is what the manifest says; a sentence if not.
std::optional<std::string> verifyFile(FileSystem& files, const std::string& path, const ManifestEntry& entry)
{
    const FileStatus status = files.linkStatus(path);
    if (status.kind == FileKind::none)
        return "\"" + path + "\" is missing.";
    if (status.kind != FileKind::file)
        return "\"" + path + "\" is not a file.";
    const File file = files.openForReading(path);
    if (file.bytes() != entry.bytes)
        return "\"" + path + "\" has " + std::to_string(file.bytes()) + " bytes instead of "
            + std::to_string(entry.bytes) + ": it was cut off or changed.";
    std::vector<std::byte> piece(std::min<uint64_t>(entry.bytes, uint64_t(1) << 20));
    Sha256 sum;
    for (uint64_t offset = 0; offset < entry.bytes; offset += piece.size()) {
        piece.resize(std::min<uint64_t>(piece.size(), entry.bytes - offset));
        file.readAt(offset, piece);
        sum.add(piece);
    }
    if (sum.hex() != entry.sha256)
        return "\"" + path + "\" is damaged: its checksum is not the one that was written.";
    return std::nullopt;
}

// Numbers in names count as numbers: "step-9" < "step-10".
bool isOlder(std::string_view a, std::string_view b)
{
    const auto digits = [](std::string_view text) {
        return text.substr(0, std::min(text.find_first_not_of("0123456789"), text.size()));
    };
    while (!a.empty() && !b.empty()) {
        std::string_view numberA = digits(a);
        std::string_view numberB = digits(b);
        if (numberA.empty() || numberB.empty()) {
            if (a.front() != b.front())
                return a.front() < b.front();
            a.remove_prefix(1);
            b.remove_prefix(1);
            continue;
        }
        a.remove_prefix(numberA.size());
        b.remove_prefix(numberB.size());
        numberA.remove_prefix(std::min(numberA.find_first_not_of('0'), numberA.size()));
        numberB.remove_prefix(std::min(numberB.find_first_not_of('0'), numberB.size()));
        if (numberA.size() != numberB.size())
            return numberA.size() < numberB.size();
        if (numberA != numberB)
            return numberA < numberB;
    }
    return a.size() < b.size();
}

// The folders in `parent` that start so, but for half-made ones, newest first.
std::vector<std::string> foldersIn(FileSystem& files, const std::string& parent, const std::string& start)
{
    std::vector<std::string> names;
    if (!files.exists(parent))
        return names;
    for (const std::string& name : files.list(parent)) {
        if (name.starts_with(start) && !name.ends_with(unfinished)
            && files.status(joinPath(parent, name)).kind == FileKind::folder)
            names.push_back(name);
    }
    std::ranges::sort(names, [](const std::string& a, const std::string& b) { return isOlder(b, a); });
    return names;
}

// An empty folder was never published; one with files has lost its manifest, or some of them.
bool holdsFiles(FileSystem& files, const std::string& folder)
{
    try {
        return !files.list(folder).empty();
    } catch (const FileError& error) {
        return error.code() != ENOENT; // its run has just removed it
    }
}

} // namespace

void publishFolder(FileSystem& files, const std::string& folder, std::span<const FileToPublish> contents)
{
    const std::string final = withoutSlashes(folder);
    const std::string parent = parentFolder(final);
    const std::string building = final + unfinished;
    if (files.linkStatus(final).kind != FileKind::none)
        throw FileError("Could not write \"" + final + "\": it exists, and what is published is never overwritten.",
                        EEXIST);
    files.makeFolders(parent);
    files.removeTree(building);
    bool isRenamed = false;
    try {
        files.makeFolder(building);
        std::vector<ManifestEntry> entries;
        for (const FileToPublish& content : contents) {
            if (!isPlainName(content.name) || content.name == manifestName)
                throw Error("A published folder cannot hold a file called \"" + content.name + "\".");
            entries.push_back(writeFile(files, building, content));
        }
        const std::string manifest = manifestText(entries);
        writeFile(files, building, {manifestName, [&](const ByteSink& sink) { sink(bytesOf(manifest)); }});
        files.syncFolder(building);
        files.rename(building, final);
        isRenamed = true;
        files.syncFolder(parent);
        if (const std::optional<std::string> fault = verifyFolder(files, final))
            throw FileError("Could not write \"" + final + "\": it reads back differently. " + *fault
                                + " Do not trust this disk (or this computer's memory).",
                            EIO);
    } catch (...) {
        try { // so that the same name can be tried again; what stays for now is removed by the next attempt
            if (isRenamed)
                files.rename(final, building);
            files.removeTree(building);
        } catch (const FileError&) {
        }
        throw;
    }
}

std::optional<std::string> verifyFolder(FileSystem& files, const std::string& folder)
{
    const std::string manifestPath = joinPath(folder, manifestName);
    try {
        std::vector<ManifestEntry> entries;
        const std::string text = files.readFile(manifestPath, maxManifestBytes);
        try {
            entries = parseManifest(text);
        } catch (const Error& error) {
            return "\"" + manifestPath + "\" cannot be used: " + error.what();
        }
        for (const ManifestEntry& entry : entries) {
            if (const std::optional<std::string> fault = verifyFile(files, joinPath(folder, entry.name), entry))
                return fault;
        }
    } catch (const FileError& error) {
        return error.what();
    }
    return std::nullopt;
}

std::vector<std::string> publishedFolders(FileSystem& files, const std::string& parent, const std::string& start)
{
    std::vector<std::string> names = foldersIn(files, parent, start);
    std::erase_if(
        names, [&](const std::string& name) { return !files.exists(joinPath(joinPath(parent, name), manifestName)); });
    return names;
}

IntactFolder newestIntact(FileSystem& files, const std::string& parent, const std::string& start)
{
    IntactFolder found;
    for (const std::string& name : foldersIn(files, parent, start)) {
        const std::string folder = joinPath(parent, name);
        std::optional<std::string> fault = verifyFolder(files, folder);
        if (!fault) {
            found.name = name;
            break;
        }
        if (holdsFiles(files, folder))
            found.faults.push_back(std::move(*fault));
    }
    return found;
}

void removePublished(FileSystem& files, const std::string& folder)
{
    const std::string final = withoutSlashes(folder);
    files.removeTree(final + unfinished);
    files.rename(final, final + unfinished);
    files.syncFolder(parentFolder(final));
    files.removeTree(final + unfinished);
}

void removeLeftovers(FileSystem& files, const std::string& parent)
{
    try {
        if (!files.exists(parent))
            return;
        for (const std::string& name : files.list(parent)) {
            if (name.ends_with(unfinished))
                files.removeTree(joinPath(parent, name));
        }
    } catch (const FileError&) { // untidy, but harmless: they are never read
    }
}

} // namespace weft
