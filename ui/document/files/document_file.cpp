#include "ui/document/files/document_file.h"

#include "engine/graph/document.h"
#include "engine/graph/limits.h"
#include "engine/graph/migrate.h"
#include "engine/storage/sha256.h"
#include "ui/document/files/backups.h"
#include "ui/document/graph_document.h"
#include "ui/style/words.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QFileInfo>
#include <QFileSystemWatcher>
#include <QPointer>

#include <new>
#include <optional>

namespace weft {

struct DocumentFile::Outcome {
    QString error; // empty: it was done
    QString warning;
    bool isForeign = false;
    std::optional<OnDisk> seen;
    Project project;
    QString file;
};

// Lives as long as a job that uses it; only one job runs at a time.
class DocumentFile::Disk {
public:
    Disk(FileSystem& fileSystem, const QString& recovery)
        : files(fileSystem)
        , kept(fileSystem, recovery)
    {
    }

    std::string hashOf(const std::string& path) { return sha256(bytesOf(files.readFile(path, ProjectLimits::bytes))); }

    void open(const std::string& path)
    {
        const std::string text = files.readFile(path, ProjectLimits::bytes);
        try {
            document = Document::fromText(text);
        } catch (const Error& error) {
            throw Error(fileName(path) + ": " + error.what());
        }
        hash = sha256(bytesOf(text));
        place = path;
    }

    // Whether somebody else has written the file that this document came from.
    bool isForeign(const std::string& path) { return path == place && files.exists(path) && hashOf(path) != hash; }

    void save(const std::string& path, Project project, Outcome& outcome)
    {
        Document written = document; // which stays what the file holds if this fails
        if (written.project() != project)
            written.edit() = std::move(project);
        try {
            keepBackup(files, path);
        } catch (const Error& error) { // a full disk will say so again; the save matters more
            outcome.warning = tr("No backup was kept: %1").arg(sentenceOf(error));
        }
        saveDocument(files, path, written);
        document = std::move(written);
        hash = hashOf(path);
        place = path;
    }

