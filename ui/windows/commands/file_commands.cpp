#include "ui/windows/commands/all_commands.h"
#include "ui/windows/commands/commands.h"
#include "ui/windows/files/project_files.h"
#include "ui/windows/main_window.h"
#include "ui/windows/projects/studio.h"

#include <QCoreApplication>

namespace weft {

namespace {

struct FileCommands {
    Q_DECLARE_TR_FUNCTIONS(FileCommands)
};

} // namespace

void addFileCommands(MainWindow& window)
{
    Commands& commands = *window.commands();
    ProjectFiles* const files = window.files();
    const auto needsProject = [&window] {
        return window.current() ? QString() : FileCommands::tr("No project is open.");
    };
    commands.add({.id = "file.new",
                  .title = FileCommands::tr("&New network"),
                  .key = QKeySequence::New,
                  .icon = "new",
                  .run = [files] { files->newProject(); }});
    commands.add({.id = "file.open",
                  .title = FileCommands::tr("&Open…"),
                  .key = QKeySequence::Open,
                  .icon = "folder-open",
                  .run = [files] { files->askOpen(); }});
    commands.add({.id = "file.save",
                  .title = FileCommands::tr("&Save"),
                  .key = QKeySequence::Save,
                  .icon = "save",
                  .run = [&window, files] { files->save(window.current()); },
                  .whyNot =
                      [&window, files] {
                          if (!window.current())
                              return FileCommands::tr("No project is open.");
                          const QString readOnly = files->whyReadOnly(window.current());
                          if (!readOnly.isEmpty())
                              return readOnly;
                          const GraphDocument& document = *window.current()->document();
                          return document.isChanged() || document.file().isEmpty()
                              ? QString()
                              : FileCommands::tr("Everything is saved.");
                      }});
    commands.add({.id = "file.saveAs",
                  .title = FileCommands::tr("Save &as…"),
                  .key = QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S),
                  .run = [&window, files] { files->askSaveAs(window.current()); },
                  .whyNot = needsProject});
    commands.add({.id = "file.deploy",
                  .title = FileCommands::tr("&Export or serve…"),
                  .key = QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_E),
                  .icon = "export",
                  .run = [&window] { window.showPanel(QStringLiteral("deploy")); },
                  .whyNot = needsProject});
    commands.add({.id = "file.reload",
                  .title = FileCommands::tr("Load again from the file"),
                  .icon = "refresh",
                  .run = [&window, files] { files->reload(window.current()); },
                  .whyNot =
                      [&window] {
                          if (!window.current())
                              return FileCommands::tr("No project is open.");
                          return window.current()->document()->file().isEmpty()
                              ? FileCommands::tr("It is in no file yet.")
                              : QString();
                      }});
    commands.add({.id = "file.close",
                  .title = FileCommands::tr("&Close project"),
                  .key = QKeySequence(Qt::CTRL | Qt::Key_W),
                  .icon = "close",
                  .run = [&window, files] { files->close(window.current()); },
                  .whyNot = needsProject});
    commands.add({.id = "file.quit",
                  .title = FileCommands::tr("&Quit"),
                  .key = QKeySequence(Qt::CTRL | Qt::Key_Q),
                  .icon = "power",
                  .run = [&window] { window.close(); }});
}

} // namespace weft
