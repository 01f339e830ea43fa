#pragma once

#include "engine/storage/file_system.h"

#include <optional>

namespace weft {

// Makes bytes durable under a name, so that kill -9, a full disk or a power cut at any moment leaves the old version or
// the new one, whole. When a function returns, the new one stays; when it throws, nothing half-made is in the way of
// trying again. (Pillai et al., "All File Systems Are Not Created Equal", OSDI 2014, section 4, tells what goes wrong
// without the syncs.)

using WriteBytes = std::function<void(const ByteSink&)>; // hands its bytes to the sink, in any number of pieces

// One file: a new name beside it, fsync, read back, rename over the old one, fsync of the folder. Keeps the old one's
// permissions; where `path` is a link, the file that it points to is replaced; one that is read-only is refused.
// When the last fsync fails it throws with the new version in place: whole, but a power cut may bring the old one back.
void publishFile(FileSystem& files, const std::string& path, const WriteBytes& write);
void publishFile(FileSystem& files, const std::string& path, std::string_view bytes);

struct FileToPublish {
    std::string name; // without folders
    WriteBytes write;
};

// Files of one folder that belong together, such as a module and its weights, in the place of older ones: each is
// written and read back beside its name before the first takes it. When it throws, what was there before is there, and
// nothing else, or the sentence says where; a kill or a power cut between the renames can leave some old and some new.
void publishFiles(FileSystem& files, const std::string& folder, std::span<const FileToPublish> contents);

// One file as publishFiles() does it, for those who take others away when it fails: the old version is then back.
void publishFileOrTakeBack(FileSystem& files, const std::string& path, const WriteBytes& write);

// A folder of files that belong together, such as a checkpoint: built as `folder`.tmp with a manifest.json (length and
// SHA-256 of each file), each synced, renamed, the parent synced, and read back. It never replaces anything: Error if
// the name is taken. Remove older ones only after it has returned.
void publishFolder(FileSystem& files, const std::string& folder, std::span<const FileToPublish> contents);

// Nothing if each file is as it was published, otherwise a sentence that says what is wrong.
std::optional<std::string> verifyFolder(FileSystem& files, const std::string& folder);

// Names of the published folders in `parent` that start so, newest first: "step-10" before "step-9". None if there is
// no such parent. They exist whole, unless the disk rots: verifyFolder tells.
std::vector<std::string> publishedFolders(FileSystem& files, const std::string& parent, const std::string& start = {});

struct IntactFolder {
    std::string name = {}; // empty: there is none
    std::vector<std::string> faults = {}; // what is wrong with the newer ones that were passed over
};
IntactFolder newestIntact(FileSystem& files, const std::string& parent, const std::string& start = {});

// Takes a published folder away so that, whenever the power goes, it is there whole or not at all.
void removePublished(FileSystem& files, const std::string& folder);

// Removes what killed programs left half-made among published folders (*.tmp), as far as that is possible.
void removeLeftovers(FileSystem& files, const std::string& parent);

} // namespace weft
