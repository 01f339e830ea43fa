#include "engine/export/pytorch/forms/forms.h"

namespace weft {

namespace {

TorchResults spatialDropout(TorchLayer& layer)
{
    if (layer.rank() > 5)
        return {};
    return layer.call("nn.Dropout" + std::to_string(layer.rank() - 2) + "d(" + layer.number("rate") + ")");
}

TorchResults dropPath(TorchLayer& layer)
{
    layer.writer().define("DropPath", R"py(class DropPath(nn.Module):
    """While training, sets a random share of the samples to zero and scales the rest up."""

    def __init__(self, rate):
        super().__init__()
        self.rate = rate

    def forward(self, x):
        if not self.training:
            return x
        kept = torch.rand(x.shape[:1] + (1,) * (x.dim() - 1), device=x.device) >= self.rate
        return x * kept / (1 - self.rate)
)py");
    return layer.call("DropPath(" + layer.number("rate") + ")");
}

TorchResults gaussianNoise(TorchLayer& layer)
{
    layer.writer().define("GaussianNoise", R"py(class GaussianNoise(nn.Module):
    """While training, adds normally distributed noise."""

    def __init__(self, deviation):
        super().__init__()
        self.deviation = deviation

    def forward(self, x):
        return x + self.deviation * torch.randn_like(x) if self.training else x
)py");
    return layer.call("GaussianNoise(" + layer.number("deviation") + ")");
}

TorchResults gaussianSample(TorchLayer& layer)
{
    layer.writer().define("GaussianSample", R"py(class GaussianSample(nn.Module):
    """The code of a variational autoencoder: while training drawn around the mean, afterwards the mean."""

    def forward(self, mean, log_variance):
        return mean + torch.exp(log_variance / 2) * torch.randn_like(mean) if self.training else mean
)py");
    return {layer.module("GaussianSample()") + "(" + layer.x(0) + ", " + layer.x(1) + ")"};
}

} // namespace

std::span<const TorchForm> torchRandom()
{
    static const TorchForm all[] = {
        {"dropout", [](TorchLayer& l) { return l.call("nn.Dropout(" + l.number("rate") + ")"); }},
        {"spatial_dropout", spatialDropout},
        {"drop_path", dropPath},
        {"gaussian_noise", gaussianNoise},
        {"gaussian_sample", gaussianSample},
    };
    return all;
}

} // namespace weft
