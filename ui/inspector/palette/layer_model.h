#pragma once

#include "ui/canvas/search/layer_search.h"

#include <QStandardItemModel>

namespace weft {

// The layers by category, or with a search text the hits, best first. Rows may be dragged: "application/x-weft-layer",
// a layer's id or "block:name".
class LayerModel : public QStandardItemModel {
    Q_OBJECT
public:
    enum Role {
        kindRole = Qt::UserRole + 1, // QString; empty: a category
        categoryRole, // QString
        countRole, // int, of a category
        matchRole, // QVariantList of int: letters of the title that matched
        favouriteRole, // bool
        asideRole, // QString: what else was matched, or the category
    };
    explicit LayerModel(QObject* parent = nullptr);
    void setChoices(std::vector<LayerChoice> choices);
    const std::vector<LayerChoice>& choices() const { return m_choices; }
    void search(const QString& text);
    void toggleFavourite(const QString& kind); // kept for the user
    bool isSearching() const { return !m_text.isEmpty(); }
    QString categoryOf(const QString& kind) const;
    QString titleOf(const QString& kind) const; // empty: not there

    QStringList mimeTypes() const override;
    QMimeData* mimeData(const QModelIndexList& indexes) const override;
    Qt::DropActions supportedDragActions() const override { return Qt::CopyAction; }

    static constexpr const char* favourites = "favourites"; // the group of them; no category

private:
    QStandardItem* itemOf(const LayerChoice& choice) const;
    void build();

    std::vector<LayerChoice> m_choices;
    QString m_text;
};

} // namespace weft
