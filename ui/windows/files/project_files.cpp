#include "ui/windows/files/project_files.h"

#include "engine/graph/document.h"
#include "engine/train/runs/run_folder.h"
#include "ui/background/background.h"
#include "ui/canvas/arrange/place_nodes.h"
#include "ui/document/files/backups.h"
#include "ui/document/files/document_file.h"
#include "ui/session/live_runs.h"
#include "ui/session/session.h"
#include "ui/style/words.h"
#include "ui/windows/bars/message_bars.h"
#include "ui/windows/files/recent.h"
#include "ui/windows/main_window.h"
#include "ui/windows/projects/studio.h"

#include <QDir>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QLocale>

namespace weft {

using Kind = MessageBars::Kind;

namespace {

// That the relative paths of a project's data count from.
QString dataFolder(const QString& projectFile)
{
    const QString folder = QFileInfo(projectFile).absolutePath();
    if (QFileInfo(folder).fileName() == QLatin1String(backupFolder))
        return QFileInfo(folder).absolutePath();
    try {
        return QString::fromStdString(RunFolder::open(realFileSystem(), folder.toStdString()).projectFolder());
    } catch (const Error&) {
        return folder; // no run's
    }
}

// A copy in no file has no folder of its own: paths that lead somewhere from `folder` become absolute.
void keepDataFound(DataSection& data, const QString& folder)
{
    for (DataSource& source : data.sources)
        for (auto& [name, value] : source.params)
            if (auto* const text = std::get_if<std::string>(&value); text && !text->empty()) {
                const QFileInfo there(QDir(folder), QString::fromStdString(*text));
                if (there.exists())
                    *text = there.absoluteFilePath().toStdString();
            }
}

} // namespace

ProjectFiles::ProjectFiles(MainWindow* window)
    : QObject(window)
    , m_window(window)
{
}

bool ProjectFiles::isBusy() const
{
    for (const Studio* const studio : m_window->studios())
        if (studio->file()->isBusy())
            return true;
    return m_copies > 0;
}

QString ProjectFiles::whyReadOnly(const Studio* studio) const
{
    return studio->file()->whyReadOnly();
}

void ProjectFiles::say(const QString& id, const QString& sentence)
{
    m_window->messages()->say({.id = id, .kind = Kind::error, .text = sentence});
    emit failed(sentence);
}

void ProjectFiles::show(Studio* studio)
{
    m_window->show(studio);
    if (m_window->workspace() == Workspace::start)
        m_window->setWorkspace(Workspace::build);
}

Studio* ProjectFiles::addStudio()
{
    Studio* const studio = m_window->addStudio();
    DocumentFile* const file = studio->file();
    connect(file, &DocumentFile::saved, this, [this, studio, file] {
        rememberRecent(file->path());
        for (const char* const id : {"save", "onDisk", "unsaved"})
            m_window->messages()->take(QLatin1String(id));
        emit saved(studio);
        if (m_afterSave == studio)
            if (const auto then = std::exchange(m_then, {}))
                then();
    });
    connect(file, &DocumentFile::conflict, this, [this, studio, file](const QString& sentence) {
        m_window->messages()->say(
            {.id = QStringLiteral("onDisk"),
             .kind = Kind::warning,
             .text = sentence,
             .answers = {{tr("Save mine"), [kept = QPointer(file)] { kept ? kept->overwrite() : void(); }},
                         {tr("Load it again"), [this, kept = QPointer(studio)] { kept ? reload(kept) : void(); }}}});
    });
    connect(file, &DocumentFile::onDiskChanged, this, [this, studio] { tellDisk(studio); });
    connect(file, &DocumentFile::warned, this, [this](const QString& sentence) {
        m_window->messages()->say({.id = QStringLiteral("autosave"), .kind = Kind::warning, .text = sentence});
    });
    return studio;
}

Studio* ProjectFiles::newProject()
{
    Studio* const studio = addStudio();
    connect(studio->file(), &DocumentFile::failed, this,
            [this](const QString& sentence) { say(QStringLiteral("save"), sentence); });
    show(studio);
    return studio;
}

void ProjectFiles::open(const QString& path)
{
    const QString name = QFileInfo(path).absoluteFilePath();
    for (Studio* const studio : m_window->studios())
        if (studio->file()->path() == name)
            return show(studio);
    if (isForeignModel(name))
        return importModel(name);
    Studio* const studio = addStudio();
    DocumentFile* const file = studio->file();
    connect(file, &DocumentFile::failed, this, [this, studio, name](const QString& sentence) {
        const bool wasOpen = !studio->document()->file().isEmpty();
        say(wasOpen ? QStringLiteral("save") : QStringLiteral("open"), sentence);
        if (!wasOpen) { // it could not be read: there is nothing to look at
            forgetRecent(name);
            QMetaObject::invokeMethod(
                this, [this, kept = QPointer(studio)] { kept ? m_window->closeStudio(kept) : void(); },
                Qt::QueuedConnection);
        }
    });
    connect(file, &DocumentFile::opened, this, [this, studio, name] {
        m_window->messages()->take(QStringLiteral("onDisk"));
        if (const QString readOnly = whyReadOnly(studio); !readOnly.isEmpty())
            m_window->messages()->say({.id = QStringLiteral("readOnly"), .kind = Kind::warning, .text = readOnly});
        rememberRecent(name);
        show(studio);
        findLiveRuns(name, studio, [studio](const QStringList& runs) { // left alone by a window that was closed
            if (!runs.isEmpty() && !studio->session()->isBusy())
                studio->session()->attach(runs.first());
        });
        emit opened(studio);
    });
    file->open(name);
}

// What is within the program, or where nothing may be written: a new project that has no file yet.
void ProjectFiles::openCopy(const QString& path, const QString& title)
{
    struct Read {
        Project project;
        QString sentence;
    };
    ++m_copies;
    inBackground(
        this,
        [path, title] {
            Read result;
            try {
                QFile file(path);
                if (!file.open(QIODevice::ReadOnly))
                    throw Error(path.toStdString() + " can't be read.");
                result.project = Document::fromText(file.readAll().toStdString()).project();
                placeNodes(result.project);
                if (!title.isEmpty())
                    result.project.name = title.toStdString();
                if (!path.startsWith(QLatin1Char(':')))
                    keepDataFound(result.project.data, dataFolder(path));
            } catch (const Error& error) {
                result.sentence = sentenceOf(error);
            }
            return result;
        },
        [this](Read result) {
            --m_copies;
            if (!result.sentence.isEmpty())
                return say(QStringLiteral("open"), result.sentence);
            Studio* const studio = newProject();
            studio->document()->reset(std::move(result.project));
            emit opened(studio);
        });
}

void ProjectFiles::reload(Studio* studio)
{
    studio->file()->reload();
}

void ProjectFiles::askOpen()
{
    auto* const dialog = new QFileDialog(m_window, tr("Open a project"), {},
                                         tr("Projects and ONNX models (*.weft *.onnx);;All files (*)"));
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
    const QString now = studio->document()->file();
    auto* const dialog = new QFileDialog(m_window, tr("Save the project"),
                                         now.isEmpty() ? studio->title() + QStringLiteral(".weft") : now,
                                         tr("Weft projects (*.weft)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("weft"));
    connect(dialog, &QFileDialog::fileSelected, this,
            [this, kept = QPointer(studio), then = std::move(then)](const QString& file) {
                if (kept)
                    saveAs(kept, file, then);
            });
    dialog->open();
}

void ProjectFiles::save(Studio* studio, std::function<void()> then)
{
    if (studio->document()->file().isEmpty())
        return askSaveAs(studio, std::move(then));
    m_afterSave = studio;
    m_then = std::move(then);
    studio->file()->save();
}

void ProjectFiles::saveAs(Studio* studio, const QString& path, std::function<void()> then)
{
    m_afterSave = studio;
    m_then = std::move(then);
    studio->file()->saveAs(path);
}

void ProjectFiles::tellDisk(Studio* studio)
{
    const QString name = QFileInfo(studio->file()->path()).fileName();
    switch (studio->file()->onDisk()) {
    case DocumentFile::OnDisk::same:
        return m_window->messages()->take(QStringLiteral("onDisk"));
    case DocumentFile::OnDisk::removed:
        studio->document()->markUnsaved();
        return m_window->messages()->say(
            {.id = QStringLiteral("onDisk"),
             .kind = Kind::warning,
             .text = tr("%1 was removed or can't be read any more. Save it to have it back.").arg(name)});
    case DocumentFile::OnDisk::changed:
        break;
    }
    m_window->messages()->say(
        {.id = QStringLiteral("onDisk"),
         .kind = Kind::warning,
         .text = studio->document()->isChanged()
             ? tr("%1 was changed by another program, and you have changes of your own.").arg(name)
             : tr("%1 was changed by another program.").arg(name),
         .answers = {
             {tr("Load it again"), [this, kept = QPointer(studio)] { kept ? reload(kept) : void(); }, true},
             {tr("Keep mine"), [kept = QPointer(studio)] { kept ? kept->document()->markUnsaved() : void(); }}}});
}

void ProjectFiles::close(Studio* studio)
{
    if (!studio->document()->isChanged())
        return closeNow(studio);
    askUnsaved(studio, [this, kept = QPointer(studio)] {
        if (kept)
            closeNow(kept);
    });
}

void ProjectFiles::closeNow(Studio* studio)
{
    studio->file()->discard();
    m_window->closeStudio(studio);
}

void ProjectFiles::askUnsaved(Studio* studio, std::function<void()> then)
{
    show(studio);
    m_window->messages()->say(
        {.id = QStringLiteral("unsaved"),
         .kind = Kind::warning,
         .text = tr("“%1” has changes that are not saved.").arg(studio->title()),
         .answers = {{tr("Save"), [this, kept = QPointer(studio), then] { kept ? save(kept, then) : void(); }, true},
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
            askUnsaved(studio, [this, kept = QPointer(studio)] {
                if (kept)
                    closeNow(kept);
                if (m_quitting)
                    m_window->close();
            });
            return false;
        }
    return true;
}

void ProjectFiles::offerRecovery()
{
    inBackground(
        this, [] { return recoverables(realFileSystem()); },
        [this](const std::vector<Recoverable>& found) {
            if (found.empty())
                return;
            const Recoverable newest = found.front();
            const auto forget = [found] {
                inBackground(
                    qApp,
                    [found] {
                        for (const Recoverable& each : found) {
                            try {
                                discardRecoverable(realFileSystem(), each.item);
                            } catch (const Error&) {
                                continue; // it is offered once more
                            }
                        }
                        return 0;
                    },
                    [](int) {});
            };
            const QString when = QLocale().toString(newest.time.toLocalTime(), QLocale::ShortFormat);
            m_window->messages()->say(
                {.id = QStringLiteral("recovery"),
                 .kind = Kind::warning,
                 .text = found.size() == 1
                     ? tr("Weft did not end well: changes to “%1” of %2 were not saved.")
                           .arg(newest.title.isEmpty() ? tr("Untitled") : newest.title, when)
                     : tr("Weft did not end well: changes to %1 projects were not saved.").arg(found.size()),
                 .answers = {{tr("Recover"),
                              [this, found] {
                                  for (const Recoverable& each : found) {
                                      Studio* const studio = newProject();
                                      studio->file()->recover(each.item);
                                  }
                              },
                              true},
                             {tr("Discard"), forget}}});
        });
}

} // namespace weft
