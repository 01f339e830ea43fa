#include "ui/panels/predictions/probe.h"

#include "ui/panels/predictions/sample_values.h"

#include <QPainter>

#include <algorithm>

namespace weft {

namespace {

// Mean grey of the outermost pixels, 0…1.
double edgeTone(const QImage& picture)
{
    double sum = 0;
    int count = 0;
    const auto add = [&](int x, int y) {
        sum += qGray(picture.pixel(x, y)) / 255.0;
        ++count;
    };
    for (int x = 0; x < picture.width(); ++x) {
        add(x, 0);
        add(x, picture.height() - 1);
    }
    for (int y = 0; y < picture.height(); ++y) {
        add(0, y);
        add(picture.width() - 1, y);
    }
    return count > 0 ? sum / count : 0;
}

QColor edgeColour(const QImage& picture)
{
    return picture.pixelColor(0, 0);
}

} // namespace

bool takesPicture(const SampleValues& input)
{
    return input.kind == "image" && input.shape.rank() == 3 && (input.shape[0] == 1 || input.shape[0] == 3)
        && input.shape[1] > 0 && input.shape[2] > 0 && input.shape[1] <= 4096 && input.shape[2] <= 4096;
}

std::vector<float> storedPicture(const QImage& picture, const SampleValues& input, bool inverted)
{
    if (picture.isNull() || !takesPicture(input))
        return {};
    const QSize size(int(input.shape[2]), int(input.shape[1]));
    QImage flat(picture.size(), QImage::Format_RGB32); // without transparency
    flat.fill(Qt::white);
    QPainter(&flat).drawImage(0, 0, picture);
    if (inverted)
        flat.invertPixels();
    QImage fitted(size, QImage::Format_RGB32);
    fitted.fill(edgeColour(flat));
    const QImage scaled = flat.scaled(size, Qt::KeepAspectRatio, Qt::SmoothTransformation);
    QPainter(&fitted).drawImage((size.width() - scaled.width()) / 2, (size.height() - scaled.height()) / 2, scaled);
    const float scale = input.dtype == DType::u8 ? 1.f : 1.f / 255;
    std::vector<float> values;
    values.reserve(size_t(input.shape.elements()));
    for (int channel = 0; channel < int(input.shape[0]); ++channel) {
        for (int y = 0; y < size.height(); ++y) {
            for (int x = 0; x < size.width(); ++x) {
                const QRgb pixel = fitted.pixel(x, y);
                const int level = input.shape[0] == 1 ? qGray(pixel)
                    : channel == 0                    ? qRed(pixel)
                    : channel == 1                    ? qGreen(pixel)
                                                      : qBlue(pixel);
                values.push_back(float(level) * scale);
            }
        }
    }
    return values;
}

bool wantsInverting(const QImage& picture, const SampleValues& input)
{
    if (input.kind != "image" || input.shape.rank() != 3 || input.shape[0] != 1 || picture.isNull())
        return false; // colours are not for us to change
    double tone = 0;
    int64_t seen = 0;
    for (int64_t i = 0; i < std::min<int64_t>(sampleCount(input), 16); ++i, ++seen)
        tone += edgeTone(sampleImage(input, i));
    if (seen == 0)
        return false;
    const bool dataIsDark = tone / double(seen) < 0.5;
    return dataIsDark == (edgeTone(picture.convertToFormat(QImage::Format_RGB32)) > 0.5);
}

} // namespace weft
