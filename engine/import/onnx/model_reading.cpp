#include "engine/import/onnx/model_reading.h"

#include "engine/import/onnx/fold/fold.h"
#include "engine/import/onnx/operators/masks.h"
#include "engine/support/printable.h"

#include <algorithm>

namespace weft {

namespace {

bool isOwn(const OnnxNode& node)
{
    return node.domain.empty() || node.domain == "ai.onnx" || node.domain == "weft";
}

std::string named(const OnnxNode& node, const std::string& why)
{
    const std::string& name = !node.name.empty() ? node.name : node.outputs.empty() ? node.op : node.outputs[0];
    return node.op + " (node \"" + printable(name) + "\"" + (why.empty() ? "" : ": " + why) + ")";
}

// Which axes the operands have joined with the samples; an operator that looks at those is refused.
struct JoinedAxes {
    int before = 0, after = 0;
};
JoinedAxes joinedOf(const OnnxNode& node, const std::vector<Operand>& inputs)
{
    static constexpr std::string_view blind[] = {"MatMul",  "Gemm",     "Add",     "Sub",       "Mul",      "Div",
                                                 "Relu",    "Tanh",     "Sigmoid", "Gelu",      "Erf",      "Exp",
                                                 "Sqrt",    "Pow",      "Neg",     "Clip",      "Softplus", "LeakyRelu",
                                                 "Dropout", "Identity", "Reshape", "Transpose", "Shape",    "Softmax"};
    const auto joined = std::ranges::find_if(inputs, &Operand::isJoined);
    if (joined == inputs.end())
        return {};
    const bool isProduct = node.op == "MatMul" || node.op == "Gemm";
    const int behind = joined->rank() - joined->batchAxis - 1 - joined->joined;
    bool fits = std::ranges::find(blind, node.op) != std::end(blind) && (!isProduct || inputs[0].isJoined());
    if (node.op == "Softmax") // over the last axis
        fits = behind > 0 && std::ranges::any_of(node.attributes, [](const OnnxAttribute& one) {
                   return one.name == "axis" && one.integer == -1;
               });
    for (const Operand& one : inputs) {
        if (one.constant != nullptr)
            fits = fits
                && (node.op == "Reshape" || one.rank() <= (isProduct ? 2 : behind)
                    || (!isProduct && one.rank() == behind + 1 && one.dims[0] == 1));
        else if (one.output.value.valid())
            fits = fits && one.joined == joined->joined && one.joinedBefore == joined->joinedBefore
                && one.batchAxis == joined->batchAxis && one.rank() == joined->rank();
    }
    if (isProduct && inputs.size() > 1 && inputs[1].constant == nullptr)
        fits = fits && behind >= 2;
    if (!fits)
        Conversion::refuseAcross();
    return {joined->joinedBefore, joined->joined};
}

std::vector<int64_t> openBatch(const Operand& x)
{
    std::vector<int64_t> dims = x.dims;
    if (x.batchAxis >= 0)
        dims[size_t(x.batchAxis)] = -1;
    return dims;
}

// How many numbers folding may make, and as many the layers may hold: in proportion to what the file has, since
// exporters turn and join weights and tie them to several layers.
size_t mostNumbers(const KnownNumbers& known, const OnnxLimits& limits)
{
    size_t count = 2 * limits.made; // words of four bytes
    for (const auto& [name, constant] : known)
        count += 4 * constant->words();
    return count;
}

} // namespace

ModelReading::ModelReading(const OnnxModel& model, const KnownNumbers& known, const OnnxImportOptions& options,
                           Setting setting)
    : m_model(model)
    , m_known(known)
    , m_options(options)
    , m_setting(std::move(setting))
    , m_writer(m_setting.batch, mostNumbers(known, options.limits))
    , m_made(mostNumbers(known, options.limits))
{
    countUses(model.graph);
}

void ModelReading::countUses(const OnnxGraph& graph)
{
    for (const OnnxNode& node : graph.nodes) {
        for (const std::string& input : node.inputs) {
            ++m_uses[input];
            m_readers[input].push_back(&node);
        }
        for (const OnnxAttribute& attribute : node.attributes) {
            if (attribute.graph != nullptr)
                countUses(*attribute.graph);
        }
    }
    for (const OnnxValue& output : graph.outputs)
        ++m_uses[output.name];
}

// Only ever the indices into a known table: class numbers or tokens, in Weft's sense.
bool ModelReading::isTable(const std::string& name, int64_t& rows) const
{
    const auto readers = m_readers.find(name);
    if (readers == m_readers.end())
        return false;
    rows = 0;
    for (const OnnxNode* const reader : readers->second) {
        if (reader->op == "Shape")
            continue;
        if (reader->op != "Gather" || reader->inputs.size() != 2 || reader->inputs[1] != name)
            return false;
        const auto table = m_known.find(reader->inputs[0]);
        const bool first = std::ranges::none_of(
            reader->attributes, [](const OnnxAttribute& one) { return one.name == "axis" && one.integer != 0; });
        if (table == m_known.end() || table->second->dims.size() != 2 || !first)
            return false;
        rows = rows == 0 ? table->second->dims[0] : std::min(rows, table->second->dims[0]);
    }
    return rows > 0;
}

int ModelReading::batchAxisOf(const OnnxValue& input) const
{
    if (!m_setting.samplesAreBatch)
        return -1;
    if (!m_setting.batchName.empty()) {
        const auto found = std::ranges::find_if(
            input.dims, [&](const OnnxDim& dim) { return dim.size < 0 && dim.name == m_setting.batchName; });
        return found == input.dims.end() ? -1 : int(found - input.dims.begin());
    }
    const auto readers = m_readers.find(input.name);
    const bool sequence = readers != m_readers.end() && readers->second.size() == 1
        && (readers->second[0]->op == "LSTM" || readers->second[0]->op == "GRU")
        && readers->second[0]->inputs[0] == input.name
        && std::ranges::none_of(readers->second[0]->attributes,
                                [](const OnnxAttribute& one) { return one.name == "layout" && one.integer == 1; });
    const size_t axis = sequence ? 1 : size_t(m_setting.axis);
    return axis < input.dims.size() && input.dims[axis].size == m_setting.batch ? int(axis) : -1;
}

void ModelReading::addInput(const OnnxValue& input)
{
    if (input.type == OnnxType::undefined || input.type == OnnxType::string || int(input.type) > int(OnnxType::bf16))
        throw ModelNotTaken("The model's input \"" + printable(input.name)
                            + "\" takes no numbers, which no layer of Weft reads.");
    if (!input.hasShape)
        throw ModelNotTaken("The model does not say the shape of its input \"" + printable(input.name)
                            + "\"; export it with shapes.");
    Operand x {.type = input.type, .batchAxis = batchAxisOf(input)};
    if (m_setting.samplesAreBatch && x.batchAxis < 0)
        throw AcrossSamples("its input \"" + printable(input.name) + "\" has no axis for the samples of a batch");
    for (size_t i = 0; i < input.dims.size(); ++i) {
        const OnnxDim& dim = input.dims[i];
        int64_t size = dim.size;
        if (int(i) == x.batchAxis)
            size = m_setting.batch;
        else if (const auto given = m_options.sizes.find(dim.name); size < 0 && given != m_options.sizes.end())
            size = given->second;
        else if (size < 0 && !m_setting.samplesAreBatch && dim.name == m_setting.batchName)
            size = 1;
        if (size < 0)
            throw ModelNotTaken("The model leaves the size of \"" + printable(dim.name)
                                + "\" open; import it on the command line and say how large it is, such as --set "
                                + dim.name + "=16.");
        x.dims.push_back(size);
    }
    if (x.rank() > 7)
        throw ModelNotTaken("The model's input \"" + printable(input.name) + "\" has more than seven axes.");
    elementsOf(x.dims);
    GraphWriter::Request request {.name = input.name, .type = "tensor"};
    const std::vector<int64_t> sample = Conversion::sampleDims(x);
    int64_t rows = 0;
    if (!isFloat(x.type) && x.type != OnnxType::boolean && sample.size() <= 3 && isTable(input.name, rows)) {
        if (sample.size() == 1)
            request = {.name = input.name, .type = "tokens", .params = {{"length", sample[0]}, {"vocabulary", rows}}};
        else
            request = {.name = input.name, .type = "label", .params = {{"classes", rows}, {"shape", sample}}};
    } else if (x.batchAxis == 0 && isFloat(x.type) && sample.size() == 3 && (sample[0] == 1 || sample[0] == 3)) {
        request = {.name = input.name,
                   .type = "image",
                   .params = {{"channels", sample[0]}, {"height", sample[1]}, {"width", sample[2]}}};
    } else if (x.batchAxis == 0 && isFloat(x.type) && sample.size() == 1) {
        request = {.name = input.name, .type = "features", .params = {{"count", sample[0]}}};
    } else {
        request.params = {{"sizes", sample}};
    }
    x.output = m_writer.add(std::move(request))[0];
    x.isIndices = x.output.info.dtype == DType::i32;
    m_inputs.push_back({input.name, x.output.from.node, openBatch(x), x.batchAxis});
    m_values.insert_or_assign(input.name, std::move(x));
}

void ModelReading::addInputs()
{
    for (const auto& [name, constant] : m_known)
        m_values.insert_or_assign(name, Operand {.type = constant->type, .dims = constant->dims, .constant = constant});
    for (const OnnxValue& input : m_model.graph.inputs) {
        if (!m_known.contains(input.name))
            addInput(input);
    }
}

void ModelReading::run()
{
    addInputs();
    runNodes(m_model.graph);
    if (m_problems.empty())
        addOutputs();
}

void ModelReading::runNodes(const OnnxGraph& graph)
{
    for (const OnnxTensor& tensor : graph.initializers) { // of a branch; the graph's own are known already
        const std::string name(tensor.name);
        if (m_values.contains(name))
            continue;
        OnnxConstant constant = readConstant(tensor, realFileSystem(), m_options.folder);
        constant.isWeight = true;
        Operand x {.type = constant.type, .dims = constant.dims};
        x.constant = std::make_shared<const OnnxConstant>(std::move(constant));
        m_values.insert_or_assign(name, std::move(x));
    }
    for (const OnnxNode& node : graph.nodes)
        runNode(node);
}

void ModelReading::runNode(const OnnxNode& node)
{
    std::vector<Operand> inputs;
    bool broken = false;
    std::string missing;
    for (const std::string& name : node.inputs) {
        Operand& x = inputs.emplace_back();
        if (name.empty())
            continue;
        const auto found = m_values.find(name);
        if (found != m_values.end())
            x = found->second;
        else if (m_broken.contains(name))
            broken = true;
        else
            missing = name;
    }
    const auto fail = [&](const std::string& why) {
        if (!why.empty() || !broken)
            m_problems.push_back(named(node, why));
        for (const std::string& output : node.outputs)
            m_broken.insert(output);
    };
    const bool special = node.op == "Constant" || node.op == "If";
    if (!isOwn(node)
        || (!special && findOnnxOperator(node.op) == nullptr
            && (node.op != "Shape" && node.op != "Size" && node.op != "ConstantOfShape" && node.op != "Range"))) {
        broken = false;
        return fail(isOwn(node) ? "" : "of \"" + printable(node.domain) + "\"");
    }
    if (!missing.empty())
        return fail("nothing gives its input \"" + printable(missing) + "\"");
    if (broken)
        return fail("");
    try {
        if (!runSpecial(node, inputs))
            convert(node, std::move(inputs));
    } catch (const ModelTooLarge&) { // said within a branch
        throw;
    } catch (const PastLimit& error) {
        throw ModelTooLarge(named(node, "") + ": " + error.what());
    } catch (const AcrossSamples& error) {
        m_across = true;
        fail(error.what());
    } catch (const Error& error) {
        fail(error.what());
    }
}

bool ModelReading::runSpecial(const OnnxNode& node, const std::vector<Operand>& inputs)
{
    const Conversion c(m_writer, node, inputs, {});
    if (node.op == "Constant") {
        OnnxConstant constant;
        if (const OnnxAttribute* const value = c.find("value"); value != nullptr && value->tensor != nullptr)
            constant = readConstant(*value->tensor, realFileSystem(), m_options.folder);
        else if (c.find("value_float") != nullptr)
            constant = constantOf(OnnxType::f32, {}, {c.real("value_float", 0)});
        else if (c.find("value_int") != nullptr)
            constant = constantOf(OnnxType::i64, {}, {double(c.integer("value_int", 0))});
        else if (c.find("value_ints") != nullptr)
            constant = constantOf(c.integers("value_ints"));
        else if (const OnnxAttribute* const reals = c.find("value_floats"))
            constant =
                constantOf(OnnxType::f32, {std::ssize(reals->reals)}, {reals->reals.begin(), reals->reals.end()});
        else
            c.refuse("it holds no numbers");
        give(node, {c.constant(std::move(constant))});
        return true;
    }
    if (node.op == "If") {
        if (c.in(0).constant == nullptr || c.known(0).size() != 1)
            c.refuse("what it depends on is only known when it runs; fix an input that decides it");
        const OnnxAttribute* const branch = c.find(c.known(0).number(0) != 0 ? "then_branch" : "else_branch");
        if (branch == nullptr || branch->graph == nullptr)
            c.refuse("it has no such branch");
        runNodes(*branch->graph);
        std::vector<Operand> results;
        for (const OnnxValue& output : branch->graph->outputs) {
            const auto found = m_values.find(output.name);
            if (found == m_values.end()) {
                for (const std::string& name : node.outputs)
                    m_broken.insert(name);
                return true; // a node inside has said why
            }
            results.push_back(found->second);
            if (found->second.constant == nullptr)
                m_aliased.insert({found->second.output.from.node, found->second.output.from.port});
        }
        give(node, std::move(results));
        return true;
    }
    return false;
}

// Nothing but softmaxes over the last of its axes reads it, perhaps after more masks.
bool ModelReading::endsInSoftmax(const std::string& name, int rank, int steps) const
{
    const auto readers = m_readers.find(name);
    if (readers == m_readers.end() || steps == 0 || m_uses.at(name) != int(readers->second.size()))
        return false;
    return std::ranges::all_of(readers->second, [&](const OnnxNode* reader) {
        const bool passes = reader->op == "Add" || reader->op == "Where" || reader->op == "Dropout"
            || reader->op == "Identity" || reader->op == "Cast";
        if (reader->op != "Softmax")
            return passes && reader->inputs.size() <= 3 && reader->outputs.size() == 1
                && endsInSoftmax(reader->outputs[0], rank, steps - 1);
        const auto axis = std::ranges::find(reader->attributes, "axis", &OnnxAttribute::name);
        return m_model.opset < 13 // over all axes from that one on
            || axis == reader->attributes.end() || axis->integer == -1 || axis->integer == rank - 1;
    });
}

void ModelReading::convert(const OnnxNode& given, std::vector<Operand> inputs)
{
    int rank = 0;
    for (const Operand& one : inputs)
        rank = std::max(rank, one.rank());
    const bool isMasked = (given.op == "Add" || given.op == "Where") && !given.outputs.empty()
        && std::ranges::any_of(inputs, [](const Operand& one) { return one.constant == nullptr; })
        && endsInSoftmax(given.outputs[0], rank);
    const OnnxNode masked = isMasked ? withFiniteMask(given, inputs) : OnnxNode();
    const OnnxNode& node = isMasked ? masked : given;
    Conversion::Setting setting {.opset = m_model.opset, .samplesAreBatch = m_setting.samplesAreBatch};
    for (const std::string& output : node.outputs)
        setting.outputsUsed.push_back(!output.empty() && m_uses[output] > 0);
    for (size_t i = 0; i < inputs.size(); ++i)
        setting.mayExtend.push_back(m_uses[node.inputs[i]] == 1
                                    && !m_aliased.contains({inputs[i].output.from.node, inputs[i].output.from.port}));
    const JoinedAxes joined = joinedOf(node, inputs);
    Conversion c(m_writer, node, inputs, std::move(setting));
    if (auto folded = fold(c, m_made)) {
        std::vector<Operand> results;
        for (OnnxConstant& one : *folded)
            results.push_back(c.constant(std::move(one)));
        return give(node, std::move(results));
    }
    const OnnxOperator* const found = findOnnxOperator(node.op);
    if (found == nullptr)
        c.refuse("what it makes is only known when it runs");
    found->convert(c);
    std::vector<Operand> results = c.takeResults();
    for (Operand& result : results) {
        if (node.op != "Reshape" && joined.before + joined.after > 0) {
            result.joined = joined.after;
            result.joinedBefore = joined.before;
        }
    }
    for (const Operand& result : results) {
        for (size_t i = 0; i < inputs.size(); ++i) { // passed on, while others read it too
            if (result.constant == nullptr && result.output.from == inputs[i].output.from && m_uses[node.inputs[i]] > 1)
                m_aliased.insert({result.output.from.node, result.output.from.port});
        }
    }
    give(node, std::move(results));
}

void ModelReading::give(const OnnxNode& node, std::vector<Operand> results)
{
    for (size_t i = 0; i < node.outputs.size(); ++i) {
        const std::string& name = node.outputs[i];
        if (name.empty())
            continue;
        if (i < results.size())
            m_values.insert_or_assign(name, std::move(results[i]));
        else if (m_uses[name] > 0)
            throw Unsupported("its output \"" + printable(name) + "\" is wanted, and no layer gives it");
    }
}

void ModelReading::addOutputs()
{
    for (const OnnxValue& output : m_model.graph.outputs) {
        const auto found = m_values.find(output.name);
        if (found == m_values.end())
            throw Error("Nothing in the model gives its output \"" + printable(output.name) + "\".");
        if (found->second.isJoined())
            Conversion::refuseAcross();
        const OnnxNode node {.name = output.name, .op = "Output", .outputs = {output.name}};
        Conversion c(m_writer, node, {found->second}, {});
        const Operand x = c.wired(found->second);
        const Operand y = c.layer("output", {{"kind", "values"}}, x);
        m_outputs.push_back({output.name, y.output.from.node, openBatch(x), x.batchAxis});
    }
}

ImportedModel ModelReading::take()
{
    ImportedModel model {.weights = m_writer.takeStates(),
                         .inputs = std::move(m_inputs),
                         .outputs = std::move(m_outputs),
                         .producer = m_model.producer,
                         .opset = m_model.opset,
                         .samplesAreBatch = m_setting.samplesAreBatch};
    model.project.graph = m_writer.takeGraph();
    return model;
}

} // namespace weft
