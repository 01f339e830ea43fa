#pragma once

#include "engine/ir/attrs.h"

#include <string>
#include <string_view>
#include <vector>

namespace weft {

struct Op;

// In which order a dense tensor lies in memory. Shapes are always logical (samples × channels × rows × columns).
enum class Layout : uint8_t { rowMajor, channelsLast };

struct ValueInfo {
    Shape shape = {};
    DType dtype = DType::f32;
    Layout layout = Layout::rowMajor;
    size_t bytes() const { return size_t(shape.elements()) * byteSize(dtype); }
    bool operator==(const ValueInfo&) const = default;
};

// Strides in elements of each logical axis.
Shape stridesOf(const ValueInfo& info);

struct Node {
    const Op* op = nullptr;
    Attrs attrs = {};
    std::vector<int> in = {};
    std::vector<int> out = {};
    int origin = -1; // index in Program::origins: the graph node it was made for
};

// How a state begins. orthogonal: rows of the matrix (first size × all others), or its columns where there are more
// rows, are of length 1 and perpendicular to each other (Saxe et al. 2013, "Exact solutions to the nonlinear dynamics of
// learning", section 3.1). identity: of a matrix inputs × units the unit matrix, of filters one that passes on channel i
// at the window's middle (Zagoruyko and Komodakis 2017, "DiracNets"); units beyond the inputs begin as uniform.
struct Init {
    enum Kind : uint8_t { constant, uniform, normal, orthogonal, identity };
    Kind kind = constant;
    double a = 0; // constant: the value; uniform, identity: the lower end; normal: the mean
    double b = 0; // uniform, identity: the upper end; normal: the standard deviation
    int64_t groups = 1; // identity, of filters: groups that do not see each other
    bool operator==(const Init&) const = default;
};

enum class StateKind : uint8_t { weight, statistic, optimizer, average, accumulator, counter };

// What lives longer than a step: weights, running statistics, the optimizer's memory. `value` is what the step reads,
// `next` what the next step will read (-1: unchanged). Programs find their states by name, so that one set serves
// training and evaluation at any batch size.
struct StateVariable {
    std::string name;
    int value = -1;
    int next = -1;
    Init init = {};
    StateKind kind = StateKind::weight;
    bool trainable = false;
    double learningRateScale = 1;
    int origin = -1;
};

struct Variable { // what the host writes before a step, or reads after it
    std::string name;
    int value = -1;
};

// How products of f32 tensors (matmul, convolutions, LSTM) are computed, where a device has the choice: as they are,
// with operands rounded to TF32 (10 bits after the point), or with operands and results in bf16 (7 bits) or f16 (10 bits, up
// to 65,504; the precision pass writes the casts, and TF32 serves where there is none). Sums are f32 in all.
enum class Products : uint8_t { exact, tf32, bf16, f16 };

// In what operands and results of products are kept; f32 where they are not narrower than the rest.
constexpr DType keptIn(Products products)
{
    return products == Products::bf16 ? DType::bf16 : products == Products::f16 ? DType::f16 : DType::f32;
}

// Straight-line code: every node comes after what it reads. One training step is one program.
struct Program {
    std::vector<ValueInfo> values = {};
    std::vector<Node> nodes = {};
    std::vector<Variable> inputs = {};
    std::vector<StateVariable> states = {};
    std::vector<Variable> outputs = {};
    std::vector<std::string> origins = {};
    Products products = Products::exact;
};

// The program as text; values are numbered as they appear, so two programs of the same form print the same.
std::string print(const Program& program);

// Its invariants: each value defined once and before its uses, and as infer() says. The first violation, or "".
std::string verify(const Program& program);

} // namespace weft
