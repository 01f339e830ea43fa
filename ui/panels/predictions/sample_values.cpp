#include "ui/panels/predictions/sample_values.h"

#include "ui/style/numbers.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <numeric>

namespace weft {

namespace {

struct PredictionsText {
    Q_DECLARE_TR_FUNCTIONS(Predictions)
};

std::span<const std::byte> bytesOf(const SampleValues& values, int64_t sample)
{
    const size_t each = size_t(values.shape.elements()) * byteSize(values.dtype);
    if (sample < 0 || (size_t(sample) + 1) * each > values.bytes.size())
        return {};
    return std::span(values.bytes).subspan(size_t(sample) * each, each);
}

template <class T> void convert(std::span<const std::byte> bytes, std::vector<float>& numbers)
{
    for (size_t i = 0; i + sizeof(T) <= bytes.size(); i += sizeof(T)) {
        T value;
        std::memcpy(&value, bytes.data() + i, sizeof(T));
        numbers.push_back(float(value));
    }
}

float fromBits(uint32_t bits)
{
    float value;
    std::memcpy(&value, &bits, sizeof value);
    return value;
}

void convertHalf(std::span<const std::byte> bytes, bool brain, std::vector<float>& numbers)
{
    for (size_t i = 0; i + 2 <= bytes.size(); i += 2) {
        uint16_t half;
        std::memcpy(&half, bytes.data() + i, 2);
        if (brain) {
            numbers.push_back(fromBits(uint32_t(half) << 16));
            continue;
        }
        const int exponent = half >> 10 & 31;
        const int fraction = half & 1023;
        const float size = exponent == 31 ? (fraction ? std::numeric_limits<float>::quiet_NaN() : HUGE_VALF)
            : exponent == 0               ? std::ldexp(float(fraction), -24)
                                          : std::ldexp(float(fraction + 1024), exponent - 25);
        numbers.push_back(half & 0x8000 ? -size : size);
    }
}

uint8_t byteOf(float value, float low, float high)
{
    if (!std::isfinite(value))
        return 0;
    return uint8_t(std::lround(255 * std::clamp((value - low) / (high - low), 0.f, 1.f)));
}

QImage planes(const std::vector<float>& numbers, int channels, int height, int width, float low, float high)
{
    const size_t plane = size_t(height) * size_t(width);
    if (channels >= 3) {
        QImage image(width, height, QImage::Format_RGB32);
        for (int y = 0; y < height; ++y) {
            auto* const row = reinterpret_cast<QRgb*>(image.scanLine(y));
            for (int x = 0; x < width; ++x) {
                const size_t at = size_t(y) * size_t(width) + size_t(x);
                row[x] = qRgb(byteOf(numbers[at], low, high), byteOf(numbers[at + plane], low, high),
                              byteOf(numbers[at + 2 * plane], low, high));
            }
        }
        return image;
    }
    QImage image(width, height, QImage::Format_Grayscale8);
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x)
            image.scanLine(y)[x] = byteOf(numbers[size_t(y) * size_t(width) + size_t(x)], low, high);
    }
    return image;
}

// Apart for every eye up to eight classes; further ones by the golden angle. What is not counted is dark.
QRgb classColour(int index)
{
    static constexpr QRgb first[] = {0xff23262c, 0xff5c9dff, 0xfff59f52, 0xff45cba2,
                                     0xffee8ccb, 0xffbe97ff, 0xffd0fc84, 0xffe64f46};
    if (index < 0)
        return 0xff000000;
    if (index < 8)
        return first[index];
    return QColor::fromHsvF(std::fmod(float(index) * 0.618034f, 1.f), 0.6f, 0.9f).rgb();
}

QImage classMap(const std::vector<float>& numbers, int height, int width)
{
    QImage image(width, height, QImage::Format_RGB32);
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x)
            reinterpret_cast<QRgb*>(image.scanLine(y))[x] =
                classColour(int(numbers[size_t(y) * size_t(width) + size_t(x)]));
    }
    return image;
}

} // namespace

int64_t sampleCount(const SampleValues& values)
{
    const size_t each = size_t(values.shape.elements()) * byteSize(values.dtype);
    return each == 0 ? 0 : int64_t(values.bytes.size() / each);
}

std::vector<float> sampleNumbers(const SampleValues& values, int64_t sample)
{
    std::vector<float> numbers;
    const std::span bytes = bytesOf(values, sample);
    numbers.reserve(size_t(values.shape.elements()));
    switch (values.dtype) {
    case DType::f32:
        convert<float>(bytes, numbers);
        break;
    case DType::f64:
        convert<double>(bytes, numbers);
        break;
    case DType::i32:
        convert<int32_t>(bytes, numbers);
        break;
    case DType::i64:
        convert<int64_t>(bytes, numbers);
        break;
    case DType::u8:
        convert<uint8_t>(bytes, numbers);
        break;
    case DType::f16:
    case DType::bf16:
        convertHalf(bytes, values.dtype == DType::bf16, numbers);
        break;
    }
    return numbers;
}

