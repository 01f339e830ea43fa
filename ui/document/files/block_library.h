#pragma once

#include "engine/storage/file_system.h"
#include "ui/document/actions.h"
#include "ui/document/fragment.h"

#include <QPointF>
#include <QString>

namespace weft {

class GraphDocument;

// The user's own blocks, for all projects: a folder of *.weftblock files, readable JSON like the clipboard's. All but
// insertBlock reads or writes files: for other threads.
QString libraryFolder();

struct LibraryBlock {
    std::string name;
    std::string file; // its path
};
std::vector<LibraryBlock> libraryBlocks(FileSystem& files, const QString& folder = libraryFolder()); // by name
// With the blocks it uses. Durable. Error if there is one of that name, unless it is to be replaced.
void saveToLibrary(FileSystem& files, const Project& project, const std::string& block, bool replace,
                   const QString& folder = libraryFolder());
Fragment readLibraryBlock(FileSystem& files, const std::string& file); // Error
void removeFromLibrary(FileSystem& files, const std::string& file);

// Brings the block into the project, unless it is there, and sets down a use of it. Returns the node; empty, with the
// project as it was, if it cannot stand there.
std::string insertBlock(GraphDocument& document, const Scope& scope, const Fragment& block, QPointF at,
                        const Joint& joint = {});
// The same without a use; returns the name that it has in the project.
std::string bringBlock(GraphDocument& document, const Fragment& block);

} // namespace weft
