#pragma once

#include "ui/document/graph_document.h"

#include <QAbstractItemModel>
#include <QPointer>

#include <map>
#include <memory>

namespace weft {

// The nodes of the network, and below a block its inside; with a filter all nodes that match, flat. Reads the document
// as it is asked: nothing is kept for a row that nobody has opened.
class OutlineModel : public QAbstractItemModel {
    Q_OBJECT
public:
    enum Role { typeRole = Qt::UserRole + 1, categoryRole, stateRole /* icon of the worst thing: "error", … */ };

    explicit OutlineModel(QObject* parent = nullptr);
    void setDocument(GraphDocument* document);
    void setFilter(const QString& text); // of names and types; empty: the tree
    bool isFiltered() const { return !m_filter.isEmpty(); }
    void reload();
    void recheck(); // other problems

    NodeKey keyOf(const QModelIndex& index) const;
    QModelIndex indexOf(const NodeKey& key, const std::vector<NodeKey>& path) const; // path: as of Selection
    QString pathOf(const QModelIndex& index) const; // to find it again after a reload

    QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    QModelIndex parent(const QModelIndex& child) const override;
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& = {}) const override { return 1; }
    bool hasChildren(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    struct Level { // the inside of one use of a block
        Scope scope;
        Level* outer = nullptr;
        int row = 0; // of the block's node in `outer`
        int depth = 0;
        std::map<int, std::unique_ptr<Level>> inner;
    };
    Level* levelBelow(const QModelIndex& parent) const; // nullptr: nothing below
    const GraphNode* nodeAt(const QModelIndex& index) const;

    QPointer<GraphDocument> m_document;
    QString m_filter;
    std::vector<NodeKey> m_matches;
    std::map<NodeKey, Severity> m_problems;
    mutable Level m_root;
};

} // namespace weft
