#include "ui/style/system_theme.h"

#include <QGuiApplication>
#include <QPalette>

#ifdef WEFT_DBUS
#include "ui/style/portal_theme.h"
#endif

namespace weft {

bool systemPrefersDark()
{
    if (!qGuiApp)
        return true;
    const QPalette palette = QGuiApplication::palette();
    return palette.color(QPalette::Window).lightness() < palette.color(QPalette::WindowText).lightness();
}

void watchSystemTheme([[maybe_unused]] QObject* context, [[maybe_unused]] std::function<void(bool)> dark,
                      [[maybe_unused]] std::function<void(bool)> contrast)
{
#ifdef WEFT_DBUS
    if (QGuiApplication::platformName() != QLatin1String("offscreen"))
        new PortalTheme(context, std::move(dark), std::move(contrast));
#endif
}

} // namespace weft
