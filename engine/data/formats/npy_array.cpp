#include "engine/data/formats/npy_array.h"
#include "engine/support/dtype.h"
#include "engine/support/error.h"
#include "engine/support/printable.h"

#include <bit>
#include <charconv>
#include <cmath>
#include <cstring>

namespace weft {

namespace {

struct Header {
    std::string descr;
    bool fortran = false;
    std::vector<int64_t> sizes = {};
};

// The header is a Python dictionary of three known keys, e.g.
// {'descr': '<f4', 'fortran_order': False, 'shape': (60000, 784), }
class HeaderParser {
public:
    HeaderParser(std::string_view text, const std::string& path)
        : m_text(text)
        , m_path(path)
    {
    }

    Header parse()
    {
        Header header;
        int seen = 0;
        expect('{');
        while (!accept('}')) {
            const std::string key = quoted();
            expect(':');
            if (key == "descr") {
                blanks();
                if (m_at < m_text.size() && m_text[m_at] == '[')
                    throw Error(m_path
                                + ": holds records with several fields; save each field as an array of its own.");
                header.descr = quoted();
                seen |= 1;
            } else if (key == "fortran_order") {
                header.fortran = word() == "True";
                seen |= 2;
            } else if (key == "shape") {
                header.sizes = sizes();
                seen |= 4;
            } else {
                fail();
            }
            if (!accept(',')) {
                expect('}');
                break;
            }
        }
        if (seen != 7)
            fail();
        return header;
    }

private:
    [[noreturn]] void fail() const
    {
        throw Error(m_path + ": its NumPy header is broken at character " + std::to_string(m_at)
                    + "; save the array again.");
    }
    void blanks()
    {
        while (m_at < m_text.size() && (m_text[m_at] == ' ' || m_text[m_at] == '\n'))
            ++m_at;
    }
    bool accept(char c)
    {
        blanks();
        if (m_at >= m_text.size() || m_text[m_at] != c)
            return false;
        ++m_at;
        return true;
    }
    void expect(char c)
    {
        if (!accept(c))
            fail();
    }
    std::string quoted()
    {
        blanks();
        const char quote = m_at < m_text.size() ? m_text[m_at] : '\0';
        if (quote != '\'' && quote != '"')
            fail();
        const size_t end = m_text.find(quote, m_at + 1);
        if (end == std::string_view::npos)
            fail();
        std::string value(m_text.substr(m_at + 1, end - m_at - 1));
        m_at = end + 1;
        return value;
    }
    std::string_view word()
    {
        blanks();
        for (const std::string_view one : {"True", "False"}) {
            if (m_text.substr(m_at, one.size()) == one) {
                m_at += one.size();
                return one;
            }
        }
        fail();
    }
    std::vector<int64_t> sizes()
    {
        std::vector<int64_t> all;
        expect('(');
        while (!accept(')')) {
            blanks();
            int64_t size = 0;
            const auto [end, error] = std::from_chars(m_text.data() + m_at, m_text.data() + m_text.size(), size);
            if (error != std::errc() || size < 0 || all.size() == 32)
                fail();
            m_at = size_t(end - m_text.data());
            all.push_back(size);
            if (!accept(',')) {
                expect(')');
                break;
            }
        }
        return all;
    }

    std::string_view m_text;
    const std::string& m_path;
    size_t m_at = 0;
};

float valueOf(uint64_t bits, char kind, int bytes)
{
    if (kind == 'f')
        return bytes == 2 ? fromHalf(uint16_t(bits))
            : bytes == 4  ? std::bit_cast<float>(uint32_t(bits))
                          : float(std::bit_cast<double>(bits));
    if (kind == 'i')
        return float(int64_t(bits << (64 - 8 * bytes)) >> (64 - 8 * bytes)); // the sign spreads
    return float(bits);
}

} // namespace

NpyArray parseNpy(std::string_view content, const std::string& path)
{
    if (!content.starts_with("\x93NUMPY") || content.size() < 10)
        throw Error(path + ": is not a .npy file.");
    const int version = content[6];
    const size_t lengthBytes = version == 1 ? 2 : 4;
    if (version < 1 || version > 3 || content.size() < 8 + lengthBytes)
        throw Error(path + ": is of a version of .npy that is not known (" + std::to_string(version)
                    + "); save it again.");
    size_t length = 0;
    for (size_t i = lengthBytes; i-- > 0;)
        length = length << 8 | uint8_t(content[8 + i]);
    if (length > content.size() - 8 - lengthBytes)
        throw Error(path + ": ends within its header; the file is not complete.");
    const Header header = HeaderParser(content.substr(8 + lengthBytes, length), path).parse();
    const std::string_view values = content.substr(8 + lengthBytes + length);

    const std::string& descr = header.descr;
    if (descr.find('O') != std::string::npos)
        throw Error(path + ": holds Python objects, which could run anything and are not read; save numbers: "
                    + "np.save(path, np.asarray(values, dtype=np.float32)).");
    NpyArray array {.sizes = header.sizes};
    const bool known = descr.size() == 3 && std::string_view("<>|=").find(descr[0]) != std::string_view::npos
        && std::string_view("buif").find(descr[1]) != std::string_view::npos
        && std::string_view("1248").find(descr[2]) != std::string_view::npos;
    array.kind = known ? descr[1] : '?';
    array.itemBytes = known ? descr[2] - '0' : 0;
    if (!known || (array.kind == 'f' && array.itemBytes == 1) || (array.kind == 'b' && array.itemBytes != 1))
        throw Error(path + ": holds values of type “" + printable(descr)
                    + "”, which are not read; save booleans, integers or floats.");
    const auto elements = checkedElements(array.sizes);
    const auto itemBytes = size_t(array.itemBytes);
    if (!elements || uint64_t(*elements) > values.size() / itemBytes
        || uint64_t(*elements) * itemBytes != values.size())
        throw Error(path + ": its header promises " + (elements ? std::to_string(*elements) : std::string("too many"))
                    + " values of " + std::to_string(itemBytes) + " bytes, but " + std::to_string(values.size())
                    + " bytes follow; the file is not complete.");
    checkedBytes(*elements, {}, DType::f32, path);
    array.values.resize(size_t(*elements));

    const bool bigEndian = descr[0] == '>';
    const int rank = int(array.sizes.size());
    std::vector<int64_t> index(size_t(rank), 0); // of the element that lies next in the file
    std::vector<int64_t> strides(size_t(rank), 1);
    for (int axis = rank - 2; axis >= 0; --axis)
        strides[size_t(axis)] = strides[size_t(axis) + 1] * array.sizes[size_t(axis) + 1];
    for (size_t i = 0; i < array.values.size(); ++i) {
        uint64_t bits = 0;
        for (size_t b = 0; b < itemBytes; ++b)
            bits |= uint64_t(uint8_t(values[i * itemBytes + b])) << 8 * (bigEndian ? itemBytes - 1 - b : b);
        size_t to = i;
        if (header.fortran) { // the first axis runs fastest
            int64_t place = 0;
            for (size_t axis = 0; axis < index.size(); ++axis)
                place += index[axis] * strides[axis];
            to = size_t(place);
            for (size_t axis = 0; axis < index.size() && ++index[axis] == array.sizes[axis]; ++axis)
                index[axis] = 0;
        }
        array.values[to] = valueOf(bits, array.kind, array.itemBytes);
    }
    return array;
}

} // namespace weft
