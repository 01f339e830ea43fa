#pragma once

#include <QStringView>

#include <optional>
#include <vector>

namespace weft {

// Where the letters of a search stand in a text, and how good that is.
struct FuzzyMatch {
    int score = 0;
    std::vector<int> positions = {}; // of the text's characters, ascending
};

// The letters of `pattern` in this order anywhere in `text`, whatever their case; separators in the pattern count
// nothing, so "max pool" finds "MaxPool2d". Word starts, initials and runs of letters score, gaps cost: the alignment
// is the best one (Gotoh 1982, affine gaps), not the first. Nothing where a letter is missing or where most letters
// would be scattered inside words.
std::optional<FuzzyMatch> fuzzyMatch(QStringView pattern, QStringView text);

} // namespace weft
