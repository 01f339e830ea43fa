#include "ui/panels/runs/run_library.h"

#include "ui/background/background.h"
#include "ui/document/graph_document.h"
#include "ui/session/session.h"
#include "ui/style/words.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QStandardPaths>
#include <QThreadPool>

#include <algorithm>

namespace weft {

RunLibrary* RunLibrary::of(GraphDocument* document)
{
    if (document == nullptr)
        return nullptr;
    if (auto* const known = document->findChild<RunLibrary*>({}, Qt::FindDirectChildrenOnly))
        return known;
    auto* const library = new RunLibrary(document);
    const auto follow = [library, document] {
        library->setFolder(document->file().isEmpty()
                               ? QString()
                               : QString::fromStdString(runsFolder(document->file().toStdString())));
    };
    connect(document, &GraphDocument::savedChanged, library, follow);
    // A project's runs are not met with nothing in sight: the newest shows, once, unless others have been chosen.
    connect(library, &RunLibrary::wasRead, library, &RunLibrary::chooseNewest, Qt::SingleShotConnection);
    follow();
    return library;
}

RunLibrary::RunLibrary(QObject* parent)
    : QObject(parent)
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(50);
    connect(&m_soon, &QTimer::timeout, this, [this] {
        const int read = ++m_reads;
        const QPointer<RunLibrary> self = this;
        backgroundThreads().start([=, known = m_runs, folder = m_folder.toStdString()] {
            std::vector<RunEntry> runs;
            QString problem;
            try {
                if (!folder.empty())
                    runs = readRuns(realFileSystem(), folder, known);
            } catch (const Error& error) {
                problem = sentenceOf(error);
            }
            QMetaObject::invokeMethod(qApp, [=]() mutable {
                if (self == nullptr || self->m_reads != read)
                    return;
                if (!problem.isEmpty())
                    emit self->said(problem);
                self->take(std::move(runs));
            });
        });
    });
}

void RunLibrary::setFolder(const QString& runs)
{
    if (runs == m_folder)
        return;
    m_folder = runs;
    m_runs.clear();
    m_places.clear();
    m_against.clear();
    setCurrent({});
    emit changed();
    emit chosenChanged();
    refresh();
}

void RunLibrary::watch(Session* session)
{
    if (session == m_session)
        return;
    if (m_session != nullptr)
        disconnect(m_session, nullptr, this, nullptr);
    m_session = session;
    if (session != nullptr) {
        connect(session, &Session::stateChanged, this, &RunLibrary::refresh);
        connect(session, &Session::planned, this, &RunLibrary::refresh);
        connect(session, &Session::epochDone, this, &RunLibrary::refresh);
        connect(session, &QObject::destroyed, this, [this] {
            for (const auto& place : m_places) {
                if (place != nullptr && place->history == nullptr)
                    load(*place);
            }
        });
    }
    refresh();
}

void RunLibrary::refresh()
{
    if (!m_soon.isActive())
        m_soon.start();
}

void RunLibrary::take(std::vector<RunEntry> runs)
{
    m_runs = std::move(runs);
    bool gone = false;
    for (auto& place : m_places) {
        if (place == nullptr)
            continue;
        if (find(place->folder) == nullptr) {
            place.reset();
            gone = true;
        } else if (place->history != nullptr && isLive(place->folder)) {
            load(*place); // it trains now: its curves come as it goes
        }
    }
    if (!m_current.isEmpty() && find(m_current) == nullptr)
        setCurrent({});
    emit changed();
    if (gone)
        emit chosenChanged();
    if (!m_folder.isEmpty())
        emit wasRead();
}

void RunLibrary::chooseNewest()
{
    const auto newest = std::ranges::find_if(m_runs, [](const RunEntry& run) { return run.record.step > 0; });
    if (newest == m_runs.end() || !chosen().empty())
        return;
    const QString folder = newest->folder; // choosing may read the list anew
    choose(folder, true);
    if (m_current.isEmpty())
        setCurrent(folder);
}

const RunEntry* RunLibrary::find(const QString& folder) const
{
    const auto found = std::ranges::find(m_runs, folder, &RunEntry::folder);
    return found == m_runs.end() ? nullptr : &*found;
}

bool RunLibrary::isLive(const QString& folder) const
{
    return m_session != nullptr && m_session->isBusy() && m_session->runFolder() == folder;
}

void RunLibrary::load(Loaded& loaded)
{
    if (loaded.curves == nullptr) {
        loaded.curves = std::make_unique<RunCurves>();
        connect(loaded.curves.get(), &RunCurves::grew, this, &RunLibrary::curvesGrew);
    }
    if (isLive(loaded.folder)) {
        loaded.curves->follow(&m_session->history());
        loaded.history.reset();
        return;
    }
    loaded.history = std::make_unique<RunHistory>();
    loaded.curves->follow(loaded.history.get());
    loaded.history->load(loaded.folder);
}

