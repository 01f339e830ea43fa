#pragma once

#include "engine/train/run.h"

#include <QPointer>
#include <QWidget>

class QLabel;
class QLineEdit;
class QMenu;
class QPushButton;
class QStackedLayout;
class QTableView;

namespace weft {

class GraphDocument;
class RunDetails;
class RunLibrary;
class RunsModel;
class SearchField;
class Session;

// The list of a project's runs with a filter, and the details of the one at hand. Ticked runs are overlaid and compared
// in the panels beside it.
class RunsPanel : public QWidget {
    Q_OBJECT
public:
    explicit RunsPanel(Session* session, QWidget* parent = nullptr);

    void watch(Session* session);
    void show(GraphDocument* document); // whose runs; or none (nullptr)
    void show(RunLibrary* library);
    using QWidget::show;
    RunsModel& model() { return *m_model; }
    QTableView* list() const { return m_list; }
    SearchField* search() const { return m_search; }
    QString said() const; // the last sentence

signals:
    // The project as that run trained it. It is part of the run: open it as a copy without a file.
    void graphAsked(const QString& projectFile, const QString& title);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void updateRows();
    void updateDetails();
    QMenu* makeMenu(const QString& folder);
    void continueRun(const QString& folder, int64_t epochs);
    void goBack(const QString& folder); // to its best checkpoint, and on from there
    void say(const QString& sentence);
    void restyle();

    QPointer<Session> m_session;
    QPointer<RunLibrary> m_library;
    RunsModel* m_model;
    QStackedLayout* m_stack;
    SearchField* m_search;
    QTableView* m_list;
    QLabel* m_problem; // of the filter
    RunDetails* m_details;
    QPushButton* m_continue;
    QPushButton* m_open;
    QLabel* m_count;
    QLabel* m_said;
};

} // namespace weft
