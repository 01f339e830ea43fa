#pragma once

class QMenuBar;

namespace weft {

class MainWindow;

// The menus, from the commands: each menu lists ids, a dash is a line.
void fillMenus(QMenuBar* bar, MainWindow& window);

} // namespace weft
