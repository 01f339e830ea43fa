#include "ui/windows/files/project_files.h"

#include "engine/graph/document.h"
#include "ui/session/session.h"
#include "ui/windows/bars/message_bars.h"
#include "ui/windows/files/recent.h"
#include "ui/windows/main_window.h"
#include "ui/windows/projects/studio.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QPointer>
#include <QThreadPool>

namespace weft {

namespace {

QThreadPool& fileThreads()
{
    static QThreadPool pool;
    pool.setMaxThreadCount(2);
    return pool;
}

// Runs `work` in another thread, and `done` with its result in this one, unless `context` is gone by then.
template <class Work, class Done> void inBackground(QObject* context, Work work, Done done)
{
    fileThreads().start([guard = QPointer<QObject>(context), work = std::move(work), done = std::move(done)]() mutable {
        auto result = work();
        QMetaObject::invokeMethod(
            qApp,
            [guard, result = std::move(result), done = std::move(done)]() mutable {
                if (guard)
                    done(std::move(result));
            },
            Qt::QueuedConnection);
    });
}

struct Opened {
    std::shared_ptr<Document> document;
    QString sentence; // what went wrong
};

struct Saved {
    QString sentence;
};

} // namespace

ProjectFiles::ProjectFiles(MainWindow* window)
    : QObject(window)
    , m_window(window)
{
}

ProjectFiles::~ProjectFiles()
{
    fileThreads().waitForDone(); // a save that is under way ends
}

Studio* ProjectFiles::newProject()
{
    Studio* const studio = m_window->addStudio();
    m_kept[studio].document = std::make_shared<Document>();
    m_window->show(studio);
    if (m_window->workspace() == Workspace::start)
        m_window->setWorkspace(Workspace::build);
    return studio;
}

void ProjectFiles::open(const QString& path)
{
    const QString file = QFileInfo(path).absoluteFilePath();
    for (Studio* const studio : m_window->studios())
        if (studio->document()->file() == file) {
            m_window->show(studio);
            if (m_window->workspace() == Workspace::start)
                m_window->setWorkspace(Workspace::build);
            return;
        }
    read(file, nullptr);
}

void ProjectFiles::reload(Studio* studio)
{
    read(studio->document()->file(), studio);
}

void ProjectFiles::read(const QString& path, Studio* into)
{
    ++m_busy;
    inBackground(
        this,
        [path] {
            Opened result;
            try {
                result.document = std::make_shared<Document>(openDocument(realFileSystem(), path.toStdString()));
            } catch (const Error& error) {
                result.sentence = QString::fromUtf8(error.what());
            }
            return result;
        },
        [this, path, guard = QPointer<Studio>(into), again = into != nullptr](Opened result) {
            --m_busy;
            if (!result.document) {
                forgetRecent(path);
                say(QStringLiteral("open"), result.sentence);
                return;
            }
            if (again && !guard)
                return; // closed meanwhile
            Studio* const studio = again ? guard.data() : m_window->addStudio();
            m_kept[studio].document = result.document;
            studio->document()->reset(result.document->project(), path);
            const QString readOnly = whyReadOnly(studio);
            if (!readOnly.isEmpty())
                m_window->messages()->say(
                    {.id = QStringLiteral("readOnly"), .kind = MessageBars::Kind::warning, .text = readOnly});
            rememberRecent(path);
            m_window->show(studio);
            if (m_window->workspace() == Workspace::start)
                m_window->setWorkspace(Workspace::build);
            emit opened(studio);
        });
}

QString ProjectFiles::whyReadOnly(const Studio* studio) const
{
    const auto kept = m_kept.constFind(studio);
    return kept == m_kept.constEnd() || !kept->document || kept->writing
        ? QString()
        : QString::fromStdString(kept->document->whyReadOnly());
}

void ProjectFiles::say(const QString& id, const QString& sentence)
{
    m_window->messages()->say({.id = id, .kind = MessageBars::Kind::error, .text = sentence});
    emit failed(sentence);
}

void ProjectFiles::askOpen()
{
    auto* const dialog =
        new QFileDialog(m_window, tr("Open a project"), {}, tr("Weft projects (*.weft);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    connect(dialog, &QFileDialog::filesSelected, this, [this](const QStringList& files) {
        for (const QString& file : files)
            open(file);
    });
    dialog->open();
}

void ProjectFiles::askSaveAs(Studio* studio, std::function<void()> then)
{
    auto* const dialog = new QFileDialog(m_window, tr("Save the project"), studio->title() + QStringLiteral(".weft"),
                                         tr("Weft projects (*.weft)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("weft"));
    connect(dialog, &QFileDialog::fileSelected, this,
            [this, guard = QPointer(studio), then = std::move(then)](const QString& file) {
                if (guard)
                    saveAs(guard, file, then);
            });
    dialog->open();
}

void ProjectFiles::save(Studio* studio, std::function<void()> then)
{
    if (studio->document()->file().isEmpty())
        askSaveAs(studio, std::move(then));
    else
        saveAs(studio, studio->document()->file(), std::move(then));
}

void ProjectFiles::saveAs(Studio* studio, const QString& path, std::function<void()> then)
{
    Kept& kept = m_kept[studio];
    if (kept.writing) { // once more when that is done, with what is there then
        kept.next = [this, guard = QPointer(studio), path, then = std::move(then)]() mutable {
            if (guard)
                saveAs(guard, path, std::move(then));
        };
        return;
    }
    kept.writing = true;
    ++m_busy;
    const uint64_t undoIndex = studio->document()->state(); // what markSaved() is told
    if (!kept.document)
        kept.document = std::make_shared<Document>();
    inBackground(
        this,
        [document = kept.document, project = studio->document()->project(), path]() mutable {
            Saved result;
            try {
                if (!(document->project() == project))
                    document->edit() = std::move(project);
                saveDocument(realFileSystem(), path.toStdString(), *document);
            } catch (const Error& error) {
                result.sentence = QString::fromUtf8(error.what());
            }
            return result;
        },
        [this, guard = QPointer(studio), path, undoIndex, then = std::move(then)](const Saved& result) {
            --m_busy;
            if (!guard)
                return;
            Kept& done = m_kept[guard.data()];
            done.writing = false;
            const auto next = std::exchange(done.next, {}); // `then` may close the project, and `done` goes with it
            if (result.sentence.isEmpty()) {
                guard->document()->markSaved(path, undoIndex);
                rememberRecent(path);
                m_window->messages()->take(QStringLiteral("save"));
                emit saved(guard);
                if (then)
                    then();
            } else {
                say(QStringLiteral("save"), result.sentence);
            }
            if (next)
                next();
        });
}

void ProjectFiles::close(Studio* studio)
{
    if (studio->document()->isChanged())
        askUnsaved(studio, [this, guard = QPointer(studio)] {
            if (guard)
                closeNow(guard);
        });
    else
        closeNow(studio);
}

void ProjectFiles::closeNow(Studio* studio)
{
    m_kept.remove(studio);
    m_window->closeStudio(studio);
}

void ProjectFiles::askUnsaved(Studio* studio, std::function<void()> then)
{
    m_window->show(studio);
    if (m_window->workspace() == Workspace::start)
        m_window->setWorkspace(Workspace::build);
    m_window->messages()->say(
        {.id = QStringLiteral("unsaved"),
         .kind = MessageBars::Kind::warning,
         .text = tr("“%1” has changes that are not saved.").arg(studio->title()),
         .answers = {{tr("Save"), [this, guard = QPointer(studio), then] { guard ? save(guard, then) : void(); }, true},
                     {tr("Discard"), then},
                     {tr("Cancel"), [this] { m_quitting = false; }}},
         .closable = false});
}

// One after the other: each unsaved project is asked for, then the window closes.
bool ProjectFiles::mayQuit()
{
    for (Studio* const studio : m_window->studios())
        if (studio->document()->isChanged()) {
            m_quitting = true;
            askUnsaved(studio, [this, guard = QPointer(studio)] {
                if (guard)
                    closeNow(guard);
                if (m_quitting)
                    m_window->close();
            });
            return false;
        }
    return true;
}

} // namespace weft
