#pragma once

#include "engine/ir/op.h"

#include <functional>
#include <unordered_map>

namespace weft {

// Appends nodes to a program. Everything added between two setOrigin calls belongs to that graph node. While it works,
// others may add inputs, states and origins to the program, but not rename or remove any.
class Builder {
public:
    explicit Builder(Program& program)
        : m_program(program)
    {
    }

    Values add(const Op& op, Attrs attrs, std::span<const Value> in);
    Value input(const std::string& name, const Shape& shape, DType dtype); // if one of that name exists: that one
    Value state(const StateVariable& variable, const Shape& shape, DType dtype); // likewise
    StateVariable& stateOf(Value value); // whose value it is; there must be one
    void setNext(Value state, Value next);
    void output(const std::string& name, Value value);
    void setOrigin(const std::string& name);
    void setOrigin(int origin) { m_origin = origin; }
    int origin() const { return m_origin; }
    Value at(int id) { return {this, id}; }
    Program& program() { return m_program; }
    const Program& program() const { return m_program; }

private:
    template <class Key> struct Places { // key → index in a list, of the first `seen` entries; the first of equal ones
        std::unordered_map<Key, int> places = {};
        size_t seen = 0;
        template <class Entry, class KeyOf> int find(const std::vector<Entry>& list, const Key& key, KeyOf keyOf)
        {
            for (; seen < list.size(); ++seen)
                places.emplace(std::invoke(keyOf, list[seen]), int(seen));
            const auto found = places.find(key);
            return found == places.end() ? -1 : found->second;
        }
    };

    Program& m_program;
    int m_origin = -1;
    Places<std::string> m_inputs = {};
    Places<std::string> m_states = {};
    Places<std::string> m_origins = {};
    Places<int> m_stateOfValue = {};
};

// Elementwise; operands broadcast as in NumPy.
Value apply(ScalarFunction function, std::initializer_list<Value> in);
Value constant(Builder& builder, double value, DType dtype);
#define WEFT_UNARY(name)                                                                                               \
    inline Value name(Value x)                                                                                         \
    {                                                                                                                  \
        return apply(ScalarFunction::name, {x});                                                                       \
    }
WEFT_UNARY(abs)
WEFT_UNARY(sign)
WEFT_UNARY(exp)
WEFT_UNARY(log)
WEFT_UNARY(log1p)
WEFT_UNARY(sqrt)
WEFT_UNARY(rsqrt)
WEFT_UNARY(reciprocal)
WEFT_UNARY(square)
WEFT_UNARY(tanh)
WEFT_UNARY(sigmoid)
WEFT_UNARY(relu)
WEFT_UNARY(erf)
WEFT_UNARY(sin)
WEFT_UNARY(cos)
WEFT_UNARY(floor)
WEFT_UNARY(is_finite)
#undef WEFT_UNARY
#define WEFT_BINARY(name, function)                                                                                    \
    inline Value name(Value a, Value b)                                                                                \
    {                                                                                                                  \
        return apply(ScalarFunction::function, {a, b});                                                                \
    }                                                                                                                  \
    inline Value name(Value a, double b)                                                                               \
    {                                                                                                                  \
        return name(a, constant(*a.builder, b, a.dtype()));                                                            \
    }                                                                                                                  \
    inline Value name(double a, Value b)                                                                               \
    {                                                                                                                  \
        return name(constant(*b.builder, a, b.dtype()), b);                                                            \
    }
WEFT_BINARY(operator+, add)
WEFT_BINARY(operator-, subtract)
WEFT_BINARY(operator*, multiply)
WEFT_BINARY(operator/, divide)
WEFT_BINARY(maximum, maximum)
WEFT_BINARY(minimum, minimum)
WEFT_BINARY(power, power)
WEFT_BINARY(equal, equal)
WEFT_BINARY(less, less)
WEFT_BINARY(lessEqual, less_equal)
#undef WEFT_BINARY
inline Value operator-(Value x)
{
    return apply(ScalarFunction::negate, {x});
}
inline Value select(Value condition, Value yes, Value no)
{
    return apply(ScalarFunction::select, {condition, yes, no});
}
Value cast(Value x, DType dtype); // x itself if it is of that type

// Reductions keep the axes with size 1. Negative axes count from the end.
Value sum(Value x, const std::vector<int>& axes);
Value sum(Value x); // of everything: a scalar
Value max(Value x, const std::vector<int>& axes);
Value mean(Value x, const std::vector<int>& axes);
Value argmax(Value x, int axis); // i32, the axis removed; the first of equal ones
Value sumTo(Value x, const Shape& shape); // undoes a broadcast from `shape`

// a: [batch ×] rows × inner, b: [batch ×] inner × columns; with a two-dimensional b all leading axes of a are rows.
Value matmul(Value a, Value b, bool transposeA = false, bool transposeB = false);

// x: samples × channels × spatial…; filter: filters × channels/groups × kernel….
Value conv(Value x, Value filter, ConvAttrs attrs);
// The same attributes, seen from the gradient, and `result`; the first is also what transposed convolution computes.
Value convInputGradient(Value dy, Value filter, ConvAttrs attrs);
Value convFilterGradient(Value x, Value dy, ConvAttrs attrs);
Value maxPool(Value x, PoolAttrs attrs);
Value avgPool(Value x, PoolAttrs attrs);

Value reshape(Value x, const Shape& shape);
Value permute(Value x, const std::vector<int>& order);
Value broadcastTo(Value x, const Shape& shape);
Value slice(Value x, int axis, int64_t start, int64_t size, int64_t step = 1);
Value pad(Value x, PadAttrs attrs);
Value concat(std::span<const Value> parts, int axis);
Values split(Value x, int axis, int64_t parts); // into equal parts
Value stopGradient(Value x);

Value gather(Value table, Value indices); // rows of the table: indices' shape × row
Value scatterAdd(Value indices, Value updates, int64_t rows); // gather's gradient: rows × row
Value iota(Builder& builder, const Shape& shape, int axis, DType dtype);
// key: i64 [2], the seed and the step's number. Element i is lane i % 4 of the block of Philox at counter {i / 4,
// stream, step, i / 2^34}; of normal ones two lanes make two numbers by Box and Muller.
Value random(Value key, RandomAttrs attrs);

Value softmax(Value x, int axis);
Value logSoftmax(Value x, int axis);
// y = (x - mean) / √(variance + ε) · scale + bias. Gives {y, mean, 1/√(variance + ε)}; the last two keep all axes. The
// variance is the biased one.
Values norm(Value x, Value scale, Value bias, const std::vector<int>& axes, double epsilon);
// Cross-entropy of softmax(logits) against class indices (i32): one number for each label, 0 for ignored ones.
Value softmaxCrossEntropy(Value logits, Value labels, LossAttrs attrs);
// softmax(q·kᵀ·scale)·v; q, k, v: samples × heads × length × width.
Value attention(Value q, Value k, Value v, AttentionAttrs attrs);
// The recurrent part of an LSTM (Hochreiter and Schmidhuber 1997, with the forget gate of Gers et al. 2000); gates in
// the order input, forget, cell, output. projected: samples × length × 4·units, the inputs times their weights plus
// bias; recurrent: units × 4·units; h0, c0: samples × units. Gives {h: samples × length × units, c: likewise, gates: as
// projected, after their activations}.
Values lstm(Value projected, Value recurrent, Value h0, Value c0);

} // namespace weft
