#include "engine/import/onnx/import_onnx.h"

#include "engine/import/onnx/check_model.h"
#include "engine/import/onnx/model_reading.h"
#include "engine/import/onnx/own_project.h"
#include "engine/import/onnx/recognise.h"
#include "engine/import/onnx/recognise_attention.h"

#include <algorithm>
#include <set>

namespace weft {

namespace {

constexpr int64_t anyBatch[] = {211, 223}; // primes, so that they show where they come from

struct Attempt {
    std::optional<ImportedModel> model = {};
    std::vector<std::string> problems = {};
    bool across = false; // another reading may do
};

Attempt attempt(const OnnxModel& model, const KnownNumbers& known, const OnnxImportOptions& options,
                ModelReading::Setting setting)
{
    ModelReading reading(model, known, options, std::move(setting));
    try {
        reading.run();
    } catch (const Unsupported& error) {
        return {.problems = {error.what()}, .across = true};
    }
    if (!reading.problems().empty())
        return {.problems = reading.problems(), .across = reading.failedAcross()};
    return {.model = reading.take()};
}

bool equal(const ImportedModel& a, const ImportedModel& b)
{
    return a.project.graph == b.project.graph
        && std::ranges::equal(a.weights, b.weights, [](const StartingState& x, const StartingState& y) {
               return x.name == y.name && x.shape == y.shape && x.values == y.values;
           });
}

// With the batch as an axis of the model's tensors.
Attempt attemptByBatch(const OnnxModel& model, const KnownNumbers& known, const OnnxImportOptions& options,
                       const OnnxDim& batch, int axis = 0)
{
    const auto given = options.sizes.find(batch.name);
    if (batch.size > 0)
        return attempt(model, known, options, {.batch = batch.size, .axis = axis});
    if (given != options.sizes.end())
        return attempt(model, known, options, {.batch = given->second, .batchName = batch.name});
    try {
        Attempt first = attempt(model, known, options, {.batch = anyBatch[0], .batchName = batch.name});
        if (!first.model)
            return first;
        const Attempt second = attempt(model, known, options, {.batch = anyBatch[1], .batchName = batch.name});
        if (!second.model || !equal(*first.model, *second.model))
            return {.problems = {"it computes with the number of samples in a batch"}, .across = true};
        return first;
    } catch (const PastLimit& error) { // a single call may be smaller
        return {.problems = {error.what()}, .across = true};
    }
}

std::string listOf(const std::vector<std::string>& problems)
{
    constexpr size_t most = 30;
    std::string all;
    for (size_t i = 0; i < problems.size() && i < most; ++i)
        all += (i == 0 ? "" : "; ") + problems[i];
    return all + (problems.size() > most ? "; and " + std::to_string(problems.size() - most) + " more" : "");
}

// Weft calls an operator after the node that it computes: "conv1/Conv". The first of each gets its name again, unless
// an input or an output has it.
void takeOwnNames(OnnxModel& model)
{
    if (model.producer != "Weft")
        return;
    std::set<std::string> used;
    for (const auto* const ports : {&model.graph.inputs, &model.graph.outputs}) {
        for (const OnnxValue& port : *ports)
            used.insert(port.name);
    }
    for (OnnxNode& node : model.graph.nodes) {
        const size_t slash = node.name.rfind('/');
        if (slash != std::string::npos && slash > 0 && used.insert(node.name.substr(0, slash)).second)
            node.name.resize(slash);
    }
}

// Columns from inputs to outputs.
void layOut(Project& project)
{
    std::map<std::string, int> depths;
    std::map<int, int> used;
    for (const GraphNode& node : project.graph.nodes) { // each after those it reads
        int depth = 0;
        for (const Input& input : node.inputs)
            depth = std::max(depth, depths[input.from.node] + 1);
        depths[node.id] = depth;
        project.view.nodes[node.id] = {.x = 260.0 * depth, .y = 140.0 * used[depth]++};
    }
}

ImportedModel finished(ImportedModel model, size_t operators)
{
    model.operators = operators;
    recogniseAttention(model.project.graph, model.weights);
    layOut(model.project);
    return model;
}

} // namespace

ImportedModel importOnnx(std::string bytes, FileSystem& files, const OnnxImportOptions& options)
{
    OnnxModel model = readOnnxModel(std::move(bytes), options.limits);
    checkOnnxModel(model);
    checkOnnxSizes(model.graph, options.sizes);
    if (std::optional<ImportedModel> own = ownProject(model, files, options))
        return std::move(*own);
    takeOwnNames(model);
    const size_t operators = model.graph.nodes.size();
    recogniseLayers(model.graph);
    KnownNumbers known;
    for (const auto& [name, tensor] : options.inputs)
        known.insert_or_assign(name, std::make_shared<const OnnxConstant>(readConstant(tensor, files, options.folder)));
    for (const OnnxTensor& tensor : model.graph.initializers) {
        const std::string name(tensor.name);
        if (known.contains(name))
            continue;
        OnnxConstant constant = readConstant(tensor, files, options.folder);
        constant.isWeight = true;
        known.emplace(name, std::make_shared<const OnnxConstant>(std::move(constant)));
    }
    for (const OnnxValue& input : model.graph.inputs) {
        const auto given = options.sizes.find(input.name);
        const bool isOne = std::ranges::all_of(input.dims, [](const OnnxDim& dim) { return dim.size == 1; });
        if (given != options.sizes.end() && isOne && !known.contains(input.name))
            known.emplace(input.name,
                          std::make_shared<const OnnxConstant>(constantOf(
                              input.type, std::vector<int64_t>(input.dims.size(), 1), {double(given->second)})));
    }
    OnnxDim batch {.size = 1};
    OnnxDim second {.size = 1}; // of the first input: sequences often have the samples there
    bool batched = false;
    for (const OnnxValue& input : model.graph.inputs) {
        if (known.contains(input.name) || input.dims.empty())
            continue;
        const auto readers = std::ranges::find_if(model.graph.nodes, [&](const OnnxNode& node) {
            return (node.op == "LSTM" || node.op == "GRU") && !node.inputs.empty() && node.inputs[0] == input.name
                && std::ranges::none_of(node.attributes, [](const OnnxAttribute& one) {
                       return one.name == "layout" && one.integer == 1;
                   });
        });
        batch = input.dims[readers != model.graph.nodes.end() && input.dims.size() == 3 ? 1 : 0];
        batched = true;
        if (input.dims.size() == 3)
            second = input.dims[1];
        break;
    }
    if (batch.size > 0 && second.size < 0 && !options.sizes.contains(second.name)) {
        Attempt bySecond = attemptByBatch(model, known, options, second, 1);
        if (bySecond.model)
            return finished(std::move(*bySecond.model), operators);
    }
    Attempt byBatch;
    if (batched) {
        byBatch = attemptByBatch(model, known, options, batch);
        if (byBatch.model)
            return finished(std::move(*byBatch.model), operators);
        if (byBatch.across && batch.size > 0 && second.size > 1) {
            Attempt bySecond = attemptByBatch(model, known, options, second, 1);
            if (bySecond.model)
                return finished(std::move(*bySecond.model), operators);
        }
    }
    Attempt byCall = attempt(model, known, options, {.samplesAreBatch = false, .batchName = batch.name});
    if (byCall.model)
        return finished(std::move(*byCall.model), operators);
    const bool sayByBatch = batched && !byBatch.across;
    throw ModelNotTaken(
        "Weft has no layers for all of this model: " + listOf(sayByBatch ? byBatch.problems : byCall.problems) + ".");
}

} // namespace weft
