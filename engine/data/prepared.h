#pragma once

#include "engine/data/preparation.h"
#include "engine/data/unmet.h"

namespace weft {

// A random change of pictures while training; every column it names gets the same one.
struct Augmentation {
    enum class Kind { flip, shift };
    enum class Border { zero, edge }; // what comes in from outside; class maps get -1, "not counted", for zero
    Kind kind = Kind::flip;
    double probability = 0.5; // flip
    int x = 0; // shift: by up to so many pixels to either side
    int y = 0;
    Border border = Border::zero;
    std::vector<int> columns = {}; // indices into the data's columns; all of one height and width
};

// Data as a run uses it: read, cleaned, split, with what the transforms learned from the training part.
struct PreparedData {
    Dataset data = {};
    std::vector<int64_t> train = {}; // sample indices, ascending; no sample is in two parts
    std::vector<int64_t> validation = {};
    std::vector<int64_t> test = {};
    std::vector<int64_t> fresh = {}; // what was given to be predicted; nothing is fitted on it
    std::vector<int64_t> everything = {};
    std::vector<Affine> affine = {}; // one a column
    std::vector<Augmentation> augmentations = {};
    Preparation preparation = {}; // what has been learned from the training part
    std::vector<Unmet> unmet = {}; // of data that is prepared as other data was
    std::vector<std::string> skipped = {}; // files that were left out because they could not be read

    const std::vector<int64_t>& samples(Part part) const;
};

} // namespace weft
