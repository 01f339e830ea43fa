#include "engine/layers/axes.h"

namespace weft::layers {

namespace {

Values build(LayerContext& c, Values in)
{
    requireNumbers(c, in[0], "a");
    requireNumbers(c, in[1], "b");
    const Shape &a = in[0].shape(), &b = in[1].shape();
    const bool transposeA = c.toggle("transpose_a"), transposeB = c.toggle("transpose_b");
    bool agree = a.rank() >= 3 && a.rank() == b.rank();
    for (int axis = 0; agree && axis < a.rank() - 2; ++axis)
        agree = a[axis] == b[axis];
    c.require(agree,
              "The inputs need a matrix for each sample, and agree in all but the last two axes; they are "
                  + toString(a) + " and " + toString(b) + ".",
              "b");
    c.require(a[transposeA ? -2 : -1] == b[transposeB ? -1 : -2],
              "Rows of " + std::to_string(a[transposeA ? -2 : -1]) + " and columns of "
                  + std::to_string(b[transposeB ? -1 : -2]) + " cannot be multiplied: they must be of one length.",
              "b");
    return {weft::matmul(in[0], in[1], transposeA, transposeB)};
}

} // namespace

LayerType matmul()
{
    return {
        .title = "Matrix product",
        .doc = "Multiplies the matrices in the last two axes of its inputs, sample by sample.",
        .inputs = {{"a", "samples × … × rows × inner"}, {"b", "samples × … × inner × columns"}},
        .outputs = {{"y", "samples × … × rows × columns"}},
        .params = {toggle("transpose_a", false, "Swap the last two axes of a first."),
                   toggle("transpose_b", false, "Swap the last two axes of b first.")},
        .build = build,
    };
}

} // namespace weft::layers
