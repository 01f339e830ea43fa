#pragma once

namespace weft {

class MainWindow;

// What the window can do, added to its commands; a file for each part.
void addFileCommands(MainWindow& window);
void addEditCommands(MainWindow& window);
void addTrainCommands(MainWindow& window);
void addViewCommands(MainWindow& window);
void addHelpCommands(MainWindow& window);

inline void addAllCommands(MainWindow& window)
{
    addFileCommands(window);
    addEditCommands(window);
    addTrainCommands(window);
    addViewCommands(window);
    addHelpCommands(window);
}

} // namespace weft
