#include "ui/windows/bars/message_bars.h"
#include "ui/windows/commands/all_commands.h"
#include "ui/windows/commands/commands.h"
#include "ui/windows/main_window.h"
#include "ui/windows/overlays/shortcut_overlay.h"
#include "ui/windows/overlays/tour.h"
#include "ui/windows/settings/settings_page.h"
#include "ui/windows/start/start_page.h"

#include <QCoreApplication>

namespace weft {

namespace {

struct HelpCommands {
    Q_DECLARE_TR_FUNCTIONS(HelpCommands)
};

} // namespace

void addHelpCommands(MainWindow& window)
{
    Commands& commands = *window.commands();
    commands.add({.id = "file.settings",
                  .title = HelpCommands::tr("Se&ttings…"),
                  .key = QKeySequence(Qt::CTRL | Qt::Key_Comma),
                  .icon = "settings",
                  .run = [&window] { window.settings()->open(); }});
    commands.add(
        {.id = "file.fromData", .title = HelpCommands::tr("From your &data…"), .icon = "data", .run = [&window] {
             window.startPage()->askFolder();
         }});
    commands.add(
        {.id = "file.fromTable", .title = HelpCommands::tr("From a ta&ble…"), .icon = "table", .run = [&window] {
             window.startPage()->askTable();
         }});
    commands.add({.id = "help.tour", .title = HelpCommands::tr("Three-step &tour"), .icon = "tour", .run = [&window] {
                      window.tour()->start();
                  }});
    commands.add({.id = "help.shortcuts",
                  .title = HelpCommands::tr("&Shortcuts"),
                  .key = QKeySequence(Qt::Key_Question),
                  .icon = "keyboard",
                  .run = [&window] { window.shortcuts()->open(); }});
    commands.add({.id = "help.keys", .title = HelpCommands::tr("Change &keys…"), .icon = "keyboard", .run = [&window] {
                      window.settings()->showKeys();
                  }});
    commands.add({.id = "help.computer",
                  .title = HelpCommands::tr("What this &computer can train on"),
                  .icon = "cpu",
                  .run = [&window] {
                      window.messages()->say({.id = QStringLiteral("computer"), .text = window.devicesSentence()});
                  }});
    commands.add({.id = "help.about", .title = HelpCommands::tr("&About Weft"), .icon = "info", .run = [&window] {
                      window.messages()->say(
                          {.id = QStringLiteral("about"),
                           .text = HelpCommands::tr("Weft %1, a desktop studio for neural networks. Qt %2.")
                                       .arg(QCoreApplication::applicationVersion(), QLatin1String(qVersion()))});
                  }});
}

} // namespace weft
