#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace weft {

// An ONNX model as its file says it (github.com/onnx/onnx, onnx/onnx.proto); texts and raw data stay in the file's
// memory.

enum class OnnxType : int32_t { // TensorProto.DataType
    undefined = 0,
    f32 = 1,
    u8 = 2,
    i8 = 3,
    u16 = 4,
    i16 = 5,
    i32 = 6,
    i64 = 7,
    string = 8,
    boolean = 9,
    f16 = 10,
    f64 = 11,
    u32 = 12,
    u64 = 13,
    complex64 = 14,
    complex128 = 15,
    bf16 = 16,
};
constexpr bool isFloat(OnnxType type)
{
    return type == OnnxType::f32 || type == OnnxType::f64 || type == OnnxType::f16 || type == OnnxType::bf16;
}

struct OnnxTensor {
    std::string_view name = {};
    OnnxType type = OnnxType::undefined;
    std::vector<int64_t> dims = {};
    std::string_view raw = {}; // little-endian, or numbers in one of the next three
    std::vector<float> floats = {};
    std::vector<double> doubles = {};
    std::vector<int64_t> ints = {}; // also of smaller types, and the bits of f16 and bf16
    bool isExternal = false;
    std::map<std::string, std::string> external = {}; // location, offset, length
};

struct OnnxGraph;

struct OnnxAttribute {
    std::string_view name = {};
    float real = 0;
    int64_t integer = 0;
    std::string_view text = {};
    std::shared_ptr<OnnxTensor> tensor = {};
    std::shared_ptr<OnnxGraph> graph = {};
    std::vector<float> reals = {};
    std::vector<int64_t> integers = {};
};

struct OnnxNode {
    std::string name = {};
    std::string op = {};
    std::string domain = {};
    std::vector<std::string> inputs = {}; // "": left out
    std::vector<std::string> outputs = {};
    std::vector<OnnxAttribute> attributes = {};
};

struct OnnxDim {
    int64_t size = -1; // -1: open
    std::string name = {}; // of an open one; "input.0" if the model gives none
};

struct OnnxValue { // an input or output of a graph
    std::string name = {};
    OnnxType type = OnnxType::undefined; // undefined: it is no tensor
    bool hasShape = false;
    std::vector<OnnxDim> dims = {};
};

struct OnnxGraph {
    std::string name = {};
    std::vector<OnnxNode> nodes = {};
    std::vector<OnnxTensor> initializers = {};
    std::vector<OnnxValue> inputs = {}; // may repeat initializers, which are then defaults
    std::vector<OnnxValue> outputs = {};
};

struct OnnxModel {
    std::shared_ptr<const std::string> bytes = {}; // the file
    std::string producer = {};
    int64_t opset = 0; // of the operators that have no domain
    OnnxGraph graph = {};
    std::map<std::string, std::string, std::less<>> metadata = {};
};

} // namespace weft
