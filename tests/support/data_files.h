#pragma once

#include "engine/data/prepare.h"

#include <QByteArray>
#include <QString>
#include <QTemporaryDir>

#include <functional>

namespace weft {

// A folder of files for one test, gone with it.
class DataFolder {
public:
    std::string write(const std::string& name, const QByteArray& content) const; // its path
    std::string path() const { return m_folder.path().toStdString(); }

private:
    QTemporaryDir m_folder;
};

// One source read and prepared; what is wrong comes back in `said`, an Error's sentence too.
PreparedData prepareSource(const DataSource& source, const std::string& folder, QString* said = nullptr);
PreparedData prepareSection(const DataSection& section, const std::string& folder, QString* said = nullptr);
DataSection tableSection(Params params = {}); // of t.csv, without a validation part
std::vector<float> fedOf(const PreparedData& data, const std::string& column); // of all samples, as a network gets it
QString textOf(const Diagnostics& diagnostics); // a line each

// IDX of u8.
QByteArray idxBytes(const std::vector<int64_t>& sizes, const QByteArray& values);
QByteArray gzipped(const QByteArray& bytes);

using Paint = std::function<uint8_t(int y, int x, int channel)>;
QByteArray pngBytes(int height, int width, int channels, const Paint& paint); // 1 channel: grey, 3: RGB

} // namespace weft
