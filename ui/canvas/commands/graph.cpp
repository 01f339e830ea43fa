#include "ui/canvas/canvas.h"
#include "ui/canvas/commands/command_functions.h"
#include "ui/canvas/commands/keyboard_wire.h"
#include "ui/canvas/gestures/editing_tools.h"
#include "ui/canvas/gestures/together.h"

#include <QCoreApplication>

#include <algorithm>

namespace weft::commands {

namespace {

QString words(const char* text)
{
    return QCoreApplication::translate("CanvasCommands", text);
}

void say(EditingTools& tools, const QString& sentence)
{
    if (!sentence.isEmpty())
        tools.canvas().showMessage(sentence);
}

// Whether a flag is to be set: yes, unless all have it.
bool toSet(EditingTools& tools, bool GraphNode::*flag)
{
    const Canvas& canvas = tools.canvas();
    return std::ranges::any_of(canvas.selection()->nodes(), [&](const std::string& id) {
        const GraphNode* node = canvas.document()->node(canvas.scope(), id);
        return node != nullptr && !(node->*flag);
    });
}

} // namespace

void connectSelected(EditingTools& tools)
{
    Canvas& canvas = tools.canvas();
    const Ids& ids = canvas.selection()->nodes();
    if (ids.size() != 2)
        return;
    std::string from = *ids.begin();
    std::string to = *ids.rbegin();
    const NodeItem* one = canvas.scene().node(from);
    const NodeItem* two = canvas.scene().node(to);
    if (one == nullptr || two == nullptr)
        return;
    const bool turned =
        two->rect.left() != one->rect.left() ? two->rect.left() < one->rect.left() : two->rect.top() < one->rect.top();
    if (turned)
        std::swap(from, to);
    say(tools, connectNodes(*canvas.document(), canvas.scope(), from, to));
}

void startWire(EditingTools& tools)
{
    Canvas& canvas = tools.canvas();
    const std::string current = canvas.selection()->current();
    if (canvas.scene().node(current) == nullptr)
        return;
    canvas.setFocus(Qt::OtherFocusReason);
    canvas.begin(std::make_unique<KeyboardWire>(canvas, tools, current));
    canvas.update();
}

void detach(EditingTools& tools)
{
    Canvas& canvas = tools.canvas();
    weft::detach(*canvas.document(), canvas.scope(), canvas.selection()->nodes());
}

void bypass(EditingTools& tools)
{
    Canvas& canvas = tools.canvas();
    const Ids ids = canvas.selection()->nodes();
    const bool on = toSet(tools, &GraphNode::bypassed);
    if (on) { // those that cannot pass their input through are left out, and it is said why
        QString why;
        size_t refused = 0;
        for (const std::string& id : ids) {
            const QString sentence = whyNotBypass(*canvas.document(), canvas.scope(), id);
            refused += sentence.isEmpty() ? 0 : 1;
            why = why.isEmpty() ? sentence : why;
        }
        say(tools, why);
        if (refused == ids.size())
            return;
    }
    setBypassed(*canvas.document(), canvas.scope(), ids, on);
}

void mute(EditingTools& tools)
{
    Canvas& canvas = tools.canvas();
    setMuted(*canvas.document(), canvas.scope(), canvas.selection()->nodes(), toSet(tools, &GraphNode::muted));
}

void freeze(EditingTools& tools)
{
    Canvas& canvas = tools.canvas();
    setFrozen(*canvas.document(), canvas.scope(), canvas.selection()->nodes(), toSet(tools, &GraphNode::frozen));
}

void frame(EditingTools& tools)
{
    Canvas& canvas = tools.canvas();
    const Ids ids = canvas.selection()->nodes();
    if (ids.empty())
        return;
    const size_t made =
        makeFrame(*canvas.document(), canvas.scope(), ids, words(QT_TRANSLATE_NOOP("CanvasCommands", "Frame")));
    tools.renameFrame(int(made));
}

void leaveFrame(EditingTools& tools)
{
    Canvas& canvas = tools.canvas();
    weft::leaveFrame(*canvas.document(), canvas.scope(), canvas.selection()->nodes());
}

void block(EditingTools& tools)
{
    Canvas& canvas = tools.canvas();
    const Ids ids = canvas.selection()->nodes();
    if (ids.empty())
        return;
    const MadeBlock made =
        makeBlock(*canvas.document(), canvas.scope(), ids, words(QT_TRANSLATE_NOOP("CanvasCommands", "Block")));
    say(tools, made.sentence);
    if (!made.node.empty())
        canvas.selection()->select(made.node);
}

void unpack(EditingTools& tools)
{
    Canvas& canvas = tools.canvas();
    const Ids ids = canvas.selection()->nodes();
    const Scope scope = canvas.scope();
    Ids all;
    const QString title = words(QT_TRANSLATE_NOOP("CanvasCommands", "Unpack"));
    const QString refused = together(*canvas.document(), title, [&] {
        for (const std::string& id : ids) {
            const GraphNode* node = canvas.document()->node(scope, id);
            if (node == nullptr || node->type != "block")
                continue;
            Ids unpacked;
            if (const QString sentence = unpackBlock(*canvas.document(), {scope, id}, &unpacked); !sentence.isEmpty())
                return sentence;
            all.insert(unpacked.begin(), unpacked.end());
        }
        return QString();
    });
    say(tools, refused);
    if (refused.isEmpty() && !all.empty())
        canvas.selection()->set(all);
}

void saveBlock(EditingTools& tools)
{
    Canvas& canvas = tools.canvas();
    std::set<std::string> blocks;
    for (const std::string& id : canvas.selection()->nodes())
        if (const GraphNode* node = canvas.document()->node(canvas.scope(), id); node && node->type == "block")
            blocks.insert(node->block);
    for (const std::string& block : blocks)
        emit canvas.keepAsked(block);
}

void dropBlocks(EditingTools& tools)
{
    Canvas& canvas = tools.canvas();
    GraphDocument& document = *canvas.document();
    const size_t before = document.project().graph.blocks.size();
    together(document, words(QT_TRANSLATE_NOOP("CanvasCommands", "Remove unused blocks")), [&] {
        removeUnusedBlocks(document);
        return document.project().graph.blocks.size() < before ? QString() : QStringLiteral("-");
    });
    const size_t gone = before - document.project().graph.blocks.size();
    say(tools, gone == 0 ? words(QT_TRANSLATE_NOOP("CanvasCommands", "Every block is used."))
                         : words(QT_TRANSLATE_NOOP("CanvasCommands", "%1 removed.")).arg(gone));
}

void fix(EditingTools& tools)
{
    Canvas& canvas = tools.canvas();
    for (const std::string& id : Ids(canvas.selection()->nodes()))
        if (canvas.fixProblem(id))
            return;
    say(tools, words(QT_TRANSLATE_NOOP("CanvasCommands", "There is nothing here that Weft can fix by itself.")));
}

void collapse(EditingTools& tools)
{
    Canvas& canvas = tools.canvas();
    const Ids ids = canvas.selection()->nodes();
    const bool open = std::ranges::any_of(
        ids, [&](const std::string& id) { return !canvas.document()->view(canvas.scope(), id).collapsed; });
    setCollapsed(*canvas.document(), canvas.scope(), ids, open);
}

} // namespace weft::commands
