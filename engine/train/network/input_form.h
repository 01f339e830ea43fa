#pragma once

#include "engine/data/batches/convert.h"
#include "engine/train/network/trained_network.h"

namespace weft {

// One input that predictions hang on: makes what a person gives, as the project's data would have it, into what the
// network is fed, transformed as that data is. Keeps nothing of the network or its samples, and may be used by several
// threads.
class InputForm {
public:
    InputForm(const TrainedNetwork& network, size_t feed);

    size_t feed() const { return m_feed; } // its place among the network's feeds
    const std::string& node() const { return m_node; }
    const Column& column() const { return m_column; } // without samples
    bool takesPictures() const { return m_column.kind == ColumnKind::image && m_column.dtype == DType::u8; }
    size_t bytesPerSample() const { return m_converter.bytesPerSample(); }

    // One sample, as it is stored: of the column's type. `out` has room for bytesPerSample().
    void write(std::span<const std::byte> stored, std::byte* out) const { m_converter.convert(stored, out); }
    // One sample as numbers. Throws Error, "`what`: …", for another count, and for what the column cannot hold: values
    // that are missing, infinite, out of its type's range, or classes that there are none of.
    void write(std::span<const double> numbers, const std::string& what, std::byte* out) const;
    // Throws likewise if a sample of the column's type has such values.
    void check(std::span<const std::byte> stored, const std::string& what) const;

private:
    void checkValues(std::span<const double> values, const std::string& what) const;

    size_t m_feed;
    std::string m_node;
    Column m_column;
    Converter m_converter;
};

// All that the network's predictions need; the network's other feeds stay empty.
std::vector<InputForm> inputForms(TrainedNetwork& network);

} // namespace weft
