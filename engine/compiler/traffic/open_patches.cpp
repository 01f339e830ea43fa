#include "engine/compiler/passes.h"
#include "engine/compiler/rewrite.h"
#include "engine/ir/ops/ops.h"

#include <algorithm>

namespace weft {

namespace {

constexpr int64_t smallest = 16; // places of a patch: below, convolutions are as good, and nothing is copied

// Whether the windows lie side by side and cover the image.
bool isOfPatches(const ConvAttrs& how, const Shape& x, const Shape& filter)
{
    if (x.rank() != 4 || how.groups != 1 || how.dilation != Shape {1, 1} || how.padLow != Shape {0, 0}
        || how.padHigh != Shape {0, 0} || filter[2] * filter[3] < smallest)
        return false;
    return how.stride == Shape {filter[2], filter[3]} && x[2] % filter[2] == 0 && x[3] % filter[3] == 0;
}

// A row for each window, its numbers in the filter's order.
Value patchesOf(Value x, const Shape& filter)
{
    const Shape s = x.shape();
    const int64_t rows = s[2] / filter[2], columns = s[3] / filter[3];
    const Value apart = permute(reshape(x, {s[0], s[1], rows, filter[2], columns, filter[3]}), {0, 2, 4, 1, 3, 5});
    return reshape(apart, {s[0] * rows * columns, filter.elements() / filter[0]});
}

} // namespace

// A convolution whose windows are patches that lie side by side is a plain product, which libraries compute faster; so
// is its gradient to the filter.
bool openPatches(Program& program, Backend& backend)
{
    if (!backend.sparesTraffic(program))
        return false;
    Rewriter rewriter(program);
    program = rewriter.run([](Rewriter&, const Node& node, std::span<const Value> in) -> std::optional<Values> {
        if (node.op != &convOp && node.op != &convFilterGradientOp)
            return std::nullopt;
        const auto& how = std::get<ConvAttrs>(node.attrs);
        const Shape filter = node.op == &convOp ? in[1].shape() : Shape(how.result);
        if (!isOfPatches(how, in[0].shape(), filter))
            return std::nullopt;
        const Value patches = patchesOf(in[0], filter);
        const Shape flat = {filter[0], filter.elements() / filter[0]};
        if (node.op == &convFilterGradientOp) {
            const Value dy = reshape(permute(in[1], {0, 2, 3, 1}), {patches.shape()[0], filter[0]});
            return Values {reshape(matmul(dy, patches, true, false), filter)};
        }
        const Shape x = in[0].shape();
        const Value y = matmul(patches, reshape(in[1], flat), false, true);
        return Values {permute(reshape(y, {x[0], x[2] / filter[2], x[3] / filter[3], filter[0]}), {0, 3, 1, 2})};
    });
    return rewriter.changed();
}

} // namespace weft
