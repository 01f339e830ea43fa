#pragma once

#include "engine/export/pytorch/torch_layer.h"

namespace weft {

// How one layer of the catalogue is written in PyTorch: expressions of its results. None: with these parameters
// PyTorch has no word for it, and the steps that Weft computes are written.
using TorchResults = std::vector<std::string>;
struct TorchForm {
    const char* layer = nullptr;
    TorchResults (*write)(TorchLayer& layer) = nullptr;
};
std::span<const TorchForm> torchActivations(); // activation.cpp, and so on
std::span<const TorchForm> torchLinear();
std::span<const TorchForm> torchMerges();
std::span<const TorchForm> torchNorms();
std::span<const TorchForm> torchRandom();
std::span<const TorchForm> torchRecurrent();
std::span<const TorchForm> torchShapes();
std::span<const TorchForm> torchWindows();

const TorchForm* torchFormOf(const std::string& layer); // nullptr: there is none

} // namespace weft
