#pragma once

#include "engine/export/onnx/writer.h"

#include <functional>

namespace weft {

// A node of the program that is to be written.
struct OpNode {
    const BatchProgram& code;
    int index = 0;
    std::vector<bool> wanted = {}; // which of its results anybody reads

    const Node& node() const { return code.program.nodes[size_t(index)]; }
    int in(size_t i) const { return node().in[i]; }
    int out(size_t i = 0) const { return node().out[i]; }
    const ValueInfo& info(int value) const { return code.program.values[size_t(value)]; }
    const Shape& shape(int value) const { return info(value).shape; }
    template <class T> const T& attrs() const { return std::get<T>(node().attrs); }
};

using WriteForm = void (*)(OnnxWriter& graph, const OpNode& node);

// How one op is written in ONNX, whatever surrounds it.
struct OpForm {
    const Op* op = nullptr;
    WriteForm write = nullptr;
};
std::span<const OpForm> movementForms(); // movement.cpp, and so on
std::span<const OpForm> windowForms();
std::span<const OpForm> reductionForms();
std::span<const OpForm> productForms();
WriteForm scalarForm(ScalarFunction function);

// nullptr: the op serves training alone and has no form.
WriteForm formOf(const Op& op);

std::vector<int64_t> listOf(const Shape& shape);
// Low ones of all axes, then high ones, as ONNX wants them.
std::vector<int64_t> pads(const Shape& low, const Shape& high);

} // namespace weft
