#include "ui/canvas/canvas.h"
#include "ui/canvas/commands/command_functions.h"
#include "ui/canvas/commands/context_menus.h"
#include "ui/canvas/commands/keyboard_walk.h"
#include "ui/canvas/gestures/editing_tools.h"
#include "ui/document/actions.h"

#include <QCoreApplication>

namespace weft::commands {

namespace {

constexpr int jumpMilliseconds = 220;

QString words(const char* text)
{
    return QCoreApplication::translate("CanvasCommands", text);
}

} // namespace

void walk(EditingTools& tools, Way way, bool extend)
{
    Canvas& canvas = tools.canvas();
    Selection& selection = *canvas.selection();
    const std::string next = canvas.scene().node(selection.current()) == nullptr
        ? firstNode(canvas.scene(), canvas.visibleArea())
        : nodeBeside(canvas.scene(), selection.current(), way);
    if (next.empty())
        return;
    if (extend) {
        std::set<std::string> ids = selection.nodes();
        ids.insert(next);
        selection.set(std::move(ids), next);
    } else {
        selection.select(next);
    }
    canvas.ensureVisible(canvas.scene().node(next)->rect);
}

void leave(EditingTools& tools)
{
    Selection& selection = *tools.canvas().selection();
    if (!selection.nodes().empty())
        selection.clear();
    else if (!selection.scope().empty())
        selection.leave();
}

void leaveBlock(EditingTools& tools)
{
    if (!tools.canvas().selection()->scope().empty())
        tools.canvas().selection()->leave();
}

void goToBookmark(EditingTools& tools, int number)
{
    Canvas& canvas = tools.canvas();
    const std::map<std::string, Bookmark>& bookmarks = canvas.document()->project().view.bookmarks;
    const auto found = bookmarks.find(std::to_string(number));
    if (found == bookmarks.end()) {
        canvas.showMessage(
            words(QT_TRANSLATE_NOOP("CanvasCommands", "Bookmark %1 is not set; Ctrl+Shift+%1 sets it.")).arg(number));
        return;
    }
    const Bookmark bookmark = found->second;
    if (!bookmark.block.empty() && canvas.document()->block(bookmark.block) == nullptr) {
        canvas.showMessage(words(QT_TRANSLATE_NOOP("CanvasCommands", "The block of this bookmark is gone.")));
        return;
    }
    if (canvas.scope() != bookmark.block)
        canvas.selection()->enter(bookmark.block);
    ViewTransform view = canvas.view();
    view.setZoom(bookmark.zoom, {});
    view.setOrigin({bookmark.x, bookmark.y});
    canvas.flyTo(view, jumpMilliseconds);
}

void setBookmark(EditingTools& tools, int number)
{
    Canvas& canvas = tools.canvas();
    const QPointF origin = canvas.view().origin();
    weft::setBookmark(*canvas.document(), std::to_string(number), canvas.scope(),
                      {canvas.view().zoom(), origin.x(), origin.y()});
    canvas.showMessage(words(QT_TRANSLATE_NOOP("CanvasCommands", "Bookmark %1 is set to this view.")).arg(number));
}

void addMenu(EditingTools& tools)
{
    showAddMenu(tools);
}

} // namespace weft::commands
