#pragma once

#include "engine/import/onnx/conversion.h"

namespace weft {

// How ONNX says where the windows of convolutions and poolings lie: one number a spatial axis in each list.
struct OnnxWindows {
    std::vector<int64_t> kernel;
    std::vector<int64_t> stride;
    std::vector<int64_t> dilation;
    std::vector<int64_t> low; // zeros before
    std::vector<int64_t> high; // and behind; with ceil_mode as many more as the last window needs
    std::vector<int64_t> places; // of the result
};
// `automatic`: see to auto_pad.
OnnxWindows windowsOf(Conversion& c, const Operand& x, std::vector<int64_t> kernel, bool automatic = true);

// Kernel, stride and padding as the layers have them.
Params paramsOf(const OnnxWindows& windows);

} // namespace weft
