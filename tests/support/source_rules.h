#pragma once

#include <QStringList>

namespace weft {

// What the sources of app/, engine/ and ui/ keep to: who includes whom, which library stays where, names, sizes. Paths
// are relative to the root of the tree. Each mistake is a sentence.
QStringList mistakesIn(const QString& path, const QString& text);
QStringList crowdedFolders(const QStringList& paths); // more files than one person keeps in mind

} // namespace weft
