#include "engine/import/safetensors/map_weights.h"

#include "engine/compiler/lower.h"
#include "engine/import/onnx/constant.h"
#include "engine/support/printable.h"

#include <algorithm>
#include <map>
#include <set>

namespace weft {

namespace {

// The states that a network of this graph begins with, by name.
std::map<std::string, Shape> statesOf(const Graph& graph)
{
    Program program;
    Builder builder(program);
    lower(builder, graph, {.batch = 1});
    std::map<std::string, Shape> states;
    for (const StateVariable& state : program.states) {
        if (state.kind == StateKind::weight || state.kind == StateKind::statistic)
            states.emplace(state.name, program.values[size_t(state.value)].shape);
    }
    return states;
}

std::string_view trimmed(std::string_view text)
{
    const size_t first = text.find_first_not_of(" \t\r");
    return first == std::string_view::npos ? std::string_view()
                                           : text.substr(first, text.find_last_not_of(" \t\r") + 1 - first);
}

Shape swapped(const Shape& shape)
{
    return {shape[1], shape[0]};
}

std::vector<float> numbersOf(const SafetensorsReader& file, const SafetensorsReader::Tensor& tensor)
{
    const OnnxType type = tensor.dtype == DType::f32 ? OnnxType::f32
        : tensor.dtype == DType::f64                 ? OnnxType::f64
        : tensor.dtype == DType::f16                 ? OnnxType::f16
        : tensor.dtype == DType::bf16                ? OnnxType::bf16
                                                     : OnnxType::undefined;
    if (type == OnnxType::undefined)
        throw Error("\"" + printable(tensor.name) + "\" holds whole numbers, and no weights.");
    std::string bytes(size_t(tensor.bytes), '\0'); // which the file has
    file.read(tensor, std::as_writable_bytes(std::span(bytes)));
    OnnxTensor plain {
        .name = tensor.name, .type = type, .dims = {tensor.shape.begin(), tensor.shape.end()}, .raw = bytes};
    return floatsOf(readConstant(plain, realFileSystem(), "."));
}

// The table that Weft writes into files of its own, as far as it fits this network.
std::vector<WeightName> writtenNames(const SafetensorsReader& file, const std::map<std::string, Shape>& states)
{
    const auto table = std::ranges::find(file.metadata(), "weft.names", &std::pair<std::string, std::string>::first);
    std::vector<WeightName> all, names;
    if (table == file.metadata().end())
        return names;
    try {
        all = readWeightNames(table->second);
    } catch (const Error&) { // somebody changed it
        return names;
    }
    std::set<std::string> given;
    for (WeightName& name : all) {
        const SafetensorsReader::Tensor* const tensor = file.find(name.theirs);
        const auto state = states.find(name.ours);
        if (tensor == nullptr || state == states.end() || (name.transposed && tensor->shape.rank() != 2))
            continue;
        if ((name.transposed ? swapped(tensor->shape) : tensor->shape) == state->second
            && given.insert(name.ours).second)
            names.push_back(std::move(name));
    }
    return names;
}

} // namespace

std::vector<WeightName> readWeightNames(std::string_view table)
{
    std::vector<WeightName> names;
    int number = 0;
    for (size_t start = 0; start <= table.size();) {
        const size_t end = std::min(table.find('\n', start), table.size());
        std::string_view line = table.substr(start, end - start);
        start = end + 1;
        ++number;
        line = trimmed(line.substr(0, line.find('#')));
        if (line.empty())
            continue;
        const size_t equals = line.find('=');
        WeightName name;
        if (equals != std::string_view::npos) {
            name.theirs = trimmed(line.substr(0, equals));
            std::string_view ours = trimmed(line.substr(equals + 1));
            if (ours.ends_with(" transposed")) {
                name.transposed = true;
                ours = trimmed(ours.substr(0, ours.size() - 11));
            }
            name.ours = ours;
        }
        if (name.theirs.empty() || name.ours.empty())
            throw Error("Line " + std::to_string(number)
                        + " of the table: write their name, = and ours, such as fc.weight = fc.weight transposed.");
        names.push_back(std::move(name));
    }
    return names;
}

std::string writeWeightNames(const std::vector<WeightName>& names)
{
    std::string text;
    for (const WeightName& one : names)
        text += one.theirs + " = " + one.ours + (one.transposed ? " transposed" : "") + "\n";
    return text;
}

std::vector<WeightName> guessWeightNames(const SafetensorsReader& file, const Graph& graph)
{
    static const std::map<std::string, std::string> words = {{"weight", "weight"},
                                                             {"scale", "weight"},
                                                             {"bias", "bias"},
                                                             {"mean", "running_mean"},
                                                             {"variance", "running_var"}};
    const std::map<std::string, Shape> states = statesOf(graph);
    std::vector<WeightName> names = writtenNames(file, states);
    std::set<std::string> known;
    for (const WeightName& name : names)
        known.insert(name.ours);
    for (const auto& [ours, shape] : states) {
        if (known.contains(ours))
            continue;
        const SafetensorsReader::Tensor* tensor = file.find(ours);
        const size_t dot = ours.rfind('.');
        bool foreign = false;
        if (const auto word = words.find(ours.substr(dot + 1));
            (tensor == nullptr || tensor->shape != shape) && word != words.end()) {
            std::string path = ours.substr(0, dot);
            std::ranges::replace(path, '/', '.');
            if (const auto* const other = file.find(path + "." + word->second); other != nullptr) {
                tensor = other;
                foreign = true;
            }
        }
        if (tensor == nullptr)
            continue;
        const GraphNode* const node = graph.find(ours.substr(0, ours.find_first_of("./")));
        const bool linear = shape.rank() == 2 && tensor->shape.rank() == 2 && node != nullptr && node->type == "dense";
        const bool transposed = linear && tensor->shape == swapped(shape)
            && (foreign || tensor->shape != shape
                || std::ranges::find(file.metadata(), std::pair<std::string, std::string>("format", "pt"))
                    != file.metadata().end());
        if (tensor->shape == shape || transposed)
            names.push_back({tensor->name, ours, transposed});
    }
    return names;
}

MappedWeights mapWeights(const SafetensorsReader& file, const Graph& graph, const std::vector<WeightName>& names)
{
    const std::map<std::string, Shape> states = statesOf(graph);
    MappedWeights mapped;
    std::set<std::string> given, used;
    for (const WeightName& name : names) {
        const SafetensorsReader::Tensor* const tensor = file.find(name.theirs);
        const auto state = states.find(name.ours);
        if (tensor == nullptr)
            throw Error("The file has no \"" + printable(name.theirs) + "\", which the table names.");
        if (state == states.end())
            throw Error("The project has no \"" + printable(name.ours) + "\", which the table names.");
        const bool swaps = name.transposed && tensor->shape.rank() == 2;
        if ((swaps ? swapped(tensor->shape) : tensor->shape) != state->second || (name.transposed && !swaps))
            throw Error("\"" + printable(name.theirs) + "\" is " + toString(tensor->shape)
                        + (name.transposed ? ", transposed," : "") + " but \"" + printable(name.ours) + "\" is "
                        + toString(state->second) + ".");
        if (!given.insert(name.ours).second)
            throw Error("The table gives \"" + printable(name.ours) + "\" twice.");
        used.insert(name.theirs);
        std::vector<float> numbers = numbersOf(file, *tensor);
        if (swaps) {
            std::vector<float> turned(numbers.size());
            const auto rows = size_t(tensor->shape[0]), columns = size_t(tensor->shape[1]);
            for (size_t r = 0; r < rows; ++r) {
                for (size_t k = 0; k < columns; ++k)
                    turned[k * rows + r] = numbers[r * columns + k];
            }
            numbers = std::move(turned);
        }
        mapped.weights.push_back({name.ours, state->second, std::move(numbers)});
    }
    for (const auto& [name, shape] : states) {
        if (!given.contains(name))
            mapped.missing.push_back(name);
    }
    for (const SafetensorsReader::Tensor& tensor : file.tensors()) {
        if (!used.contains(tensor.name))
            mapped.unused.push_back(tensor.name);
    }
    return mapped;
}

} // namespace weft
