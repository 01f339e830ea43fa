#include "engine/compiler/gradients.h"

#include <cassert>

namespace weft {

Values gradients(Builder& builder, Value loss, std::span<const Value> of)
{
    assert(loss.shape().rank() == 0);
    const size_t nodeCount = builder.program().nodes.size();
    std::vector<char> depends(builder.program().values.size(), 0); // on one of `of`
    for (const Value& value : of)
        depends[size_t(value.id)] = 1;
    for (size_t i = 0; i < nodeCount; ++i) {
        const Node& node = builder.program().nodes[i];
        if (node.op->grad == nullptr)
            continue;
        for (const int id : node.in) {
            if (depends[size_t(id)]) {
                for (const int out : node.out)
                    depends[size_t(out)] = isFloat(builder.program().values[size_t(out)].dtype);
                break;
            }
        }
    }

    std::vector<Value> flowing(depends.size());
    flowing[size_t(loss.id)] = constant(builder, 1, loss.dtype());
    const int origin = builder.origin();
    for (size_t i = nodeCount; i-- > 0;) {
        const Node node = builder.program().nodes[i]; // a copy: the rule appends to the program
        Values in, out, dOut;
        bool any = false;
        for (const int id : node.out) {
            out.push_back(builder.at(id));
            dOut.push_back(flowing[size_t(id)]);
            any = any || (dOut.back().valid() && depends[size_t(id)]);
        }
        if (!any || node.op->grad == nullptr)
            continue;
        for (const int id : node.in)
            in.push_back(builder.at(id));
        builder.setOrigin(node.origin);
        for (size_t k = 0; k < dOut.size(); ++k) { // rules with one result need no question
            if (!dOut[k].valid() && k == 0)
                dOut[k] = broadcastTo(constant(builder, 0, out[k].dtype()), out[k].shape());
        }
        const Values dIn = node.op->grad(node, in, out, dOut);
        assert(dIn.size() == in.size());
        for (size_t k = 0; k < in.size(); ++k) {
            Value& sum = flowing[size_t(in[k].id)];
            if (dIn[k].valid() && depends[size_t(in[k].id)]) {
                assert(dIn[k].shape() == in[k].shape());
                sum = sum.valid() ? sum + dIn[k] : dIn[k];
            }
        }
    }
    builder.setOrigin(origin);
    Values result;
    for (const Value& value : of)
        result.push_back(flowing[size_t(value.id)]);
    return result;
}

} // namespace weft
