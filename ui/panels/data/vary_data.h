#pragma once

#include "ui/panels/data/data_reader.h"

namespace weft {

// Its columns without their samples: enough for an Augmenter.
PreparedData withoutSamples(const PreparedData& prepared);

// Whether nothing but the steps that vary pictures is another, and those come after all others in both.
bool differInVariation(const DataSection& a, const DataSection& b);

// The data of `view`, with its pictures varied as `section` says; nothing is read for it. nullptr: `trouble` says why.
std::shared_ptr<const DataView> varied(const DataView& view, const DataSection& section, Diagnostic& trouble);

} // namespace weft
