#include "engine/import/onnx/operators/operators.h"

#include <numeric>

namespace weft {

namespace {

void batchNorm(Conversion& c)
{
    if (c.integer("training_mode", 0) != 0)
        c.refuse("it normalises by the batch; export the model for inference");
    if (c.isUsed(1))
        c.refuse("it gives its statistics");
    const Operand x = c.folded(c.in(0));
    c.give(c.layer("batch_norm", {{"epsilon", c.real("epsilon", 1e-5f)}}, x,
                   {{"scale", floatsOf(c.known(1))},
                    {"bias", floatsOf(c.known(2))},
                    {"mean", floatsOf(c.known(3))},
                    {"variance", floatsOf(c.known(4))}}));
}

void instanceNorm(Conversion& c)
{
    const Operand x = c.folded(c.in(0));
    c.give(c.layer("instance_norm", {{"epsilon", c.real("epsilon", 1e-5f)}, {"affine", true}}, x,
                   {{"scale", floatsOf(c.known(1))}, {"bias", floatsOf(c.known(2))}}));
}

void layerNorm(Conversion& c)
{
    const double epsilon = c.real("epsilon", 1e-5f);
    const int rank = c.in(0).rank(), axis = c.axisIn(c.integer("axis", -1), rank);
    Operand x = c.wired(c.in(0));
    if (x.batchAxis >= axis)
        x = c.unfolded(x);
    const int64_t features = int64_t(elementsOf(std::span(x.dims).subspan(size_t(axis))));
    const bool plain = !c.has(1); // as recognise.h makes it
    const bool fits = !plain && c.in(1).constant != nullptr && c.in(1).elements() == features
        && (!c.has(2) || (c.in(2).constant != nullptr && c.in(2).elements() == features));
    if (fits) {
        std::vector<float> bias(size_t(features), 0.0f);
        if (c.has(2))
            bias = floatsOf(c.known(2));
        c.give(c.layer("layer_norm", {{"axes", int64_t(rank - axis)}, {"epsilon", epsilon}}, x,
                       {{"scale", floatsOf(c.known(1))}, {"bias", std::move(bias)}}));
    } else {
        Operand y = c.layer("layer_norm", {{"axes", int64_t(rank - axis)}, {"epsilon", epsilon}, {"affine", false}}, x);
        if (!plain)
            y = c.formula("x * y", {y, c.in(1)});
        c.give(c.has(2) ? c.formula("x + y", {y, c.in(2)}) : y);
    }
    if (!c.isUsed(1) && !c.isUsed(2))
        return;
    std::vector<int> axes(size_t(rank - axis));
    std::iota(axes.begin(), axes.end(), axis);
    const Operand mean = c.reduced(x, "mean", axes, true);
    c.give(mean);
    const Operand variance = c.reduced(c.formula("square(x - y)", {x, mean}), "mean", axes, true);
    c.give(c.formula("1 / sqrt(x + " + formulaNumber(epsilon) + ")", {variance}));
}

void meanVarianceNorm(Conversion& c)
{
    std::vector<int64_t> given = c.integers("axes");
    if (given.empty())
        given = {0, 2, 3};
    Operand x = c.wired(c.in(0));
    std::vector<int> axes;
    for (const int64_t axis : given) {
        axes.push_back(c.axisIn(axis, x.rank()));
        x = c.freeing(x, axis);
    }
    const Operand apart = c.formula("x - y", {x, c.reduced(x, "mean", axes, true)});
    const Operand variance = c.reduced(c.formula("square(x)", {apart}), "mean", axes, true);
    c.give(c.formula("x / (sqrt(y) + 1e-9)", {apart, variance}));
}

void localResponse(Conversion& c)
{
    const Operand x = c.folded(c.in(0));
    c.give(c.layer("local_response_norm",
                   {{"size", c.integer("size", 1)},
                    {"alpha", c.real("alpha", 1e-4f)},
                    {"beta", c.real("beta", 0.75)},
                    {"bias", c.real("bias", 1)}},
                   x));
}

// Before opset 13 the axes from the given one on are one.
void softmax(Conversion& c)
{
    const bool log = c.node().op == "LogSoftmax";
    const char* const type = log ? "log_softmax" : "softmax";
    const int rank = c.in(0).rank();
    if (rank == 0)
        c.refuse("it has no axis");
    const int axis = c.axisIn(c.integer("axis", c.opset() < 13 ? 1 : -1), rank);
    Operand x = c.freeing(c.in(0), axis);
    const auto isOne = [&](int from) { return elementsOf(std::span(x.dims).subspan(size_t(from))) == 1; };
    if (c.opset() >= 13 || axis == rank - 1 || isOne(axis + 1))
        return c.give(c.layer(type, {{"axis", int64_t(c.place(x, axis))}}, x));
    if (x.batchAxis > axis)
        x = c.unfolded(x);
    std::vector<int64_t> joined(x.dims.begin(), x.dims.begin() + axis);
    joined.push_back(int64_t(elementsOf(std::span(x.dims).subspan(size_t(axis)))));
    const std::vector<int64_t> dims = x.dims;
    const Operand flat = c.reshaped(x, joined, x.batchAxis);
    c.give(c.reshaped(c.layer(type, {{"axis", int64_t(c.place(flat, axis))}}, flat), dims, x.batchAxis));
}

} // namespace

std::span<const OnnxOperator> normalizationOperators()
{
    static constexpr OnnxOperator all[] = {
        {"BatchNormalization", batchNorm},
        {"InstanceNormalization", instanceNorm},
        {"LayerNormalization", layerNorm},
        {"MeanVarianceNormalization", meanVarianceNorm},
        {"LRN", localResponse},
        {"Softmax", softmax},
        {"LogSoftmax", softmax},
    };
    return all;
}

} // namespace weft
