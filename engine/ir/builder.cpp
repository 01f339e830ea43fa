#include "engine/ir/builder.h"

#include <cassert>

namespace weft {

const ValueInfo& Value::info() const
{
    assert(valid());
    return builder->program().values[size_t(id)];
}

namespace {

void requirePossible(const Shape& shape)
{
    if (!checkedElements(shape.sizes()))
        throw ShapeError(toString(shape) + " is too large for any memory.");
}

} // namespace

Values Builder::add(const Op& op, Attrs attrs, std::span<const Value> in)
{
    std::vector<ValueInfo> infos;
    Node node = {.op = &op, .origin = m_origin};
    for (const Value& operand : in) {
        assert(operand.builder == this);
        infos.push_back(operand.info());
        node.in.push_back(operand.id);
    }
    Values results;
    for (ValueInfo& info : op.infer(attrs, infos)) {
        requirePossible(info.shape);
        info.layout = Layout::rowMajor;
        m_program.values.push_back(std::move(info));
        node.out.push_back(int(m_program.values.size()) - 1);
        results.push_back({this, node.out.back()});
    }
    node.attrs = std::move(attrs);
    m_program.nodes.push_back(std::move(node));
    return results;
}

Value Builder::input(const std::string& name, const Shape& shape, DType dtype)
{
    const int known = m_inputs.find(m_program.inputs, name, &Variable::name);
    if (known >= 0)
        return at(m_program.inputs[size_t(known)].value);
    requirePossible(shape);
    m_program.values.push_back({.shape = shape, .dtype = dtype});
    m_program.inputs.push_back({name, int(m_program.values.size()) - 1});
    return at(m_program.inputs.back().value);
}

Value Builder::state(const StateVariable& variable, const Shape& shape, DType dtype)
{
    const int known = m_states.find(m_program.states, variable.name, &StateVariable::name);
    if (known >= 0) {
        const Value value = at(m_program.states[size_t(known)].value);
        if (value.shape() != shape)
            throw ShapeError("\"" + variable.name + "\" is " + toString(value.shape()) + " elsewhere, and cannot be "
                             + toString(shape) + " here.");
        return value;
    }
    requirePossible(shape);
    m_program.values.push_back({.shape = shape, .dtype = dtype});
    StateVariable& added = m_program.states.emplace_back(variable);
    added.value = int(m_program.values.size()) - 1;
    added.origin = m_origin;
    return at(added.value);
}

StateVariable& Builder::stateOf(Value value)
{
    const int known = m_stateOfValue.find(m_program.states, value.id, &StateVariable::value);
    assert(known >= 0);
    return m_program.states[size_t(known)];
}

void Builder::setNext(Value state, Value next)
{
    assert(next.info() == state.info());
    stateOf(state).next = next.id;
}

void Builder::output(const std::string& name, Value value)
{
    m_program.outputs.push_back({name, value.id});
}

void Builder::setOrigin(const std::string& name)
{
    const int known = m_origins.find(m_program.origins, name, std::identity());
    m_origin = known >= 0 ? known : int(m_program.origins.size());
    if (known < 0)
        m_program.origins.push_back(name);
}

} // namespace weft
