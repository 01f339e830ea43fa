#include "engine/data/formats/picture.h"
#include "engine/data/formats/picture_files.h"
#include "engine/storage/file_system.h"

#include <algorithm>
#include <optional>
#include <set>

namespace weft {

namespace {

std::vector<std::string> foldersIn(const std::string& folder)
{
    std::vector<std::string> folders;
    for (const std::string& name : realFileSystem().list(folder)) {
        if (!name.starts_with('.') && realFileSystem().status(joinPath(folder, name)).kind == FileKind::folder)
            folders.push_back(name);
    }
    return folders;
}

std::optional<Part> partCalled(const std::string& folder)
{
    if (folder == "train" || folder == "training")
        return Part::train;
    if (folder == "validation" || folder == "val" || folder == "valid")
        return Part::validation;
    if (folder == "test" || folder == "testing")
        return Part::test;
    return std::nullopt;
}

struct Found {
    std::vector<std::string> paths = {};
    std::vector<std::string> classes = {}; // one a path
    std::vector<Part> parts = {};
};

void findIn(const std::string& folder, Part part, Found& found)
{
    for (const std::string& name : foldersIn(folder)) {
        for (const std::string& file : pictureFiles(joinPath(folder, name))) {
            found.paths.push_back(joinPath(joinPath(folder, name), file));
            found.classes.push_back(name);
            found.parts.push_back(part);
        }
    }
}

Found find(const std::string& folder)
{
    Found found;
    const std::vector<std::string> folders = foldersIn(folder);
    const bool parts =
        std::ranges::any_of(folders, [](const std::string& name) { return partCalled(name) == Part::train; });
    if (!parts)
        findIn(folder, Part::all, found);
    for (const std::string& name : folders) {
        if (const auto part = partCalled(name); parts && part)
            findIn(joinPath(folder, name), *part, found);
    }
    return found;
}

Dataset read(const ReadContext& context)
{
    const Settings& settings = context.settings;
    const std::string folder = context.path("folder");
    if (folder.empty())
        return {};
    Found found = find(folder);
    if (found.paths.empty()) {
        settings.problem("folder",
                         folder + " holds no pictures; it should hold a folder of .jpg or .png for each class, or "
                             + "train, validation and test with such folders.");
        return {};
    }
    Dataset data {.size = std::ssize(found.paths), .parts = std::move(found.parts)};
    const std::set<std::string> classes(found.classes.begin(), found.classes.end());
    Column image {
        .name = "image",
        .kind = ColumnKind::image,
        .dtype = DType::u8,
        .shape = {settings.text("colour") == "rgb" ? 3 : 1, settings.integer("height"), settings.integer("width")}};
    Column label {.name = "label",
                  .kind = ColumnKind::classIndex,
                  .dtype = DType::i32,
                  .classes = std::vector<std::string>(classes.begin(), classes.end())};
    label.bytes.resize(found.classes.size() * sizeof(int32_t));
    for (size_t i = 0; i < found.classes.size(); ++i)
        valuesOf<int32_t>(label)[i] = int32_t(std::distance(classes.begin(), classes.find(found.classes[i])));

    const size_t bytes = image.sampleBytes();
    const bool inMemory = data.size <= (settings.integer("memory") << 20) / int64_t(bytes);
    if (inMemory)
        image.bytes.resize(checkedBytes(data.size, image.shape, DType::u8, folder));
    else
        image.files.resize(found.paths.size()); // decoded again and again, by the loader's threads
    const std::vector<std::string> sentences = readEach(found.paths.size(), [&](size_t i) {
        if (inMemory)
            readPicture(found.paths[i], image.shape, std::span(image.bytes).subspan(i * bytes, bytes));
        else
            image.files[i] = checkPicture(found.paths[i]);
    });
    data.columns.push_back(std::move(image));
    data.columns.push_back(std::move(label));
    leaveOut(data, sentences, context);
    return data;
}

} // namespace

Format imageFolderFormat()
{
    return {
        .id = "image_folder",
        .title = "Folder of images",
        .doc =
            "JPEG and PNG files in a folder for each class; these may lie in train, validation and test. Pictures are "
            "resized to one size. Columns: image, label.",
        .params = {text("folder", "", "The folder that holds the classes' folders."),
                   integer("height", 64, "Pixels.", 1, 4096), integer("width", 64, "Pixels.", 1, 4096),
                   choice("colour", "rgb", {"rgb", "grey"}, "Channels of the pictures."),
                   integer("memory", 4096, "MiB that the pictures may take; above, they are decoded while training.", 0,
                           1e7)},
        .read = read};
}

} // namespace weft
