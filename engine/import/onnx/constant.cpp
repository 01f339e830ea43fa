#include "engine/import/onnx/constant.h"

#include "engine/storage/paths.h"
#include "engine/support/dtype.h"
#include "engine/support/printable.h"
#include "engine/support/shape.h"

#include <algorithm>
#include <bit>
#include <charconv>
#include <cmath>
#include <cstring>
#include <limits>

namespace weft {

namespace {

size_t bytesOf(OnnxType type)
{
    switch (type) {
    case OnnxType::u8:
    case OnnxType::i8:
    case OnnxType::boolean:
        return 1;
    case OnnxType::u16:
    case OnnxType::i16:
    case OnnxType::f16:
    case OnnxType::bf16:
        return 2;
    case OnnxType::f32:
    case OnnxType::i32:
    case OnnxType::u32:
        return 4;
    case OnnxType::f64:
    case OnnxType::i64:
    case OnnxType::u64:
        return 8;
    default:
        throw Error("A tensor in it holds texts or complex numbers, which no layer of Weft computes with.");
    }
}

int64_t wholeNumber(double number) // the nearest that there is
{
    return std::isnan(number) ? 0
        : number >= 0x1p63    ? std::numeric_limits<int64_t>::max()
        : number <= -0x1p63   ? std::numeric_limits<int64_t>::min()
                              : int64_t(number);
}

float fromBfloat(uint16_t bits)
{
    return std::bit_cast<float>(uint32_t(bits) << 16);
}

template <class T, class To> std::vector<To> converted(std::string_view raw, size_t count, To (*convert)(T))
{
    std::vector<To> values(count);
    for (size_t i = 0; i < count; ++i) {
        T value;
        std::memcpy(&value, raw.data() + i * sizeof(T), sizeof(T));
        values[i] = convert(value);
    }
    return values;
}

template <class T> std::vector<int64_t> wholeNumbers(std::string_view raw, size_t count)
{
    return converted<T, int64_t>(raw, count, [](T value) { return int64_t(value); });
}

OnnxConstant fromRaw(OnnxType type, std::vector<int64_t> dims, std::string_view raw, size_t count)
{
    OnnxConstant constant {.type = type, .dims = std::move(dims)};
    switch (type) {
    case OnnxType::f32:
        constant.data = converted<float, float>(raw, count, [](float value) { return value; });
        break;
    case OnnxType::f64:
        constant.data = converted<double, double>(raw, count, [](double value) { return value; });
        break;
    case OnnxType::f16:
        constant.data = converted<uint16_t, float>(raw, count, fromHalf);
        break;
    case OnnxType::bf16:
        constant.data = converted<uint16_t, float>(raw, count, fromBfloat);
        break;
    case OnnxType::u8:
    case OnnxType::boolean:
        constant.data = wholeNumbers<uint8_t>(raw, count);
        break;
    case OnnxType::i8:
        constant.data = wholeNumbers<int8_t>(raw, count);
        break;
    case OnnxType::u16:
        constant.data = wholeNumbers<uint16_t>(raw, count);
        break;
    case OnnxType::i16:
        constant.data = wholeNumbers<int16_t>(raw, count);
        break;
    case OnnxType::i32:
        constant.data = wholeNumbers<int32_t>(raw, count);
        break;
    case OnnxType::u32:
        constant.data = wholeNumbers<uint32_t>(raw, count);
        break;
    default: // i64, and u64 by its bits
        constant.data = wholeNumbers<int64_t>(raw, count);
        break;
    }
    return constant;
}

OnnxConstant fromLists(const OnnxTensor& tensor, size_t count)
{
    OnnxConstant constant {.type = tensor.type, .dims = tensor.dims};
    size_t given = tensor.ints.size();
    switch (tensor.type) {
    case OnnxType::f32:
        given = tensor.floats.size();
        constant.data = tensor.floats;
        break;
    case OnnxType::f64:
        given = tensor.doubles.size();
        constant.data = tensor.doubles;
        break;
    case OnnxType::f16:
    case OnnxType::bf16: {
        std::vector<float> values;
        for (const int64_t bits : tensor.ints)
            values.push_back(tensor.type == OnnxType::f16 ? fromHalf(uint16_t(bits)) : fromBfloat(uint16_t(bits)));
        constant.data = std::move(values);
        break;
    }
    default:
        bytesOf(tensor.type); // or Error
        constant.data = tensor.ints;
        break;
    }
    if (given != count)
        throw Error("The tensor \"" + printable(tensor.name) + "\" has " + std::to_string(given)
                    + " numbers, but its sizes want " + std::to_string(count) + ": the file is damaged.");
    return constant;
}

uint64_t numberOf(const OnnxTensor& tensor, const std::string& key, uint64_t otherwise)
{
    const auto found = tensor.external.find(key);
    if (found == tensor.external.end())
        return otherwise;
    uint64_t number = 0;
    const std::string& text = found->second;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    if (read.ec != std::errc() || read.ptr != text.data() + text.size())
        throw Error("The " + key + " \"" + printable(text) + "\" of the tensor \"" + printable(tensor.name)
                    + "\" is no number: the file is damaged.");
    return number;
}

OnnxConstant fromFile(const OnnxTensor& tensor, FileSystem& files, const std::string& folder, size_t count)
{
    const auto location = tensor.external.find("location");
    if (location == tensor.external.end() || location->second.empty())
        throw Error("The tensor \"" + printable(tensor.name) + "\" lies in another file, but none is named.");
    const uint64_t wanted = uint64_t(count) * bytesOf(tensor.type);
    const uint64_t offset = numberOf(tensor, "offset", 0);
    const File file = files.openForReading(resolveInside(files, folder, location->second));
    const uint64_t there = file.bytes();
    if (offset > there || wanted > there - offset || numberOf(tensor, "length", wanted) != wanted)
        throw Error("\"" + printable(location->second) + "\" does not hold the " + std::to_string(wanted)
                    + " bytes of the tensor \"" + printable(tensor.name) + "\" at byte " + std::to_string(offset)
                    + "; copy it again beside the model.");
    std::string bytes(size_t(wanted), '\0');
    file.readAt(offset, std::as_writable_bytes(std::span(bytes)));
    return fromRaw(tensor.type, tensor.dims, bytes, count);
}

} // namespace

size_t OnnxConstant::size() const
{
    return std::visit([](const auto& numbers) { return numbers.size(); }, data);
}

double OnnxConstant::number(size_t index) const
{
    return std::visit([&](const auto& numbers) { return double(numbers[index]); }, data);
}

int64_t OnnxConstant::integer(size_t index) const
{
    if (const auto* whole = std::get_if<std::vector<int64_t>>(&data))
        return (*whole)[index];
    return wholeNumber(number(index));
}

bool OnnxConstant::isUniform() const
{
    return std::visit(
        [](const auto& numbers) {
            return !numbers.empty()
                && std::ranges::all_of(numbers, [&](const auto& one) { return one == numbers.front(); });
        },
        data);
}

size_t elementsOf(std::span<const int64_t> dims)
{
    const auto count = checkedElements(dims);
    if (!count)
        throw Error("A tensor in it has sizes that no memory holds: the file is damaged.");
    return size_t(*count);
}

OnnxConstant constantOf(OnnxType type, std::vector<int64_t> dims, std::vector<double> numbers)
{
    OnnxConstant constant {.type = type, .dims = std::move(dims)};
    if (type == OnnxType::f64) {
        constant.data = std::move(numbers);
    } else if (isFloat(type)) {
        constant.data = std::vector<float>(numbers.begin(), numbers.end());
    } else {
        std::vector<int64_t> whole;
        for (const double number : numbers)
            whole.push_back(wholeNumber(number));
        constant.data = std::move(whole);
    }
    return constant;
}

OnnxConstant constantOf(std::vector<int64_t> numbers)
{
    OnnxConstant constant {.type = OnnxType::i64, .dims = {std::ssize(numbers)}};
    constant.data = std::move(numbers);
    return constant;
}

std::vector<int64_t> integersOf(const OnnxConstant& constant)
{
    std::vector<int64_t> numbers(constant.size());
    for (size_t i = 0; i < numbers.size(); ++i)
        numbers[i] = constant.integer(i);
    return numbers;
}

std::vector<float> floatsOf(const OnnxConstant& constant)
{
    if (const auto* floats = std::get_if<std::vector<float>>(&constant.data))
        return *floats;
    std::vector<float> numbers(constant.size());
    for (size_t i = 0; i < numbers.size(); ++i)
        numbers[i] = float(constant.number(i));
    return numbers;
}

OnnxConstant readConstant(const OnnxTensor& tensor, FileSystem& files, const std::string& folder)
{
    const size_t count = elementsOf(tensor.dims);
    const bool isListed = !tensor.floats.empty() || !tensor.doubles.empty() || !tensor.ints.empty();
    if (int(tensor.isExternal) + int(!tensor.raw.empty()) + int(isListed) > 1)
        throw Error("The tensor \"" + printable(tensor.name)
                    + "\" has its numbers twice, which need not be the same: the file is damaged.");
    if (tensor.isExternal)
        return fromFile(tensor, files, folder, count);
    const size_t wide = bytesOf(tensor.type);
    if (tensor.raw.empty() && count > 0)
        return fromLists(tensor, count);
    if (count > tensor.raw.size() / wide || tensor.raw.size() != count * wide)
        throw Error("The tensor \"" + printable(tensor.name) + "\" has " + std::to_string(tensor.raw.size())
                    + " bytes, which are not those of its sizes: the file is damaged.");
    return fromRaw(tensor.type, tensor.dims, tensor.raw, count);
}

} // namespace weft
