#include "engine/export/onnx/check.h"

#include "engine/support/error.h"

#include <onnx/checker.h>
#include <onnx/shape_inference/implementation.h>

namespace weft {

void checkModel(onnx::ModelProto& model, const std::string& folder)
{
    try {
        onnx::checker::CheckerContext context;
        std::unordered_map<std::string, int> opsets;
        for (const onnx::OperatorSetIdProto& opset : model.opset_import())
            opsets[opset.domain()] = int(opset.version());
        context.set_ir_version(int(model.ir_version()));
        context.set_opset_imports(opsets);
        context.set_model_dir(folder);
        onnx::checker::check_graph(model.graph(), context, onnx::checker::LexicalScopeContext());
        onnx::shape_inference::InferShapes(model, onnx::OpSchemaRegistry::Instance(),
                                           onnx::ShapeInferenceOptions {true, 1, true});
    } catch (const std::exception& error) {
        throw Error(std::string("The model does not pass ONNX's own checks, so it was not written: ") + error.what());
    }
}

} // namespace weft
