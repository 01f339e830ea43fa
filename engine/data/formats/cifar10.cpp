#include "engine/data/formats/format.h"
#include "engine/data/read_file.h"
#include "engine/storage/file_system.h"

#include <algorithm>
#include <cstring>

namespace weft {

namespace {

constexpr size_t pixels = 3 * 32 * 32;
constexpr size_t record = 1 + pixels; // a label, then the red, the green and the blue plane

std::vector<std::string> classNames(const std::string& folder)
{
    std::vector<std::string> names;
    const std::string path = joinPath(folder, "batches.meta.txt");
    if (realFileSystem().exists(path)) {
        const std::string content = readFile(path);
        for (size_t at = 0; at < content.size() && names.size() < 10;) {
            const size_t end = std::min(content.find('\n', at), content.size());
            std::string line = content.substr(at, end - at);
            if (!line.empty() && line.back() == '\r')
                line.pop_back();
            if (!line.empty())
                names.push_back(line);
            at = end + 1;
        }
    }
    if (names.size() != 10) {
        names.clear();
        for (int i = 0; i < 10; ++i)
            names.push_back(std::to_string(i));
    }
    return names;
}

void appendBatch(const std::string& path, Part part, Dataset& data)
{
    const std::string content = readFile(path);
    if (content.empty() || content.size() % record != 0)
        throw Error(path + ": has " + std::to_string(content.size()) + " bytes, which is not a number of records of "
                    + std::to_string(record) + "; the file is not complete, or not of CIFAR-10's binary version.");
    const size_t samples = content.size() / record;
    std::vector<std::byte>& image = data.columns[0].bytes;
    std::vector<std::byte>& label = data.columns[1].bytes;
    for (size_t i = 0; i < samples; ++i) {
        const char* at = content.data() + i * record;
        const auto index = int32_t(uint8_t(*at));
        if (index > 9)
            throw Error(path + ": record " + std::to_string(i) + " has the label " + std::to_string(index)
                        + "; labels go from 0 to 9, so this is not CIFAR-10's binary version.");
        const auto* bytes = reinterpret_cast<const std::byte*>(at + 1);
        image.insert(image.end(), bytes, bytes + pixels);
        const auto* number = reinterpret_cast<const std::byte*>(&index);
        label.insert(label.end(), number, number + sizeof index);
    }
    data.size += int64_t(samples);
    data.parts.insert(data.parts.end(), samples, part);
}

Dataset read(const ReadContext& context)
{
    const std::string folder = context.path("folder");
    if (folder.empty())
        return {};
    const std::string& batches = context.settings.text("batches");
    Dataset data;
    data.columns.push_back({.name = "image", .kind = ColumnKind::image, .dtype = DType::u8, .shape = {3, 32, 32}});
    data.columns.push_back(
        {.name = "label", .kind = ColumnKind::classIndex, .dtype = DType::i32, .classes = classNames(folder)});
    for (const std::string& file : realFileSystem().list(folder)) {
        if (batches != "test" && file.starts_with("data_batch_") && file.ends_with(".bin"))
            appendBatch(joinPath(folder, file), Part::train, data);
        else if (batches != "train" && file == "test_batch.bin")
            appendBatch(joinPath(folder, file), Part::test, data);
    }
    if (data.size == 0)
        context.settings.problem("folder",
                                 folder + " holds no " + (batches == "test" ? "test_batch.bin" : "data_batch_*.bin")
                                     + "; unpack cifar-10-binary.tar.gz there.");
    return data;
}

} // namespace

Format cifar10Format()
{
    return {
        .id = "cifar10",
        .title = "CIFAR-10",
        .doc =
            "The binary version: data_batch_1.bin … and test_batch.bin, which name their parts. Columns: image, label.",
        .params = {text("folder", "", "Folder with the batches, e.g. cifar-10-batches-bin."),
                   choice("batches", "all", {"all", "train", "test"}, "Which batches are read.")},
        .read = read};
}

} // namespace weft
