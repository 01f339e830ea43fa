#pragma once

#include "engine/data/prepared.h"
#include "engine/support/json.h"

namespace weft {

// What tells the data of one training from other data under the same names: its sizes, its columns, and a sum of its
// values (of some of them, where there are many).
struct DataFingerprint {
    struct Column {
        std::string name = {};
        std::string kind = {};
        std::vector<int64_t> shape = {}; // of one sample
        std::string classes = {}; // SHA-256 of their names; empty: it has none
        std::string values = {}; // likewise
        bool operator==(const Column&) const = default;
    };
    int64_t train = 0;
    int64_t validation = 0;
    int64_t test = 0;
    std::vector<Column> columns = {};
    bool operator==(const DataFingerprint&) const = default;
};

// Of the samples in the three parts: those that are given to be predicted are others each time.
DataFingerprint fingerprint(const PreparedData& data);

Json toJson(const DataFingerprint& fingerprint);
std::optional<DataFingerprint> dataFingerprintFromJson(const Json& json); // nothing: it is none

// A sentence that names what is other now than it was in training; empty: nothing.
std::string saysDataChanged(const DataFingerprint& then, const DataFingerprint& now);

} // namespace weft
