#pragma once

#include "engine/data/formats/picture.h"
#include "engine/support/dtype.h"
#include "engine/support/error.h"
#include "engine/support/shape.h"

#include <cassert>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace weft {

enum class Part : uint8_t {
    train,
    validation,
    test,
    all, // of a source: to be split
    fresh, // to be predicted; in none of the parts above
};

std::string_view name(Part part);

enum class ColumnKind {
    numbers, // f32; NaN is a missing value
    image, // u8 as stored, or f32: channels × height × width
    classIndex, // i32, one a sample: an index into classes; -1 is a missing value
    classMap, // i32, height × width: a class for every pixel; -1 is not counted in loss and scores
    tokens, // i32, indices into classes (the vocabulary)
    text, // not fed to a network until a transform makes classes of it
};

std::string_view name(ColumnKind kind);

// One column: the same kind of thing for every sample, kept as it was stored. What a network is fed is made of it by
// the loader.
struct Column {
    std::string name;
    ColumnKind kind = ColumnKind::numbers;
    DType dtype = DType::f32;
    Shape shape = {}; // of one sample; {} is a single number
    std::vector<std::byte> bytes = {}; // samples × elements, row-major
    std::vector<int64_t> starts = {}; // the element where each sample begins (text windows overlap); empty: in a row
    std::vector<std::string> classes = {}; // names, for classIndex, classMap and tokens
    std::vector<std::string> texts = {}; // kind text: one a sample, and no bytes; "" is a missing value
    std::vector<PictureFile> files = {}; // images that do not fit in memory: decoded when asked for, and no bytes

    int64_t elements() const { return shape.elements(); }
    size_t sampleBytes() const { return size_t(shape.elements()) * byteSize(dtype); }
};

// Samples in rows, described by columns of the same length.
struct Dataset {
    int64_t size = 0;
    std::vector<Column> columns = {};
    std::vector<Part> parts = {}; // one a sample, where the source itself divides them; empty: it does not
    std::vector<int64_t> lines = {}; // one a sample, of the file it is read from, from 1; 0: it is in none; empty: all
    bool sequence = false; // samples follow one another and may overlap: to be split by position

    const Column* find(std::string_view name) const;
    Column* find(std::string_view name);
};

// A sample's file, which was there when the data was read, is gone or broken; the sentence names it.
class SampleError : public Error {
public:
    using Error::Error;
};

// The stored numbers of one sample, from memory or, for images kept on disk, decoded into `scratch`. Throws
// SampleError. Several threads may call it, each with a scratch of its own.
std::span<const std::byte> storedSample(const Column& column, int64_t sample, std::vector<std::byte>& scratch);

// Whether a sample of numbers, classes or text misses a value.
bool isMissing(const Column& column, int64_t sample);

// The same as numbers of type T; the column holds T and lies in memory.
template <class T> const T* valuesOf(const Column& column)
{
    assert(column.dtype == dtypeOf<T>());
    return reinterpret_cast<const T*>(column.bytes.data());
}
template <class T> T* valuesOf(Column& column)
{
    assert(column.dtype == dtypeOf<T>());
    return reinterpret_cast<T*>(column.bytes.data());
}

// Gives a classIndex column the names of its classes: those given, or "0", "1", … up to its largest index. Throws Error
// naming `what` for a negative index other than -1 and for more than 100,000 classes.
void nameClasses(Column& column, std::vector<std::string> names, const std::string& what);

// Half of the machine's memory: no single thing is read that is larger.
uint64_t memoryLimit();

// Bytes for `samples` samples of this shape and type. Throws Error, naming `what`, if the product overflows or passes
// memoryLimit(): asked before every allocation whose size a file states.
size_t checkedBytes(int64_t samples, const Shape& shape, DType dtype, const std::string& what);

} // namespace weft
