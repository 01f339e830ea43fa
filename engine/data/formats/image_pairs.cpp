#include "engine/data/formats/picture.h"
#include "engine/data/formats/picture_files.h"
#include "engine/data/read_file.h"
#include "engine/storage/file_system.h"
#include "engine/support/printable.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>

namespace weft {

namespace {

std::string stem(const std::string& file)
{
    return file.substr(0, file.rfind('.'));
}

// Names with commas between, or a text file with one a line.
std::vector<std::string> classNames(const ReadContext& context)
{
    const std::string& stated = context.settings.text("classes");
    if (!stated.ends_with(".txt"))
        return splitNames(stated);
    std::string lines = readFile(context.path("classes"));
    std::ranges::replace(lines, '\n', ',');
    std::erase(lines, '\r');
    return splitNames(lines);
}

// For each of the 256 values of a label picture its class, -1 for what is not counted, -2 for what must not occur.
struct ValueMap {
    std::array<int32_t, 256> classOf;
    int32_t classes = 0; // 0: not known before the pictures are read
};

// "0, 255": the value of class 0, of class 1, … Empty: values are the classes.
ValueMap valueMap(const Settings& settings, size_t names)
{
    ValueMap map;
    map.classOf.fill(-2);
    const std::vector<std::string> values = settings.names("values");
    for (size_t i = 0; i < values.size(); ++i) {
        int value = -1;
        const auto [end, error] = std::from_chars(values[i].data(), values[i].data() + values[i].size(), value);
        if (error != std::errc() || end != values[i].data() + values[i].size() || value < 0 || value > 255)
            settings.problem(
                "values", "“" + printable(values[i]) + "” is not a value of 8 bits; give whole numbers from 0 to 255.");
        else
            map.classOf[size_t(value)] = int32_t(i);
    }
    map.classes = int32_t(values.empty() ? names : values.size());
    for (size_t value = 0; values.empty() && value < (names == 0 ? 256 : names); ++value)
        map.classOf[value] = int32_t(value);
    if (const int64_t ignore = settings.integer("ignore"); ignore >= 0)
        map.classOf[size_t(ignore)] = -1;
    return map;
}

Dataset read(const ReadContext& context)
{
    const Settings& settings = context.settings;
    const std::string images = context.path("images");
    const std::string labels = context.path("labels");
    if (images.empty() || labels.empty())
        return {};
    std::map<std::string, std::string> labelOf;
    for (const std::string& file : pictureFiles(labels))
        labelOf[stem(file)] = file;
    std::vector<std::string> imagePaths;
    std::vector<std::string> labelPaths;
    for (const std::string& file : pictureFiles(images)) {
        const auto label = labelOf.find(stem(file));
        if (label == labelOf.end()) {
            settings.problem(
                "labels", labels + " holds no label called " + stem(file) + ".png for " + joinPath(images, file) + ".");
            continue;
        }
        imagePaths.push_back(joinPath(images, file));
        labelPaths.push_back(joinPath(labels, label->second));
    }
    if (imagePaths.empty()) {
        settings.problem("images", images + " holds no .jpg or .png that has a label.");
        return {};
    }
    std::vector<std::string> names = classNames(context);
    const ValueMap map = valueMap(settings, names.size());
    const int64_t height = settings.integer("height");
    const int64_t width = settings.integer("width");
    const int64_t channels = settings.text("colour") == "rgb" ? 3 : 1;
    Dataset data {.size = std::ssize(imagePaths)};
    Column image {.name = "image", .kind = ColumnKind::image, .dtype = DType::u8, .shape = {channels, height, width}};
    Column mask {.name = "mask", .kind = ColumnKind::classMap, .dtype = DType::i32, .shape = {height, width}};
    image.bytes.resize(checkedBytes(data.size, image.shape, image.dtype, images));
    mask.bytes.resize(checkedBytes(data.size, mask.shape, mask.dtype, labels));
    const size_t pixels = size_t(height * width);
    std::vector<int32_t> largest(imagePaths.size(), -1);
    const std::vector<std::string> sentences = readEach(imagePaths.size(), [&](size_t i) {
        const Picture picture = decodePicture(imagePaths[i]);
        const Picture values = decodeLabels(labelPaths[i]);
        if (picture.height != values.height || picture.width != values.width)
            throw Error(labelPaths[i] + ": is " + std::to_string(values.height) + "×" + std::to_string(values.width)
                        + ", but its picture is " + std::to_string(picture.height) + "×" + std::to_string(picture.width)
                        + ".");
        resizePicture(picture, image.shape,
                      std::span(image.bytes).subspan(i * image.sampleBytes(), image.sampleBytes()));
        for (const std::byte value : values.pixels) {
            if (map.classOf[size_t(value)] == -2)
                throw Error(labelPaths[i] + ": holds the value " + std::to_string(int(value))
                            + ", which is no class; name it in values or classes, or as the one to ignore.");
        }
        std::vector<uint8_t> resized(pixels);
        resizeLabels(values, int(height), int(width), resized);
        for (size_t p = 0; p < pixels; ++p) {
            const int32_t index = map.classOf[resized[p]];
            valuesOf<int32_t>(mask)[i * pixels + p] = index;
            largest[i] = std::max(largest[i], index);
        }
    });
    const int32_t classes = std::max(map.classes, *std::ranges::max_element(largest) + 1);
    if (!names.empty() && std::ssize(names) != classes)
        settings.problem("classes",
                         "there are " + std::to_string(names.size()) + " names for " + std::to_string(classes)
                             + " classes.");
    for (int32_t i = int32_t(names.size()); i < classes; ++i)
        names.push_back(std::to_string(i));
    // A last class that is never counted needs no output of the network.
    if (settings.integer("ignore") == classes - 1 && settings.text("values").empty())
        names.pop_back();
    mask.classes = std::move(names);
    data.columns.push_back(std::move(image));
    data.columns.push_back(std::move(mask));
    leaveOut(data, sentences, context);
    return data;
}

} // namespace

Format imagePairsFormat()
{
    return {
        .id = "image_pairs",
        .title = "Images with label pictures",
        .doc =
            "For segmentation: a folder of images and one of PNGs with the same names, whose grey values (or palette "
            "indices) are classes. Columns: image, mask.",
        .params =
            {text("images", "", "Folder of the pictures."), text("labels", "", "Folder of the label PNGs."),
             integer("height", 128, "Pixels.", 1, 4096), integer("width", 128, "Pixels.", 1, 4096),
             choice("colour", "rgb", {"rgb", "grey"}, "Channels of the pictures."),
             text("classes", "", "Names with commas between, or a .txt file with one a line; empty: numbers."),
             text("values", "", "The value of class 0, of class 1 …, e.g. 0, 255; empty: values are classes."),
             integer(
                 "ignore", -1,
                 "A value that is not counted in loss and scores; -1: none. The last class is left out if it is that.",
                 -1, 255)},
        .read = read};
}

} // namespace weft
