#pragma once

#include "ui/canvas/search/layer_search.h"

#include <QWidget>

class QTreeView;

namespace weft {

class LayerModel;
class SearchField;

// All layers by category with a search above them and the ones used last; to be dragged, or chosen by Enter and
// double-click.
class LayerList : public QWidget {
    Q_OBJECT
public:
    explicit LayerList(QWidget* parent = nullptr);
    void setChoices(std::vector<LayerChoice> choices);
    void openOnly(const QString& category); // folds the others
    void reloadRecent();
    SearchField* searchField() const { return m_search; }
    QTreeView* view() const { return m_view; }

signals:
    void chosen(const QString& kind);
    void forgetAsked(const QString& block); // of the library

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void search(const QString& text);
    void move(int rows);
    void choose(const QModelIndex& index);
    void toggle(const QModelIndex& category);
    void restoreFolds();
    void toggleFavourite(const QModelIndex& index);

    LayerModel* m_model;
    SearchField* m_search;
    QWidget* m_recent;
    QTreeView* m_view;
    bool m_flyout = false; // shows one category: folds are not remembered
};

} // namespace weft
