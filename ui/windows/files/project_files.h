#pragma once

#include <QObject>
#include <QPointer>

#include <functional>

namespace weft {

class MainWindow;
class Studio;

bool isForeignModel(const QString& path); // that open() imports, by its ending

// Opening, saving and closing projects: each studio's file does the work on another thread, this says in bars how it
// went and asks before anything is lost.
class ProjectFiles : public QObject {
    Q_OBJECT
public:
    explicit ProjectFiles(MainWindow* window);

    Studio* newProject();
    void open(const QString& path); // shows it, also if it is open already; of a foreign model, what it is imported as
    // As a new project, in no file. What lies beside it, or beside the project of the run it lies in, is still found.
    void openCopy(const QString& path, const QString& title = {}); // title empty: its own
    void askOpen();
    void save(Studio* studio, std::function<void()> then = {}); // then: once it is on the disk
    void askSaveAs(Studio* studio, std::function<void()> then = {});
    void saveAs(Studio* studio, const QString& path, std::function<void()> then = {});
    void reload(Studio* studio); // from its file, whatever was changed
    void close(Studio* studio); // asks if there is something to lose
    bool mayQuit(); // false: a bar asks, and the window is closed once it is answered
    bool isBusy() const; // files are being read or written
    QString whyReadOnly(const Studio* studio) const; // empty: it can be saved
    void offerRecovery(); // of what a crash left; asks once, in a bar

signals:
    void opened(weft::Studio* studio);
    void saved(weft::Studio* studio);
    void failed(const QString& sentence);

private:
    MainWindow* m_window;
    int m_copies = 0; // being read
    bool m_quitting = false;
    QPointer<Studio> m_afterSave; // whose save m_then waits for
    std::function<void()> m_then;

    void importModel(const QString& model);
    Studio* addStudio();
    void show(Studio* studio);
    void say(const QString& id, const QString& sentence);
    void tellDisk(Studio* studio);
    void askUnsaved(Studio* studio, std::function<void()> then);
    void closeNow(Studio* studio);
};

} // namespace weft
