#pragma once

#include "engine/compiler/unfold.h"
#include "engine/export/model/exported_model.h"

namespace weft {

// The layers of a network that its answers need, unfolded, in the order they are computed. They are lowered twice: as
// they train, where a Dropout is something, and as they predict.
struct UnfoldedNetwork {
    struct Layer {
        UnfoldedLayer training; // its values are of `training` below
        UnfoldedLayer predicting; // of `predicting`
    };
    explicit UnfoldedNetwork(const ExportedModel& exported);

    const ExportedModel& model;
    Program training = {}; // for BatchProgram::batch samples
    BatchProgram predicting = {}; // without what answers do not need; not simplified
    std::vector<Layer> layers = {};
};

} // namespace weft
