#include "ui/document/files/block_shelf.h"

#include "engine/storage/file_system.h"
#include "engine/support/error.h"
#include "ui/background/background.h"
#include "ui/document/files/block_library.h"
#include "ui/style/words.h"

#include <QDir>
#include <QFile>
#include <QStandardPaths>

#include <algorithm>

namespace weft {

namespace {

constexpr std::string_view prefix = "library:";

using Fragments = std::vector<std::shared_ptr<const Fragment>>;

Fragments readAll(const QString& folder)
{
    Fragments all;
    try {
        for (const LibraryBlock& block : libraryBlocks(realFileSystem(), folder)) {
            try {
                all.push_back(
                    std::make_shared<const Fragment>(readLibraryBlock(realFileSystem(), block.file)));
            } catch (const Error&) { // one that is no block of ours hides none of the others
            }
        }
    } catch (const Error&) { // a folder that can't be read is as good as none
    }
    return all;
}

} // namespace

BlockShelf& BlockShelf::get()
{
    static BlockShelf shelf;
    return shelf;
}

void BlockShelf::setFolder(const QString& folder)
{
    if (folder == m_folder)
        return;
    m_folder = folder;
    m_fragments.clear();
    m_blocks.clear();
    emit changed();
    read();
}

void BlockShelf::read()
{
    if (m_folder.isEmpty())
        return;
    inBackground(
        this, [folder = m_folder] { return std::pair(folder, readAll(folder)); },
        [this](const std::pair<QString, Fragments>& found) {
            const auto same = [](const auto& one, const auto& other) { return one->project == other->project; };
            if (found.first != m_folder || std::ranges::equal(found.second, m_fragments, same))
                return;
            m_fragments = found.second;
            m_blocks.clear();
            for (const auto& fragment : m_fragments)
                m_blocks.emplace_back(fragment, &fragment->project.graph.blocks);
            emit changed();
        });
}

BlockShelf::Blocks BlockShelf::blocksOf(const std::string& kind) const
{
    if (!kind.starts_with(prefix))
        return nullptr;
    const auto found = std::ranges::find_if(
        m_blocks, [name = kind.substr(prefix.size())](const Blocks& one) { return one->front().name == name; });
    return found == m_blocks.end() ? nullptr : *found;
}

const Fragment* BlockShelf::find(const std::string& kind) const
{
    const Blocks blocks = blocksOf(kind);
    const auto at = std::ranges::find(m_blocks, blocks);
    return blocks ? m_fragments[size_t(at - m_blocks.begin())].get() : nullptr;
}

bool BlockShelf::holds(const Project& project, const std::string& block) const
{
    const Fragment* const here = find(std::string(prefix) + block);
    return here != nullptr && here->project == Fragment::ofBlock(project, block).project;
}

void BlockShelf::save(const Project& project, const std::string& block, bool replace, Done done)
{
    if (m_folder.isEmpty()) { // pictures and tests have none
        done(tr("There is no library here."));
        return;
    }
    inBackground(
        this,
        [folder = m_folder, project, block, replace] {
            try {
                saveToLibrary(realFileSystem(), project, block, replace, folder);
            } catch (const Error& error) {
                return sentenceOf(error);
            }
            return QString();
        },
        [this, done = std::move(done)](const QString& sentence) {
            read();
            done(sentence);
        });
}

void BlockShelf::remove(const std::string& name, Done done)
{
    inBackground(
        this,
        [folder = m_folder, name] {
            // Qt makes the trash's folder, but not the one that it lies in.
            QDir().mkpath(QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation));
            for (const LibraryBlock& block : libraryBlocks(realFileSystem(), folder)) {
                QFile file(QString::fromStdString(block.file));
                if (block.name == name && !file.moveToTrash())
                    return file.errorString();
            }
            return QString();
        },
        [this, done = std::move(done)](const QString& sentence) {
            read();
            done(sentence);
        });
}

} // namespace weft
