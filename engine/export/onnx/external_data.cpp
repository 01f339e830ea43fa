#include "engine/export/onnx/external_data.h"

#include "engine/storage/publish.h"
#include "engine/storage/sha256.h"

#include <algorithm>

namespace weft {

namespace {

constexpr uint64_t alignment = 4096; // so that the file can be mapped into memory, as ONNX's documentation advises
constexpr size_t smallest = 1024; // what is smaller stays in the model: sizes and axes, which shape inference reads
constexpr size_t digits = 16;

onnx::TensorProto& described(const OnnxWriter::Initializer& one, onnx::ModelProto& proto)
{
    onnx::TensorProto& tensor = *proto.mutable_graph()->add_initializer();
    tensor.set_name(one.name);
    tensor.set_data_type(one.type);
    for (const int64_t size : one.sizes)
        tensor.add_dims(size);
    return tensor;
}

void fill(onnx::TensorProto& tensor, std::span<const std::byte> bytes)
{
    tensor.set_raw_data(bytes.data(), bytes.size());
}

} // namespace

void putInside(std::span<const OnnxWriter::Initializer> initializers, onnx::ModelProto& proto)
{
    for (const OnnxWriter::Initializer& one : initializers)
        fill(described(one, proto), one.bytes);
}

DataFile publishExternalData(FileSystem& files, const std::string& path,
                             std::span<const OnnxWriter::Initializer> initializers, onnx::ModelProto& proto)
{
    const auto writeAll = [&](const ByteSink& sink) {
        uint64_t end = 0;
        for (const OnnxWriter::Initializer& one : initializers) {
            if (one.bytes.size() < smallest)
                continue;
            const std::vector<std::byte> gap((alignment - end % alignment) % alignment);
            sink(gap);
            sink(one.bytes);
            end += gap.size() + one.bytes.size();
        }
    };
    Sha256 sum;
    writeAll([&](std::span<const std::byte> bytes) { sum.add(bytes); });
    const std::string name = fileName(path) + "." + sum.hex().substr(0, digits) + ".data";
    const bool isNew = !files.exists(joinPath(parentFolder(path), name));
    publishFileOrTakeBack(files, joinPath(parentFolder(path), name), writeAll);

    uint64_t end = 0;
    for (const OnnxWriter::Initializer& one : initializers) {
        onnx::TensorProto& tensor = described(one, proto);
        if (one.bytes.size() < smallest) {
            fill(tensor, one.bytes);
            continue;
        }
        end += (alignment - end % alignment) % alignment;
        tensor.set_data_location(onnx::TensorProto::EXTERNAL);
        for (const auto& [key, value] : {std::pair<std::string, std::string>("location", name),
                                         {"offset", std::to_string(end)},
                                         {"length", std::to_string(one.bytes.size())}}) {
            onnx::StringStringEntryProto& entry = *tensor.add_external_data();
            entry.set_key(key);
            entry.set_value(value);
        }
        end += one.bytes.size();
    }
    return {name, isNew};
}

void removeOlderData(FileSystem& files, const std::string& path, const std::string& kept)
{
    const std::string folder = parentFolder(path), start = fileName(path) + ".", end = ".data";
    try {
        for (const std::string& name : files.list(folder)) {
            const bool ours = name.size() == start.size() + digits + end.size() && name.starts_with(start)
                && name.ends_with(end) && std::ranges::all_of(name.substr(start.size(), digits), [](char c) {
                                  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
                              });
            if (ours && name != kept)
                files.removeFile(joinPath(folder, name));
        }
    } catch (const FileError&) { // untidy, but the model is there
    }
}

} // namespace weft
