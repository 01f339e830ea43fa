#include "engine/layers/axes.h"

namespace weft::layers {

namespace {

Values build(LayerContext& c, Values in)
{
    const Value mu = in[0], logVariance = in[1];
    requireNumbers(c, mu, "mean");
    requireNumbers(c, logVariance, "log_variance");
    c.require(mu.shape() == logVariance.shape(),
              "Mean " + toString(mu.shape()) + " and log variance " + toString(logVariance.shape())
                  + " must have one shape.",
              "log_variance");
    if (!c.training())
        return {mu};
    return {mu + exp(0.5 * logVariance) * c.random(mu.shape(), RandomAttrs::normal)};
}

} // namespace

LayerType gaussian_sample()
{
    return {
        .title = "Gaussian sample",
        .doc = "Draws the code of a variational autoencoder: mean + e^(log variance / 2) · noise, so that learning "
               "flows through. After training it gives the mean (Kingma and Welling 2014).",
        .inputs = {{"mean", "any shape"}, {"log_variance", "as mean"}},
        .outputs = {{"y", "as mean"}},
        .build = build,
    };
}

} // namespace weft::layers
