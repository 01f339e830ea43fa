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
    const Value total = -0.5 * sum(1.0 + logVariance - square(mu) - exp(logVariance));
    const Value count = c.number(double(mu.shape()[0]));
    c.loss(total, count, c.real("weight"));
    return {total / count};
}

} // namespace

LayerType vae_kl()
{
    return {
        .title = "VAE divergence",
        .doc = "Keeps the code of a variational autoencoder near the standard normal distribution: the "
               "Kullback-Leibler divergence −½ Σ (1 + log σ² − μ² − σ²) of each sample, averaged over the samples "
               "(Kingma and Welling 2014).",
        .inputs = {{"mean", "samples × code"}, {"log_variance", "as mean"}},
        .outputs = {{"loss", "scalar"}},
        .params = {real("weight", 1, "How much this loss counts beside the reconstruction (β).", 0)},
        .build = build,
    };
}

} // namespace weft::layers
