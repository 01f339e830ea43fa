#include "engine/export/onnx/forms/forms.h"

namespace weft {

WriteForm formOf(const Op& op)
{
    if (op.scalar)
        return scalarForm(*op.scalar);
    for (const std::span<const OpForm> family : {movementForms(), windowForms(), reductionForms(), productForms()}) {
        for (const OpForm& form : family) {
            if (form.op == &op)
                return form.write;
        }
    }
    return nullptr;
}

std::vector<int64_t> listOf(const Shape& shape)
{
    return {shape.begin(), shape.end()};
}

std::vector<int64_t> pads(const Shape& low, const Shape& high)
{
    std::vector<int64_t> all = listOf(low);
    all.insert(all.end(), high.begin(), high.end());
    return all;
}

} // namespace weft
