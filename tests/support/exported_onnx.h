#pragma once

#include "engine/export/onnx/write_onnx.h"
#include "tests/support/export_samples.h"
#include "tests/support/run_elsewhere.h"

namespace weft {

// Models written as ONNX.
class ExportedOnnx : public RunElsewhere {
public:
    ExportedOnnx();

    // Writes the model, which ONNX's checker and shape inference see then. Throws Error.
    std::string write(const std::string& name, const ExportedModel& model, const OnnxOptions& options = {});
    // The same, and what is to be asked of it later.
    void add(const std::string& name, const ExportedModel& model, Trial trial, const OnnxOptions& options = {});
    AddModel adder()
    {
        return [this](const std::string& name, const ExportedModel& model, Trial trial) {
            add(name, model, std::move(trial));
        };
    }

    std::string path(const std::string& name) const { return RunElsewhere::path(name + ".onnx"); }
};

// ONNX Runtime in Node.js, which tests/support/install_onnxruntime installs.
const Runtime& nodeRuntime();
const Runtime& opencvRuntime();

} // namespace weft
