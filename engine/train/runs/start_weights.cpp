#include "engine/train/runs/start_weights.h"

#include "engine/data/data_sets.h"
#include "engine/import/onnx/import_onnx.h"
#include "engine/storage/paths.h"
#include "engine/storage/safetensors.h"
#include "engine/support/printable.h"

#include <algorithm>
#include <cstring>
#include <optional>

namespace weft {

namespace {

template <class From, class To> std::vector<std::byte> converted(std::span<const std::byte> bytes)
{
    std::vector<std::byte> result(bytes.size() / sizeof(From) * sizeof(To));
    for (size_t i = 0; i < bytes.size() / sizeof(From); ++i) {
        From from;
        std::memcpy(&from, bytes.data() + i * sizeof(From), sizeof(From));
        const To to = To(from);
        std::memcpy(result.data() + i * sizeof(To), &to, sizeof(To));
    }
    return result;
}

// Tensors by the names of states, of a safetensors file or of an ONNX model as it is imported.
class StartFile {
public:
    using Tensor = SafetensorsReader::Tensor;

    StartFile(FileSystem& files, const std::string& path)
    {
        if (!path.ends_with(".onnx")) {
            m_reader.emplace(files, path);
            return;
        }
        constexpr uint64_t most = uint64_t(2) << 30; // what a protobuf message can be
        try {
            m_model = importOnnx(files.readFile(path, most), files, {.folder = parentFolder(path)});
        } catch (const FileError&) {
            throw;
        } catch (const Error& error) {
            throw Error("\"" + printable(path, 300) + "\": " + error.what());
        }
        for (const StartingState& state : m_model.weights)
            m_tensors.push_back({.name = state.name,
                                 .dtype = DType::f32,
                                 .shape = state.shape,
                                 .offset = m_tensors.size(),
                                 .bytes = state.values.size() * sizeof(float)});
    }

    std::span<const Tensor> tensors() const { return m_reader ? m_reader->tensors() : m_tensors; }
    const Tensor* find(std::string_view name) const
    {
        if (m_reader)
            return m_reader->find(name);
        const auto found = std::ranges::find(m_tensors, name, &Tensor::name);
        return found == m_tensors.end() ? nullptr : &*found;
    }
    void read(const Tensor& tensor, std::span<std::byte> into) const
    {
        if (m_reader)
            m_reader->read(tensor, into);
        else
            std::ranges::copy(std::as_bytes(std::span(m_model.weights[tensor.offset].values)), into.begin());
    }

private:
    std::optional<SafetensorsReader> m_reader;
    ImportedModel m_model;
    std::vector<Tensor> m_tensors; // of the model; the offset is the place among its weights
};

bool begins(const States::Entry& entry)
{
    return entry.kind == StateKind::weight || entry.kind == StateKind::statistic;
}

// Numbers of one kind of float, in the state's own.
bool canFill(const SafetensorsReader::Tensor& tensor, const ValueInfo& info)
{
    const auto plain = [](DType type) { return type == DType::f32 || type == DType::f64; };
    return tensor.shape == info.shape && (tensor.dtype == info.dtype || (plain(tensor.dtype) && plain(info.dtype)));
}

} // namespace

// Nothing else is opened for a project that may be a stranger's.
std::string startWeightsPath(FileSystem& files, const std::string& projectFolder, const std::string& file)
{
    if (!file.starts_with(std::string(dataSetsName) + '/'))
        return resolveInside(files, projectFolder, file);
    const std::string folder =
        needDataSetsFolder("The network begins with the weights of \"" + printable(file, 300) + "\"");
    const std::string name = file.substr(dataSetsName.size() + 1);
    const std::string place = resolveInside(files, folder, name);
    return files.exists(place) ? place : resolveData(files, folder, name); // which says what is missing
}

StartWeights readStartWeights(FileSystem& files, const std::string& projectFolder, const std::string& file,
                              States& states)
{
    const StartFile reader(files, startWeightsPath(files, projectFolder, file));
    StartWeights weights;
    std::vector<std::byte> bytes;
    for (const auto& [name, entry] : states.entries()) {
        if (!begins(entry))
            continue;
        const SafetensorsReader::Tensor* const tensor = reader.find(name);
        if (tensor == nullptr || !canFill(*tensor, entry.info)) {
            weights.fresh.push_back(name);
            continue;
        }
        bytes.resize(tensor->bytes);
        reader.read(*tensor, bytes);
        if (!allFinite(tensor->dtype, bytes))
            throw Error("\"" + printable(file, 300) + "\": \"" + printable(name)
                        + "\" holds numbers that are infinite or none.");
        if (tensor->dtype == entry.info.dtype)
            states.write(name, bytes);
        else
            states.write(
                name, tensor->dtype == DType::f32 ? converted<float, double>(bytes) : converted<double, float>(bytes));
        weights.begun.push_back(name);
    }
    if (weights.begun.empty() && !weights.fresh.empty())
        throw Error("\"" + printable(file, 300)
                    + "\" has no numbers for any weight of this network; its names are such as \""
                    + (reader.tensors().empty() ? "" : reader.tensors().front().name) + "\", the network's such as \""
                    + printable(weights.fresh.front()) + "\".");
    return weights;
}

std::string sayFresh(const StartWeights& weights, const std::string& file)
{
    if (weights.fresh.empty())
        return "";
    constexpr size_t most = 6;
    std::string names;
    for (size_t i = 0; i < weights.fresh.size() && i < most; ++i)
        names += (i == 0 ? "" : ", ") + weights.fresh[i];
    if (weights.fresh.size() > most)
        names += " and " + std::to_string(weights.fresh.size() - most) + " more";
    return "\"" + printable(file, 300) + "\" has no numbers that fit " + names + ".";
}

} // namespace weft
