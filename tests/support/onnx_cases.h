#pragma once

#include "engine/backends/backend.h"
#include "engine/import/onnx/import_onnx.h"

#include <optional>

namespace weft {

// Models with inputs and the outputs that others computed for them, as ONNX keeps its tests: model.onnx and
// test_data_set_K/{input,output}_N.pb.

struct OnnxNumbers {
    OnnxType type = OnnxType::f32;
    std::vector<int64_t> dims = {};
    std::vector<double> numbers = {};
    bool isTensor = true;
};

struct OnnxDataSet {
    std::vector<std::string> files = {}; // the bytes that tensors of inputs lie in
    std::vector<OnnxTensor> tensors = {}; // of the inputs
    std::vector<OnnxNumbers> inputs = {};
    std::vector<OnnxNumbers> outputs = {};
};

struct OnnxCase {
    std::string folder = {};
    std::string bytes = {}; // of the model
    std::vector<std::string> inputNames = {}; // of the real inputs
    std::vector<std::string> outputNames = {};
    std::vector<OnnxDataSet> sets = {};
};

OnnxCase readOnnxCase(const std::string& folder); // Error if it holds anything but tensors

// What the imported network answers, in ONNX's order of outputs and with its sizes. `inputs`: those of the data set, in
// the order of names.
std::vector<OnnxNumbers> runImported(const ImportedModel& model, Backend& backend,
                                     const std::vector<std::string>& names, const std::vector<OnnxNumbers>& inputs,
                                     bool inDoubles);

// "" if they agree as ONNX's own tests ask: |a − b| ≤ absolute + relative · |b|.
std::string differenceBetween(const OnnxNumbers& given, const OnnxNumbers& wanted, double relative, double absolute);

} // namespace weft
