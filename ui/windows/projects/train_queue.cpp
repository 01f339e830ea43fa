#include "ui/windows/projects/train_queue.h"

#include "ui/session/session.h"
#include "ui/windows/main_window.h"
#include "ui/windows/projects/studio.h"

#include <QTimer>

#include <algorithm>

namespace weft {

TrainQueue::TrainQueue(MainWindow* window)
    : QObject(window)
    , m_window(window)
{
}

void TrainQueue::watch(Studio* studio)
{
    // Later: who else hears of an end does so first, and may begin another.
    connect(studio->session(), &Session::stateChanged, this, [this] { QTimer::singleShot(0, this, &TrainQueue::go); });
    connect(studio, &QObject::destroyed, this, [this] { QTimer::singleShot(0, this, &TrainQueue::go); });
}

void TrainQueue::add(Studio* studio)
{
    m_jobs.push_back({studio, studio->document()->project(), studio->document()->file()});
    tell();
    go();
}

void TrainQueue::clear(Studio* studio)
{
    std::erase_if(m_jobs, [studio](const Job& job) { return job.studio == studio; });
    tell();
}

int TrainQueue::waiting(const Studio* studio) const
{
    return int(std::ranges::count_if(m_jobs, [studio](const Job& job) { return job.studio == studio; }));
}

void TrainQueue::go()
{
    std::erase_if(m_jobs, [](const Job& job) { return !job.studio; });
    const auto isBusy = [](const Studio* studio) { return studio->session()->isBusy(); };
    if (m_jobs.empty() || std::ranges::any_of(m_window->studios(), isBusy))
        return;
    const Job job = std::move(m_jobs.front());
    m_jobs.erase(m_jobs.begin());
    job.studio->session()->start(job.project, job.file, {.device = m_window->trainingDevice().toStdString()});
    tell();
}

void TrainQueue::tell()
{
    for (Studio* const studio : m_window->studios())
        studio->setWaiting(waiting(studio));
    emit changed();
}

} // namespace weft
