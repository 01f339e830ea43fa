#pragma once

#include "engine/graph/project.h"
#include "engine/storage/file_system.h"

#include <QDateTime>
#include <QString>

#include <memory>
#include <vector>

class QLockFile;

namespace weft {

// What was not saved when a program ended, as it is offered at the next start.
struct Recoverable {
    QString item; // path of the recovery file
    QString file; // the project's, "" if it had none
    QString title;
    QDateTime time; // of the last autosave
    size_t nodes = 0;
};

struct RecoveredProject {
    Project project = {};
    QString file = {};
};

// Never in the system's folder for temporary files: those are cleaned away.
QString recoveryFolder();

// Those whose programs are no more, the newest first; broken ones are passed over. Reads files: for other threads.
std::vector<Recoverable> recoverables(FileSystem& files, const QString& folder = recoveryFolder());
RecoveredProject readRecoverable(FileSystem& files, const QString& item); // Error
void discardRecoverable(FileSystem& files, const QString& item);

// The recovery file of one open document: written now and then while it has unsaved changes, gone once it is saved.
// Held by a lock, so that another Weft does not offer what is still open here. For one thread at a time.
class RecoveryFile {
public:
    RecoveryFile(FileSystem& files, const QString& folder);
    ~RecoveryFile(); // leaves the file: who closes in peace calls remove()

    void write(const Project& project, const QString& file, const QString& title); // Error
    void remove();
    const QString& path() const { return m_path; }

private:
    FileSystem& m_files;
    QString m_folder;
    QString m_path;
    std::unique_ptr<QLockFile> m_lock;
};

} // namespace weft
