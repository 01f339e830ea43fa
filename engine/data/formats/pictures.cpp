#include "engine/data/formats/picture.h"
#include "engine/data/formats/picture_files.h"
#include "engine/storage/file_system.h"

namespace weft {

namespace {

Dataset read(const ReadContext& context)
{
    const Settings& settings = context.settings;
    const std::string path = context.path("path");
    if (path.empty())
        return {};
    std::vector<std::string> paths = {path};
    if (realFileSystem().status(path).kind == FileKind::folder) {
        paths.clear();
        for (const std::string& file : pictureFiles(path))
            paths.push_back(joinPath(path, file));
    }
    Dataset data {.size = std::ssize(paths)};
    Column image {
        .name = "image",
        .kind = ColumnKind::image,
        .dtype = DType::u8,
        .shape = {settings.text("colour") == "rgb" ? 3 : 1, settings.integer("height"), settings.integer("width")}};
    image.bytes.resize(checkedBytes(data.size, image.shape, DType::u8, path));
    const size_t bytes = image.sampleBytes();
    const std::vector<std::string> sentences = readEach(paths.size(), [&](size_t i) {
        readPicture(paths[i], image.shape, std::span(image.bytes).subspan(i * bytes, bytes));
    });
    if (paths.size() == 1 && !sentences[0].empty())
        throw Error(sentences[0]);
    data.columns.push_back(std::move(image));
    leaveOut(data, sentences, context);
    return data;
}

} // namespace

Format picturesFormat()
{
    return {.id = "pictures",
            .title = "Pictures without labels",
            .doc = "One JPEG or PNG, or all of a folder, resized to one size: for autoencoders, and to be predicted. "
                   "Column: image.",
            .params = {text("path", "", "The picture, or the folder of pictures."),
                       integer("height", 64, "Pixels.", 1, 4096), integer("width", 64, "Pixels.", 1, 4096),
                       choice("colour", "rgb", {"rgb", "grey"}, "Channels of the pictures.")},
            .read = read};
}

} // namespace weft
