#include "engine/import/onnx/check_model.h"

#include "engine/import/onnx/import_onnx.h"
#include "engine/support/printable.h"

#include <algorithm>
#include <set>

namespace weft {

namespace {

constexpr int64_t oldestOperators = 1;
constexpr int64_t newestOperators = 24;
constexpr int64_t largestSize = (int64_t(1) << 31) - 1;

// Each value of a graph has one maker (ONNX calls it single static assignment).
void checkNames(const OnnxGraph& graph)
{
    std::set<std::string_view> made, inputs;
    const auto refuse = [](std::string_view name) {
        throw Error("The name \"" + printable(name)
                    + "\" is given to two values of the model, so that it says two things: the file is damaged.");
    };
    for (const OnnxValue& input : graph.inputs) {
        if (!inputs.insert(input.name).second)
            refuse(input.name);
    }
    for (const OnnxTensor& tensor : graph.initializers) { // which may be an input's default
        if (!made.insert(tensor.name).second)
            refuse(tensor.name);
    }
    made.insert(inputs.begin(), inputs.end());
    for (const OnnxNode& node : graph.nodes) {
        for (const std::string& output : node.outputs) {
            if (!output.empty() && !made.insert(output).second)
                refuse(output);
        }
        for (const OnnxAttribute& attribute : node.attributes) {
            if (attribute.graph != nullptr)
                checkNames(*attribute.graph);
        }
    }
}

} // namespace

void checkOnnxModel(const OnnxModel& model)
{
    if (model.opset < oldestOperators || model.opset > newestOperators)
        throw ModelNotTaken("The model's operators are of version " + std::to_string(model.opset)
                            + " of ONNX (its opset); Weft reads " + std::to_string(oldestOperators) + " to "
                            + std::to_string(newestOperators) + ". Export it again with one of these, such as 17.");
    if (model.graph.outputs.empty())
        throw Error("The model has no output, so nothing says what it answers: the file is damaged.");
    checkNames(model.graph);
}

void checkOnnxSizes(const OnnxGraph& graph, const std::map<std::string, int64_t>& sizes)
{
    std::set<std::string> open, single;
    for (const OnnxValue& input : graph.inputs) {
        if (std::ranges::all_of(input.dims, [](const OnnxDim& dim) { return dim.size == 1; }))
            single.insert(input.name);
        for (const OnnxDim& dim : input.dims) {
            if (dim.size < 0)
                open.insert(dim.name);
        }
    }
    for (const auto& [name, size] : sizes) {
        if (open.contains(name) && (size < 1 || size > largestSize))
            throw OnnxSizeError("\"" + printable(name) + "\" is a size, so it takes a whole number from 1 to "
                                + std::to_string(largestSize) + ", not " + std::to_string(size) + ".");
        if (open.contains(name) || single.contains(name))
            continue;
        std::string known;
        for (const std::string& one : open)
            known += (known.empty() ? "" : ", ") + printable(one);
        throw OnnxSizeError("The model leaves no size \"" + printable(name) + "\" open, "
                            + (known.empty() ? std::string("nor any other.") : "only " + known + "."));
    }
}

} // namespace weft
