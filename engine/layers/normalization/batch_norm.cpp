#include "engine/layers/axes.h"

namespace weft::layers {

namespace {

Values build(LayerContext& c, Values in)
{
    const Value x = in[0];
    requireNumbers(c, x);
    const int rank = x.shape().rank();
    c.require(rank >= 2, "This takes samples × channels × …, but has " + toString(x.shape()) + ".", "x");
    const int64_t channels = x.shape()[1];
    const double epsilon = c.real("epsilon");
    const bool affine = c.toggle("affine");
    Shape all = {channels};
    const Value scale = affine && c.toggle("scale") ? c.weight("scale", all, ones()) : broadcastTo(c.number(1), all);
    const Value bias = affine ? c.weight("bias", all, zeros()) : broadcastTo(c.number(0), all);
    const Value runningMean = c.statistic("mean", all, zeros());
    const Value runningVariance = c.statistic("variance", all, ones());
    if (!c.training() || c.frozen()) { // else a frozen layer would change with the batch, unlike after training
        const Value factor = scale * rsqrt(runningVariance + epsilon);
        return {x * perChannel(factor, rank) + perChannel(bias - runningMean * factor, rank)};
    }

    std::vector<int> axes = {0};
    for (int axis = 2; axis < rank; ++axis)
        axes.push_back(axis);
    const Values y = norm(x, perChannel(scale, rank), perChannel(bias, rank), axes, epsilon);
    // The running variance is the unbiased one, as in PyTorch. A batch may end up as one sample (the last of an epoch).
    const double count = double(x.shape().elements() / channels);
    const double unbiased = count > 1 ? count / (count - 1) : 1;
    const Value variance = weft::relu(1.0 / square(reshape(y[2], all)) - epsilon) * unbiased;
    const double momentum = c.real("momentum");
    c.update(runningMean, runningMean * (1 - momentum) + reshape(y[1], all) * momentum);
    c.update(runningVariance, runningVariance * (1 - momentum) + variance * momentum);
    return {y[0]};
}

} // namespace

LayerType batch_norm()
{
    return {
        .title = "Batch norm",
        .doc = "Shifts and scales each channel to mean 0 and variance 1 over the batch, then by learned amounts; lets "
               "networks learn faster and deeper. Keeps running averages, which it uses after training, and when it is "
               "frozen (Ioffe and Szegedy 2015).",
        .inputs = {{"x", "samples × channels, or samples × channels × sizes"}},
        .outputs = {{"y", "as x"}},
        .params = {real("momentum", 0.1, "How much of each batch enters the running averages.", 0, 1),
                   real("epsilon", 1e-5, "Added to the variance, against division by zero.", 1e-12, 1),
                   toggle("affine", true, "Learn a scale and an offset for each channel."),
                   toggle("scale", true, "With affine: learn the scale too; off: the offset alone.")},
        .build = build,
    };
}

} // namespace weft::layers
