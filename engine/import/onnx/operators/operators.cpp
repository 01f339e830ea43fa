#include "engine/import/onnx/operators/operators.h"

#include <unordered_map>

namespace weft {

const OnnxOperator* findOnnxOperator(std::string_view op)
{
    static const auto all = [] {
        std::unordered_map<std::string_view, const OnnxOperator*> byName;
        for (const auto family :
             {functionOperators, arithmeticOperators, reductionOperators, convolutionOperators, poolingOperators,
              linearOperators, normalizationOperators, movementOperators, indexOperators, resizeOperators,
              recurrentOperators, lossOperators, scatterOperators, quantizedOperators, einsumOperators}) {
            for (const OnnxOperator& one : family())
                byName.emplace(one.op, &one);
        }
        return byName;
    }();
    const auto found = all.find(op);
    return found == all.end() ? nullptr : found->second;
}

} // namespace weft
