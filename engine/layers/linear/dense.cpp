#include "engine/layers/axes.h"
#include "engine/layers/initializer.h"

namespace weft::layers {

namespace {

Values build(LayerContext& c, Values in)
{
    const Value x = in[0];
    requireNumbers(c, x);
    c.require(x.shape().rank() >= 2, "Dense takes a row of features for each sample; put a Flatten before it.", "x", -1,
              DiagnosticCode::notFlat);
    const int64_t features = x.shape()[-1];
    const int64_t units = c.integer("units");
    Value y = matmul(x, c.weight("weight", {features, units}, initOf(c, features, units)));
    if (c.toggle("bias"))
        y = y + c.weight("bias", {units}, kaimingUniform(features));
    return {y};
}

} // namespace

LayerType dense()
{
    return {
        .title = "Dense",
        .doc =
            "Every output unit is a weighted sum of all input features, plus a bias. With more than two dimensions it "
            "acts on the last one.",
        .inputs = {{"x", "samples × … × features"}},
        .outputs = {{"y", "samples × … × units"}},
        .params = {integer("units", 128, "Number of output features.", 1),
                   toggle("bias", true, "Add a learned offset to every unit."), initParam({"identity"})},
        .build = build,
    };
}

} // namespace weft::layers