    FileSystem& files;
    RecoveryFile kept;
    Document document;
    std::string place; // the file that `document` was read from or written to
    std::string hash; // of its bytes then
};

DocumentFile::DocumentFile(GraphDocument& document)
    : DocumentFile(document, realFileSystem(), Places())
{
}

DocumentFile::DocumentFile(GraphDocument& document, FileSystem& files, const Places& places, QObject* parent)
    : QObject(parent ? parent : &document)
    , m_document(document)
    , m_disk(std::make_shared<Disk>(files, places.recovery))
    , m_places(places)
    , m_watcher(new QFileSystemWatcher(this))
    , m_kept(document.state())
{
    m_thread.setMaxThreadCount(1);
    m_autosave.setSingleShot(true);
    m_autosave.setInterval(places.autosaveMilliseconds);
    m_look.setSingleShot(true);
    m_look.setInterval(200); // who writes a file writes more than once
    connect(&m_autosave, &QTimer::timeout, this, &DocumentFile::autosave);
    connect(&m_look, &QTimer::timeout, this, &DocumentFile::lookAtDisk);
    connect(m_watcher, &QFileSystemWatcher::fileChanged, &m_look, qOverload<>(&QTimer::start));
    connect(m_watcher, &QFileSystemWatcher::directoryChanged, &m_look, qOverload<>(&QTimer::start));
    connect(&document, &GraphDocument::changed, this, [this] {
        if (!m_places.recovery.isEmpty() && !m_autosave.isActive())
            m_autosave.start();
    });
}

DocumentFile::~DocumentFile()
{
    m_thread.waitForDone();
}

void DocumentFile::run(std::function<void(Disk&, Outcome&)> work, std::function<void(Outcome&)> then)
{
    if (m_jobs++ == 0)
        emit busyChanged();
    m_thread.start(
        [disk = m_disk, self = QPointer<DocumentFile>(this), work = std::move(work), then = std::move(then)] {
            auto outcome = std::make_shared<Outcome>();
            try {
                work(*disk, *outcome);
            } catch (const Error& error) {
                outcome->error = sentenceOf(error);
            } catch (const std::bad_alloc&) {
                outcome->error = tr("There is not enough memory for this project.");
            }
            QMetaObject::invokeMethod(
                QCoreApplication::instance(),
                [self, then, outcome] {
                    if (!self)
                        return;
                    then(*outcome);
                    if (self && --self->m_jobs == 0)
                        emit self->busyChanged();
                },
                Qt::QueuedConnection);
        });
}

void DocumentFile::waitForDone()
{
    while (m_jobs > 0)
        QCoreApplication::processEvents(QEventLoop::ExcludeUserInputEvents | QEventLoop::WaitForMoreEvents, 20);
}

QString DocumentFile::whyReadOnly() const
{
    const int64_t version = m_document.project().version;
    return version > projectVersion ? QString::fromStdString(newerSentence(version)) : QString();
}

void DocumentFile::open(const QString& path)
{
    run(
        [path, complete = m_complete](Disk& disk, Outcome& outcome) {
            disk.open(path.toStdString());
            outcome.project = disk.document.project();
            complete(outcome.project);
        },
        [this, path](Outcome& outcome) {
            if (!outcome.error.isEmpty()) {
                emit failed(outcome.error);
                return;
            }
            m_path = path;
            m_onDisk = OnDisk::same;
            m_document.reset(std::move(outcome.project), path);
            m_kept = m_document.state();
            m_autosave.stop();
            watch();
            emit opened();
        });
}

void DocumentFile::recover(const QString& item)
{
    run(
        [item, complete = m_complete](Disk& disk, Outcome& outcome) {
            RecoveredProject found = readRecoverable(disk.files, item);
            // What is on the disk stays known, so that a save over something newer asks first.
            const std::string file = found.file.toStdString();
            if (!file.empty() && disk.files.exists(file)) {
                try {
                    disk.open(file);
                } catch (const Error&) { // broken since: the recovered one is all there is
                }
            }
            // Ours from now on, before the old one goes: never none of them.
            disk.kept.write(found.project, found.file, QFileInfo(found.file).completeBaseName());
            discardRecoverable(disk.files, item);
            outcome.project = std::move(found.project);
            complete(outcome.project);
            outcome.file = found.file;
        },
        [this](Outcome& outcome) {
            if (!outcome.error.isEmpty()) {
                emit failed(outcome.error);
                return;
            }
            m_path = outcome.file;
            m_document.reset(std::move(outcome.project), m_path);
            m_document.markUnsaved();
            m_kept = m_document.state();
            m_autosave.stop();
            watch();
            emit opened();
        });
}

void DocumentFile::save()
{
    write(m_path, false);
}

void DocumentFile::saveAs(const QString& path)
{
    write(path, path != m_path);
}

void DocumentFile::overwrite()
{
    write(m_path, true);
}

void DocumentFile::write(const QString& path, bool overwriting)
{
    if (path.isEmpty()) {
        emit failed(tr("Choose a name for the project first."));
        return;
    }
    if (const QString why = whyReadOnly(); !why.isEmpty()) {
        emit failed(why);
        return;
    }
    m_document.endMerging();
    const uint64_t state = m_document.state();
    // Where one looked is kept with what one changed, but alone it is no reason to write a file anew: then it is the
    // file's own project that is written.
    std::shared_ptr<Project> project;
    if (m_document.isChanged())
        project = std::make_shared<Project>(m_document.projectToSave());
    else if (m_path.isEmpty() || m_jobs > 0) // what lies in no file, or in one that a job is about to change
        project = std::make_shared<Project>(m_document.project());
    run(
        [path, project, overwriting](Disk& disk, Outcome& outcome) {
            outcome.isForeign = !overwriting && disk.isForeign(path.toStdString());
            if (!outcome.isForeign)
                disk.save(path.toStdString(), project ? std::move(*project) : Project(disk.document.project()),
                          outcome);
        },
        [this, path, state](Outcome& outcome) {
            if (!outcome.warning.isEmpty())
                emit warned(outcome.warning);
            if (!outcome.error.isEmpty()) {
                emit failed(outcome.error);
                return;
            }
            if (outcome.isForeign) {
                m_onDisk = OnDisk::changed;
                emit conflict(
                    tr("%1 was changed by another program since it was opened. Overwrite it, or read it again?")
                        .arg(QFileInfo(path).fileName()));
                return;
            }
            m_path = path;
            m_onDisk = OnDisk::same;
            m_document.markSaved(path, state);
            watch();
            if (!m_document.isChanged())
                discard();
            emit saved();
        });
}

void DocumentFile::discard()
{
    m_autosave.stop();
    m_kept = m_document.state();
    run([](Disk& disk, Outcome&) { disk.kept.remove(); },
        [this](Outcome& outcome) {
            if (!outcome.error.isEmpty())
                emit warned(outcome.error);
        });
}

void DocumentFile::autosave()
{
    if (m_document.state() == m_kept || !whyReadOnly().isEmpty())
        return;
    if (!m_document.isChanged()) { // undone as far as the file
        discard();
        return;
    }
    if (m_autosaving) { // the disk is slow; the newest state is written once it has caught up
        m_autosave.start();
        return;
    }
    m_autosaving = true;
    const uint64_t state = m_document.state();
    auto project = std::make_shared<Project>(m_document.project());
    run([project, file = m_path, title = m_document.title()](Disk& disk,
                                                             Outcome&) { disk.kept.write(*project, file, title); },
        [this, state](Outcome& outcome) {
            m_autosaving = false;
            if (outcome.error.isEmpty()) {
                m_kept = state;
            } else {
                emit warned(tr("Unsaved changes could not be kept for a crash: %1").arg(outcome.error));
                m_autosave.start(); // as long as it takes
            }
        });
}

void DocumentFile::watch()
{
    if (const QStringList old = m_watcher->files() + m_watcher->directories(); !old.isEmpty())
        m_watcher->removePaths(old);
    if (m_path.isEmpty())
        return;
    m_watcher->addPath(m_path); // a save by rename ends this one; the folder tells then
    m_watcher->addPath(QFileInfo(m_path).absolutePath());
}

void DocumentFile::lookAtDisk()
{
    if (m_path.isEmpty())
        return;
    run(
        [path = m_path.toStdString()](Disk& disk, Outcome& outcome) {
            if (path == disk.place)
                outcome.seen = !disk.files.exists(path) ? OnDisk::removed
                    : disk.hashOf(path) == disk.hash    ? OnDisk::same
                                                        : OnDisk::changed;
        },
        [this](Outcome& outcome) {
            if (!outcome.seen)
                return; // saved elsewhere meanwhile, or it cannot be read just now
            if (m_watcher->files().isEmpty() && *outcome.seen != OnDisk::removed)
                m_watcher->addPath(m_path);
            if (*outcome.seen == m_onDisk)
                return;
            m_onDisk = *outcome.seen;
            if (m_onDisk == OnDisk::removed) // all there is of it is here
                m_document.markUnsaved();
            emit onDiskChanged();
        });
}

} // namespace weft
