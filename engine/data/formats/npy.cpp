#include "engine/data/formats/npy_array.h"

#include "engine/data/formats/format.h"
#include "engine/data/formats/zip.h"
#include "engine/data/read_file.h"
#include "engine/support/error.h"
#include "engine/support/printable.h"

#include <algorithm>
#include <cmath>

namespace weft {

namespace {

enum class Layout { none, hw, hwc, chw };

// u8 arrays whose sizes look like pictures are pictures, unless the layout says otherwise.
Layout layoutOf(const std::string& stated, const NpyArray& array, const Shape& shape)
{
    if (stated == "hw" || stated == "hwc" || stated == "chw") {
        const bool fits =
            stated == "hw" ? shape.rank() == 2 : shape.rank() == 3 && (stated == "hwc" ? shape[2] : shape[0]) <= 4;
        return !fits ? Layout::none : stated == "hw" ? Layout::hw : stated == "hwc" ? Layout::hwc : Layout::chw;
    }
    if (stated == "none" || array.kind != 'u' || array.itemBytes != 1)
        return Layout::none;
    if (shape.rank() == 2)
        return Layout::hw;
    if (shape.rank() == 3 && (shape[0] == 1 || shape[0] == 3))
        return Layout::chw;
    return shape.rank() == 3 && (shape[2] == 1 || shape[2] == 3) ? Layout::hwc : Layout::none;
}

Column imageColumn(const NpyArray& array, const std::string& name, const Shape& stored, Layout layout,
                   const std::string& place)
{
    const int64_t channels = layout == Layout::hw ? 1 : layout == Layout::chw ? stored[0] : stored[2];
    const int64_t height = layout == Layout::chw ? stored[1] : stored[0];
    const int64_t width = layout == Layout::chw ? stored[2] : stored[1];
    const bool bytes = array.kind == 'u' && array.itemBytes == 1;
    Column column {.name = name,
                   .kind = ColumnKind::image,
                   .dtype = bytes ? DType::u8 : DType::f32,
                   .shape = {channels, height, width}};
    const int64_t samples = array.sizes[0];
    column.bytes.resize(checkedBytes(samples, column.shape, column.dtype, place));
    const int64_t plane = height * width;
    for (int64_t i = 0; i < std::ssize(array.values); ++i) {
        int64_t to = i;
        if (layout == Layout::hwc) { // from (sample, pixel, channel) to (sample, channel, pixel)
            const int64_t sample = i / (plane * channels);
            const int64_t pixel = i / channels % plane;
            to = (sample * channels + i % channels) * plane + pixel;
        }
        if (bytes)
            valuesOf<uint8_t>(column)[to] = uint8_t(array.values[size_t(i)]);
        else
            valuesOf<float>(column)[to] = array.values[size_t(i)];
    }
    return column;
}

Column integerColumn(const NpyArray& array, const std::string& name, const Shape& shape, ColumnKind kind,
                     const std::string& place)
{
    Column column {.name = name, .kind = kind, .dtype = DType::i32, .shape = shape};
    column.bytes.resize(checkedBytes(array.sizes[0], shape, DType::i32, place));
    for (size_t i = 0; i < array.values.size(); ++i) {
        const float value = array.values[i];
        if (!(value >= -1 && value < 16'777'216))
            throw Error(place + ": holds " + std::to_string(int64_t(std::clamp(double(value), -1e18, 1e18)))
                        + ", which is no index of a class; set whole_numbers to numbers if it is a quantity.");
        valuesOf<int32_t>(column)[i] = int32_t(value);
    }
    nameClasses(column, {}, place);
    return column;
}

Column columnOf(NpyArray array, const std::string& name, const ReadContext& context, const std::string& place)
{
    if (array.sizes.empty())
        throw Error(place + ": holds a single number; an array with one row a sample is needed.");
    if (array.sizes.size() > size_t(Shape::maxRank))
        throw Error(place + ": has " + std::to_string(array.sizes.size()) + " dimensions; up to 8 can be read.");
    const Shape shape(std::span(array.sizes).subspan(1));
    const std::string& whole = context.settings.text("whole_numbers");
    const bool integers = array.kind != 'f' && !array.values.empty();
    if (integers && whole == "tokens" && shape.rank() == 1)
        return integerColumn(array, name, shape, ColumnKind::tokens, place);
    if (integers && shape.rank() == 0 && (whole == "auto" || whole == "classes"))
        return integerColumn(array, name, shape, ColumnKind::classIndex, place);
    if (integers && shape.rank() == 1 && shape[0] == 1 && whole == "classes")
        return integerColumn(array, name, {}, ColumnKind::classIndex, place);
    const Layout layout = layoutOf(context.settings.text("layout"), array, shape);
    if (layout != Layout::none)
        return imageColumn(array, name, shape, layout, place);
    Column column {.name = name, .shape = shape};
    column.bytes.resize(checkedBytes(array.sizes[0], shape, DType::f32, place));
    std::ranges::copy(array.values, valuesOf<float>(column));
    return column;
}

void add(Column column, int64_t samples, const std::string& place, Dataset& data)
{
    if (!data.columns.empty() && samples != data.size)
        throw Error(place + ": has " + std::to_string(samples) + " samples, but the arrays before it have "
                    + std::to_string(data.size) + "; all must have one row a sample.");
    if (data.find(column.name))
        throw Error(place + ": there are two arrays called “" + printable(column.name) + "”.");
    data.size = samples;
    data.columns.push_back(std::move(column));
}

// A .npy is one column of this name, a .npz one for each of its arrays.
void addFile(const std::string& path, const std::string& name, const ReadContext& context, Dataset& data)
{
    const std::string content = readPackedFile(path);
    if (!content.starts_with("PK")) {
        NpyArray array = parseNpy(content, path);
        const int64_t samples = array.sizes.empty() ? 0 : array.sizes[0];
        add(columnOf(std::move(array), name, context, path), samples, path, data);
        return;
    }
    const std::vector<std::string> wanted = context.settings.names("arrays");
    std::vector<std::string> found;
    for (const ZipMember& member : zipMembers(content, path)) {
        std::string memberName = member.name;
        if (memberName.ends_with(".npy"))
            memberName.resize(memberName.size() - 4);
        found.push_back(memberName);
        if (!wanted.empty() && !std::ranges::count(wanted, memberName))
            continue;
        const std::string place = path + ": “" + printable(memberName) + "”";
        NpyArray array = parseNpy(readMember(member, path), place);
        const int64_t samples = array.sizes.empty() ? 0 : array.sizes[0];
        add(columnOf(std::move(array), memberName, context, place), samples, place, data);
    }
    for (const std::string& one : wanted) {
        if (!std::ranges::count(found, one))
            context.settings.problem("arrays", path + " holds no array “" + printable(one) + "”.");
    }
}

Dataset read(const ReadContext& context)
{
    Dataset data;
    const std::string path = context.path("data");
    const std::string labels = context.path("labels", false);
    if (path.empty())
        return data;
    addFile(path, "x", context, data);
    if (!labels.empty())
        addFile(labels, "label", context, data);
    return data;
}

} // namespace

Format npyFormat()
{
    return {
        .id = "npy",
        .title = "NumPy (.npy, .npz)",
        .doc = "Arrays with one row a sample. A .npy becomes the column x, or label; a .npz one column for each of its "
               "arrays. Whole numbers, one a sample, are classes; u8 in the shape of pictures are images.",
        .params = {text("data", "", "The .npy or .npz file."), text("labels", "", "A second file; may be left out."),
                   text("arrays", "", ".npz: the arrays to read, with commas between; empty: all."),
                   choice(
                       "layout", "auto", {"auto", "none", "hw", "hwc", "chw"},
                       "How a picture lies in a row: height × width, with channels last or first; none: as numbers."),
                   choice("whole_numbers", "auto", {"auto", "classes", "numbers", "tokens"},
                          "What integers are; auto: classes where there is one a sample, else numbers.")},
        .read = read};
}

} // namespace weft
