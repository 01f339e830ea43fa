#include "tests/support/data_files.h"

#include "engine/data/describe.h"
#include "engine/support/error.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <png.h>
#include <zlib.h>

namespace weft {

std::string DataFolder::write(const std::string& name, const QByteArray& content) const
{
    const QString path = m_folder.filePath(QString::fromStdString(name));
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("cannot write %s", qPrintable(path));
    return path.toStdString();
}

PreparedData prepareSource(const DataSource& source, const std::string& folder, QString* said)
{
    DataSection section;
    section.sources = {source};
    section.split.validation = 0;
    return prepareSection(section, folder, said);
}

PreparedData prepareSection(const DataSection& section, const std::string& folder, QString* said)
{
    Diagnostics diagnostics;
    PreparedData prepared;
    try {
        prepared = prepareData(section, folder, diagnostics);
    } catch (const Error& error) {
        diagnostics.insert(diagnostics.begin(), {.text = error.what()});
    }
    const QString all = textOf(diagnostics);
    if (said)
        *said = all;
    else if (!all.isEmpty())
        qFatal("unexpected: %s", qPrintable(all));
    return prepared;
}

DataSection tableSection(Params params)
{
    params["file"] = std::string("t.csv");
    DataSection section;
    section.sources.push_back({.format = "csv", .params = std::move(params)});
    section.split.validation = 0;
    return section;
}

QString textOf(const Diagnostics& diagnostics)
{
    QStringList all;
    for (const Diagnostic& one : diagnostics)
        all << QString::fromStdString(one.text);
    return all.join('\n');
}

std::vector<float> fedOf(const PreparedData& data, const std::string& column)
{
    const Fetched fetched = fetch(data, {column, DType::f32}, data.everything);
    const auto* values = reinterpret_cast<const float*>(fetched.prepared.data());
    return {values, values + fetched.prepared.size() / sizeof(float)};
}

QByteArray idxBytes(const std::vector<int64_t>& sizes, const QByteArray& values)
{
    QByteArray bytes("\0\0\x08", 3);
    bytes += char(sizes.size());
    for (const int64_t size : sizes) {
        for (int shift = 24; shift >= 0; shift -= 8)
            bytes += char(size >> shift);
    }
    return bytes + values;
}

QByteArray gzipped(const QByteArray& bytes)
{
    z_stream stream = {};
    if (deflateInit2(&stream, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK)
        qFatal("zlib");
    QByteArray out(qsizetype(deflateBound(&stream, uLong(bytes.size()))), '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream.avail_in = uInt(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = uInt(out.size());
    deflate(&stream, Z_FINISH);
    out.truncate(qsizetype(stream.total_out));
    deflateEnd(&stream);
    return out;
}

QByteArray pngBytes(int height, int width, int channels, const Paint& paint)
{
    QByteArray pixels;
    for (int i = 0; i < height * width * channels; ++i)
        pixels += char(paint(i / channels / width, i / channels % width, i % channels));
    png_image image = {};
    image.version = PNG_IMAGE_VERSION;
    image.width = png_uint_32(width);
    image.height = png_uint_32(height);
    image.format = channels == 1 ? PNG_FORMAT_GRAY : PNG_FORMAT_RGB;
    png_alloc_size_t bytes = PNG_IMAGE_PNG_SIZE_MAX(image);
    QByteArray out(qsizetype(bytes), '\0');
    if (!png_image_write_to_memory(&image, out.data(), &bytes, 0, pixels.constData(), 0, nullptr))
        qFatal("libpng: %s", image.message);
    out.truncate(qsizetype(bytes));
    return out;
}

} // namespace weft
