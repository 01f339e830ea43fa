#pragma once

class QMenu;

namespace weft {

class MainWindow;

// A menu of what the file of the shown project held before its last saves, each with the time at which it was replaced;
// one that is taken opens as a copy, beside the project that goes on.
void addEarlierVersions(QMenu* menu, MainWindow& window);

} // namespace weft
