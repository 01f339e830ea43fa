#pragma once

#include <span>

namespace weft {

// What is wrong with a variable or an expression, as problem_sentences.cpp has what checks say.
std::span<const char* const> variableSentences();

} // namespace weft
