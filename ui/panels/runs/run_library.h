#pragma once

#include "ui/panels/curves/run_curves.h"
#include "ui/panels/runs/run_entry.h"
#include "ui/session/run_history.h"

#include <QObject>
#include <QPointer>
#include <QTimer>

namespace weft {

class GraphDocument;
class Session;

// The runs of one project, and which of them are looked at: what the panels of the workspace "Runs" share. Files are
// read and changed on another thread.
class RunLibrary : public QObject {
    Q_OBJECT
public:
    static constexpr size_t mostChosen = 10;

    static RunLibrary* of(GraphDocument* document); // the document's own; nullptr for nullptr
    explicit RunLibrary(QObject* parent = nullptr);

    void setFolder(const QString& runs); // of the project's runs; empty: none
    const QString& folder() const { return m_folder; }
    void watch(Session* session); // whose run shows live
    void refresh(); // reads the list again, soon

    const std::vector<RunEntry>& runs() const { return m_runs; } // newest first
    const RunEntry* find(const QString& folder) const; // nullptr: not there

    // Runs whose curves are overlaid. Each keeps its place, and with it its colour and dash, until it goes.
    void choose(const QString& folder, bool chosen);
    int placeOf(const QString& folder) const; // -1: not chosen
    std::vector<RunEntry> chosen() const; // by place
    RunCurves* curves(const QString& folder); // of a chosen run; nullptr: it is not
    QString against() const; // the chosen run that the others are held against; empty: none
    void setAgainst(const QString& folder);
    QString current() const { return m_current; } // whose details show
    void setCurrent(const QString& folder);

    // Each answers with said() if it went wrong, and deleting always.
    void rename(const QString& folder, const QString& name);
    void setNote(const QString& folder, const QString& note);
    void moveToTrash(const QString& folder);

signals:
    void changed(); // the list
    void wasRead(); // as the folder holds it
    void chosenChanged();
    void currentChanged();
    void curvesGrew();
    void said(const QString& sentence);

private:
    struct Loaded {
        QString folder;
        std::unique_ptr<RunHistory> history; // none: it is being trained, see Session
        std::unique_ptr<RunCurves> curves;
    };
    void take(std::vector<RunEntry> runs);
    void chooseNewest();
    void load(Loaded& loaded);
    void label(const QString& folder, const RunLabel& label);
    bool isLive(const QString& folder) const;

    QString m_folder;
    QPointer<Session> m_session;
    std::vector<RunEntry> m_runs;
    std::vector<std::unique_ptr<Loaded>> m_places; // nullptr: free
    QString m_against;
    QString m_current;
    QTimer m_soon;
    int m_reads = 0;
};

} // namespace weft
