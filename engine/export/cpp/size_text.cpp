#include "engine/export/cpp/size_text.h"

namespace weft {

PlainSize PlainSize::operator+(const PlainSize& other) const
{
    PlainSize sum = *this;
    for (size_t i = 0; i < at.size(); ++i)
        sum.at[i] += other.at[i];
    return sum;
}

PlainSize PlainSize::operator*(const PlainSize& other) const
{
    PlainSize product;
    for (size_t i = 0; i < at.size(); ++i) {
        for (size_t k = 0; i + k < at.size(); ++k)
            product.at[i + k] += at[i] * other.at[k];
    }
    return product;
}

std::string PlainSize::text() const
{
    std::string text;
    int terms = 0;
    for (size_t power = 0; power < at.size(); ++power) {
        if (at[power] == 0)
            continue;
        std::string term;
        for (size_t i = 0; i < power; ++i)
            term += i == 0 ? "n" : " * n";
        if (at[power] != 1 || power == 0)
            term += (power > 0 ? " * " : "") + std::to_string(at[power]);
        text += (terms++ > 0 ? " + " : "") + term;
    }
    return terms == 0 ? "0" : terms == 1 ? text : "(" + text + ")";
}

PlainSize elementsOf(const Extents& extents)
{
    PlainSize product = PlainSize::of(1);
    for (const Extent& extent : extents)
        product = product * PlainSize::of(extent);
    return product;
}

std::vector<PlainSize> stridesOf(const Extents& extents)
{
    std::vector<PlainSize> strides(extents.size(), PlainSize::of(1));
    for (size_t i = extents.size(); i-- > 1;)
        strides[i - 1] = strides[i] * PlainSize::of(extents[i]);
    return strides;
}

} // namespace weft
