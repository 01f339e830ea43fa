#include "ui/canvas/canvas.h"
#include "ui/canvas/commands/command_functions.h"
#include "ui/canvas/gestures/editing_tools.h"
#include "ui/canvas/gestures/together.h"
#include "ui/canvas/scene/node_geometry.h"

#include <QClipboard>
#include <QCoreApplication>
#include <QGuiApplication>

namespace weft::commands {

namespace {

constexpr double noteWidth = 240;
constexpr double noteHeight = 120;
constexpr double copyStep = 24;

QString words(const char* text)
{
    return QCoreApplication::translate("CanvasCommands", text);
}

const Ids& selected(EditingTools& tools)
{
    return tools.canvas().selection()->nodes();
}

} // namespace

void copy(EditingTools& tools)
{
    const Canvas& canvas = tools.canvas();
    if (!selected(tools).empty())
        QGuiApplication::clipboard()->setText(copyText(*canvas.document(), canvas.scope(), selected(tools)));
}

void cut(EditingTools& tools)
{
    Canvas& canvas = tools.canvas();
    const Ids ids = selected(tools);
    if (ids.empty())
        return;
    copy(tools);
    together(*canvas.document(), words(QT_TRANSLATE_NOOP("CanvasCommands", "Cut")), [&] {
        removeNodes(*canvas.document(), canvas.scope(), ids, true);
        return QString();
    });
}

void paste(EditingTools& tools, bool keepInputs)
{
    Canvas& canvas = tools.canvas();
    const Pasted pasted = pasteText(*canvas.document(), canvas.scope(), QGuiApplication::clipboard()->text(),
                                    snapToGrid(tools.placeToAdd()), keepInputs);
    if (!pasted.sentence.isEmpty())
        canvas.showMessage(pasted.sentence);
    if (!pasted.ids.empty())
        canvas.selection()->set({pasted.ids.begin(), pasted.ids.end()}, pasted.ids.front());
}

void duplicate(EditingTools& tools)
{
    Canvas& canvas = tools.canvas();
    const std::vector<std::string> ids =
        weft::duplicate(*canvas.document(), canvas.scope(), selected(tools), {copyStep, copyStep});
    if (!ids.empty())
        canvas.selection()->set({ids.begin(), ids.end()}, ids.front());
}

void remove(EditingTools& tools, bool heal)
{
    Canvas& canvas = tools.canvas();
    const Ids ids = selected(tools);
    if (!ids.empty()) {
        removeNodes(*canvas.document(), canvas.scope(), ids, heal);
        return;
    }
    const int note = tools.pickedNote();
    if (note >= 0 && size_t(note) < canvas.document()->notes(canvas.scope()).size()) {
        removeNote(*canvas.document(), canvas.scope(), size_t(note));
        tools.pickNote(-1);
    }
}

void selectAll(EditingTools& tools)
{
    Ids ids;
    for (const GraphNode& node : tools.canvas().document()->nodes(tools.canvas().scope()))
        ids.insert(node.id);
    tools.canvas().selection()->set(std::move(ids));
}

void rename(EditingTools& tools)
{
    tools.rename(tools.canvas().selection()->current());
}

void edit(EditingTools& tools)
{
    Canvas& canvas = tools.canvas();
    const std::string id = canvas.selection()->current();
    const GraphNode* node = canvas.document()->node(canvas.scope(), id);
    if (node == nullptr)
        return;
    if (node->type == "block")
        canvas.selection()->enter(std::string(node->block), id);
    else
        emit canvas.editAsked(id);
}

void addNote(EditingTools& tools)
{
    Canvas& canvas = tools.canvas();
    const QPointF at = snapToGrid(tools.placeToAdd());
    const size_t note =
        weft::addNote(*canvas.document(), canvas.scope(), words(QT_TRANSLATE_NOOP("CanvasCommands", "Note")),
                      QRectF(at, QSizeF(noteWidth, noteHeight)));
    tools.pickNote(int(note));
    tools.editNote(int(note));
}

} // namespace weft::commands
