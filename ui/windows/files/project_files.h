#pragma once

#include <QHash>
#include <QObject>

#include <functional>
#include <memory>

namespace weft {

class Document;
class MainWindow;
class Studio;

// Opening, saving and closing projects. Files are read and written by other threads, and the window stays usable
// meanwhile; what goes wrong is a sentence in a bar, and what is unsaved is asked for in one.
class ProjectFiles : public QObject {
    Q_OBJECT
public:
    explicit ProjectFiles(MainWindow* window);
    ~ProjectFiles() override;

    Studio* newProject();
    void open(const QString& path); // shows it, also if it is open already
    void askOpen();
    void save(Studio* studio, std::function<void()> then = {}); // then: once it is on the disk
    void askSaveAs(Studio* studio, std::function<void()> then = {});
    void saveAs(Studio* studio, const QString& path, std::function<void()> then = {});
    void reload(Studio* studio); // from its file, whatever was changed
    void close(Studio* studio); // asks if there is something to lose
    bool mayQuit(); // false: a bar asks, and the window is closed once it is answered
    bool isBusy() const { return m_busy > 0; } // files are being read or written
    QString whyReadOnly(const Studio* studio) const; // empty: it can be saved

signals:
    void opened(weft::Studio* studio);
    void saved(weft::Studio* studio);
    void failed(const QString& sentence);

private:
    // What is known of a studio's file: touched by one thread at a time, see `writing`.
    struct Kept {
        std::shared_ptr<Document> document;
        bool writing = false;
        std::function<void()> next = {}; // a save asked for meanwhile
    };
    MainWindow* m_window;
    QHash<const Studio*, Kept> m_kept;
    int m_busy = 0;
    bool m_quitting = false;

    void read(const QString& path, Studio* into);
    void say(const QString& id, const QString& sentence);
    void askUnsaved(Studio* studio, std::function<void()> then);
    void closeNow(Studio* studio);
};

} // namespace weft
