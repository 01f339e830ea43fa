#pragma once

#include "ui/document/fragment.h"

#include <QObject>

#include <functional>
#include <memory>
#include <vector>

namespace weft {

// The library of the user's own blocks as it is in memory: read and written in the background, the same for all
// projects. What can be placed from it is of the kind "library:name".
class BlockShelf : public QObject {
    Q_OBJECT
public:
    static BlockShelf& get();

    // Where it lies; empty, as at first: there is none.
    void setFolder(const QString& folder);
    const QString& folder() const { return m_folder; }
    void read(); // what has been put there meanwhile, too

    using Blocks = std::shared_ptr<const std::vector<Block>>; // one of the library, and behind it those that it uses
    const std::vector<Blocks>& blocks() const { return m_blocks; }
    // Of a kind that can be placed; nullptr: it is no kind of the library, or not there.
    const Fragment* find(const std::string& kind) const;
    Blocks blocksOf(const std::string& kind) const;
    bool has(const std::string& name) const { return find("library:" + name) != nullptr; }
    bool holds(const Project& project, const std::string& block) const; // just so, with all that it uses

    // `done`, later: with a sentence if it went wrong.
    using Done = std::function<void(const QString& sentence)>;
    void save(const Project& project, const std::string& block, bool replace, Done done);
    void remove(const std::string& name, Done done); // into the trash

signals:
    void changed();

private:
    BlockShelf() = default;

    QString m_folder;
    std::vector<std::shared_ptr<const Fragment>> m_fragments; // beside m_blocks
    std::vector<Blocks> m_blocks;
};

} // namespace weft
