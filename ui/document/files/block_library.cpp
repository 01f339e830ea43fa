#include "ui/document/files/block_library.h"

#include "engine/graph/limits.h"
#include "engine/storage/publish.h"
#include "ui/document/actions.h"
#include "ui/document/actions/words.h"

#include <QStandardPaths>

namespace weft {

namespace {

constexpr const char* form = "weft-block";
constexpr std::string_view ending = ".weftblock";

} // namespace

QString libraryFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + QStringLiteral("/blocks");
}

std::vector<LibraryBlock> libraryBlocks(FileSystem& files, const QString& folder)
{
    std::vector<LibraryBlock> blocks;
    const std::string path = folder.toStdString();
    if (files.status(path).kind != FileKind::folder)
        return blocks;
    for (const std::string& name : files.list(path)) {
        if (name.size() > ending.size() && name.ends_with(ending))
            blocks.push_back({name.substr(0, name.size() - ending.size()), joinPath(path, name)});
    }
    return blocks;
}

void saveToLibrary(FileSystem& files, const Project& project, const std::string& block, bool replace,
                   const QString& folder)
{
    if (project.graph.findBlock(block) == nullptr)
        throw Error("There is no block \"" + block + "\" in this project.");
    if (block.find('/') != std::string::npos || block.find('\0') != std::string::npos || block.starts_with('.'))
        throw Error(Words::tr("“%1” is no name for a file: rename the block first.")
                        .arg(QString::fromStdString(block))
                        .toStdString());
    files.makeFolders(folder.toStdString());
    const std::string path = joinPath(folder.toStdString(), block + std::string(ending));
    if (!replace && files.exists(path))
        throw Error("There is a block \"" + block + "\" in the library already.");
    publishFile(files, path, Fragment::ofBlock(project, block).text(form));
}

Fragment readLibraryBlock(FileSystem& files, const std::string& file)
{
    try {
        Fragment fragment = Fragment::fromText(files.readFile(file, ProjectLimits::bytes), form);
        if (fragment.project.graph.blocks.empty())
            throw Error("There is no block in this file.");
        return fragment;
    } catch (const FileError&) {
        throw;
    } catch (const Error& error) {
        throw Error(fileName(file) + ": " + error.what());
    }
}

void removeFromLibrary(FileSystem& files, const std::string& file)
{
    files.removeFile(file);
    files.syncFolder(parentFolder(file));
}

std::string bringBlock(GraphDocument& document, const Fragment& block)
{
    const std::string wish = block.project.graph.blocks.front().name;
    std::string name;
    document.change(Words::tr("Insert %1").arg(QString::fromStdString(wish)), [&](Edit& edit) {
        Fragment fragment = block;
        name = placeBlocks(edit, fragment).at(wish);
    });
    return name;
}

std::string insertBlock(GraphDocument& document, const Scope& scope, const Fragment& block, QPointF at,
                        const Joint& joint)
{
    struct Refused { };
    if (block.project.graph.blocks.empty())
        return {};
    const QString wish = QString::fromStdString(block.project.graph.blocks.front().name);
    std::string id;
    try {
        document.change(Words::tr("Insert %1").arg(wish), [&](Edit&) {
            id = addNode(document, scope, "block:" + bringBlock(document, block), at, joint);
            if (id.empty())
                throw Refused {};
        });
    } catch (const Refused&) {
    }
    return id;
}

} // namespace weft
