#pragma once

// For the files of this folder alone: the header is long to compile.

#include "engine/support/dtype.h"

#include <onnx/onnx_pb.h>

namespace weft {

constexpr int onnxType(DType type)
{
    switch (type) {
    case DType::f32:
        return onnx::TensorProto::FLOAT;
    case DType::f64:
        return onnx::TensorProto::DOUBLE;
    case DType::f16:
        return onnx::TensorProto::FLOAT16;
    case DType::bf16:
        return onnx::TensorProto::BFLOAT16;
    case DType::i32:
        return onnx::TensorProto::INT32;
    case DType::i64:
        return onnx::TensorProto::INT64;
    case DType::u8:
        return onnx::TensorProto::UINT8;
    }
    return onnx::TensorProto::UNDEFINED;
}

} // namespace weft
