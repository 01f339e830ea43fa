#pragma once

#include "ui/document/files/recovery.h"

#include <QObject>
#include <QThreadPool>
#include <QTimer>

#include <functional>
#include <memory>

class QFileSystemWatcher;

namespace weft {

class GraphDocument;

// A document's file: opened and saved by another thread, which does one thing after the other, while the window goes
// on. Saves are durable, keep the last versions as backups, and never replace a file that somebody else changed unless
// that is wanted. Unsaved changes go to a recovery file every few seconds. Results come back in the GUI thread.
class DocumentFile : public QObject {
    Q_OBJECT
public:
    struct Places {
        QString recovery = recoveryFolder(); // "": no autosave
        int autosaveMilliseconds = 1500; // after the first change that is not there: with the writing, 2 s are lost
    };
    explicit DocumentFile(GraphDocument& document);
    DocumentFile(GraphDocument& document, FileSystem& files, const Places& places, QObject* parent = nullptr);
    // What completes each project that is read, such as by giving nodes places; run in the other thread. It alters the
    // project, but is no change of it: a save of what nobody changed writes what the file had.
    void setCompletion(std::function<void(Project&)> complete) { m_complete = std::move(complete); }
    ~DocumentFile() override; // a save under way ends; the recovery file stays unless all is saved or discarded

    void open(const QString& path); // opened() or failed()
    void save(); // to its file; saved(), failed() or conflict()
    void saveAs(const QString& path);
    void overwrite(); // the answer to conflict(): what is there now becomes a backup
    void reload() { open(m_path); } // what is on the disk, whatever was changed here
    void recover(const QString& item); // opened(), with everything unsaved; or failed()
    void discard(); // the unsaved changes are not wanted: nothing will be offered for recovery

    QString path() const { return m_path; }
    bool isBusy() const { return m_jobs > 0; }
    void waitForDone(); // of what was asked so far, its results delivered. Before the program ends
    QString whyReadOnly() const; // a newer version's: can be looked at, never saved. Empty: it can
    enum class OnDisk { same, changed, removed };
    OnDisk onDisk() const { return m_onDisk; }

signals:
    void opened();
    void saved();
    void failed(const QString& sentence); // what was asked for did not happen; all is as it was
    void conflict(const QString& sentence); // not saved: the file was changed by somebody else. overwrite() or reload()
    void onDiskChanged(); // see onDisk()
    void warned(const QString& sentence); // a backup or the autosave did not work; it is tried again
    void busyChanged();

private:
    class Disk; // what the other thread knows and does
    struct Outcome;
    void run(std::function<void(Disk&, Outcome&)> work, std::function<void(Outcome&)> then);
    void write(const QString& path, bool overwriting);
    void autosave();
    void lookAtDisk();
    void watch();

    GraphDocument& m_document;
    std::shared_ptr<Disk> m_disk;
    Places m_places;
    std::function<void(Project&)> m_complete = [](Project&) {};
    QThreadPool m_thread;
    QFileSystemWatcher* m_watcher;
    QTimer m_autosave;
    QTimer m_look;
    QString m_path;
    OnDisk m_onDisk = OnDisk::same;
    uint64_t m_kept = 0; // the state that the recovery file holds
    int m_jobs = 0;
    bool m_autosaving = false;
};

} // namespace weft
