#include "engine/export/model/exported_model.h"

#include "engine/compiler/passes.h"
#include "engine/layers/scores.h"
#include "engine/train/network/answers.h"

#include <algorithm>
#include <cstring>

namespace weft {

namespace {

void keepRead(Program& program)
{
    std::vector<bool> read(program.values.size());
    for (const Node& node : program.nodes) {
        for (const int value : node.in)
            read[size_t(value)] = true;
    }
    for (const Variable& output : program.outputs)
        read[size_t(output.value)] = true;
    std::erase_if(program.inputs, [&](const Variable& input) { return !read[size_t(input.value)]; });
    std::erase_if(program.states, [&](const StateVariable& state) { return !read[size_t(state.value)]; });
}

StepProgram lowered(const Project& project, int64_t batch)
{
    const StepOptions options {.kind = StepKind::predict, .batch = batch, .averaged = project.training.ema > 0};
    StepProgram step = buildStep(project, options);
    throwErrors(step.diagnostics);
    return step;
}

Program inference(const Project& project, int64_t batch, Backend& backend)
{
    Program program = lowered(project, batch).program;
    program.products = Products::exact;
    for (StateVariable& state : program.states)
        state.next = -1; // nothing moves
    simplify(program, backend);
    mergeEqual(program, backend);
    removeUnused(program, backend);
    keepRead(program);
    return program;
}

// As f32, which everything is exported in; integers as they are.
std::vector<std::byte> single(const std::vector<std::byte>& bytes, DType from)
{
    if (from != DType::f64)
        return bytes;
    std::vector<std::byte> narrow(bytes.size() / 2);
    for (size_t i = 0; i < bytes.size() / 8; ++i) {
        double wide;
        std::memcpy(&wide, bytes.data() + 8 * i, 8);
        const auto value = float(wide);
        std::memcpy(narrow.data() + 4 * i, &value, 4);
    }
    return narrow;
}

HostTensor valueOf(const States& states, const std::string& name, const Shape& shape)
{
    const States::Entry& entry = states.entries().at(name);
    std::vector<std::byte> bytes(entry.info.bytes());
    states.read(name, bytes);
    return {.info = {.shape = shape}, .bytes = single(bytes, entry.info.dtype)};
}

// Weights under the names that they have in the project, whether or not they are averages.
std::string ownName(const StateVariable& state)
{
    return state.kind == StateKind::average ? state.name.substr(0, state.name.size() - averageName("").size())
                                            : state.name;
}

void takeWeights(ExportedModel& model, const Program& whole, States& states)
{
    for (size_t i = 0; i < model.code.program.states.size(); ++i) {
        StateVariable& state = model.code.program.states[i];
        const std::string name = state.name;
        if (state.kind == StateKind::average) {
            state.name = ownName(state);
            state.kind = StateKind::weight;
            model.code.twin.states[i].name = state.name;
            model.code.twin.states[i].kind = state.kind;
        }
        model.weights[state.name] = valueOf(states, name, model.code.program.values[size_t(state.value)].shape);
    }
    for (const StateVariable& state : whole.states) {
        const ValueInfo& info = whole.values[size_t(state.value)];
        if (model.weights.contains(ownName(state)))
            continue;
        if (!states.contains(state.name))
            states.bind(state, info);
        model.otherWeights[ownName(state)] = valueOf(states, state.name, info.shape);
    }
}

// The names of an output's classes are those of the truth it is compared with: of a column that only losses read.
std::vector<std::string> classesOf(const ModelOutput& output, const Shape& shape,
                                   const std::vector<const Column*>& truths)
{
    std::vector<std::string> classes;
    for (const Column* truth : truths) {
        const auto count = std::ssize(truth->classes);
        if (output.classAxis > 0 && count > 0 && count == shape[output.classAxis])
            classes = truth->classes;
    }
    return classes;
}

} // namespace

const std::string& ExportedModel::originOf(const Node& node) const
{
    static const std::string none;
    return node.origin < 0 ? none : code.program.origins[size_t(node.origin)];
}

ExportedModel exportModel(const Project& project, const PreparedData& data, const std::vector<FedColumn>& columns,
                          States& states, int64_t step)
{
    ExportedModel model {.project = project, .step = step};
    const StepProgram described = lowered(project, 1);
    if (described.predictions.empty())
        throw NodeError(noAnswerText(step), "");
    model.code = makeBatchProgram([&](int64_t batch) { return inference(project, batch, states.backend()); });
    const Program& program = model.code.program;
    for (const Node& node : program.nodes) {
        if (node.op->isRandom)
            throw NodeError("\"" + model.originOf(node)
                                + "\" draws random numbers even after training, which no exported model can.",
                            model.originOf(node));
    }
    ReadyStep(project,
              {.kind = StepKind::predict,
               .dtype = project.training.precision == "f64" ? DType::f64 : DType::f32,
               .averaged = project.training.ema > 0},
              states); // binds what predictions need, so that every weight has a value
    takeWeights(model, described.program, states);

    std::vector<const Column*> truths;
    for (size_t i = 0; i < described.feeds.size(); ++i) {
        const StepProgram::FeedInfo& feed = described.feeds[i];
        const Column* const column = i < columns.size() ? data.data.find(columns[i].column) : nullptr;
        const auto input = std::ranges::find(program.inputs, feed.node, &Variable::name);
        if (input == program.inputs.end()) {
            if (column != nullptr)
                truths.push_back(column);
            continue;
        }
        ModelInput& one = model.inputs.emplace_back(ModelInput {
            .node = feed.node,
            .value = input->value,
            .kind = feed.kind,
            .classCount = feed.classes,
            .storedType = program.values[size_t(input->value)].dtype,
            .storedShape = feed.shape,
        });
        if (column == nullptr)
            continue;
        one.column = column->name;
        one.storedType = column->dtype;
        one.storedShape = column->shape;
        one.affine = data.affine[size_t(column - data.data.columns.data())];
        one.classes = column->classes;
    }
    for (const StepProgram::PredictionInfo& prediction : described.predictions) {
        const auto output = std::ranges::find(program.outputs, "prediction:" + prediction.node, &Variable::name);
        ModelOutput& one = model.outputs.emplace_back(
            ModelOutput {.node = prediction.node, .value = output->value, .kind = prediction.kind});
        const Shape& shape = program.values[size_t(one.value)].shape;
        if (one.kind == PredictionKind::classes || one.kind == PredictionKind::tokens)
            one.classAxis = classAxis(shape);
        one.classes = classesOf(one, shape, truths);
    }
    return model;
}

ExportedModel exportModel(TrainedNetwork& network)
{
    return exportModel(network.project(), network.data(), network.columns(), network.states(), network.step());
}

} // namespace weft
