#include "engine/data/dataset.h"

#include "engine/data/formats/picture.h"
#include "engine/support/error.h"

#include <algorithm>
#include <cmath>
#include <unistd.h>
#include <utility>

namespace weft {

std::string_view name(Part part)
{
    switch (part) {
    case Part::train:
        return "train";
    case Part::validation:
        return "validation";
    case Part::test:
        return "test";
    case Part::all:
        return "all";
    case Part::fresh:
        return "fresh";
    }
    return "?";
}

std::string_view name(ColumnKind kind)
{
    switch (kind) {
    case ColumnKind::numbers:
        return "numbers";
    case ColumnKind::image:
        return "image";
    case ColumnKind::classIndex:
        return "class";
    case ColumnKind::classMap:
        return "class map";
    case ColumnKind::tokens:
        return "tokens";
    case ColumnKind::text:
        return "text";
    }
    return "?";
}

const Column* Dataset::find(std::string_view columnName) const
{
    const auto found = std::ranges::find(columns, columnName, &Column::name);
    return found == columns.end() ? nullptr : &*found;
}

Column* Dataset::find(std::string_view columnName)
{
    return const_cast<Column*>(std::as_const(*this).find(columnName));
}

std::span<const std::byte> storedSample(const Column& column, int64_t sample, std::vector<std::byte>& scratch)
{
    const size_t bytes = column.sampleBytes();
    if (!column.files.empty()) {
        scratch.resize(bytes);
        try {
            readPicture(column.files[size_t(sample)], column.shape, scratch);
        } catch (const Error& error) {
            throw SampleError(error.what());
        }
        return scratch;
    }
    const size_t first =
        column.starts.empty() ? size_t(sample) * bytes : size_t(column.starts[size_t(sample)]) * byteSize(column.dtype);
    assert(first + bytes <= column.bytes.size());
    return std::span(column.bytes).subspan(first, bytes);
}

void nameClasses(Column& column, std::vector<std::string> names, const std::string& what)
{
    const std::span values(valuesOf<int32_t>(column), column.bytes.size() / sizeof(int32_t));
    const auto [smallest, largest] = std::ranges::minmax_element(values);
    if (values.empty() || !names.empty()) {
        column.classes = std::move(names); // an index without a name is found by checkData, which knows the samples
        return;
    }
    if (*smallest < -1 || *largest >= 100'000)
        throw Error(what + ": holds the label " + std::to_string(*smallest < -1 ? *smallest : *largest)
                    + "; labels count from 0 and stay below 100,000.");
    for (int32_t i = 0; i <= *largest; ++i)
        column.classes.push_back(std::to_string(i));
}

uint64_t memoryLimit()
{
    static const uint64_t bytes = uint64_t(sysconf(_SC_PHYS_PAGES)) / 2 * uint64_t(sysconf(_SC_PAGESIZE));
    return bytes;
}

size_t checkedBytes(int64_t samples, const Shape& shape, DType dtype, const std::string& what)
{
    Shape all = shape;
    all.insert(0, samples);
    const auto elements = checkedElements(all.sizes());
    if (!elements || uint64_t(*elements) > memoryLimit() / byteSize(dtype))
        throw Error(what + ": " + std::to_string(samples) + " samples of " + toString(shape)
                    + " do not fit in half of this machine's memory; use fewer samples or smaller ones.");
    return size_t(*elements) * byteSize(dtype);
}

bool isMissing(const Column& column, int64_t sample)
{
    if (column.kind == ColumnKind::text)
        return column.texts[size_t(sample)].empty();
    if (column.kind == ColumnKind::classIndex)
        return valuesOf<int32_t>(column)[sample] < 0;
    std::vector<std::byte> unused;
    const std::span stored = storedSample(column, sample, unused);
    const std::span values(reinterpret_cast<const float*>(stored.data()), stored.size() / sizeof(float));
    return std::ranges::any_of(values, [](float value) { return std::isnan(value); });
}

} // namespace weft
