#pragma once

#include <span>

namespace weft {

// What reading and writing say went wrong, as problem_sentences.cpp has what checks say: files, the JSON in them,
// projects, runs and data sets.
std::span<const char* const> fileSentences();

} // namespace weft