void RunLibrary::choose(const QString& folder, bool chosen)
{
    const int place = placeOf(folder);
    if (chosen == (place >= 0) || (chosen && find(folder) == nullptr))
        return;
    if (!chosen) {
        m_places[size_t(place)].reset();
        if (m_against == folder)
            m_against.clear();
    } else {
        auto free = std::ranges::find_if(m_places, [](const auto& one) { return one == nullptr; });
        if (free == m_places.end()) {
            if (m_places.size() >= mostChosen) {
                emit said(tr("More than %1 runs at once cannot be told apart: untick one first.").arg(mostChosen));
                return;
            }
            free = m_places.insert(m_places.end(), nullptr);
        }
        *free = std::make_unique<Loaded>();
        (*free)->folder = folder;
        load(**free);
    }
    emit chosenChanged();
}

int RunLibrary::placeOf(const QString& folder) const
{
    const auto found =
        std::ranges::find_if(m_places, [&](const auto& place) { return place != nullptr && place->folder == folder; });
    return found == m_places.end() ? -1 : int(found - m_places.begin());
}

std::vector<RunEntry> RunLibrary::chosen() const
{
    std::vector<RunEntry> all;
    for (const auto& place : m_places) {
        if (const RunEntry* const run = place == nullptr ? nullptr : find(place->folder))
            all.push_back(*run);
    }
    return all;
}

RunCurves* RunLibrary::curves(const QString& folder)
{
    const int place = placeOf(folder);
    return place < 0 ? nullptr : m_places[size_t(place)]->curves.get();
}

QString RunLibrary::against() const
{
    if (placeOf(m_against) >= 0)
        return m_against;
    const std::vector<RunEntry> all = chosen();
    return all.empty() ? QString() : all.front().folder;
}

void RunLibrary::setAgainst(const QString& folder)
{
    m_against = folder;
    emit chosenChanged();
}

void RunLibrary::setCurrent(const QString& folder)
{
    if (folder == m_current)
        return;
    m_current = folder;
    emit currentChanged();
}

void RunLibrary::rename(const QString& folder, const QString& name)
{
    if (const RunEntry* const run = find(folder))
        label(folder, {name.trimmed(), run->note});
}

void RunLibrary::setNote(const QString& folder, const QString& note)
{
    if (const RunEntry* const run = find(folder))
        label(folder, {run->name, note.trimmed()});
}

// One thread for all: of two changes to one label the later is written last.
static QThreadPool& writers()
{
    static QThreadPool pool;
    static const bool one = (pool.setMaxThreadCount(1), true);
    Q_UNUSED(one)
    return pool;
}

void RunLibrary::label(const QString& folder, const RunLabel& label)
{
    const auto run = std::ranges::find(m_runs, folder, &RunEntry::folder);
    if (run->name == label.name && run->note == label.note)
        return;
    run->name = label.name;
    run->note = label.note;
    ++m_reads; // a list that is being read has the old words
    emit changed();
    emit chosenChanged();
    const QPointer<RunLibrary> self = this;
    writers().start([=] {
        QString problem;
        try {
            writeLabel(realFileSystem(), folder.toStdString(), label);
        } catch (const Error& error) {
            problem = sentenceOf(error);
        }
        QMetaObject::invokeMethod(qApp, [=] {
            if (self == nullptr)
                return;
            if (!problem.isEmpty())
                emit self->said(problem);
            self->refresh();
        });
    });
}

void RunLibrary::moveToTrash(const QString& folder)
{
    const RunEntry* const run = find(folder);
    if (run == nullptr)
        return;
    const QString title = run->title();
    if (run->isRunning() || isLive(folder)) {
        emit said(tr("“%1” is being trained: stop it before it is deleted.").arg(title));
        return;
    }
    choose(folder, false);
    const QPointer<RunLibrary> self = this;
    backgroundThreads().start([=] {
        // Qt makes the trash's folder, but not the one that it lies in.
        QDir().mkpath(QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation));
        const bool moved = QFile::moveToTrash(folder);
        QMetaObject::invokeMethod(qApp, [=] {
            if (self == nullptr)
                return;
            emit self->said(moved ? tr("“%1” was moved to the trash, from where it can be taken back.").arg(title)
                                  : tr("“%1” could not be moved to the trash; nothing was deleted. Its folder is %2")
                                        .arg(title, folder));
            self->refresh();
        });
    });
}

} // namespace weft
