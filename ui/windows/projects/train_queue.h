#pragma once

#include "engine/graph/project.h"

#include <QObject>
#include <QPointer>

#include <vector>

namespace weft {

class MainWindow;
class Studio;

// Trainings that wait until nothing else is trained in this window, of several projects or of several states of one.
// Each begins, in its turn, with the project as it was when it was put here; how the one before it ended is the same.
class TrainQueue : public QObject {
    Q_OBJECT
public:
    explicit TrainQueue(MainWindow* window);

    void watch(Studio* studio); // every one of the window
    void add(Studio* studio);
    void clear(Studio* studio); // what waits of it
    int waiting(const Studio* studio) const;

signals:
    void changed();

private:
    void go();
    void tell();

    struct Job {
        QPointer<Studio> studio;
        Project project;
        QString file;
    };
    MainWindow* m_window;
    std::vector<Job> m_jobs;
};

} // namespace weft
