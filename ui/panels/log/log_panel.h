#pragma once

#include "ui/panels/log/log_model.h"

#include <QWidget>

class QListView;
class QStackedLayout;
class QToolButton;

namespace weft {

class LogFilter;
class SearchField;
class Segmented;
class Session;

// What the training told: states, epochs, warnings, checkpoints and the user's changes, with time and step.
class LogPanel : public QWidget {
    Q_OBJECT
public:
    explicit LogPanel(Session* session, QWidget* parent = nullptr);

    void watch(Session* session); // or none (nullptr)
    QList<QWidget*> headerTools();
    LogModel& model() { return *m_model; }
    int shownCount() const;
    QString shownText() const; // the chosen lines, or all that pass the filter
    void filter(int kinds, const QString& text); // 0 everything, 1 problems, 2 checkpoints, 3 changes

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void copy();

    LogModel* m_none; // where no project is open
    LogModel* m_model = nullptr; // what RunLog::of gives
    LogFilter* m_filter;
    QStackedLayout* m_stack;
    QListView* m_list;
    QWidget* m_tools;
    Segmented* m_kinds;
    SearchField* m_search;
    QToolButton* m_copy;
    bool m_atEnd = true; // the newest line is in sight
};

} // namespace weft
