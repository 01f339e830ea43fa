#include "engine/export/cpp/plain_program.h"

#include "engine/ir/ops/ops.h"

#include <algorithm>

namespace weft {

namespace {

constexpr int firstBias = 2'000'000; // of constants that are no value of the program

std::span<float> floats(HostTensor& tensor)
{
    return {reinterpret_cast<float*>(tensor.bytes.data()), tensor.bytes.size() / sizeof(float)};
}

bool isConvolution(const Node& node)
{
    return node.op == &convOp || node.op == &convInputGradientOp;
}

// Each channel of the node's result times its number.
void scaleFilter(const Node& node, HostTensor& filter, std::span<const float> by)
{
    const std::span<float> weights = floats(filter);
    if (!isConvolution(node)) { // rows × channels
        for (size_t i = 0; i < weights.size(); ++i)
            weights[i] *= by[i % by.size()];
        return;
    }
    const Shape& shape = filter.info.shape;
    const auto groups = size_t(std::get<ConvAttrs>(node.attrs).groups);
    const size_t second = size_t(shape[1]), taps = weights.size() / size_t(shape[0] * shape[1]);
    for (size_t i = 0; i < weights.size(); ++i) {
        const size_t row = i / taps / second, column = i / taps % second;
        const bool isTransposed = node.op == &convInputGradientOp; // then inputs × filters of the group × taps
        weights[i] *= by[isTransposed ? row / (size_t(shape[0]) / groups) * second + column : row];
    }
}

} // namespace

// Convolutions and products take in scales and offsets of their channels, which a norm or a bias is, then a ReLU behind
// them: each of them alone reads what is before it.
void PlainProgram::findTails()
{
    const Program& now = program();
    std::vector<int> readers(now.values.size(), -1);
    for (size_t i = 0; i < now.nodes.size(); ++i) {
        for (const int value : now.nodes[i].in) {
            if (!swallowed[i])
                readers[size_t(value)] = int(i);
        }
    }
    for (size_t i = 0; i < now.nodes.size(); ++i) {
        const Node& node = now.nodes[i];
        const bool isProduct = node.op == &matmulOp;
        if ((!isProduct && !isConvolution(node)) || swallowed[i])
            continue;
        const auto axisOf = [&](int value) { return isProduct ? shape(value).rank() - 1 : 1; };
        const int64_t channels = shape(node.out[0])[axisOf(node.out[0])];
        PlainTail tail = {.result = node.out[0]};
        // One number for each channel of tail.result; nothing: the value is no such constant.
        const auto perChannel = [&](int value) -> std::vector<float> {
            if (value < 0 || !constants.contains(value) || dtype(value) != DType::f32)
                return {};
            HostTensor tensor = constants.at(value);
            const Shape& own = tensor.info.shape;
            const int axis = axisOf(tail.result) - shape(tail.result).rank() + own.rank();
            if (axis < 0 || own.elements() != channels || own[axis] != channels)
                return {};
            const std::span<float> numbers = floats(tensor);
            return {numbers.begin(), numbers.end()};
        };
        const bool scales = constants.contains(node.in[1]) && reads[size_t(node.in[1])] == 1
            && (!isProduct || shape(node.in[1]).rank() == 2);
        std::vector<float> bias;
        while (!tail.relu && reads[size_t(tail.result)] == 1 && readers[size_t(tail.result)] >= 0) {
            const int next = readers[size_t(tail.result)];
            const Node& reader = now.nodes[size_t(next)];
            const int result = reader.out[0];
            const bool isSameShape = shape(result) == shape(tail.result);
            const int other = reader.in.size() == 2 ? reader.in[reader.in[0] == tail.result ? 1 : 0] : -1;
            const std::vector<float> numbers = perChannel(other);
            if (reader.op->scalar == ScalarFunction::multiply && scales && isSameShape && !numbers.empty()) {
                scaleFilter(node, constants.at(node.in[1]), numbers);
                constantNames.erase(node.in[1]);
                for (size_t c = 0; c < bias.size(); ++c)
                    bias[c] *= numbers[c];
            } else if (reader.op->scalar == ScalarFunction::add && isSameShape && !numbers.empty()) {
                bias.resize(numbers.size(), 0.0F);
                for (size_t c = 0; c < bias.size(); ++c)
                    bias[c] += numbers[c];
            } else if (reader.op->scalar == ScalarFunction::relu) {
                tail.relu = true;
            } else if (reader.op != &reshapeOp || !isProduct || shape(result).rank() == 0
                       || shape(result)[-1] != channels) {
                break;
            }
            swallowed[size_t(next)] = true;
            tail.result = result;
        }
        if (!bias.empty()) {
            tail.bias = firstBias + node.out[0];
            const std::span<const std::byte> bytes = std::as_bytes(std::span(bias));
            constants[tail.bias] = {.info = {.shape = {channels}}, .bytes = {bytes.begin(), bytes.end()}};
        }
        tails[node.out[0]] = tail;
    }
}

} // namespace weft
