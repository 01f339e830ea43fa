#include "engine/export/pytorch/forms/forms.h"

namespace weft {

namespace {

std::string tail(const TorchLayer& layer, bool affineByDefault, const char* word = "affine")
{
    const bool affine = layer.toggle("affine");
    return ", eps=" + layer.number("epsilon")
        + (affine == affineByDefault ? "" : std::string(", ") + word + (affine ? "=True" : "=False"));
}

void keepAffine(TorchLayer& layer)
{
    if (!layer.toggle("affine"))
        return;
    layer.keep("weight", "scale");
    layer.keep("bias", "bias");
}

void defineOffsetNorm(TorchLayer& layer)
{
    layer.writer().define("BatchNormOffset", R"py(class BatchNormOffset(nn.Module):
    """Batch norm that learns an offset for each channel, and no scale."""

    def __init__(self, channels, eps, momentum=0.1):
        super().__init__()
        self.eps, self.momentum = eps, momentum
        self.bias = nn.Parameter(torch.zeros(channels))
        self.register_buffer("running_mean", torch.zeros(channels))
        self.register_buffer("running_var", torch.ones(channels))

    def forward(self, x):
        return nn.functional.batch_norm(x, self.running_mean, self.running_var, None, self.bias, self.training,
                                        self.momentum, self.eps)
)py");
}

TorchResults batchNorm(TorchLayer& layer)
{
    const int rank = layer.rank();
    const std::string kind = rank <= 3 ? "1d" : rank == 4 ? "2d" : "3d";
    const std::string momentum = layer.real("momentum") == 0.1 ? "" : ", momentum=" + layer.number("momentum");
    const std::string channels = std::to_string(layer.shape()[1]);
    const bool offsetAlone = layer.toggle("affine") && !layer.toggle("scale");
    if (offsetAlone)
        defineOffsetNorm(layer);
    const std::string module =
        layer.module(offsetAlone ? "BatchNormOffset(" + channels + ", eps=" + layer.number("epsilon") + momentum + ")"
                                 : "nn.BatchNorm" + kind + "(" + channels + tail(layer, true) + momentum + ")");
    if (offsetAlone)
        layer.keep("bias", "bias");
    else
        keepAffine(layer);
    layer.keep("running_mean", "mean");
    layer.keep("running_var", "variance");
    if (layer.node().frozen)
        layer.writer().standStill(module);
    if (rank > 5)
        return {module + "(" + layer.x() + ".flatten(4)).view_as(" + layer.x() + ")"};
    return {module + "(" + layer.x() + ")"};
}

TorchResults groupNorm(TorchLayer& layer)
{
    const TorchResults y = layer.call("nn.GroupNorm(" + std::to_string(layer.integer("groups")) + ", "
                                      + std::to_string(layer.shape()[1]) + tail(layer, true) + ")");
    keepAffine(layer);
    return y;
}

TorchResults instanceNorm(TorchLayer& layer)
{
    const Shape& x = layer.shape();
    if (x.rank() > 5 || x.elements() == x[0] * x[1]) // nn refuses a single place
        return {};
    const TorchResults y = layer.call("nn.InstanceNorm" + std::to_string(x.rank() - 2) + "d(" + std::to_string(x[1])
                                      + tail(layer, false) + ")");
    keepAffine(layer);
    return y;
}

TorchResults layerNorm(TorchLayer& layer)
{
    std::vector<std::string> sizes;
    for (int axis = layer.rank() - int(layer.integer("axes")); axis < layer.rank(); ++axis)
        sizes.push_back(std::to_string(layer.shape()[axis]));
    const TorchResults y = layer.call("nn.LayerNorm(" + (sizes.size() == 1 ? sizes[0] : pythonTuple(sizes))
                                      + tail(layer, true, "elementwise_affine") + ")");
    keepAffine(layer);
    return y;
}

// The window of nn is one place further to the front where its size is even.
TorchResults localResponseNorm(TorchLayer& layer)
{
    if (layer.integer("size") % 2 == 0 || layer.rank() < 3)
        return {};
    return layer.call("nn.LocalResponseNorm(" + std::to_string(layer.integer("size")) + ", alpha="
                      + layer.number("alpha") + ", beta=" + layer.number("beta") + ", k=" + layer.number("bias") + ")");
}

TorchResults rmsNorm(TorchLayer& layer)
{
    layer.writer().define("RMSNorm", R"py(class RMSNorm(nn.Module):
    """Scales the last axis to root mean square 1; torch.nn has it from version 2.4 on."""

    def __init__(self, features, eps):
        super().__init__()
        self.eps = eps
        self.weight = nn.Parameter(torch.ones(features))

    def forward(self, x):
        return x * torch.rsqrt(x.square().mean(-1, keepdim=True) + self.eps) * self.weight
)py");
    const TorchResults y =
        layer.call("RMSNorm(" + std::to_string(layer.shape()[-1]) + ", eps=" + layer.number("epsilon") + ")");
    layer.keep("weight", "scale");
    return y;
}

} // namespace

std::span<const TorchForm> torchNorms()
{
    static const TorchForm all[] = {
        {"batch_norm", batchNorm},
        {"group_norm", groupNorm},
        {"instance_norm", instanceNorm},
        {"layer_norm", layerNorm},
        {"local_response_norm", localResponseNorm},
        {"rms_norm", rmsNorm},
    };
    return all;
}

} // namespace weft
