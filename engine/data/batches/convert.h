#pragma once

#include "engine/data/prepared.h"

namespace weft {

// Writes samples of one column as a network wants them: f32, f64 or i32, transformed. u8 goes through a table of 256
// results a channel, so preparing an image costs one load and one store a pixel.
class Converter {
public:
    // Throws Error if the column is text, or not for `target`.
    Converter(const Column& column, const Affine& affine, DType target);

    size_t bytesPerSample() const { return m_elements * byteSize(m_target); }
    // `stored` is one sample as storedSample gives it; `out` has room for bytesPerSample().
    void convert(std::span<const std::byte> stored, std::byte* out) const { m_convert(*this, stored.data(), out); }

private:
    template <class From, class To> static void affineElements(const Converter& c, const std::byte* in, std::byte* out);
    template <class To> static void lookUp(const Converter& c, const std::byte* in, std::byte* out);
    template <class From, class To> static void cast(const Converter& c, const std::byte* in, std::byte* out);
    static void copy(const Converter& c, const std::byte* in, std::byte* out);
    template <class To> void choose(DType from, const Affine& affine);

    DType m_target;
    size_t m_elements;
    size_t m_run; // elements that follow one another under one entry of the affine
    std::vector<double> m_shift;
    std::vector<double> m_scale;
    std::vector<std::byte> m_table; // entries × 256 results
    void (*m_convert)(const Converter&, const std::byte*, std::byte*) = nullptr;
};

} // namespace weft
