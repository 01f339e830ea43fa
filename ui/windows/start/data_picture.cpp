#include "ui/windows/start/data_picture.h"

#include "engine/data/prepare.h"
#include "engine/graph/read_project.h"
#include "engine/support/error.h"
#include "ui/style/theme.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QPainter>
#include <QStandardPaths>

#include <cstring>

namespace weft {

namespace {

QImage pictureOf(const Column& column, int64_t sample)
{
    if (column.bytes.empty() || column.shape.rank() != 3 || column.dtype != DType::u8)
        return {};
    const int channels = int(column.shape[0]);
    const int height = int(column.shape[1]);
    const int width = int(column.shape[2]);
    const auto* const pixels =
        reinterpret_cast<const uchar*>(column.bytes.data()) + size_t(sample) * column.sampleBytes();
    QImage image(width, height, QImage::Format_RGB32);
    const int plane = width * height;
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) {
            const uchar* const at = pixels + y * width + x;
            image.setPixel(x, y, channels >= 3 ? qRgb(at[0], at[plane], at[2 * plane]) : qRgb(at[0], at[0], at[0]));
        }
    return image;
}

QImage mosaic(const Column& column, int64_t samples, const QSize& size)
{
    const double side = size.width() / 7.0;
    const int columns = 7;
    const int rows = int(size.height() / side) + 1;
    QImage image(size, QImage::Format_RGB32);
    image.fill(Qt::black);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    for (int i = 0; i < columns * rows && i < samples; ++i) {
        const QImage one = pictureOf(column, i * std::max<int64_t>(1, samples / (columns * rows)));
        if (one.isNull())
            return {};
        painter.drawImage(QRectF(i % columns * side, i / columns * side, side, side).adjusted(1, 1, -1, -1), one);
    }
    return image;
}

float numberAt(const Column& column, int64_t sample, int64_t element)
{
    float value = 0;
    std::memcpy(&value, column.bytes.data() + size_t(sample) * column.sampleBytes() + size_t(element) * sizeof value,
                sizeof value);
    return value;
}

int classAt(const Column& column, int64_t sample)
{
    int32_t value = 0;
    std::memcpy(&value, column.bytes.data() + size_t(sample) * sizeof value, sizeof value);
    return value;
}

// Two numbers a sample, in the colour of its class.
QImage points(const Column& x, int64_t elementX, const Column& y, int64_t elementY, const Column* classes,
              int64_t samples, const QSize& size, bool dark)
{
    const Theme colours = loadTheme(dark);
    QImage image(size, QImage::Format_RGB32);
    image.fill(colours.surface.inset);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    float low[2] = {1e30F, 1e30F};
    float high[2] = {-1e30F, -1e30F};
    for (int64_t i = 0; i < samples; ++i)
        for (const int axis : {0, 1}) {
            const float value = axis == 0 ? numberAt(x, i, elementX) : numberAt(y, i, elementY);
            low[axis] = std::min(low[axis], value);
            high[axis] = std::max(high[axis], value);
        }
    const double margin = size.height() * 0.08;
    const double side = std::max(margin, (size.width() - 1.3 * size.height()) / 2); // what is cut off in narrow places
    const double dot = size.height() / 60.0;
    painter.setPen(Qt::NoPen);
    for (int64_t k = 0; k < std::min<int64_t>(samples, 900); ++k) {
        const int64_t i = k * 7919 % samples; // a prime's steps: whatever order the samples are in, all kinds are met
        const double px = (numberAt(x, i, elementX) - low[0]) / std::max(1e-9F, high[0] - low[0]);
        const double py = (numberAt(y, i, elementY) - low[1]) / std::max(1e-9F, high[1] - low[1]);
        painter.setBrush(colours.series.run[classes ? size_t(std::max(0, classAt(*classes, i))) % 5 : 0]);
        painter.drawEllipse(
            QPointF(side + px * (size.width() - 2 * side), size.height() - margin - py * (size.height() - 2 * margin)),
            dot, dot);
    }
    return image;
}

QImage words(const Column& column, const QSize& size, bool dark)
{
    const Theme colours = loadTheme(dark);
    QString text;
    const int64_t symbols = std::min<int64_t>(int64_t(column.bytes.size() / sizeof(int32_t)), 1200);
    for (int64_t i = 0; i < symbols; ++i) {
        int32_t token = 0;
        std::memcpy(&token, column.bytes.data() + size_t(i) * sizeof token, sizeof token);
        if (token >= 0 && token < int32_t(column.classes.size()))
            text += QString::fromStdString(column.classes[size_t(token)]);
    }
    text.replace(QLatin1String("\\n"), QLatin1String("\n"));
    QImage image(size, QImage::Format_RGB32);
    image.fill(colours.surface.inset);
    QPainter painter(&image);
    QFont font(QStringLiteral("JetBrains Mono"));
    font.setPixelSize(std::max(8, size.height() / 14));
    painter.setFont(font);
    painter.setPen(colours.text.secondary);
    const int margin = size.height() / 14;
    painter.drawText(image.rect().adjusted(margin, margin, 0, 0), Qt::AlignLeft | Qt::AlignTop, text);
    return image;
}

QImage paint(const Project& project, const QString& folder, const QSize& size, bool dark)
{
    DataSection section = project.data;
    section.transforms.clear(); // as it is stored
    section.split = {.kind = "random", .validation = 0, .test = 0};
    if (section.sources.empty())
        return {};
    section.sources = {section.sources.front()};
    section.sources.front().part = "all";
    Diagnostics diagnostics;
    const Dataset data = prepareData(section, folder.toStdString(), diagnostics).data;
    if (hasErrors(diagnostics) || data.size == 0)
        return {};
    const Column* classes = nullptr;
    std::vector<std::pair<const Column*, int64_t>> numbers;
    for (const Column& column : data.columns) {
        if (column.kind == ColumnKind::image)
            return mosaic(column, data.size, size);
        if (column.kind == ColumnKind::tokens)
            return words(column, size, dark);
        if (column.kind == ColumnKind::classIndex && !classes)
            classes = &column;
        if (column.kind == ColumnKind::numbers && column.dtype == DType::f32 && !column.bytes.empty())
            for (int64_t i = 0; i < std::min<int64_t>(column.elements(), 4); ++i)
                numbers.emplace_back(&column, i);
    }
    if (numbers.size() < 2)
        return {};
    const auto [x, elementX] = numbers.size() > 3 ? numbers[2] : numbers[0]; // the petals tell irises apart
    const auto [y, elementY] = numbers.size() > 3 ? numbers[3] : numbers[1];
    return points(*x, elementX, *y, elementY, classes, data.size, size, dark);
}

} // namespace

QImage dataPicture(const QString& projectFile, const QSize& pixels, bool dark)
{
    QFile file(projectFile);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QByteArray text = file.readAll();
    QCryptographicHash hash(QCryptographicHash::Sha1);
    hash.addData(text + "2"); // of how they are drawn
    hash.addData(QByteArray::number(pixels.width()) + 'x' + QByteArray::number(pixels.height()) + (dark ? "d" : "l"));
    const QString folder =
        QStandardPaths::writableLocation(QStandardPaths::GenericCacheLocation) + QStringLiteral("/weft/examples");
    const QString kept =
        folder + QLatin1Char('/') + QString::fromLatin1(hash.result().toHex()) + QStringLiteral(".png");
    if (QImage image; image.load(kept))
        return image;
    try {
        const QImage image = paint(readProject(text.toStdString()), QFileInfo(projectFile).path(), pixels, dark);
        if (!image.isNull() && QDir().mkpath(folder))
            image.save(kept, "PNG");
        return image;
    } catch (const Error&) {
        return {}; // the data is not here
    }
}

} // namespace weft
