#pragma once

#include "engine/support/dtype.h"
#include "engine/support/shape.h"

#include <cstdint>
#include <variant>
#include <vector>

namespace weft {

// What a scalar function computes, element by element. Comparisons give 1 or 0 in the operands' type; `select` takes
// the second operand where the first is not 0, else the third.
#define WEFT_SCALAR_FUNCTIONS(X)                                                                                       \
    X(negate, 1)                                                                                                       \
    X(abs, 1)                                                                                                          \
    X(sign, 1)                                                                                                         \
    X(exp, 1)                                                                                                          \
    X(log, 1)                                                                                                          \
    X(log1p, 1)                                                                                                        \
    X(sqrt, 1)                                                                                                         \
    X(rsqrt, 1)                                                                                                        \
    X(reciprocal, 1)                                                                                                   \
    X(square, 1)                                                                                                       \
    X(tanh, 1)                                                                                                         \
    X(sigmoid, 1)                                                                                                      \
    X(relu, 1)                                                                                                         \
    X(erf, 1)                                                                                                          \
    X(sin, 1)                                                                                                          \
    X(cos, 1)                                                                                                          \
    X(floor, 1)                                                                                                        \
    X(is_finite, 1)                                                                                                    \
    X(add, 2)                                                                                                          \
    X(subtract, 2)                                                                                                     \
    X(multiply, 2)                                                                                                     \
    X(divide, 2)                                                                                                       \
    X(maximum, 2)                                                                                                      \
    X(minimum, 2)                                                                                                      \
    X(power, 2)                                                                                                        \
    X(equal, 2)                                                                                                        \
    X(less, 2)                                                                                                         \
    X(less_equal, 2)                                                                                                   \
    X(select, 3)

enum class ScalarFunction : uint8_t {
#define WEFT_ROW(name, operands) name,
    WEFT_SCALAR_FUNCTIONS(WEFT_ROW)
#undef WEFT_ROW
        constant, // of no operands: a number written in the program
};

constexpr int scalarFunctionCount = int(ScalarFunction::constant);
constexpr int operandCount(ScalarFunction function)
{
    constexpr int counts[] = {
#define WEFT_ROW(name, operands) operands,
        WEFT_SCALAR_FUNCTIONS(WEFT_ROW)
#undef WEFT_ROW
            0};
    return counts[int(function)];
}

struct ConstantAttrs { // a scalar
    double value = 0;
    DType dtype = DType::f32;
    bool operator==(const ConstantAttrs&) const = default;
};

struct IotaAttrs { // 0, 1, 2, … along one axis
    Shape shape;
    int axis = 0;
    DType dtype = DType::i32;
    bool operator==(const IotaAttrs&) const = default;
};

struct CastAttrs {
    DType dtype = DType::f32;
    bool operator==(const CastAttrs&) const = default;
};

struct ReduceAttrs { // the axes stay, with size 1
    Shape axes; // sorted
    bool operator==(const ReduceAttrs&) const = default;
};

struct AxisAttrs {
    int axis = 0;
    bool operator==(const AxisAttrs&) const = default;
};

struct ShapeAttrs { // reshape, broadcast, and gradients that must know the shape they return to
    Shape shape;
    bool operator==(const ShapeAttrs&) const = default;
};

struct PermuteAttrs { // axis i of the result is axis order[i] of the operand
    Shape order;
    bool operator==(const PermuteAttrs&) const = default;
};

struct SliceAttrs { // sizes elements from starts, every steps-th
    Shape starts;
    Shape sizes;
    Shape steps;
    bool operator==(const SliceAttrs&) const = default;
};

struct PadAttrs { // zeros before, after and between the elements
    Shape low;
    Shape high;
    Shape interior;
    bool operator==(const PadAttrs&) const = default;
};

struct SplitAttrs { // into equal parts
    int axis = 0;
    int64_t parts = 2;
    bool operator==(const SplitAttrs&) const = default;
};

struct MatmulAttrs {
    bool transposeA = false;
    bool transposeB = false;
    bool operator==(const MatmulAttrs&) const = default;
};

struct ConvAttrs { // one entry a spatial axis
    Shape stride;
    Shape padLow;
    Shape padHigh;
    Shape dilation;
    int64_t groups = 1;
    Shape result = {}; // the two gradients only: the shape of the input or of the filter
    bool operator==(const ConvAttrs&) const = default;
};

struct PoolAttrs { // one entry a spatial axis
    Shape kernel;
    Shape stride;
    Shape padLow;
    Shape padHigh;
    bool countPadding = false; // averages only: zeros of the padding count as elements
    Shape result = {}; // avg_pool_gradient only: the shape of the input
    bool operator==(const PoolAttrs&) const = default;
};

struct RandomAttrs {
    enum Distribution : uint8_t { uniform, normal };
    Shape shape;
    Distribution distribution = uniform;
    uint32_t stream = 0; // tells apart the random nodes of a program; from the layer's id, so edits elsewhere keep it
    DType dtype = DType::f32;
    bool operator==(const RandomAttrs&) const = default;
};

struct NormAttrs {
    Shape axes; // over which mean and variance are taken; sorted
    double epsilon = 1e-5;
    bool operator==(const NormAttrs&) const = default;
};

struct LossAttrs {
    int axis = 1; // the classes
    int64_t ignored = -100; // this label counts nothing
    double smoothing = 0; // this share of the target is spread evenly over the classes
    bool operator==(const LossAttrs&) const = default;
};

struct AttentionAttrs {
    double scale = 1;
    bool causal = false;
    bool operator==(const AttentionAttrs&) const = default;
};

struct FusedStep {
    ScalarFunction function = ScalarFunction::constant;
    int args[3] = {-1, -1, -1};
    double value = 0; // constant
    bool operator==(const FusedStep&) const = default;
};

// A chain of scalar functions run in one pass over memory, made by the compiler. Slot i is operand i while i is below
// the number of operands, then the result of code[i - operands].
struct FusedAttrs {
    enum Reduce : uint8_t { none, sum, maximum };
    std::vector<FusedStep> code;
    std::vector<int> results; // slots; each one is an output of the domain's shape, or is reduced to one
    DType dtype = DType::f32; // of all arithmetic; operands of other types are converted as they are read
    DType rounded = DType::bf16; // of results that are rounded as they are stored (chain_results.h)
    Shape shape; // the domain: all operands broadcast to it
    Reduce reduce = none; // of every result, over `axes`, which stay with size 1
    Shape axes = {};
    bool operator==(const FusedAttrs&) const = default;
};

// Chains that know nothing of each other, side by side in one node: its operands are the first chain's, then the second
// one's; its results too.
struct ChainsAttrs {
    std::vector<FusedAttrs> chains;
    std::vector<int> operands; // how many each chain has
    bool operator==(const ChainsAttrs&) const = default;
};

using Attrs = std::variant<std::monostate, ConstantAttrs, IotaAttrs, CastAttrs, ReduceAttrs, AxisAttrs, ShapeAttrs,
                           PermuteAttrs, SliceAttrs, PadAttrs, SplitAttrs, MatmulAttrs, ConvAttrs, PoolAttrs,
                           RandomAttrs, NormAttrs, LossAttrs, AttentionAttrs, FusedAttrs, ChainsAttrs>;

} // namespace weft
