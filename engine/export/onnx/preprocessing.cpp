#include "engine/export/onnx/preprocessing.h"

#include "engine/export/onnx/resizing.h"

#include <algorithm>
#include <cmath>

namespace weft {

namespace {

// (x − shift) / scale loses in f32 what a shift much larger than the scale takes away; Weft computes it in f64.
bool needsDoubles(const Affine& affine)
{
    for (size_t i = 0; i < affine.shift.size(); ++i) {
        if (std::abs(affine.shift[i]) > 8 * std::abs(affine.scale[i]))
            return true;
    }
    return false;
}

// One number for the whole sample, for each channel of an image or for each element, so that it meets the sample's
// axes.
std::string aligned(OnnxWriter& graph, const std::string& wanted, const std::vector<double>& numbers,
                    const Shape& sample, DType type)
{
    std::vector<int64_t> sizes;
    const auto count = std::ssize(numbers);
    if (count > 1 && count == sample.elements()) {
        sizes = {sample.begin(), sample.end()};
    } else if (count > 1) {
        sizes.assign(size_t(sample.rank()), 1);
        sizes[0] = count;
    }
    std::vector<std::byte> bytes;
    for (const double number : numbers) {
        const auto single = float(number);
        const std::span<const std::byte> one =
            type == DType::f64 ? std::as_bytes(std::span(&number, 1)) : std::as_bytes(std::span(&single, 1));
        bytes.insert(bytes.end(), one.begin(), one.end());
    }
    return graph.tensor(wanted, type, sizes, std::move(bytes));
}

std::string cast(OnnxWriter& graph, const std::string& x, DType from, DType to)
{
    return from == to ? x : graph.add("Cast", {x}, {{"to", int64_t(onnxType(to))}});
}

std::string transformed(OnnxWriter& graph, const ModelInput& input, std::string x)
{
    const Affine& affine = input.affine;
    DType type = input.storedType;
    if (!affine.isIdentity()) {
        const DType arithmetic = needsDoubles(affine) || type == DType::f64 ? DType::f64 : DType::f32;
        x = cast(graph, x, type, arithmetic);
        type = arithmetic;
        if (std::ranges::any_of(affine.shift, [](double one) { return one != 0; }))
            x = graph.add("Sub", {x, aligned(graph, input.node + "/shift", affine.shift, input.storedShape, type)});
        if (std::ranges::any_of(affine.scale, [](double one) { return one != 1; }))
            x = graph.add("Div", {x, aligned(graph, input.node + "/scale", affine.scale, input.storedShape, type)});
    }
    const ValueInfo& wanted = graph.code().program.values[size_t(input.value)];
    if (isFloat(type) && !isFloat(wanted.dtype))
        x = graph.add("Round", {x});
    return cast(graph, x, type, wanted.dtype);
}

bool isPicture(const ModelInput& input)
{
    return input.kind == FeedKind::image && input.storedType == DType::u8 && input.storedShape.rank() == 3;
}

// Of the last input, batch × channels × height × width.
void leaveSizeOpen(OnnxWriter& graph, const std::string& name)
{
    onnx::ValueInfoProto& input = *graph.proto().mutable_input(graph.proto().input_size() - 1);
    onnx::TensorShapeProto& shape = *input.mutable_type()->mutable_tensor_type()->mutable_shape();
    shape.mutable_dim(2)->set_dim_param(name + "_height");
    shape.mutable_dim(3)->set_dim_param(name + "_width");
}

} // namespace

void writeInputs(OnnxWriter& graph, bool anySize)
{
    if (anySize && std::ranges::none_of(graph.model().inputs, isPicture))
        throw Error("None of the network's inputs takes pictures in bytes, so there is nothing to resize.");
    for (const ModelInput& input : graph.model().inputs) {
        const std::string name = graph.unique(input.node);
        Extents extents = {{1, true}};
        for (const int64_t size : input.storedShape)
            extents.push_back({size, false});
        graph.describe(*graph.proto().add_input(), name, input.storedType, extents);
        graph.setOrigin(input.node);
        const bool isResized = anySize && isPicture(input);
        if (isResized)
            leaveSizeOpen(graph, name);
        std::string x = transformed(
            graph, input, isResized ? resized(graph, name, input.storedShape[1], input.storedShape[2]) : name);
        const Extents wanted = graph.code().extents(input.value);
        if (wanted != extents) {
            std::vector<int64_t> sizes;
            for (const Extent& extent : wanted)
                sizes.push_back(extent.perSample ? -1 : extent.size);
            x = graph.add("Reshape", {x, graph.integers(sizes)});
        }
        graph.same(input.value, x);
    }
}

} // namespace weft
