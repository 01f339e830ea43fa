#include "ui/windows/files/keep_block.h"

#include "ui/document/files/block_shelf.h"
#include "ui/windows/bars/message_bars.h"
#include "ui/windows/main_window.h"
#include "ui/windows/projects/studio.h"

#include <QCoreApplication>
#include <QPointer>

namespace weft {

namespace {

struct KeepBlock {
    Q_DECLARE_TR_FUNCTIONS(KeepBlock)
};

using Kind = MessageBars::Kind;
constexpr int goneAfter = 8; // seconds

void say(MainWindow& window, Kind kind, const QString& text, const QList<MessageBars::Answer>& answers = {})
{
    window.messages()->say({.id = QStringLiteral("library"),
                            .kind = kind,
                            .text = text,
                            .answers = answers,
                            .seconds = kind == Kind::good ? goneAfter : 0});
}

} // namespace

void keepBlock(MainWindow& window, const std::string& block, bool replace)
{
    const Studio* const studio = window.current();
    if (!studio || !studio->document()->block(block))
        return;
    const Project& project = studio->document()->project();
    const QString name = QString::fromStdString(block);
    BlockShelf& shelf = BlockShelf::get();
    const QString kept = KeepBlock::tr("“%1” is in your library: every project has it in its layer list.").arg(name);
    if (shelf.holds(project, block)) {
        say(window, Kind::good, kept);
        return;
    }
    const QPointer<MainWindow> guard(&window);
    if (shelf.has(block) && !replace) {
        say(window, Kind::warning, KeepBlock::tr("There is another “%1” in your library.").arg(name),
            {{KeepBlock::tr("Replace it"),
              [guard, block] {
                  if (guard)
                      keepBlock(*guard, block, true);
              },
              true},
             {KeepBlock::tr("Keep the old one")}});
        return;
    }
    shelf.save(project, block, replace, [guard, kept](const QString& wrong) {
        if (guard)
            say(*guard, wrong.isEmpty() ? Kind::good : Kind::error, wrong.isEmpty() ? kept : wrong);
    });
}

void forgetBlock(MainWindow& window, const std::string& name)
{
    const QPointer<MainWindow> guard(&window);
    BlockShelf::get().remove(name, [guard, name](const QString& wrong) {
        if (!guard)
            return;
        const QString quoted = QString::fromStdString(name);
        if (wrong.isEmpty())
            say(*guard, Kind::good, KeepBlock::tr("“%1” is in the trash; projects that use it keep theirs.").arg(quoted));
        else
            say(*guard, Kind::error, KeepBlock::tr("“%1” could not be taken out: %2").arg(quoted, wrong));
    });
}

} // namespace weft
