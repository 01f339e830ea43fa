#include "engine/ir/op.h"

#include <utility>

namespace weft {

Shape stridesOf(const ValueInfo& info)
{
    if (info.layout == Layout::rowMajor)
        return stridesOf(info.shape);
    Shape strides = info.shape; // samples, spatial…, channels
    int64_t step = info.shape[1];
    for (int axis = info.shape.rank() - 1; axis >= 2; --axis) {
        strides[axis] = step;
        step *= info.shape[axis];
    }
    strides[0] = step;
    strides[1] = 1;
    return strides;
}

std::string verify(const Program& program)
{
    const int count = int(program.values.size());
    std::vector<char> defined(program.values.size(), 0);
    const auto define = [&](int value) {
        return value >= 0 && value < count && !std::exchange(defined[size_t(value)], 1);
    };
    const auto known = [&](int value) { return value >= 0 && value < count && defined[size_t(value)]; };
    for (const Variable& input : program.inputs) {
        if (!define(input.value))
            return "input " + input.name + " is defined twice";
    }
    for (const StateVariable& state : program.states) {
        if (!define(state.value))
            return "state " + state.name + " is defined twice";
    }
    for (size_t i = 0; i < program.nodes.size(); ++i) {
        const Node& node = program.nodes[i];
        const std::string place = "node " + std::to_string(i) + " (" + std::string(node.op->name) + ")";
        std::vector<ValueInfo> infos;
        for (const int value : node.in) {
            if (!known(value))
                return place + " reads what is not defined before it";
            infos.push_back(program.values[size_t(value)]);
        }
        const std::vector<ValueInfo> results = node.op->infer(node.attrs, infos);
        if (results.size() != node.out.size())
            return place + " has a wrong number of results";
        for (size_t k = 0; k < results.size(); ++k) {
            if (!define(node.out[k]))
                return place + " defines a value twice";
            const ValueInfo& info = program.values[size_t(node.out[k])];
            if (info.shape != results[k].shape || info.dtype != results[k].dtype)
                return place + " gives " + toString(results[k].shape) + ", the program says " + toString(info.shape);
        }
    }
    for (const StateVariable& state : program.states) {
        if (state.next >= 0 && !known(state.next))
            return "state " + state.name + " becomes what is not defined";
    }
    for (const Variable& output : program.outputs) {
        if (!known(output.value))
            return "output " + output.name + " is not defined";
    }
    return "";
}

} // namespace weft
