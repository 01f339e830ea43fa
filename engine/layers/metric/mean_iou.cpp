#include "engine/layers/scores.h"

namespace weft::layers {

namespace {

constexpr int64_t mostClasses = 1024;

Values build(LayerContext& c, Values in)
{
    requireScores(c, in[0], in[1]);
    const auto [scores, labels] = scoreRows(in[0], in[1]);
    const int64_t rows = scores.shape()[0], classes = scores.shape()[1];
    c.require(classes <= mostClasses, "Mean IoU takes at most " + std::to_string(mostClasses) + " classes.", "x");
    const Value numbers = iota(c.builder(), scores.shape(), 1, DType::i32);
    const auto oneHot = [&](Value chosen) { return cast(equal(numbers, reshape(chosen, {rows, 1})), c.dtype()); };
    const Value counted = reshape(countedRows(c, labels), {rows, 1});
    const Value chosen = oneHot(argmax(scores, 1)) * counted;
    const Value truth = oneHot(labels) * counted;
    const Value both = sum(chosen * truth, {0}); // 1 × classes
    const Value either = sum(chosen, {0}) + sum(truth, {0}) - both;
    const Values bothOf = split(both, 1, classes), eitherOf = split(either, 1, classes);
    std::vector<Ratio> ratios;
    for (size_t i = 0; i < size_t(classes); ++i)
        ratios.push_back({reshape(bothOf[i], {}), reshape(eitherOf[i], {})});
    c.metric("mean_iou", ratios, Measure::meanOfRatios);
    const Value occurs = lessEqual(1.0, either);
    return {sum(both / maximum(either, 1.0)) / maximum(sum(occurs), 1.0)};
}

} // namespace

LayerType mean_iou()
{
    return {
        .title = "Mean IoU",
        .doc = "How well regions are found: for each class the places where prediction and truth agree, as a share of "
               "those where either is; the mean over the classes that occur. Counted over all samples at once.",
        .inputs = {{"x", "scores, as for Cross-entropy"}, {"target", "labels, as for Cross-entropy"}},
        .outputs = {{"mean_iou", "scalar, of the batch"}},
        .params = {integer("ignore", -100, "Labels of this value count nothing.", -1000000)},
        .build = build,
    };
}

} // namespace weft::layers
