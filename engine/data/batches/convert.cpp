#include "engine/data/batches/convert.h"

#include "engine/support/error.h"
#include "engine/support/printable.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>

namespace weft {

namespace {

template <class To> To narrow(double value)
{
    if constexpr (std::is_integral_v<To>) {
        if (std::isnan(value))
            return -1; // as a missing class
        constexpr double least = std::numeric_limits<To>::min();
        constexpr double most = std::numeric_limits<To>::max();
        return To(std::clamp(std::nearbyint(value), least, most));
    } else {
        return To(value);
    }
}

} // namespace

template <class From, class To> void Converter::affineElements(const Converter& c, const std::byte* in, std::byte* out)
{
    const From* from = reinterpret_cast<const From*>(in);
    To* to = reinterpret_cast<To*>(out);
    for (size_t run = 0; run < c.m_elements / c.m_run; ++run) {
        const double shift = c.m_shift[run];
        const double scale = c.m_scale[run];
        for (size_t i = 0; i < c.m_run; ++i)
            to[i] = narrow<To>((double(from[i]) - shift) / scale);
        from += c.m_run;
        to += c.m_run;
    }
}

template <class To> void Converter::lookUp(const Converter& c, const std::byte* in, std::byte* out)
{
    const To* table = reinterpret_cast<const To*>(c.m_table.data());
    To* to = reinterpret_cast<To*>(out);
    for (size_t run = 0; run < c.m_elements / c.m_run; ++run) {
        for (size_t i = 0; i < c.m_run; ++i)
            to[i] = table[uint8_t(in[i])];
        table += 256;
        in += c.m_run;
        to += c.m_run;
    }
}

template <class From, class To> void Converter::cast(const Converter& c, const std::byte* in, std::byte* out)
{
    const From* from = reinterpret_cast<const From*>(in);
    To* to = reinterpret_cast<To*>(out);
    for (size_t i = 0; i < c.m_elements; ++i)
        to[i] = narrow<To>(double(from[i]));
}

void Converter::copy(const Converter& c, const std::byte* in, std::byte* out)
{
    std::memcpy(out, in, c.bytesPerSample());
}

template <class To> void Converter::choose(DType from, const Affine& affine)
{
    if (from == DType::u8) {
        m_table.resize(m_shift.size() * 256 * sizeof(To));
        To* table = reinterpret_cast<To*>(m_table.data());
        for (size_t i = 0; i < m_shift.size() * 256; ++i)
            table[i] = narrow<To>((double(i % 256) - m_shift[i / 256]) / m_scale[i / 256]);
        m_convert = lookUp<To>;
    } else if (affine.isIdentity()) {
        m_convert = from == m_target ? copy
            : from == DType::f32     ? cast<float, To>
            : from == DType::f64     ? cast<double, To>
                                     : cast<int32_t, To>;
    } else {
        m_convert = from == DType::f32 ? affineElements<float, To>
            : from == DType::f64       ? affineElements<double, To>
                                       : affineElements<int32_t, To>;
    }
}

Converter::Converter(const Column& column, const Affine& affine, DType target)
    : m_target(target)
    , m_elements(size_t(column.elements()))
    , m_shift(affine.shift)
    , m_scale(affine.scale)
{
    if (column.kind == ColumnKind::text)
        throw Error("The column “" + printable(column.name)
                    + "” holds text, which a network cannot take; add the transform "
                    + "class_index to make classes of it.");
    assert(m_shift.size() == m_scale.size() && (m_elements == 0 || m_elements % m_shift.size() == 0));
    m_run = std::max<size_t>(1, m_elements / m_shift.size());
    switch (target) {
    case DType::f32:
        choose<float>(column.dtype, affine);
        break;
    case DType::f64:
        choose<double>(column.dtype, affine);
        break;
    case DType::i32:
        choose<int32_t>(column.dtype, affine);
        break;
    default:
        throw Error("The column “" + printable(column.name) + "” is asked for as " + std::string(name(target))
                    + "; data is delivered as f32, f64 or i32.");
    }
}

} // namespace weft
