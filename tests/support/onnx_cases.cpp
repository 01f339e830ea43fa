#include "tests/support/onnx_cases.h"

#include "engine/import/onnx/constant.h"
#include "engine/train/network/ready_step.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <numeric>
#include <stdexcept>

namespace weft {

namespace {

OnnxNumbers numbersOf(const OnnxTensor& tensor)
{
    const OnnxConstant constant = readConstant(tensor, realFileSystem(), ".");
    OnnxNumbers numbers {.type = constant.type, .dims = constant.dims};
    for (size_t i = 0; i < constant.size(); ++i)
        numbers.numbers.push_back(constant.number(i));
    return numbers;
}

// The tensor with one axis brought to another place.
OnnxNumbers moved(const OnnxNumbers& x, int from, int to)
{
    OnnxNumbers y = x;
    const int64_t size = x.dims[size_t(from)];
    y.dims.erase(y.dims.begin() + from);
    y.dims.insert(y.dims.begin() + to, size);
    std::vector<int64_t> strides(x.dims.size(), 1);
    for (size_t i = x.dims.size(); i-- > 1;)
        strides[i - 1] = strides[i] * x.dims[i];
    const int64_t stride = strides[size_t(from)];
    strides.erase(strides.begin() + from);
    strides.insert(strides.begin() + to, stride);
    for (size_t i = 0; i < y.numbers.size(); ++i) {
        int64_t place = 0;
        auto rest = int64_t(i);
        for (size_t axis = y.dims.size(); axis-- > 0;) {
            place += rest % y.dims[axis] * strides[axis];
            rest /= y.dims[axis];
        }
        y.numbers[i] = x.numbers[size_t(place)];
    }
    return y;
}

template <class T> std::vector<std::byte> bytesAs(const std::vector<double>& numbers)
{
    std::vector<std::byte> bytes(numbers.size() * sizeof(T));
    for (size_t i = 0; i < numbers.size(); ++i) {
        const T value = T(numbers[i]);
        std::memcpy(bytes.data() + i * sizeof(T), &value, sizeof(T));
    }
    return bytes;
}

template <class T> std::vector<double> numbersFrom(const std::vector<std::byte>& bytes)
{
    std::vector<double> numbers(bytes.size() / sizeof(T));
    for (size_t i = 0; i < numbers.size(); ++i) {
        T value;
        std::memcpy(&value, bytes.data() + i * sizeof(T), sizeof(T));
        numbers[i] = double(value);
    }
    return numbers;
}

std::vector<double> numbersFrom(DType dtype, const std::vector<std::byte>& bytes)
{
    return dtype == DType::f64 ? numbersFrom<double>(bytes)
        : dtype == DType::i32  ? numbersFrom<int32_t>(bytes)
                               : numbersFrom<float>(bytes);
}

void writeWeights(const ImportedModel& model, States& states)
{
    for (const StartingState& state : model.weights) {
        if (!states.contains(state.name))
            continue; // no answer needs it
        const DType dtype = states.entries().at(state.name).info.dtype;
        if (dtype == DType::f64)
            states.write(state.name, bytesAs<double>(std::vector<double>(state.values.begin(), state.values.end())));
        else
            states.write(state.name, std::as_bytes(std::span(state.values)));
    }
}

// Some of ONNX's own data is not what its model takes: bf16 as bare bits, shapes of another case, nothing at all.
void requireFit(const OnnxValue& input, const OnnxNumbers& x)
{
    const bool isOne = input.dims.empty() && x.numbers.size() == 1;
    bool fits = input.type == x.type && (isOne || input.dims.size() == x.dims.size()) && !x.numbers.empty();
    for (size_t i = 0; fits && i < input.dims.size(); ++i)
        fits = input.dims[i].size < 0 || input.dims[i].size == x.dims[i];
    if (!fits)
        throw Error("the data does not fit the input " + input.name);
}

} // namespace

OnnxCase readOnnxCase(const std::string& folder)
{
    FileSystem& files = realFileSystem();
    constexpr uint64_t most = uint64_t(1) << 30;
    OnnxCase one {.folder = folder, .bytes = files.readFile(joinPath(folder, "model.onnx"), most)};
    const OnnxModel model = readOnnxModel(one.bytes);
    std::vector<const OnnxValue*> inputs;
    for (const OnnxValue& input : model.graph.inputs) {
        if (std::ranges::none_of(model.graph.initializers,
                                 [&](const OnnxTensor& tensor) { return tensor.name == input.name; })) {
            inputs.push_back(&input);
            one.inputNames.push_back(input.name);
        }
        if (input.type == OnnxType::undefined)
            throw Error("an input is no tensor");
    }
    for (const OnnxValue& output : model.graph.outputs) {
        one.outputNames.push_back(output.name);
        if (output.type == OnnxType::undefined)
            throw Error("an output is no tensor");
    }
    for (int k = 0; files.exists(joinPath(folder, "test_data_set_" + std::to_string(k))); ++k) {
        const std::string place = joinPath(folder, "test_data_set_" + std::to_string(k));
        OnnxDataSet& set = one.sets.emplace_back();
        set.files.reserve(one.inputNames.size() + one.outputNames.size());
        for (size_t i = 0; i < one.inputNames.size(); ++i) {
            set.files.push_back(files.readFile(joinPath(place, "input_" + std::to_string(i) + ".pb"), most));
            set.tensors.push_back(readOnnxTensor(set.files.back()));
            set.inputs.push_back(numbersOf(set.tensors.back()));
            requireFit(*inputs[i], set.inputs.back());
        }
        for (size_t i = 0; i < one.outputNames.size(); ++i) {
            set.files.push_back(files.readFile(joinPath(place, "output_" + std::to_string(i) + ".pb"), most));
            set.outputs.push_back(numbersOf(readOnnxTensor(set.files.back())));
        }
    }
    return one;
}

std::vector<OnnxNumbers> runImported(const ImportedModel& model, Backend& backend,
                                     const std::vector<std::string>& names, const std::vector<OnnxNumbers>& inputs,
                                     bool inDoubles)
{
    int64_t batch = 1;
    std::vector<OnnxNumbers> fed;
    for (const OnnxPort& port : model.inputs) {
        const auto at = size_t(std::ranges::find(names, port.name) - names.begin());
        OnnxNumbers x = inputs.at(at);
        if (port.batchAxis >= 0) {
            x = moved(x, port.batchAxis, 0);
            batch = x.dims[0];
        }
        fed.push_back(std::move(x));
    }
    States states(backend, 1);
    ReadyStep step(model.project,
                   {.kind = StepKind::predict, .batch = batch, .dtype = inDoubles ? DType::f64 : DType::f32}, states);
    writeWeights(model, states);
    std::vector<std::vector<std::byte>> columns;
    for (const StepProgram::FeedInfo& feed : step.step().feeds) {
        const auto at = size_t(std::ranges::find(model.inputs, feed.node, &OnnxPort::node) - model.inputs.begin());
        if (std::ssize(fed.at(at).numbers) != batch * feed.shape.elements())
            throw std::runtime_error("The input \"" + feed.node + "\" has " + std::to_string(fed[at].numbers.size())
                                     + " numbers; the network takes " + std::to_string(batch) + " × "
                                     + toString(feed.shape));
        columns.push_back(feed.dtype == DType::i32       ? bytesAs<int32_t>(fed.at(at).numbers)
                              : feed.dtype == DType::f64 ? bytesAs<double>(fed.at(at).numbers)
                                                         : bytesAs<float>(fed.at(at).numbers));
    }
    const std::vector<std::span<const std::byte>> spans(columns.begin(), columns.end());
    step.writeFeeds(spans);
    step.writeKey(0, 0);
    step.run();

    std::vector<OnnxNumbers> outputs(model.outputs.size());
    for (size_t i = 0; i < step.step().predictions.size(); ++i) {
        const auto at = size_t(std::ranges::find(model.outputs, step.step().predictions[i].node, &OnnxPort::node)
                               - model.outputs.begin());
        const ValueInfo info = step.predictionInfo(i);
        std::vector<std::byte> bytes;
        step.readPrediction(i, bytes);
        OnnxNumbers y {.dims = {info.shape.begin(), info.shape.end()}, .numbers = numbersFrom(info.dtype, bytes)};
        const OnnxPort& port = model.outputs.at(at);
        if (port.batchAxis >= 0) {
            y = moved(y, 0, port.batchAxis);
        } else { // every sample gives the whole tensor
            y.numbers.resize(y.numbers.size() / size_t(y.dims[0]));
            y.dims.erase(y.dims.begin());
        }
        outputs[at] = std::move(y);
    }
    return outputs;
}

std::string differenceBetween(const OnnxNumbers& given, const OnnxNumbers& wanted, double relative, double absolute)
{
    const auto shapeOf = [](const OnnxNumbers& x) {
        std::string text = "[";
        for (const int64_t size : x.dims)
            text += std::to_string(size) + " ";
        return text + "]";
    };
    if (given.dims != wanted.dims)
        return "has the sizes " + shapeOf(given) + ", not " + shapeOf(wanted);
    for (size_t i = 0; i < wanted.numbers.size(); ++i) {
        const double a = given.numbers.at(i), b = wanted.numbers[i];
        if (std::isnan(b) ? std::isnan(a) : a == b || std::abs(a - b) <= absolute + relative * std::abs(b))
            continue;
        return "element " + std::to_string(i) + " is " + std::to_string(a) + ", not " + std::to_string(b);
    }
    return "";
}

} // namespace weft
