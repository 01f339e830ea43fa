#pragma once

#include "ui/canvas/search/layer_search.h"
#include "ui/canvas/search/what_fits.h"

#include <QAbstractListModel>

namespace weft {

// The rows of the search: the choices that fit the text and, where it is asked for, the wire.
class SearchModel : public QAbstractListModel {
    Q_OBJECT
public:
    struct Row {
        int choice = 0;
        LayerHit hit;
        const Fit* fit = nullptr; // nullptr: not asked, or it does not fit
    };
    using QAbstractListModel::QAbstractListModel;

    void setChoices(std::vector<LayerChoice> choices, LayerHabits habits);
    void setFits(std::vector<Fit> fits); // from now on only these are shown
    void showEverything(); // also what does not fit, after what does
    void setText(const QString& text);
    bool isFavourite(int index) const { return m_habits.favourites.contains(choiceAt(index).key()); }
    void toggleFavourite(int index); // kept for the user; the rows stay where they are until the next search

    const std::vector<LayerChoice>& choices() const { return m_choices; }
    const Row& row(int index) const { return m_rows[size_t(index)]; }
    const LayerChoice& choiceAt(int index) const { return m_choices[size_t(m_rows[size_t(index)].choice)]; }
    int total() const; // how many there are without a text
    bool isFiltered() const { return m_filtered; }

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    void search();

    std::vector<LayerChoice> m_choices;
    LayerHabits m_habits;
    std::vector<Fit> m_fits;
    bool m_filtered = false;
    QString m_text;
    std::vector<Row> m_rows;
};

// "64×7×7": a value without its samples; "scalar" for a single number.
QString shapeOfSample(const ValueInfo& value);

} // namespace weft
