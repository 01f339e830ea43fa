#include "engine/export/pytorch/forms/forms.h"

namespace weft {

const TorchForm* torchFormOf(const std::string& layer)
{
    for (const std::span<const TorchForm> family : {torchActivations(), torchLinear(), torchMerges(), torchNorms(),
                                                    torchRandom(), torchRecurrent(), torchShapes(), torchWindows()}) {
        for (const TorchForm& form : family) {
            if (layer == form.layer)
                return &form;
        }
    }
    return nullptr;
}

} // namespace weft
