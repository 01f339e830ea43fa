#pragma once

#include <functional>

class QObject;

namespace weft {

// What the desktop was told by its user, as the platform's palette shows it before this program sets its own.
bool systemPrefersDark();

// Calls these when the desktop says so, as long as `context` lives. A desktop without the portal of freedesktop.org
// ("org.freedesktop.appearance", "color-scheme" and "contrast") stays at what systemPrefersDark() found.
void watchSystemTheme(QObject* context, std::function<void(bool)> dark, std::function<void(bool)> contrast);

} // namespace weft
