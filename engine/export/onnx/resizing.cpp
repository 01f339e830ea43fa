#include "engine/export/onnx/resizing.h"

namespace weft {

namespace {

std::string cast(OnnxWriter& graph, const std::string& x, DType to)
{
    return graph.add("Cast", {x}, {{"to", int64_t(onnxType(to))}});
}

// Size along that axis × `to`: how much of each row (or column) there is in each of the result's. In f64: a centre of
// f32 is too far off in large pictures.
std::string weights(OnnxWriter& graph, const std::string& pictures, int64_t axis, int64_t to)
{
    const auto number = [&](double value) { return graph.number(value, DType::f64); };
    const std::string size = graph.add("Shape", {pictures}, {{"start", axis}, {"end", axis + 1}});
    const std::string from = cast(graph, graph.add("Squeeze", {size}), DType::f64);
    const std::string ratio = graph.add("Div", {from, number(double(to))});
    std::vector<std::byte> middles(size_t(to) * sizeof(double));
    for (int64_t i = 0; i < to; ++i)
        reinterpret_cast<double*>(middles.data())[i] = double(i) + 0.5;
    const std::string middle = graph.tensor("middles", DType::f64, {to}, std::move(middles));
    const std::string centre = graph.add("Sub", {graph.add("Mul", {middle, ratio}), number(0.5)});
    const std::string places = graph.add("Range", {number(0), from, number(1)});
    const std::string distance =
        graph.add("Abs", {graph.add("Sub", {graph.add("Unsqueeze", {places, graph.integers({1})}), centre})});
    const std::string support = graph.add("Max", {ratio, number(1)});
    const std::string triangle =
        graph.add("Max", {graph.add("Sub", {number(1), graph.add("Div", {distance, support})}), number(0)});
    const std::string sum = graph.add("ReduceSum", {triangle, graph.integers({0})});
    return cast(graph, graph.add("Div", {triangle, sum}), DType::f32);
}

} // namespace

std::string resized(OnnxWriter& graph, const std::string& pictures, int64_t height, int64_t width)
{
    const auto number = [&](double value) { return graph.number(value, DType::f32); };
    const std::string across =
        graph.add("MatMul", {cast(graph, pictures, DType::f32), weights(graph, pictures, 3, width)});
    const std::string rows = graph.add("Transpose", {weights(graph, pictures, 2, height)});
    const std::string down = graph.add("MatMul", {rows, across});
    const std::string rounded = graph.add("Floor", {graph.add("Add", {down, number(0.5)})});
    return cast(graph, graph.add("Clip", {rounded, number(0), number(255)}), DType::u8);
}

} // namespace weft
