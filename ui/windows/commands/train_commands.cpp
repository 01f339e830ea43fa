#include "ui/session/session.h"
#include "ui/windows/bars/message_bars.h"
#include "ui/windows/commands/all_commands.h"
#include "ui/windows/commands/commands.h"
#include "ui/windows/main_window.h"
#include "ui/windows/projects/studio.h"
#include "ui/windows/projects/train_queue.h"

#include <QCoreApplication>
#include <QPointer>

#include <algorithm>

namespace weft {

namespace {

struct TrainCommands {
    Q_DECLARE_TR_FUNCTIONS(TrainCommands)
};

void toggle(const Studio& studio, const QString& device)
{
    Session& session = *studio.session();
    switch (session.state()) {
    case Session::State::training:
        session.pause();
        break;
    case Session::State::paused:
    case Session::State::diskFull:
        session.resume();
        break;
    case Session::State::starting:
    case Session::State::stopping:
        break;
    case Session::State::crashed:
    case Session::State::ended:
    case Session::State::idle:
        session.start(studio.document()->project(), studio.document()->file(), {.device = device.toStdString()});
        break;
    }
}

bool isAnyTrained(const MainWindow& window)
{
    return std::ranges::any_of(window.studios(), [](const Studio* studio) { return studio->session()->isBusy(); });
}

void trainNext(MainWindow& window)
{
    Studio* const studio = window.current();
    window.queue()->add(studio);
    window.messages()->say(
        {.id = QStringLiteral("queue"),
         .text = TrainCommands::tr("“%1” is trained, as it is now, as soon as nothing else is.").arg(studio->title()),
         .answers = {{TrainCommands::tr("Take it back"),
                      [&window, kept = QPointer(studio)] { kept ? window.queue()->clear(kept) : void(); }}},
         .seconds = 8});
}

} // namespace

void addTrainCommands(MainWindow& window)
{
    Commands& commands = *window.commands();
    const auto session = [&window] { return window.current() ? window.current()->session() : nullptr; };
    const auto needsTraining = [session] {
        return session() && session()->isBusy() && session()->state() != Session::State::stopping
            ? QString()
            : TrainCommands::tr("Nothing is being trained.");
    };
    QAction* const train =
        commands.add({.id = "train.toggle",
                      .title = TrainCommands::tr("&Train"),
                      .key = QKeySequence(Qt::Key_F5),
                      .icon = "play",
                      .run = [&window] { toggle(*window.current(), window.trainingDevice()); },
                      .whyNot =
                          [&window, session] {
                              if (!session())
                                  return TrainCommands::tr("No project is open.");
                              if (session()->state() == Session::State::starting)
                                  return TrainCommands::tr("The training is being prepared.");
                              if (session()->state() == Session::State::stopping)
                                  return TrainCommands::tr("The training is stopping.");
                              return session()->isBusy() ? QString() : window.current()->whyNotTrain();
                          }});
    QObject::connect(&commands, &Commands::refreshed, train, [train, session] {
        const bool runs = session() && session()->isBusy();
        const bool paused =
            runs && (session()->state() == Session::State::paused || session()->state() == Session::State::diskFull);
        train->setText(!runs        ? TrainCommands::tr("&Train")
                           : paused ? TrainCommands::tr("&Resume")
                                    : TrainCommands::tr("&Pause"));
    });
    commands.add({.id = "train.queue",
                  .title = TrainCommands::tr("Train this &next"),
                  .key = QKeySequence(Qt::CTRL | Qt::Key_F5),
                  .icon = "clock",
                  .run = [&window] { trainNext(window); },
                  .whyNot =
                      [&window, session] {
                          if (!session())
                              return TrainCommands::tr("No project is open.");
                          return isAnyTrained(window) ? window.current()->whyNotTrain()
                                                      : TrainCommands::tr("Nothing is being trained: Train begins now.");
                      }});
    commands.add({.id = "train.unqueue",
                  .title = TrainCommands::tr("Forget what &waits of this project"),
                  .run = [&window] { window.queue()->clear(window.current()); },
                  .whyNot =
                      [&window] {
                          return window.current() && window.current()->waiting() > 0
                              ? QString()
                              : TrainCommands::tr("No training of this project waits.");
                      }});
    commands.add({.id = "train.step",
                  .title = TrainCommands::tr("One &step"),
                  .key = QKeySequence(Qt::Key_F6),
                  .icon = "step",
                  .run = [session] { session()->step(); },
                  .whyNot = needsTraining});
    commands.add({.id = "train.stop",
                  .title = TrainCommands::tr("St&op"),
                  .key = QKeySequence(Qt::SHIFT | Qt::Key_F5),
                  .icon = "stop",
                  .run = [session] { session()->stop(); },
                  .whyNot = needsTraining});
    commands.add({.id = "train.checkpoint",
                  .title = TrainCommands::tr("Save a &checkpoint now"),
                  .icon = "checkpoint",
                  .run = [session] { session()->checkpointNow(); },
                  .whyNot = needsTraining});
    commands.add({.id = "train.resume",
                  .title = TrainCommands::tr("Go on with the last run"),
                  .icon = "resume",
                  .run = [session] { session()->resumeRun(session()->runFolder()); },
                  .whyNot =
                      [session] {
                          if (!session() || session()->isBusy())
                              return session() ? TrainCommands::tr("It is being trained.")
                                               : TrainCommands::tr("No project is open.");
                          return session()->runFolder().isEmpty() ? TrainCommands::tr("There is no run to go on with.")
                                                                  : QString();
                      }});
}

} // namespace weft
