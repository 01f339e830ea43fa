#pragma once

#include <QString>

namespace weft {

class MainWindow;

// What a panel asks of the window: to show another panel, a setting, or a run's graph. Called when the panel is made.
void linkPanel(MainWindow& window, const QString& panel);

void linkCanvas(MainWindow& window); // the same, once the canvas is made

// Leads to a setting that a problem names ("training.epochs", "data.split.validation"), ready to be changed.
void showSetting(MainWindow& window, const QString& key);

} // namespace weft
