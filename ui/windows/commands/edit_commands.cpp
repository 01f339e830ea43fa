#include "ui/windows/commands/all_commands.h"
#include "ui/windows/commands/commands.h"
#include "ui/windows/main_window.h"
#include "ui/windows/projects/studio.h"

#include <QCoreApplication>

namespace weft {

namespace {

struct EditCommands {
    Q_DECLARE_TR_FUNCTIONS(EditCommands)
};

} // namespace

void addEditCommands(MainWindow& window)
{
    Commands& commands = *window.commands();
    const auto stack = [&window] { return window.current() ? window.current()->document()->undoStack() : nullptr; };
    commands.add({.id = "edit.undo",
                  .title = EditCommands::tr("&Undo"),
                  .key = QKeySequence(Qt::CTRL | Qt::Key_Z),
                  .icon = "undo",
                  .run = [stack] { stack()->undo(); },
                  .whyNot =
                      [stack] {
                          return stack() && stack()->canUndo() ? QString()
                                                               : EditCommands::tr("There is nothing to undo.");
                      }});
    commands.add({.id = "edit.redo",
                  .title = EditCommands::tr("&Redo"),
                  .key = QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z),
                  .icon = "redo",
                  .run = [stack] { stack()->redo(); },
                  .whyNot =
                      [stack] {
                          return stack() && stack()->canRedo() ? QString()
                                                               : EditCommands::tr("There is nothing to redo.");
                      }});
}

} // namespace weft
