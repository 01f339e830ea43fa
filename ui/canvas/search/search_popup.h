#pragma once

#include "ui/canvas/search/fit_finder.h"
#include "ui/canvas/search/search_model.h"

#include <QWidget>

#include <optional>

class QLabel;
class QListView;

namespace weft {

class Chip;
class SearchField;
class SlideIn;

// What is searched for.
struct SearchQuestion {
    std::vector<LayerChoice> choices = {};
    std::optional<FitQuestion> fits = {}; // only what fits is listed, with what would come out
    bool assumed = false; // the value is of an older state, or something before it is broken: "?" behind it
    bool everything = false; // also what does not fit
    QString placeholder = {};
    QString enter = {}; // what Enter does: "add, connected"
    QString shiftEnter = {}; // empty: nothing else
};

// The search on the canvas: type, choose, go on. A child of the canvas, so that it never leaves it; it closes by
// Escape, by a choice, and when the focus goes elsewhere.
class SearchPopup : public QWidget {
    Q_OBJECT
public:
    explicit SearchPopup(QWidget* parent);

    // `at`: a point of the parent; the line to type in comes to lie beside it.
    void open(SearchQuestion question, const QPoint& at);
    void close(); // as by Escape
    bool isOpen() const { return isVisible(); }
    SearchField* field() const { return m_field; }
    QListView* list() const { return m_list; }
    const SearchModel& model() const { return *m_model; }

signals:
    // `port`: of the new node, where the wire goes; empty where it does not fit. `plain`: with Shift.
    void chosen(const QString& kind, const std::string& port, bool plain);
    void closed();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void search();
    void showFits(const std::vector<Fit>& fits);
    void dropFilter();
    void choose(int row, bool plain);
    void moveBy(int rows);
    void layOut();
    QString chipText() const;

    SearchQuestion m_question;
    SearchModel* m_model;
    FitFinder* m_finder;
    SearchField* m_field;
    Chip* m_chip;
    QListView* m_list;
    QPoint m_at;
    SlideIn* m_slide;
    bool m_waiting = false; // for the answer of what fits
    std::optional<bool> m_chooseThen; // Enter came before it; plain or not
};

} // namespace weft
