#pragma once

#include "engine/data/prepare.h"

#include <QByteArray>
#include <QString>
#include <QTemporaryDir>

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

// IDX of u8.
QByteArray idxBytes(const std::vector<int64_t>& sizes, const QByteArray& values);
QByteArray gzipped(const QByteArray& bytes);

} // namespace weft
