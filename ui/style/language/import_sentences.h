#pragma once

#include <span>

namespace weft {

// Why a model of another program cannot be taken, as problem_sentences.cpp has what checks say.
std::span<const char* const> importSentences();

} // namespace weft
