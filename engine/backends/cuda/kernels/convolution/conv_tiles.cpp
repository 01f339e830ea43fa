#include "engine/backends/cuda/kernels.h"
#include "engine/ir/ops/ops.h"

#include <algorithm>
#include <optional>

namespace weft::cuda {

namespace {

// Images with few channels leave cuDNN's engines for tensor cores mostly idle, and its others do without tensor cores.
constexpr int64_t mostChannels = 64;
constexpr int64_t mostFlatWeights = 192; // of a filter whose channels are no multiple of 8
constexpr int64_t mostForwardPlaces = 256, mostGradientPlaces = 128; // of a tile
constexpr int64_t fewestBlocks = 240;
constexpr int64_t mostNarrowElements = 1 << 24; // of image and result, where cuDNN would compute in bf16
constexpr int64_t mostNarrowWeights = 64; // there, of a filter whose channels are no multiple of 8
constexpr size_t mostShared = 100 * 1024; // bytes: two blocks find room

// From `image` to `result` as in conv_tiles.cu.
struct Sizes {
    int64_t samples = 0, channels = 0, filters = 0;
    Shape image, result, kernel, stride, pad; // rows, columns
    Shape spread = {1, 1}; // places of the image that is seen for each one of its own
    bool flips = false;

    int64_t taps() const { return kernel[0] * kernel[1]; }
    int64_t weights() const { return channels * taps(); } // of a filter
    bool isFlat() const { return channels % 8 != 0; }
};

bool liesAlike(const Shape& shape)
{
    return shape[1] == 1 || shape.elements() == shape[0] * shape[1];
}

std::optional<Sizes> sizesOf(const Node& node, const Program& program, const Device& device)
{
    const auto& how = std::get<ConvAttrs>(node.attrs);
    const bool toInput = node.op == &convInputGradientOp, toFilter = node.op == &convFilterGradientOp;
    const ValueInfo &first = operandInfo(node, program, 0), &second = operandInfo(node, program, 1);
    const ValueInfo& last = resultInfo(node, program);
    if (last.shape.rank() != 4 || device.sm() < 80 || how.groups != 1 || how.dilation != Shape {1, 1}
        || last.shape.elements() == 0 || first.shape.elements() == 0)
        return std::nullopt;
    const ValueInfo &image = toInput ? last : first, &filter = toFilter ? last : second;
    const ValueInfo& result = toInput ? first : toFilter ? second : last;
    const auto isLast = [](const ValueInfo& info) {
        return info.layout == Layout::channelsLast || liesAlike(info.shape);
    };
    const auto spatial = [](const ValueInfo& info) { return Shape {info.shape[2], info.shape[3]}; };
    if (!isLast(image) || !isLast(result))
        return std::nullopt;
    Sizes s = {.samples = image.shape[0],
               .channels = image.shape[1],
               .filters = result.shape[1],
               .image = spatial(image),
               .result = spatial(result),
               .kernel = spatial(filter),
               .stride = how.stride,
               .pad = how.padLow,
               .flips = toInput};
    if (toInput) { // a convolution of the result's gradient with the filter back to front
        std::swap(s.stride, s.spread);
        std::swap(s.channels, s.filters);
        std::swap(s.image, s.result);
        for (const int axis : {0, 1})
            s.pad[axis] = s.kernel[axis] - 1 - how.padLow[axis];
        if (s.isFlat() || s.pad[0] < 0 || s.pad[1] < 0)
            return std::nullopt;
    }
    if (s.channels > mostChannels || s.filters > mostChannels || s.result[1] > 128 || s.image[1] > 256
        || (s.isFlat() && s.weights() > mostFlatWeights))
        return std::nullopt;
    return s;
}

bool liesInRows(const Node& node, const Program& program)
{
    const ValueInfo& filter =
        node.op == &convFilterGradientOp ? resultInfo(node, program) : operandInfo(node, program, 1);
    return filter.layout == Layout::rowMajor || liesAlike(filter.shape);
}

struct Tile {
    int64_t images = 1, rows = 1;
    int64_t places(const Sizes& s) const { return images * rows * s.result[1]; }
    int64_t count(const Sizes& s) const { return divideUp(s.samples, images) * divideUp(s.result[0], rows); }
    // Of the part of the images that it sees.
    int64_t seen(const Sizes& s) const
    {
        return images * ((rows - 1) * s.stride[0] + s.kernel[0]) * ((s.result[1] - 1) * s.stride[1] + s.kernel[1]);
    }
};

// As large as it may be while there are enough blocks, `each` for a tile, to fill the device.
Tile tileOf(const Sizes& s, int64_t each, int64_t mostPlaces)
{
    const int64_t height = s.result[0], width = s.result[1];
    Tile tile;
    if (height * width <= mostPlaces) {
        tile = {.images = std::min(s.samples, mostPlaces / (height * width)), .rows = height};
    } else {
        const int64_t most = std::max<int64_t>(1, mostPlaces / width);
        tile.rows = divideUp(height, divideUp(height, most));
    }
    while (tile.count(s) * each < fewestBlocks && tile.places(s) > 32) {
        if (tile.images > 1)
            tile.images = divideUp(tile.images, 2);
        else if (tile.rows > 1)
            tile.rows = divideUp(tile.rows, 2);
        else
            break;
    }
    return tile;
}

std::string definitionsOf(const Sizes& s, const Tile& tile)
{
    std::string text;
    text += define("C", s.channels);
    text += define("F", s.filters);
    text += define("H", s.image[0]);
    text += define("W", s.image[1]);
    text += define("OH", s.result[0]);
    text += define("OW", s.result[1]);
    text += define("KH", s.kernel[0]);
    text += define("KW", s.kernel[1]);
    text += define("SH", s.stride[0]);
    text += define("SW", s.stride[1]);
    text += define("UH", s.spread[0]);
    text += define("UW", s.spread[1]);
    text += define("PH", s.pad[0]);
    text += define("PW", s.pad[1]);
    text += define("TI", tile.images);
    text += define("TH", tile.rows);
    text += define("FLIP", s.flips);
    text += define("IS_FLAT", s.isFlat());
    return text;
}

// A function that wants shared memory; it is allowed it at the first launch.
class Sharing {
public:
    Sharing(Function function, size_t bytes)
        : m_function(std::move(function))
        , m_bytes(bytes)
    {
    }
    template <class... Arguments> void launch(Grid grid, const Arguments&... arguments)
    {
        if (!std::exchange(m_isAllowed, true))
            m_function.allowShared(m_bytes);
        grid.sharedBytes = m_bytes;
        m_function.launch(grid, arguments...);
    }

private:
    Function m_function;
    size_t m_bytes;
    bool m_isAllowed = false;
};

std::unique_ptr<Kernel> prepareForward(const Sizes& s, Device& device)
{
    const int64_t filterTiles = divideUp(s.filters, 8);
    const int64_t each = filterTiles <= 4 ? filterTiles : divideUp(filterTiles, divideUp(filterTiles, 4));
    const int64_t parts = divideUp(filterTiles, each);
    const Tile tile = tileOf(s, parts, mostForwardPlaces);
    const int64_t height = divideUp(tile.places(s), 16); // in tiles of 16 places
    const int64_t warps = std::min<int64_t>(height > 8 ? 8 : 4, height), deep = divideUp(height, warps);
    int64_t channels = s.channels; // at once
    const auto weightWords = [&] {
        return s.isFlat() ? divideUp(s.weights(), 8) * each * 64 : s.taps() * channels / 8 * each * 64;
    };
    const auto pitch = [&] { return s.isFlat() ? channels : channels + 4; };
    const auto imageWords = [&] { return divideUp(tile.seen(s) * pitch(), 4) * 4; };
    const auto sharedBytes = [&] { return size_t(imageWords() + weightWords()) * 4; };
    while (!s.isFlat() && channels % 16 == 0 && sharedBytes() > mostShared)
        channels /= 2;
    const size_t bytes = sharedBytes();
    if (bytes + 4096 > device.sharedBytes())
        return nullptr;
    const std::string text = definitionsOf(s, tile) + define("IS_FORWARD", 1) + define("CK", channels)
        + define("CS", pitch()) + define("MT", deep) + define("NT", each) + define("WM", warps) + define("WN", 1)
        + define("THREADS", warps * 32) + define("IMAGE_WORDS", imageWords());
    const Grid grid = {.blocks = tile.count(s), .threads = int(warps * 32), .blocksY = int(parts)};
    const KernelSource source = kernelSource("conv_tiles", text + std::string(kernelText("tf32")));
    const Sharing forward(device.function(source, "forward"), bytes);
    if (s.isFlat())
        return makeKernel([grid, samples = s.samples, f = forward](auto in, auto out, std::byte*) mutable {
            f.launch(grid, in[0], in[1], out[0], samples);
        });
    const int64_t weights = s.filters * s.weights();
    return makeKernel(
        [grid, weights, samples = s.samples, f = forward,
         pack = device.function(source, "pack")](auto in, auto out, std::byte* packed) mutable {
            pack.launch(Grid {.blocks = divideUp(weights, 256), .threads = 256}, in[1], packed, weights);
            f.launch(grid, in[0], packed, out[0], samples);
        },
        size_t(parts * each * 8 * s.weights()) * 4);
}

std::unique_ptr<Kernel> prepareFilterGradient(const Sizes& s, Device& device)
{
    const int64_t weightTiles = divideUp(s.weights(), 8);
    int64_t across = 1; // warps that share places
    while (divideUp(weightTiles, across) > 10 && across < 8)
        across *= 2;
    const int64_t each = divideUp(weightTiles, across), deep = std::min<int64_t>(divideUp(s.filters, 16), 2);
    const int64_t parts = divideUp(s.filters, deep * 16), sharing = 8 / across;
    const Tile tile = tileOf(s, parts, mostGradientPlaces);
    const int64_t pitch = s.isFlat() || s.channels % 16 == 8 ? s.channels : s.channels + 8;
    const int64_t imageWords = divideUp(tile.seen(s) * pitch, 4) * 4;
    const int64_t gradientWords = divideUp(tile.places(s), 8) * 8 * (deep * 16 + 8);
    const int64_t sumWords = deep * each * 4 * across * 32;
    const int64_t weights = s.filters * s.weights();
    // Every block leaves as many sums as there are weights.
    const int64_t wanted = std::max<int64_t>(1, (weights >= 8192 ? 132 : 264) / parts);
    const int64_t bufferWords = imageWords + gradientWords, blocks = std::min(tile.count(s), wanted);
    const int64_t buffers = blocks < tile.count(s) && size_t(bufferWords) * 8 <= mostShared ? 2 : 1;
    const auto bytes = size_t(std::max(buffers * bufferWords, sharing > 1 ? sumWords : 0)) * 4;
    if (each > 18 || bytes + 4096 > device.sharedBytes())
        return nullptr;
    const std::string text = definitionsOf(s, tile) + define("IS_FORWARD", 0) + define("CK", s.channels)
        + define("CS", pitch) + define("MT", deep) + define("NT", each) + define("WK", sharing)
        + define("WN", across) + define("THREADS", 256) + define("IMAGE_WORDS", imageWords)
        + define("BUFFERS", buffers) + define("BUFFER_WORDS", bufferWords);
    const KernelSource source = kernelSource("conv_tiles", text + std::string(kernelText("tf32")));
    const Grid grid = {.blocks = blocks, .threads = 256, .blocksY = int(parts)};
    const Grid joining = {
        .blocks = divideUp(weights % 4 == 0 ? weights / 4 : weights, 32), .threads = 32, .threadsY = 16};
    return makeKernel(
        [grid, joining, samples = s.samples, sums = Sharing(device.function(source, "filter_gradient"), bytes),
         join = device.function(source, "join")](auto in, auto out, std::byte* workspace) mutable {
            sums.launch(grid, in[0], in[1], workspace, samples);
            join.launch(joining, workspace, out[0], int64_t(grid.blocks));
        },
        size_t(grid.blocks * weights) * sizeof(float));
}

} // namespace

std::unique_ptr<Kernel> prepareConvTiles(const Node& node, const Program& program, Device& device)
{
    const auto sizes = sizesOf(node, program, device);
    if (!sizes || program.products == Products::exact || resultInfo(node, program).dtype != DType::f32
        || !liesInRows(node, program))
        return nullptr;
    return node.op == &convFilterGradientOp ? prepareFilterGradient(*sizes, device) : prepareForward(*sizes, device);
}

bool paysIn16Bits(const Node& node, const Program& program)
{
    const bool toFilter = node.op == &convFilterGradientOp;
    const ValueInfo& other = toFilter ? operandInfo(node, program, 1) : resultInfo(node, program);
    return operandInfo(node, program, 0).shape.elements() + other.shape.elements() > mostNarrowElements;
}

bool suitsConvTiles(const Node& node, const Program& program, Device& device)
{
    const auto sizes = sizesOf(node, program, device);
    if (sizes && keptIn(program.products) != DType::f32 && (!sizes->isFlat() || sizes->weights() > mostNarrowWeights)
        && paysIn16Bits(node, program))
        return false;
    return sizes
        && (node.op == &convFilterGradientOp ? prepareFilterGradient(*sizes, device) : prepareForward(*sizes, device))
        != nullptr;
}

} // namespace weft::cuda
