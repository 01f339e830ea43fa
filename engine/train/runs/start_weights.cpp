#include "engine/train/runs/start_weights.h"

#include "engine/storage/paths.h"
#include "engine/storage/safetensors.h"

#include <cstring>

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

StartWeights readStartWeights(FileSystem& files, const std::string& projectFolder, const std::string& file,
                              States& states)
{
    const SafetensorsReader reader(files, resolveInside(files, projectFolder, file));
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
            throw Error("\"" + file + "\": \"" + name + "\" holds numbers that are infinite or none.");
        if (tensor->dtype == entry.info.dtype)
            states.write(name, bytes);
        else
            states.write(
                name, tensor->dtype == DType::f32 ? converted<float, double>(bytes) : converted<double, float>(bytes));
        weights.begun.push_back(name);
    }
    if (weights.begun.empty() && !weights.fresh.empty())
        throw Error("\"" + file + "\" has no numbers for any weight of this network; its names are such as \""
                    + (reader.tensors().empty() ? "" : reader.tensors().front().name) + "\", the network's such as \""
                    + weights.fresh.front() + "\".");
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
    return "\"" + file + "\" has no numbers that fit " + names + ".";
}

} // namespace weft
