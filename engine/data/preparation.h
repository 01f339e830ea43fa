#pragma once

#include "engine/data/dataset.h"

#include <map>

namespace weft {

// What the stored numbers become before a network sees them: (value − shift) / scale. One entry for the whole column,
// or one for each channel (images) or element (numbers).
struct Affine {
    std::vector<double> shift = {0};
    std::vector<double> scale = {1};
    bool isIdentity() const;
    bool operator==(const Affine&) const = default;
};

// What preparing data has learned from it, so that other samples can be prepared alike.
struct Preparation {
    struct Filling { // of what is missing
        std::string column;
        std::vector<double> numbers = {}; // one an element
        std::string word = {}; // of classes and text
    };
    struct Step { // of one transform
        std::map<std::string, Affine> affine = {}; // that a column has behind it
        std::map<std::string, std::vector<std::string>> classes = {}; // that it has made of a column
        std::vector<std::string> parts = {}; // the columns that it has put side by side
        std::string whole = {}; // into this one
    };
    std::vector<Column> columns = {}; // as the sources have them, without samples
    std::vector<Filling> fillings = {};
    std::vector<Step> steps = {}; // one for each transform

    // The sources' columns that this one is made of, in its order.
    std::vector<std::string> madeOf(const std::string& column) const;
    // The first of them whose value this sample misses, and that nothing fills; the last if there is none.
    std::string gapIn(const Dataset& samples, int64_t sample, const std::vector<std::string>& parts) const;
};

} // namespace weft
