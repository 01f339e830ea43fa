#include "engine/storage/safetensors.h"

#include "engine/support/json.h"
#include "engine/support/printable.h"

#include <algorithm>
#include <bit>
#include <cassert>
#include <numeric>
#include <optional>
#include <unordered_set>

namespace weft {

namespace {

static_assert(std::endian::native == std::endian::little, "the format stores numbers as this machine has them");

constexpr uint64_t maxHeaderBytes = 100'000'000; // the reference implementation's limit
constexpr size_t maxHeaderValues = 400'000; // some 40,000 tensors; a hostile header is refused within a second or two
constexpr int headerDepth = 3; // header, tensor, shape
const std::string metadataKey = "__metadata__";

struct FileType {
    std::string_view name;
    unsigned bits;
    std::optional<DType> dtype = std::nullopt; // nothing: Weft does not use it
};

constexpr FileType fileTypes[] = {
    {"F32", 32, DType::f32},
    {"F64", 64, DType::f64},
    {"F16", 16, DType::f16},
    {"BF16", 16, DType::bf16},
    {"I32", 32, DType::i32},
    {"I64", 64, DType::i64},
    {"U8", 8, DType::u8},
    {"BOOL", 8, DType::u8},
    {"I8", 8},
    {"I16", 16},
    {"U16", 16},
    {"U32", 32},
    {"U64", 64},
    {"C64", 64},
    {"F8_E4M3", 8},
    {"F8_E5M2", 8},
    {"F8_E8M0", 8},
    {"F6_E2M3", 6},
    {"F6_E3M2", 6},
    {"F4", 4},
};

const FileType& fileTypeOf(DType dtype)
{
    return *std::ranges::find(fileTypes, dtype, &FileType::dtype);
}

struct Extent { // of a tensor within the data
    uint64_t begin = 0;
    uint64_t end = 0;
    auto operator<=>(const Extent&) const = default;
};

int64_t wholeNumber(const Json& value)
{
    if (!value.isInteger() || value.asInteger() < 0)
        throw Error("has a size that is not a whole number.");
    return value.asInteger();
}

const Json::Array& listIn(const Json& entry, std::string_view key)
{
    const Json* const list = entry.find(key);
    if (list == nullptr || !list->isArray())
        throw Error("has no \"" + std::string(key) + "\".");
    return list->items();
}

// The tensor's place and type; checks that the one is as long as the other says.
std::pair<Extent, const FileType*> parseEntry(const Json& entry, Shape& shape)
{
    const Json* const typeName = entry.find("dtype");
    if (typeName == nullptr || !typeName->isString())
        throw Error("has no \"dtype\".");
    const auto* const type = std::ranges::find(fileTypes, typeName->asString(), &FileType::name);
    if (type == std::end(fileTypes))
        throw Error("has an unknown type, \"" + printable(typeName->asString(), 20) + "\".");
    if (listIn(entry, "shape").size() > Shape::maxRank)
        throw Error("has more than 8 dimensions.");
    std::vector<int64_t> sizes;
    for (const Json& size : listIn(entry, "shape"))
        sizes.push_back(wholeNumber(size));
    const Json::Array& offsets = listIn(entry, "data_offsets");
    if (offsets.size() != 2)
        throw Error("needs two data_offsets.");
    const Extent extent = {uint64_t(wholeNumber(offsets[0])), uint64_t(wholeNumber(offsets[1]))};
    if (extent.begin > extent.end)
        throw Error("ends before it begins.");
    const std::optional<int64_t> elements = checkedElements(sizes);
    uint64_t bits = 0;
    if (!elements || __builtin_mul_overflow(uint64_t(*elements), uint64_t(type->bits), &bits))
        throw Error("is too large.");
    if (bits % 8 != 0 || bits / 8 != extent.end - extent.begin)
        throw Error("has a shape that needs " + std::to_string(bits / 8) + " bytes, but "
                    + std::to_string(extent.end - extent.begin) + " are set aside for it.");
    shape = Shape(sizes);
    return {extent, type};
}

TextPairs parseMetadata(const Json& value)
{
    TextPairs pairs;
    if (!value.isObject())
        throw Error("its " + metadataKey + " is " + std::string(value.kindName()) + ", not an object.");
    for (const auto& [key, text] : value.members()) {
        if (!text.isString())
            throw Error("its " + metadataKey + " holds " + std::string(text.kindName()) + ", not only text.");
        pairs.emplace_back(key, text.asString());
    }
    return pairs;
}

// Every byte of the data belongs to exactly one tensor, so nothing can hide in the file.
void refuseOverlapsAndHoles(std::vector<Extent> extents, uint64_t dataBytes)
{
    std::ranges::sort(extents);
    uint64_t end = 0;
    for (const Extent& extent : extents) {
        if (extent.begin < end)
            throw Error("two of its tensors overlap.");
        if (extent.begin > end)
            throw Error("it has bytes that belong to no tensor.");
        end = extent.end;
    }
    if (end > dataBytes)
        throw Error("it was cut off: " + std::to_string(end - dataBytes) + " bytes are missing at its end.");
    if (end < dataBytes)
        throw Error("it has " + std::to_string(dataBytes - end) + " bytes at its end that belong to no tensor.");
}

std::string readHeader(const File& file, uint64_t fileBytes)
{
    uint64_t headerBytes = 0;
    if (fileBytes < sizeof headerBytes)
        throw Error("it is too short.");
    file.readAt(0, std::as_writable_bytes(std::span(&headerBytes, 1)));
    if (headerBytes > maxHeaderBytes || headerBytes > fileBytes - sizeof headerBytes)
        throw Error("the length of its header is wrong.");
    std::string header(headerBytes, '\0');
    file.readAt(sizeof headerBytes, std::as_writable_bytes(std::span(header)));
    if (!header.starts_with('{')) // the format asks for it, so that no file can be two things at once
        throw Error("its header is not JSON.");
    return header;
}

} // namespace

void writeSafetensors(const ByteSink& sink, std::span<const NamedTensor> tensors, const TextPairs& metadata)
{
    std::vector<size_t> order(tensors.size());
    std::iota(order.begin(), order.end(), size_t(0));
    // Readers that map the file want each tensor at a multiple of its element's size.
    std::ranges::stable_sort(order, std::greater(), [&](size_t i) { return byteSize(tensors[i].dtype); });

    Json header = Json::object();
    std::unordered_set<std::string_view> names = {metadataKey};
    if (!metadata.empty()) {
        Json::Object pairs;
        for (const auto& [key, text] : metadata)
            pairs.emplace_back(key, text);
        header.members().emplace_back(metadataKey, std::move(pairs));
    }
    uint64_t offset = 0;
    for (const size_t i : order) {
        const NamedTensor& tensor = tensors[i];
        assert(tensor.bytes.size() == size_t(tensor.shape.elements()) * byteSize(tensor.dtype));
        if (!names.insert(tensor.name).second)
            throw Error("Two tensors are called \"" + printable(tensor.name)
                        + "\" (or it is a reserved name); rename one.");
        Json::Array sizes(tensor.shape.begin(), tensor.shape.end());
        header.members().emplace_back(
            tensor.name,
            Json::Object {{"dtype", fileTypeOf(tensor.dtype).name},
                          {"shape", std::move(sizes)},
                          {"data_offsets", Json::Array {offset, offset + tensor.bytes.size()}}});
        offset += tensor.bytes.size();
    }
    std::string text = header.dump();
    text.resize((text.size() + 7) / 8 * 8, ' ');
    if (text.size() > maxHeaderBytes)
        throw Error("There are too many tensors for one safetensors file; split them.");
    const uint64_t headerBytes = text.size();
    sink(std::as_bytes(std::span(&headerBytes, 1)));
    sink(bytesOf(text));
    for (const size_t i : order)
        sink(tensors[i].bytes);
}

SafetensorsReader::SafetensorsReader(FileSystem& files, const std::string& path)
    : m_file(files.openForReading(path))
{
    try {
        const uint64_t fileBytes = m_file.bytes();
        const std::string text = readHeader(m_file, fileBytes);
        const Json header = parseJson(text, {headerDepth, maxHeaderBytes, maxHeaderValues});
        const uint64_t dataStart = sizeof(uint64_t) + text.size();
        std::vector<Extent> extents;
        for (const auto& [name, entry] : header.members()) {
            if (name == metadataKey) {
                m_metadata = parseMetadata(entry);
                continue;
            }
            try {
                Tensor tensor = {.name = name};
                const auto [extent, type] = parseEntry(entry, tensor.shape);
                extents.push_back(extent);
                tensor.offset = dataStart + extent.begin;
                tensor.bytes = extent.end - extent.begin;
                tensor.dtype = type->dtype.value_or(DType::u8);
                if (type->dtype)
                    m_tensors.push_back(std::move(tensor));
                else
                    m_leftOut.push_back(name + " (" + std::string(type->name) + ")");
            } catch (const Error& error) {
                throw Error("its tensor \"" + printable(name, 200) + "\" " + error.what());
            }
        }
        refuseOverlapsAndHoles(std::move(extents), fileBytes - dataStart);
    } catch (const FileError&) {
        throw;
    } catch (const Error& error) {
        throw Error("\"" + path + "\" is damaged or not a safetensors file: " + error.what());
    }
}

const SafetensorsReader::Tensor* SafetensorsReader::find(std::string_view name) const
{
    const auto found = std::ranges::find(m_tensors, name, &Tensor::name);
    return found == m_tensors.end() ? nullptr : &*found;
}

void SafetensorsReader::read(const Tensor& tensor, std::span<std::byte> into) const
{
    assert(into.size() == tensor.bytes);
    m_file.readAt(tensor.offset, into);
}

void SafetensorsReader::read(const Tensor& tensor, uint64_t start, std::span<std::byte> into) const
{
    assert(start <= tensor.bytes && into.size() <= tensor.bytes - start);
    m_file.readAt(tensor.offset + start, into);
}

} // namespace weft
