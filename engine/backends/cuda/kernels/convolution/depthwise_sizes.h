#pragma once

#include "engine/ir/program.h"

#include <optional>
#include <string>

namespace weft::cuda {

// A depthwise convolution of channels-last images, or one of its gradients, and how kernels/texts/strips.cuh
// computes it. All but the number of stages comes of the sizes alone, so that sums do not depend on the device.
class DepthwiseSizes {
public:
    enum class Kind { forward, toInput, toFilter };

    // Nothing: not of this kind. `node` is a convolution or one of its gradients.
    static std::optional<DepthwiseSizes> of(const Node& node, const Program& program);

    Kind kind() const { return m_kind; }
    int64_t weights() const { return m_channels * taps(); }
    int64_t slabs() const; // blocks across channels
    int64_t parts() const { return m_parts; } // blocks over items
    int64_t items() const { return m_samples * strips() * bands(); }
    int64_t each() const; // items of a part
    int threads() const; // of a block
    int64_t stages(size_t sharedBytes) const; // that blocks of so much have room for
    size_t stageBytes() const; // what a block fetches in a step
    std::string definitions(int64_t stages) const;

private:
    struct Form;
    const Form& form() const;
    int64_t taps() const { return m_kernel[0] * m_kernel[1]; }
    int64_t window() const; // rows of the result that see a row of the image
    int64_t columns() const; // of what strips are of
    int64_t strips() const; // across it
    int64_t steps() const; // down it
    int64_t bands() const;
    int64_t lead() const; // steps before an item's own
    int64_t copies() const; // packs that a thread fetches in a step
    size_t filterBytes(int64_t packs) const; // of a block, beside its stages
    int64_t numbers() const; // that a thread sums up or has at hand
    void choose();
    void chooseStrip();
    void chooseAcross();
    void chooseParts();

    Kind m_kind = Kind::forward;
    DType m_dtype = DType::f32;
    int64_t m_samples = 0, m_channels = 0;
    Shape m_image, m_result, m_kernel, m_stride, m_pad; // rows, columns; the last before
    int64_t m_pack = 0, m_strip = 0; // channels, columns
    int64_t m_across = 0; // packs of a block
    int64_t m_band = 0; // steps of an item
    int64_t m_parts = 0;
};

} // namespace weft::cuda
