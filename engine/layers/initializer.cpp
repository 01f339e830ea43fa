#include "engine/layers/initializer.h"

#include <cmath>

namespace weft {

namespace {

Init uniformOf(double variance)
{
    const double bound = std::sqrt(3 * variance);
    return {.kind = Init::uniform, .a = -bound, .b = bound};
}

} // namespace

Param initParam(const std::vector<std::string>& more)
{
    std::vector<std::string> choices = {"default",        "he_normal",    "he_uniform", "glorot_normal",
                                        "glorot_uniform", "lecun_normal", "orthogonal", "zeros"};
    choices.insert(choices.end(), more.begin(), more.end());
    return choice(
        "init", "default", std::move(choices),
        "How the weights begin. default: small and uniform; he: for layers before a ReLU; glorot: before tanh "
        "or sigmoid; lecun: before SELU; orthogonal: turns without stretching; zeros: as if it were not "
        "there; identity: passes on what comes; whitening: filters worked out from the training data.");
}

Init initOf(const LayerContext& c, int64_t fanIn, int64_t fanOut)
{
    const std::string& kind = c.text("init");
    const auto in = double(std::max<int64_t>(1, fanIn));
    const auto both = double(std::max<int64_t>(1, fanIn + fanOut));
    if (kind == "he_normal")
        return normalInit(std::sqrt(2 / in));
    if (kind == "he_uniform")
        return uniformOf(2 / in);
    if (kind == "glorot_normal")
        return normalInit(std::sqrt(2 / both));
    if (kind == "glorot_uniform")
        return uniformOf(2 / both);
    if (kind == "lecun_normal")
        return normalInit(std::sqrt(1 / in));
    if (kind == "zeros")
        return zeros();
    Init begin = kaimingUniform(fanIn);
    if (kind == "orthogonal")
        begin.kind = Init::orthogonal;
    if (kind == "identity")
        begin.kind = Init::identity;
    return begin;
}

} // namespace weft
