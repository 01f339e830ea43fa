#pragma once

#include "engine/ir/program.h"
#include "engine/support/diagnostic.h"
#include "engine/support/error.h"

#include <optional>
#include <span>

namespace weft {

class Builder;

// A value of the program under construction. Reads like maths: `x * sigmoid(x)`.
struct Value {
    Builder* builder = nullptr;
    int id = -1;
    bool valid() const { return builder != nullptr; }
    const ValueInfo& info() const;
    Shape shape() const { return info().shape; } // a copy: the program moves its values as it grows
    DType dtype() const { return info().dtype; }
};
using Values = std::vector<Value>;

// Shapes or types that an op cannot take; the checker turns it into a diagnostic at the node.
class ShapeError : public Error {
public:
    explicit ShapeError(const std::string& sentence, DiagnosticCode what = DiagnosticCode::other)
        : Error(sentence)
        , code(what)
    {
    }
    DiagnosticCode code;
};

// One primitive: everything the compiler knows about it. Gradients and decompositions are written in ops, so every
// backend and every precision gets them.
struct Op {
    std::string_view name;
    // Shapes and types of the results; throws ShapeError.
    std::vector<ValueInfo> (*infer)(const Attrs& attrs, std::span<const ValueInfo> in) = nullptr;
    // Gradients of the operands from those of the results; an invalid Value, in either direction, means that none
    // flows. nullptr: not differentiable, nothing flows.
    Values (*grad)(const Node& node, std::span<const Value> in, std::span<const Value> out,
                   std::span<const Value> dOut) = nullptr;
    // The same in simpler ops: the fallback where a backend declines, and the oracle of its tests. nullptr: core.
    Values (*decompose)(const Attrs& attrs, std::span<const Value> in) = nullptr;
    // Multiply-adds count two. nullptr: one for each element of the result.
    double (*flops)(const Node& node, const Program& program) = nullptr;
    std::optional<ScalarFunction> scalar = {};
    bool isView = false; // the result is the operand's memory (operands in row-major order)
    bool isRandom = false; // two equal nodes are two different values
};

} // namespace weft
