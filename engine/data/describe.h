#pragma once

#include "engine/data/loader.h"
#include "engine/data/steps/statistics.h"

namespace weft {

// What a person wants to know of a column.
struct ColumnDescription {
    std::string name;
    ColumnKind kind = ColumnKind::numbers;
    DType dtype = DType::f32;
    Shape shape = {};
    std::vector<std::string> classes = {};
    std::vector<int64_t> classCounts = {}; // of the training part: samples, or pixels of class maps
    int64_t missing = 0; // samples that miss a value, of all
    Statistics stored = {}; // of the training part, whole column; numbers and images only
    Affine affine = {}; // what the transforms make of it
};

struct DataDescription {
    int64_t train = 0;
    int64_t validation = 0;
    int64_t test = 0;
    int64_t skipped = 0;
    std::vector<ColumnDescription> columns = {};
};

DataDescription describe(const PreparedData& prepared);

// As lines of text.
std::string toText(const DataDescription& description);

// Some samples of a column as they are stored and as a network sees them (without augmentation), one after the other.
struct Fetched {
    std::vector<std::byte> stored;
    std::vector<std::byte> prepared;
};

// Throws Error for a column that is not there or cannot be delivered as `fed` asks, and for a file that is gone.
Fetched fetch(const PreparedData& prepared, const FedColumn& fed, std::span<const int64_t> samples);

} // namespace weft
