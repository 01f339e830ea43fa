#include "engine/backends/cpu/onednn/families.h"
#include "engine/backends/cpu/onednn/onednn.h"
#include "engine/ir/ops/ops.h"

#include <algorithm>

#include <oneapi/dnnl/dnnl.hpp>

namespace weft {

namespace {

struct Family {
    const Op* op;
    std::unique_ptr<Kernel> (*prepare)(const Node& node, const Program& program);
};

constexpr Family families[] = {
    {&matmulOp, onednn::prepareMatmul},
    {&convOp, onednn::prepareConv},
    {&convInputGradientOp, onednn::prepareConv},
    {&convFilterGradientOp, onednn::prepareConv},
    {&maxPoolOp, onednn::preparePool},
    {&maxPoolGradientOp, onednn::preparePool},
    {&avgPoolOp, onednn::preparePool},
    {&avgPoolGradientOp, onednn::preparePool},
    {&lstmOp, onednn::prepareLstm},
    {&lstmGradientOp, onednn::prepareLstm},
};

} // namespace

std::string oneDnnVersion()
{
    const dnnl::version_t* version = dnnl::version();
    return "oneDNN " + std::to_string(version->major) + "." + std::to_string(version->minor) + "."
        + std::to_string(version->patch);
}

std::unique_ptr<Kernel> prepareOneDnn(const Node& node, const Program& program)
{
    const auto* family = std::ranges::find(families, node.op, &Family::op);
    const auto suits = [&](int id) {
        const ValueInfo& info = program.values[size_t(id)];
        return info.dtype == DType::f32 && info.shape.elements() > 0;
    };
    if (family == std::end(families) || !std::ranges::all_of(node.in, suits) || !std::ranges::all_of(node.out, suits))
        return nullptr;
    try {
        return family->prepare(node, program);
    } catch (const dnnl::error&) { // a form that oneDNN has no implementation of
        return nullptr;
    }
}

} // namespace weft
