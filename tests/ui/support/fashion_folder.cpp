#include "tests/ui/support/fashion_folder.h"

#include "engine/data/read_file.h"
#include "engine/support/error.h"
#include "tests/support/data_files.h"

#include <QDir>
#include <QFile>

namespace weft {

namespace {

constexpr int side = 28;

struct Pictures {
    QByteArray values, labels;
};

Pictures drawn(int samples, uint32_t seed)
{
    Pictures made;
    for (int i = 0; i < samples; ++i) {
        const int kind = i * 7 % 10;
        made.labels += char(kind);
        for (int y = 0; y < side; ++y)
            for (int x = 0; x < side; ++x) {
                seed = seed * 1664525U + 1013904223U;
                const int stripes = kind < 5 ? x : y;
                made.values += char(((stripes / (kind % 5 + 1)) % 2) * 150 + int(seed >> 26));
            }
    }
    return made;
}

Pictures read(const QString& part, int samples)
{
    const QString folder = QStringLiteral("/usr/share/datasets/fashion-mnist/");
    Pictures made;
    try {
        made.values = QByteArray::fromStdString(
            readPackedFile((folder + part + QStringLiteral("-images-idx3-ubyte.gz")).toStdString()).substr(16));
        made.labels = QByteArray::fromStdString(
            readPackedFile((folder + part + QStringLiteral("-labels-idx1-ubyte.gz")).toStdString()).substr(8));
    } catch (const Error&) {
        return drawn(samples > 0 ? samples : 10'000, part == QStringLiteral("train") ? 1 : 2);
    }
    if (samples > 0) {
        made.values.truncate(qsizetype(samples) * side * side);
        made.labels.truncate(samples);
    }
    return made;
}

void write(const QString& path, const QByteArray& bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("%s can't be written.", qPrintable(path));
}

} // namespace

void writeFashionFolder(const QString& path, int samples)
{
    QDir().mkpath(path);
    const QDir folder(path);
    for (const QString& part : {QStringLiteral("train"), QStringLiteral("t10k")}) {
        const Pictures made = read(part, part == QStringLiteral("train") ? samples : samples / 5);
        write(folder.filePath(part + QStringLiteral("-images-idx3-ubyte")),
              idxBytes({made.labels.size(), side, side}, made.values));
        write(folder.filePath(part + QStringLiteral("-labels-idx1-ubyte")),
              idxBytes({made.labels.size()}, made.labels));
    }
}

} // namespace weft