QImage sampleImage(const SampleValues& values, int64_t sample)
{
    constexpr int64_t largest = 4096;
    const int rank = values.shape.rank();
    const bool isMap = values.kind == "class map" && rank == 2;
    const bool isImage = values.kind == "image" && rank == 3;
    if ((!isMap && !isImage) || values.shape[-1] > largest || values.shape[-2] > largest
        || values.shape.elements() == 0)
        return {};
    const std::vector<float> numbers = sampleNumbers(values, sample);
    if (int64_t(numbers.size()) != values.shape.elements())
        return {};
    const int height = int(values.shape[-2]);
    const int width = int(values.shape[-1]);
    if (isMap)
        return classMap(numbers, height, width);
    float low = 0;
    float high = values.dtype == DType::u8 ? 255.f : 1.f;
    if (values.dtype != DType::u8) {
        const auto [least, most] = std::ranges::minmax_element(numbers);
        if (std::isfinite(*least) && std::isfinite(*most) && (*least < -0.001f || *most > 1.001f)) {
            low = *least;
            high = std::max(*most, *least + 1e-6f);
        }
    }
    return planes(numbers, int(values.shape[0]), height, width, low, high);
}

QString className(const SampleValues& values, int64_t index)
{
    if (index < 0)
        return QStringLiteral("–");
    if (index < std::ssize(values.classes))
        return QString::fromStdString(values.classes[size_t(index)]);
    return QString::number(index);
}

QString sampleText(const SampleValues& values, int64_t sample)
{
    constexpr size_t most = 4;
    const std::vector<float> numbers = sampleNumbers(values, sample);
    QString text;
    if (values.kind == "class")
        return numbers.empty() ? QString() : className(values, int64_t(numbers.front()));
    if (values.kind == "tokens") {
        const bool characters = std::ranges::all_of(
            values.classes, [](const std::string& name) { return QString::fromStdString(name).size() <= 1; });
        for (const float token : numbers) {
            if (!characters && !text.isEmpty())
                text += u' ';
            text += className(values, int64_t(token));
        }
        return text;
    }
    for (size_t i = 0; i < std::min(numbers.size(), most); ++i)
        text += (i > 0 ? QStringLiteral(", ") : QString()) + formatNumber(double(numbers[i]));
    if (numbers.size() > most)
        text += QStringLiteral(", …");
    return text;
}

std::vector<Score> topScores(const SampleValues& values, int64_t sample, size_t count)
{
    if (values.kind != "classes" || values.shape.rank() != 1)
        return {};
    const std::vector<float> numbers = sampleNumbers(values, sample);
    std::vector<int64_t> order(numbers.size());
    std::iota(order.begin(), order.end(), 0);
    count = std::min(count, order.size());
    const auto better = [&numbers](int64_t a, int64_t b) { // NaN last
        const float p = numbers[size_t(a)];
        const float q = numbers[size_t(b)];
        if (std::isnan(p) || std::isnan(q))
            return std::isnan(q) && !std::isnan(p);
        return p > q || (p == q && a < b);
    };
    std::ranges::partial_sort(order, order.begin() + ptrdiff_t(count), better);
    std::vector<Score> scores;
    for (size_t i = 0; i < count; ++i)
        scores.push_back({order[i], numbers[size_t(order[i])]});
    return scores;
}

SampleValues likeliest(const SampleValues& values, int64_t sample)
{
    const bool tokens = values.kind == "tokens"; // time × classes; else classes × places
    const std::vector<float> numbers = sampleNumbers(values, sample);
    SampleValues found {.node = values.node,
                        .kind = tokens ? "tokens" : "class map",
                        .dtype = DType::i32,
                        .shape = values.shape,
                        .classes = values.classes};
    if (values.shape.rank() < 2 || int64_t(numbers.size()) != values.shape.elements() || numbers.empty())
        return found;
    const int64_t classes = tokens ? values.shape[-1] : values.shape[0];
    const int64_t places = values.shape.elements() / classes;
    found.shape.erase(tokens ? -1 : 0);
    found.bytes.resize(size_t(places) * sizeof(int32_t));
    for (int64_t place = 0; place < places; ++place) {
        int32_t best = 0;
        const auto at = [&](int64_t c) { return numbers[size_t(tokens ? place * classes + c : c * places + place)]; };
        for (int32_t c = 1; c < classes; ++c) {
            if (at(c) > at(best))
                best = c;
        }
        std::memcpy(found.bytes.data() + size_t(place) * sizeof best, &best, sizeof best);
    }
    return found;
}

const SampleValues* truthOf(const Predictions& of, const SampleValues& prediction)
{
    for (const SampleValues& truth : of.truths) {
        const bool scores = prediction.kind == "classes" && (truth.kind == "class" || truth.kind == "class map");
        const bool tokens = prediction.kind == "tokens" && truth.kind == "tokens";
        const bool numbers = (prediction.kind == "values" || prediction.kind == "image")
            && (truth.kind == "numbers" || truth.kind == "image");
        if (scores || tokens || numbers)
            return &truth;
    }
    return nullptr;
}

QString spokenPrediction(const Predictions& of, int64_t sample)
{
    QString text = sample < std::ssize(of.samples) ? PredictionsText::tr("Sample %1").arg(of.samples[size_t(sample)])
                                                   : PredictionsText::tr("Your sample");
    for (const SampleValues& prediction : of.predictions) {
        const std::vector<Score> best = topScores(prediction, sample, 1);
        if (best.empty())
            continue;
        text += QStringLiteral(", ") + className(prediction, best[0].classIndex) + u' '
            + formatPercent(double(best[0].probability));
        if (const SampleValues* truth = truthOf(of, prediction)) {
            const QString name = sampleText(*truth, sample);
            text += QStringLiteral(", ")
                + (name == className(prediction, best[0].classIndex)
                       ? PredictionsText::tr("right")
                       : PredictionsText::tr("wrong, it is %1").arg(name));
        }
    }
    return text;
}

} // namespace weft
