#pragma once

#include "engine/graph/project.h"
#include "engine/import/onnx/graph_writer.h"
#include "engine/import/onnx/read_model.h"
#include "engine/storage/file_system.h"

namespace weft {

// Reads an ONNX model into a project of catalogue layers, with its weights: to be looked at, cut, frozen, trained on.
//
//   bytes ─wire, read_model─▶ OnnxModel ─fold─▶ known numbers ┐
//                                     └─operators/*──────────▶ GraphWriter ─▶ Project + StartingStates
//
// - Reading (wire.h, read_model.h): our own reader of the few protobuf messages that ONNX is made of, without a
// library:
//   nothing is copied but names, every length is checked against the file before anything is made of it, and what one
//   file may make us keep is limited, also by folding and by weights that many nodes share. Tensors in files of their
//   own (constant.h) are opened inside the model's folder alone, whatever the model calls them.
// - Folding (fold.h): exporters write the arithmetic on shapes as operators. What is known while reading is computed
//   here, with the batch at a prime number that nothing else is; an If whose condition is known is its branch.
// - Operators (operators/, a table a family): each ONNX node becomes layers of the catalogue, and each layer is lowered
//   as it is written (graph_writer.h), so that the layers' own rules are the only shape rules. What has no layer of its
//   own is a formula (Expression) or several layers. recognise.h finds layers that exporters take apart.
// - The samples: a network of Weft computes each sample for itself, and no layer acts across them. So each value knows
//   which of its ONNX axes holds the samples (Operand::batchAxis). If the model does act across its first axis, or has
//   none in common, then a sample is one whole call of the model: all ONNX axes stand behind the samples.
// - What cannot be expressed is collected and said at once, by operator and node.
// - The weights are in no project file: the caller writes them as safetensors beside it, and names that file in
//   training.weights (engine/train/runs/start_weights.h).

struct OnnxImportOptions {
    std::string folder = "."; // of the model, for tensors in files of their own
    // By name: the size of a dimension that the model leaves open, or what an input of one number always is.
    std::map<std::string, int64_t> sizes = {};
    std::map<std::string, OnnxTensor> inputs = {}; // graph inputs with known numbers
    OnnxLimits limits = {};
};

struct OnnxPort { // an input or output of the model
    std::string name = {}; // in ONNX
    std::string node = {}; // in the project
    std::vector<int64_t> dims = {}; // the batch as −1
    int batchAxis = -1; // −1: a sample is one whole tensor
};

struct ImportedModel {
    Project project = {};
    std::vector<StartingState> weights = {};
    std::vector<OnnxPort> inputs = {}; // that the network still has
    std::vector<OnnxPort> outputs = {};
    std::string producer = {};
    int64_t opset = 0;
    bool samplesAreBatch = true;
    size_t operators = 0; // in the file
};

// The file is sound, but Weft makes no network of it: the list of what it cannot express, or what is left open.
class ModelNotTaken : public Error {
public:
    using Error::Error;
};

// What is wrong with OnnxImportOptions::sizes.
class OnnxSizeError : public Error {
public:
    using Error::Error;
};

// ModelNotTaken, OnnxSizeError; Error: with a sentence for what is wrong with the file.
ImportedModel importOnnx(std::string bytes, FileSystem& files, const OnnxImportOptions& options = {});

} // namespace weft
