#pragma once

#include "engine/graph/project.h"

#include <QObject>
#include <QTemporaryDir>

#include <memory>
#include <vector>

class QWidget;

namespace weft {

Project smallProject();

struct RunToWrite {
    std::string state = "finished";
    double accuracy = 0.9;
    double seconds = 52;
    float offset = 0; // of the loss
};
QString writeRun(const QString& runs, const Project& project, const RunToWrite& run); // its folder
void lay(QWidget& widget, int width, int height); // out as in a window, without one

// What tests of runs have in common: a folder of three.
class WrittenRuns : public QObject {
protected:
    std::unique_ptr<QTemporaryDir> m_home;
    QString m_runs;
    std::vector<QString> m_folders; // oldest first

    void writeRuns(); // for init()
};

} // namespace weft
