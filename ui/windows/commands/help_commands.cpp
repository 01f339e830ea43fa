#include "ui/windows/commands/all_commands.h"
#include "ui/windows/commands/commands.h"
#include "ui/windows/main_window.h"

#include <QCoreApplication>

namespace weft {

namespace {

struct HelpCommands {
    Q_DECLARE_TR_FUNCTIONS(HelpCommands)
};

} // namespace

void addHelpCommands(MainWindow& window)
{
    Q_UNUSED(window)
}

} // namespace weft
