#pragma once

#include "ui/windows/bars/status_bar.h"

namespace weft {

class Canvas;
class MainWindow;
class Studio;

struct StatusItems {
    QList<StatusItem> left, right;
};
StatusItems statusOf(const Studio* studio, const Canvas* canvas); // studio nullptr: none is open
void clickStatus(MainWindow& window, const QString& id);

struct ProblemCount {
    int errors = 0;
    int warnings = 0;
};
ProblemCount countProblems(const Studio& studio);

} // namespace weft
