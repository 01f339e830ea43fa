#include "engine/backends/cuda/kernels/convolution/depthwise_sizes.h"

#include "engine/backends/cuda/kernels.h"
#include "engine/ir/ops/ops.h"

#include <algorithm>

namespace weft::cuda {

struct DepthwiseSizes::Form {
    int64_t pack, strip; // channels of 16 bits, columns
    int64_t stages, threads, blocks; // of a multiprocessor
    int64_t together; // packs of a block, at most
};

namespace {

constexpr int64_t multiprocessors = 132; // of an H100; of others it is near enough
constexpr int64_t mostTaps = 25, mostColumns = 7; // of a filter
constexpr int64_t registers = 65536, otherRegisters = 28; // of a multiprocessor; of a thread, beside its numbers
constexpr int64_t fewestSteps = 12; // of a band
constexpr size_t mostBytes = 98 << 10; // of two stages and the filters: any GPU has that for a block
constexpr size_t reservedBytes = 1 << 10; // of each block

bool isLast(const ValueInfo& info)
{
    return info.layout == Layout::channelsLast || info.shape[1] == 1 || info.shape[2] * info.shape[3] == 1;
}

} // namespace

std::optional<DepthwiseSizes> DepthwiseSizes::of(const Node& node, const Program& program)
{
    const auto& how = std::get<ConvAttrs>(node.attrs);
    const bool toInput = node.op == &convInputGradientOp, toFilter = node.op == &convFilterGradientOp;
    const ValueInfo &first = operandInfo(node, program, 0), &second = operandInfo(node, program, 1);
    const ValueInfo& last = resultInfo(node, program);
    if (last.shape.rank() != 4 || (last.dtype != DType::f32 && !isNarrowFloat(last.dtype)))
        return std::nullopt;
    const ValueInfo &x = toInput ? last : first, &filter = toFilter ? last : second;
    const ValueInfo& y = toInput ? first : toFilter ? second : last;
    const int64_t elements = std::max(x.shape.elements(), y.shape.elements());
    DepthwiseSizes s;
    s.m_kind = toInput ? Kind::toInput : toFilter ? Kind::toFilter : Kind::forward;
    s.m_dtype = last.dtype;
    s.m_samples = x.shape[0];
    s.m_channels = x.shape[1];
    s.m_image = {x.shape[2], x.shape[3]};
    s.m_result = {y.shape[2], y.shape[3]};
    s.m_kernel = {filter.shape[2], filter.shape[3]};
    s.m_stride = how.stride;
    s.m_pad = how.padLow;
    if (how.groups != s.m_channels || filter.shape[0] != s.m_channels || s.m_channels < 8 || s.m_channels % 4 != 0
        || how.dilation != Shape {1, 1} || s.taps() > mostTaps || s.m_kernel[1] > mostColumns || s.m_stride[0] > 4
        || s.m_stride[1] > 4 || s.m_pad[0] < 0 || s.m_pad[1] < 0 || s.m_pad[1] >= s.m_kernel[1] || !isLast(x)
        || !isLast(y) || elements == 0 || elements >= (int64_t(1) << 31) - (1 << 22))
        return std::nullopt;
    s.choose();
    return s;
}

const DepthwiseSizes::Form& DepthwiseSizes::form() const
{
    // By the kind; up to 3 × 3 taps, the same with strides, more taps, the same with strides. Of eight of each those
    // that were the fastest on an H100 for the layers of MobileNetV3 and EfficientNet-B0 together.
    static constexpr Form forms[3][4] = {
        {{4, 4, 3, 256, 2, 32}, {4, 7, 3, 128, 3, 32}, {2, 7, 4, 384, 1, 64}, {4, 4, 3, 128, 2, 32}}, // forward
        {{4, 4, 3, 256, 2, 32}, {4, 4, 3, 256, 2, 32}, {2, 7, 4, 384, 1, 64}, {2, 4, 3, 256, 2, 64}}, // toInput
        {{4, 4, 3, 256, 2, 32}, {4, 4, 3, 256, 2, 32}, {2, 7, 4, 384, 1, 64}, {4, 4, 3, 128, 2, 32}}, // toFilter
    };
    return forms[int(m_kind)][(taps() > 9 ? 2 : 0) + (m_stride[0] > 1 || m_stride[1] > 1 ? 1 : 0)];
}

int64_t DepthwiseSizes::window() const
{
    return divideUp(m_kernel[0], m_stride[0]);
}

int64_t DepthwiseSizes::columns() const
{
    return m_kind == Kind::toInput ? m_image[1] : m_result[1];
}

int64_t DepthwiseSizes::strips() const
{
    return divideUp(columns(), m_strip);
}

int64_t DepthwiseSizes::steps() const
{
    return m_kind == Kind::forward ? m_result[0] : divideUp(m_image[0] + m_pad[0], m_stride[0]);
}

int64_t DepthwiseSizes::bands() const
{
    return divideUp(steps(), m_band);
}

int64_t DepthwiseSizes::lead() const
{
    if (bands() > 1)
        return window() - 1;
    // What lies before the image brings nothing.
    return m_kind == Kind::forward ? window() - 1 - std::min(m_pad[0] / m_stride[0], window() - 1) : 0;
}

int64_t DepthwiseSizes::copies() const
{
    const int64_t stride = m_stride[1], kernel = m_kernel[1], pad = m_pad[1];
    if (m_kind == Kind::toInput)
        return (m_strip - 1 + pad) / stride + (kernel - 1 - pad) / stride + 1;
    const int64_t seen = std::min(m_stride[0], m_kernel[0]) * ((m_strip - 1) * stride + kernel);
    return m_kind == Kind::toFilter ? m_strip + seen : seen;
}

int64_t DepthwiseSizes::numbers() const
{
    const int64_t rows = window() * (m_kind == Kind::toInput ? m_stride[0] : 1);
    return (taps() + rows * m_strip) * m_pack;
}

int64_t DepthwiseSizes::slabs() const
{
    return m_channels / (m_pack * m_across);
}

int64_t DepthwiseSizes::each() const
{
    return divideUp(items(), m_parts);
}

int DepthwiseSizes::threads() const
{
    return int(form().threads);
}

size_t DepthwiseSizes::stageBytes() const
{
    return size_t(copies() * form().threads * m_pack * int64_t(byteSize(m_dtype)));
}

size_t DepthwiseSizes::filterBytes(int64_t packs) const
{
    return m_kind == Kind::toFilter ? 0 : size_t(taps() * packs * m_pack) * sizeof(float);
}

int64_t DepthwiseSizes::stages(size_t sharedBytes) const
{
    const size_t room = sharedBytes / size_t(form().blocks), others = filterBytes(m_across) + reservedBytes;
    return std::clamp<int64_t>(room > others ? int64_t((room - others) / stageBytes()) : 0, 2, form().stages);
}

void DepthwiseSizes::choose()
{
    m_pack = m_dtype == DType::f32 ? 2 : form().pack;
    chooseStrip();
    chooseAcross();
    chooseParts();
}

// The one with the least work, the columns beside it and those that are not there included.
void DepthwiseSizes::chooseStrip()
{
    const int64_t most = std::min<int64_t>(255, registers / (form().threads * form().blocks)) - otherRegisters;
    const int64_t unit = m_kind == Kind::toInput ? m_stride[1] : 1;
    int64_t best = unit;
    double least = 0;
    for (m_strip = unit; m_strip < std::min(form().strip, columns()) + unit; m_strip += unit) {
        const double work = double(strips()) * (double(m_strip) + double(m_kernel[1]) / 2);
        if (m_strip > unit
            && (work > least || numbers() > most || 2 * stageBytes() + filterBytes(form().together) > mostBytes))
            continue;
        best = m_strip;
        least = work;
    }
    m_strip = best;
}

// Many packs that lie next to each other, so that memory is read in long pieces, but so that few threads are left over.
void DepthwiseSizes::chooseAcross()
{
    const int64_t packs = m_channels / m_pack;
    double most = 0;
    for (int64_t count = 1; count <= std::min(form().together, packs); ++count) {
        const bool isLong = count * m_pack * int64_t(byteSize(m_dtype)) >= 128 || count == packs;
        const double used = double(form().threads / count * count) / double(form().threads);
        const double worth = used * (isLong ? 1 : 0.8) + double(count) * 0.001;
        if (packs % count != 0 || worth <= most)
            continue;
        m_across = count;
        most = worth;
    }
}

// As many blocks as are at work at once, with whole columns of images, unless that leaves threads with nothing to do.
void DepthwiseSizes::chooseParts()
{
    const int64_t blocks = multiprocessors * form().blocks, lanes = blocks * form().threads * m_pack / m_channels;
    const int64_t whole = m_samples * strips();
    m_band = steps();
    if (whole < 2 * lanes)
        m_band = divideUp(steps(), std::clamp<int64_t>(steps() / fewestSteps, 1, divideUp(3 * lanes, whole)));
    const int64_t deep = form().threads / m_across;
    m_parts = std::clamp<int64_t>(blocks / slabs(), 1, divideUp(items(), deep));
    m_parts = divideUp(items(), each());
}

std::string DepthwiseSizes::definitions(int64_t stages) const
{
    const std::string type = storageName(m_dtype);
    std::string text = "typedef " + type + " E;\n#define TENSOR_TYPE \"" + type + "\"\n";
    text += define("NARROW", isNarrowFloat(m_dtype));
    text += define("CHANNELS", m_channels);
    text += define("ROWS", m_image[0]);
    text += define("COLUMNS", m_image[1]);
    text += define("OUT_ROWS", m_result[0]);
    text += define("OUT_COLUMNS", m_result[1]);
    text += define("KERNEL_ROWS", m_kernel[0]);
    text += define("KERNEL_COLUMNS", m_kernel[1]);
    text += define("STRIDE_ROWS", m_stride[0]);
    text += define("STRIDE_COLUMNS", m_stride[1]);
    text += define("PAD_ROWS", m_pad[0]);
    text += define("PAD_COLUMNS", m_pad[1]);
    text += define("V", m_pack);
    text += define("STRIP", m_strip);
    text += define("STRIPS", strips());
    text += define("BAND", m_band);
    text += define("BANDS", bands());
    text += define("LEAD", lead());
    text += define("FIRST_STEP", m_kind == Kind::forward ? window() - 1 : 0); // what it makes whole is the first row
    text += define("COPIES", copies());
    text += define("STAGES", stages);
    text += define("THREADS", form().threads);
    text += define("BLOCKS", form().blocks);
    text += define("ACROSS", m_across);
    text += define("DEEP", form().threads / m_across);
    return text;
}

} // namespace weft::cuda
