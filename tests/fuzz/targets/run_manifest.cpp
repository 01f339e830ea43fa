#include "engine/storage/publish.h"
#include "engine/support/error.h"
#include "engine/train/runs/checkpoint.h"
#include "engine/train/runs/run_folder.h"
#include "tests/fuzz/fuzz.h"

namespace weft {

// The files in a run's folder: any of them may hold anything.
void readAs(std::string_view bytes)
{
    FileSystem& files = realFileSystem();
    for (const char* name : {"run.json", "metrics.jsonl", "manifest.json", "checkpoint.json"})
        fileOf(bytes, name);
    const std::string folder = folderOfFiles();
    const auto refusing = [](auto&& read) {
        try {
            read();
        } catch (const Error&) {
        }
    };
    refusing([&] { RunFolder::open(files, folder); });
    refusing([&] { verifyFolder(files, folder); });
    refusing([&] { readCheckpointInfo(files, folder); });
    readMetrics(files, joinPath(folder, "metrics.jsonl"));
}

} // namespace weft
