#include "engine/data/formats/format.h"
#include "engine/support/random.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace weft {

namespace {

constexpr double pi = std::numbers::pi;

struct Point {
    double x;
    double y;
    int label;
};

// Each draws the `i`-th of `n` points; its random numbers are its own, so a larger set begins with the smaller one
// where the shape does not depend on n.
Point xorPoint(RandomSequence& random, int64_t, int)
{
    const double x = 2 * random.uniform() - 1;
    const double y = 2 * random.uniform() - 1;
    return {x, y, (x > 0) != (y > 0)};
}

Point circlesPoint(RandomSequence& random, int64_t i, int classes)
{
    const int label = int(i % classes);
    const double radius = double(label + 1) / classes;
    const double angle = 2 * pi * random.uniform();
    return {radius * std::cos(angle), radius * std::sin(angle), label};
}

Point spiralsPoint(RandomSequence& random, int64_t i, int classes)
{
    const int label = int(i % classes);
    const double along = std::sqrt(random.uniform()); // even density along the arm
    const double angle = 2 * pi * (1.25 * along + double(label) / classes);
    return {along * std::cos(angle), along * std::sin(angle), label};
}

Point moonsPoint(RandomSequence& random, int64_t i, int)
{
    const int label = int(i % 2);
    const double angle = pi * random.uniform();
    return label == 0 ? Point {std::cos(angle), std::sin(angle), 0}
                      : Point {1 - std::cos(angle), 0.5 - std::sin(angle), 1};
}

using Draw = Point (*)(RandomSequence&, int64_t, int);

Draw drawOf(const std::string& kind)
{
    if (kind == "xor")
        return xorPoint;
    if (kind == "circles")
        return circlesPoint;
    return kind == "spirals" ? spiralsPoint : moonsPoint;
}

Column labelColumn(int64_t samples, std::vector<std::string> classes)
{
    Column label {.name = "label", .kind = ColumnKind::classIndex, .dtype = DType::i32, .classes = std::move(classes)};
    label.bytes.resize(checkedBytes(samples, {}, DType::i32, "Synthetic data"));
    return label;
}

// All columns together, before the first is made. False: it has been said that they are too much.
bool fits(const Settings& settings, uint64_t bytesPerSample, const std::string& sample)
{
    const auto samples = uint64_t(settings.integer("samples"));
    const uint64_t bytes = samples * bytesPerSample; // at most 1e8 × 1024² × 7
    if (bytes <= memoryLimit())
        return true;
    const auto gibibytes = [](uint64_t tenths) {
        return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + " GiB";
    };
    const uint64_t needed = (10 * bytes + (uint64_t(1) << 30) - 1) >> 30; // up, so that it is more than there is
    const uint64_t there = (10 * memoryLimit()) >> 30;
    settings.problem("samples",
                     std::to_string(samples) + " samples of " + sample + " take " + gibibytes(needed)
                         + ", more than half of this machine's memory (" + gibibytes(there)
                         + "); use fewer samples or smaller ones.");
    return false;
}

Dataset points(const Settings& settings, const std::string& kind)
{
    const int64_t samples = settings.integer("samples");
    if (!fits(settings, 2 * sizeof(float) + sizeof(int32_t), "2 numbers and a class"))
        return {};
    const bool two = kind == "xor" || kind == "moons";
    const int classes = two ? 2 : int(settings.integer("classes"));
    std::vector<std::string> names;
    for (int i = 0; i < classes; ++i)
        names.push_back(std::to_string(i));
    Column x {.name = "x", .shape = {2}};
    x.bytes.resize(checkedBytes(samples, x.shape, x.dtype, "Synthetic data"));
    Column label = labelColumn(samples, names);
    const Draw draw = drawOf(kind);
    for (int64_t i = 0; i < samples; ++i) {
        RandomSequence random(uint64_t(settings.integer("seed")), streamOf(kind), uint32_t(i),
                              uint32_t(uint64_t(i) >> 32));
        const Point point = draw(random, i, classes);
        valuesOf<float>(x)[2 * i] = float(point.x + settings.real("noise") * random.normal());
        valuesOf<float>(x)[2 * i + 1] = float(point.y + settings.real("noise") * random.normal());
        valuesOf<int32_t>(label)[i] = point.label;
    }
    Dataset data {.size = samples};
    data.columns.push_back(std::move(x));
    data.columns.push_back(std::move(label));
    return data;
}

// Whether a point, in units of the shape's radius and turned back, lies in it.
bool inside(int shape, double x, double y)
{
    switch (shape) {
    case 0: // circle
        return x * x + y * y <= 1;
    case 1: // square
        return std::max(std::abs(x), std::abs(y)) <= 0.8;
    case 2: // triangle
        return y <= 0.7 && y >= 1.7 * std::abs(x) - 1;
    default: // cross
        return std::max(std::abs(x), std::abs(y)) <= 1 && std::min(std::abs(x), std::abs(y)) <= 0.33;
    }
}

// One shape a picture: its class, and a class for every pixel (0 is the background).
Dataset shapes(const Settings& settings)
{
    const int64_t samples = settings.integer("samples");
    const int64_t size = settings.integer("size");
    const int64_t channels = settings.toggle("colour") ? 3 : 1;
    const auto pixels = uint64_t(size * size);
    if (!fits(settings, pixels * uint64_t(channels) + (pixels + 1) * sizeof(int32_t),
              toString(Shape {channels, size, size}) + " with a mask"))
        return {};
    const std::vector<std::string> names = {"circle", "square", "triangle", "cross"};
    Column image {.name = "image", .kind = ColumnKind::image, .dtype = DType::u8, .shape = {channels, size, size}};
    image.bytes.resize(checkedBytes(samples, image.shape, DType::u8, "Synthetic data"));
    Column label = labelColumn(samples, names);
    Column mask {.name = "mask",
                 .kind = ColumnKind::classMap,
                 .dtype = DType::i32,
                 .shape = {size, size},
                 .classes = {"background", "circle", "square", "triangle", "cross"}};
    mask.bytes.resize(checkedBytes(samples, mask.shape, DType::i32, "Synthetic data"));
    for (int64_t i = 0; i < samples; ++i) {
        RandomSequence random(uint64_t(settings.integer("seed")), streamOf("shapes"), uint32_t(i),
                              uint32_t(uint64_t(i) >> 32));
        const int shape = int(i % 4);
        const double radius = double(size) * (0.18 + 0.2 * random.uniform());
        const double cx = radius + (double(size) - 2 * radius) * random.uniform();
        const double cy = radius + (double(size) - 2 * radius) * random.uniform();
        const double angle = 2 * pi * random.uniform();
        double background[3];
        double foreground[3];
        for (int64_t c = 0; c < channels; ++c) {
            background[c] = 90 * random.uniform();
            foreground[c] = 130 + 125 * random.uniform();
        }
        valuesOf<int32_t>(label)[i] = shape;
        for (int64_t pixel = 0; pixel < size * size; ++pixel) {
            const double dx = (double(pixel % size) + 0.5 - cx) / radius;
            const double dy = (double(pixel / size) + 0.5 - cy) / radius;
            const bool in =
                inside(shape, dx * std::cos(angle) + dy * std::sin(angle), dy * std::cos(angle) - dx * std::sin(angle));
            valuesOf<int32_t>(mask)[i * size * size + pixel] = in ? shape + 1 : 0;
            for (int64_t c = 0; c < channels; ++c) {
                const double value = (in ? foreground : background)[c] + 255 * settings.real("noise") * random.normal();
                valuesOf<uint8_t>(image)[(i * channels + c) * size * size + pixel] =
                    uint8_t(std::clamp(value, 0.0, 255.0));
            }
        }
    }
    Dataset data {.size = samples};
    data.columns.push_back(std::move(image));
    data.columns.push_back(std::move(label));
    data.columns.push_back(std::move(mask));
    return data;
}

Dataset read(const ReadContext& context)
{
    const std::string& kind = context.settings.text("kind");
    return kind == "shapes" ? shapes(context.settings) : points(context.settings, kind);
}

} // namespace

Format syntheticFormat()
{
    return {.id = "synthetic",
            .title = "Synthetic",
            .doc = "Small made-up sets. xor, circles, spirals and moons have the columns x (2 numbers) and label; "
                   "shapes has image, label and mask (a class for every pixel).",
            .params = {choice("kind", "spirals", {"xor", "circles", "spirals", "moons", "shapes"}, "What is drawn."),
                       integer("samples", 1000, "Number of samples.", 1, 1e8),
                       integer("classes", 2, "Number of circles or spiral arms.", 2, 100),
                       real("noise", 0.05, "Standard deviation of the noise; of shapes as a share of white.", 0, 10),
                       integer("size", 32, "shapes: height and width of the pictures.", 8, 1024),
                       toggle("colour", false, "shapes: RGB instead of grey."),
                       integer("seed", 0, "Another seed gives another sample of the same kind.")},
            .read = read};
}

} // namespace weft
