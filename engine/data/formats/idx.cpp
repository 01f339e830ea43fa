#include "engine/data/formats/format.h"
#include "engine/data/read_file.h"
#include "engine/support/error.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace weft {

namespace {

// IDX: two zero bytes, a type, the rank, then the sizes and the values, all big-endian (Y. LeCun's description of
// MNIST).
struct IdxFile {
    std::string path;
    uint8_t type = 0;
    std::vector<int64_t> sizes = {};
    std::string_view values = {};
};

int valueBytes(uint8_t type)
{
    switch (type) {
    case 0x08: // u8
    case 0x09: // i8
        return 1;
    case 0x0B: // i16
        return 2;
    case 0x0C: // i32
    case 0x0D: // f32
        return 4;
    case 0x0E: // f64
        return 8;
    }
    return 0;
}

uint64_t bigEndian(const char* at, int bytes)
{
    uint64_t value = 0;
    for (int i = 0; i < bytes; ++i)
        value = value << 8 | uint8_t(at[i]);
    return value;
}

IdxFile parse(const std::string& content, const std::string& path)
{
    const auto broken = [&](const std::string& sentence) { return Error(path + ": " + sentence); };
    if (content.size() < 4 || content[0] != 0 || content[1] != 0 || valueBytes(uint8_t(content[2])) == 0)
        throw broken("this is not an IDX file (it should begin with 00 00, a type from 08 to 0E, and a rank).");
    IdxFile file {.path = path, .type = uint8_t(content[2])};
    const size_t rank = uint8_t(content[3]);
    if (rank < 1 || rank > 4)
        throw broken("has " + std::to_string(rank) + " dimensions; 1 to 4 can be read.");
    if (content.size() < 4 + 4 * rank)
        throw broken("ends within its header; the file is not complete.");
    for (size_t i = 0; i < rank; ++i)
        file.sizes.push_back(int64_t(bigEndian(content.data() + 4 + 4 * i, 4)));
    file.values = std::string_view(content).substr(4 + 4 * rank);
    const auto elements = checkedElements(file.sizes);
    if (!elements || *elements > int64_t(file.values.size()) / valueBytes(file.type)
        || uint64_t(*elements) * uint64_t(valueBytes(file.type)) != file.values.size())
        throw broken("its header promises " + toString(Shape(file.sizes)) + " values of "
                     + std::to_string(valueBytes(file.type)) + " bytes, but " + std::to_string(file.values.size())
                     + " bytes follow; the file is not complete, or not IDX.");
    return file;
}

double valueAt(const IdxFile& file, size_t i)
{
    const int bytes = valueBytes(file.type);
    const uint64_t bits = bigEndian(file.values.data() + i * size_t(bytes), bytes);
    switch (file.type) {
    case 0x08:
        return double(bits);
    case 0x09:
        return double(int8_t(bits));
    case 0x0B:
        return double(int16_t(bits));
    case 0x0C:
        return double(int32_t(bits));
    case 0x0D:
        return double(std::bit_cast<float>(uint32_t(bits)));
    default:
        return std::bit_cast<double>(bits);
    }
}

// u8 of rank 3 or 4 are images, integers of rank 1 are classes, everything else numbers.
Column columnOf(const IdxFile& file, const std::string& name)
{
    const int64_t samples = file.sizes[0];
    const Shape shape(std::span(file.sizes).subspan(1));
    Column column {.name = name, .shape = shape};
    if (file.type == 0x08 && shape.rank() >= 2) {
        column.kind = ColumnKind::image;
        column.dtype = DType::u8;
        if (shape.rank() == 2)
            column.shape.insert(0, 1); // one channel
        column.bytes.resize(file.values.size());
        std::memcpy(column.bytes.data(), file.values.data(), file.values.size());
        return column;
    }
    if (shape.rank() == 0 && file.type <= 0x0C) {
        column.kind = ColumnKind::classIndex;
        column.dtype = DType::i32;
        column.bytes.resize(checkedBytes(samples, shape, DType::i32, file.path));
        for (size_t i = 0; i < size_t(samples); ++i)
            valuesOf<int32_t>(column)[i] = int32_t(valueAt(file, i));
        return column;
    }
    column.bytes.resize(checkedBytes(samples, shape, DType::f32, file.path));
    for (size_t i = 0; i < column.bytes.size() / sizeof(float); ++i)
        valuesOf<float>(column)[i] = float(valueAt(file, i));
    return column;
}

Dataset read(const ReadContext& context)
{
    const std::string images = context.path("images");
    const std::string labels = context.path("labels", false);
    Dataset data;
    if (images.empty())
        return data;
    std::string content = readPackedFile(images);
    IdxFile file = parse(content, images);
    data.size = file.sizes[0];
    data.columns.push_back(columnOf(file, "image"));
    if (labels.empty())
        return data;
    content = readPackedFile(labels);
    file = parse(content, labels);
    if (file.sizes[0] != data.size)
        throw Error(labels + ": has " + std::to_string(file.sizes[0]) + " labels, but " + images + " has "
                    + std::to_string(data.size) + " samples; these two do not belong together.");
    Column label = columnOf(file, "label");
    if (label.kind == ColumnKind::classIndex)
        nameClasses(label, context.settings.names("classes"), labels);
    data.columns.push_back(std::move(label));
    return data;
}

} // namespace

Format idxFormat()
{
    return {.id = "idx",
            .title = "IDX (MNIST)",
            .doc = "The format of MNIST and Fashion-MNIST, also packed as .gz. Columns: image, label.",
            .params = {text("images", "", "File with the samples, e.g. train-images-idx3-ubyte.gz."),
                       text("labels", "", "File with one label a sample; may be left out."),
                       text("classes", "", "Names of the classes, with commas between; empty: their numbers.")},
            .read = read};
}

} // namespace weft
