#include "ui/canvas/commands/actions_table.h"

#include "ui/canvas/canvas.h"
#include "ui/canvas/commands/command_functions.h"
#include "ui/canvas/commands/keyboard_walk.h"
#include "ui/canvas/gestures/editing_tools.h"
#include "ui/document/actions.h"

#include <QtGlobal>

namespace weft {

namespace {

using Needs = CanvasCommand::Needs;
using Tools = EditingTools;

constexpr double zoomStep = 1.25;

template <int number> void go(Tools& tools)
{
    commands::goToBookmark(tools, number);
}

template <int number> void mark(Tools& tools)
{
    commands::setBookmark(tools, number);
}

#define WEFT_T(text) QT_TRANSLATE_NOOP("CanvasActions", text)

const CanvasCommand table[] = {
    {"edit.cut", WEFT_T("Cut"), "Ctrl+X", "cut", Needs::selection, commands::cut},
    {"edit.copy", WEFT_T("Copy"), "Ctrl+C", "copy", Needs::selection, commands::copy},
    {"edit.paste", WEFT_T("Paste"), "Ctrl+V", "paste", Needs::document, [](Tools& t) { commands::paste(t, false); }},
    {"edit.pasteWired", WEFT_T("Paste with input wires"), "Ctrl+Shift+V", "", Needs::document,
     [](Tools& t) { commands::paste(t, true); }},
    {"edit.duplicate", WEFT_T("Duplicate"), "Ctrl+D", "", Needs::selection, commands::duplicate},
    {"edit.delete", WEFT_T("Delete, heal wires"), "Del", "trash", Needs::document,
     [](Tools& t) { commands::remove(t, true); }},
    {"edit.deleteWired", WEFT_T("Delete with wires"), "Shift+Del", "", Needs::selection,
     [](Tools& t) { commands::remove(t, false); }},
    {"edit.selectAll", WEFT_T("Select all"), "Ctrl+A", "", Needs::document, commands::selectAll},
    {"edit.rename", WEFT_T("Rename"), "F2", "edit", Needs::selection, commands::rename},
    {"edit.find", WEFT_T("Find a node…"), "Ctrl+F", "search", Needs::document, [](Tools& t) { t.findNode(); }},

    {"add.layer", WEFT_T("Add a layer…"), "Tab", "plus", Needs::document, [](Tools& t) { t.search(); }},
    {"add.menu", WEFT_T("Add by category"), "Shift+A", "", Needs::fewerThanTwo, commands::addMenu},
    {"add.note", WEFT_T("Add a note"), "Shift+P", "note", Needs::document, commands::addNote},

    {"graph.connect", WEFT_T("Connect the two selected"), "F", "link", Needs::two, commands::connectSelected},
    {"graph.wire", WEFT_T("Draw a wire by keys"), "C", "wire", Needs::selection, commands::startWire},
    {"graph.detach", WEFT_T("Take out of its wires"), "Ctrl+Shift+D", "unlink", Needs::selection, commands::detach},
    {"graph.swap", WEFT_T("Replace by another layer…"), "Shift+S", "swap", Needs::selection,
     [](Tools& t) { t.searchSwap(); }},
    {"graph.bypass", WEFT_T("Bypass"), "Ctrl+B", "bypass", Needs::selection, commands::bypass},
    {"graph.mute", WEFT_T("Mute"), "Ctrl+M", "mute", Needs::selection, commands::mute},
    {"graph.freeze", WEFT_T("Freeze weights"), "Ctrl+Shift+F", "snowflake", Needs::selection, commands::freeze},
    {"graph.collapse", WEFT_T("Fold"), "Ctrl+H", "", Needs::selection, commands::collapse},
    {"graph.frame", WEFT_T("Put a frame around"), "Ctrl+G", "frame", Needs::selection, commands::frame},
    {"graph.leaveFrame", WEFT_T("Take out of the frame"), "Ctrl+Alt+F", "", Needs::frame, commands::leaveFrame},
    {"graph.block", WEFT_T("Make a block"), "Ctrl+Shift+G", "block", Needs::selection, commands::block},
    {"graph.unpack", WEFT_T("Unpack the block"), "Ctrl+Alt+G", "", Needs::block, commands::unpack},
    {"graph.tidy", WEFT_T("Tidy, left to right"), "L", "tidy", Needs::document,
     [](Tools& t) { commands::tidy(t, false); }},
    {"graph.tidyDown", WEFT_T("Tidy, top down"), "Shift+L", "", Needs::document,
     [](Tools& t) { commands::tidy(t, true); }},
    {"graph.alignTop", WEFT_T("Align tops"), "Shift+W", "align-top", Needs::several,
     [](Tools& t) { commands::align(t, Edge::top); }},
    {"graph.alignLeft", WEFT_T("Align left edges"), "Shift+A", "align-left", Needs::several,
     [](Tools& t) { commands::align(t, Edge::left); }},
    {"graph.alignBottom", WEFT_T("Align bottoms"), "Shift+Z", "align-bottom", Needs::several,
     [](Tools& t) { commands::align(t, Edge::bottom); }},
    {"graph.alignRight", WEFT_T("Align right edges"), "Shift+D", "align-right", Needs::several,
     [](Tools& t) { commands::align(t, Edge::right); }},
    {"graph.alignCentres", WEFT_T("Align centres"), "Shift+C", "align-center", Needs::several,
     [](Tools& t) { commands::align(t, Edge::centreX); }},
    {"graph.alignMiddles", WEFT_T("Align middles"), "Shift+X", "align-middle", Needs::several,
     [](Tools& t) { commands::align(t, Edge::centreY); }},
    {"graph.distribute", WEFT_T("Space evenly across"), "Shift+H", "distribute-h", Needs::several,
     [](Tools& t) { commands::distribute(t, Qt::Horizontal); }},
    {"graph.distributeDown", WEFT_T("Space evenly down"), "Shift+V", "distribute-v", Needs::several,
     [](Tools& t) { commands::distribute(t, Qt::Vertical); }},
    {"graph.straighten", WEFT_T("Straighten wires"), "Q", "", Needs::several, commands::straighten},
    {"graph.edit", WEFT_T("Edit, or open the block"), "Return", "", Needs::selection, commands::edit},
    {"graph.leave", WEFT_T("Leave the block"), "U", "block-leave", Needs::inside, commands::leaveBlock},

    {"canvas.escape", WEFT_T("Deselect, then leave the block"), "Esc", "", Needs::document, commands::leave},
    {"canvas.walkLeft", WEFT_T("Go against the wire"), "Left", "", Needs::document,
     [](Tools& t) { commands::walk(t, Way::left, false); }},
    {"canvas.walkRight", WEFT_T("Go along the wire"), "Right", "", Needs::document,
     [](Tools& t) { commands::walk(t, Way::right, false); }},
    {"canvas.walkUp", WEFT_T("Go up"), "Up", "", Needs::document, [](Tools& t) { commands::walk(t, Way::up, false); }},
    {"canvas.walkDown", WEFT_T("Go down"), "Down", "", Needs::document,
     [](Tools& t) { commands::walk(t, Way::down, false); }},
    {"canvas.extendLeft", WEFT_T("Select against the wire too"), "Shift+Left", "", Needs::document,
     [](Tools& t) { commands::walk(t, Way::left, true); }},
    {"canvas.extendRight", WEFT_T("Select along the wire too"), "Shift+Right", "", Needs::document,
     [](Tools& t) { commands::walk(t, Way::right, true); }},
    {"canvas.extendUp", WEFT_T("Select above too"), "Shift+Up", "", Needs::document,
     [](Tools& t) { commands::walk(t, Way::up, true); }},
    {"canvas.extendDown", WEFT_T("Select below too"), "Shift+Down", "", Needs::document,
     [](Tools& t) { commands::walk(t, Way::down, true); }},
    {"canvas.nudgeLeft", WEFT_T("Move left"), "Ctrl+Left", "", Needs::selection,
     [](Tools& t) { commands::nudge(t, Way::left); }},
    {"canvas.nudgeRight", WEFT_T("Move right"), "Ctrl+Right", "", Needs::selection,
     [](Tools& t) { commands::nudge(t, Way::right); }},
    {"canvas.nudgeUp", WEFT_T("Move up"), "Ctrl+Up", "", Needs::selection,
     [](Tools& t) { commands::nudge(t, Way::up); }},
    {"canvas.nudgeDown", WEFT_T("Move down"), "Ctrl+Down", "", Needs::selection,
     [](Tools& t) { commands::nudge(t, Way::down); }},

    {"view.fit", WEFT_T("Show all"), "H", "fit", Needs::document, [](Tools& t) { t.canvas().showAll(); }},
    {"view.fitSelection", WEFT_T("Show the selection"), "G", "", Needs::document,
     [](Tools& t) { t.canvas().showSelection(); }},
    {"view.zoomIn", WEFT_T("Zoom in"), "Ctrl++", "zoom-in", Needs::document,
     [](Tools& t) { t.canvas().zoomBy(zoomStep); }},
    {"view.zoomOut", WEFT_T("Zoom out"), "Ctrl+-", "zoom-out", Needs::document,
     [](Tools& t) { t.canvas().zoomBy(1 / zoomStep); }},
    {"view.zoom100", WEFT_T("Zoom to 100 %"), "Ctrl+0", "", Needs::document,
     [](Tools& t) { t.canvas().zoomTo(1, QRectF(t.canvas().rect()).center()); }},
    {"view.minimap", WEFT_T("Minimap"), "Alt+M", "minimap", Needs::document,
     [](Tools& t) { t.canvas().setMinimapShown(!t.canvas().isMinimapShown()); }},
    {"view.bookmark1", WEFT_T("Go to bookmark 1"), "Ctrl+1", "", Needs::document, go<1>},
    {"view.bookmark2", WEFT_T("Go to bookmark 2"), "Ctrl+2", "", Needs::document, go<2>},
    {"view.bookmark3", WEFT_T("Go to bookmark 3"), "Ctrl+3", "", Needs::document, go<3>},
    {"view.bookmark4", WEFT_T("Go to bookmark 4"), "Ctrl+4", "", Needs::document, go<4>},
    {"view.bookmark5", WEFT_T("Go to bookmark 5"), "Ctrl+5", "", Needs::document, go<5>},
    {"view.bookmark6", WEFT_T("Go to bookmark 6"), "Ctrl+6", "", Needs::document, go<6>},
    {"view.bookmark7", WEFT_T("Go to bookmark 7"), "Ctrl+7", "", Needs::document, go<7>},
    {"view.bookmark8", WEFT_T("Go to bookmark 8"), "Ctrl+8", "", Needs::document, go<8>},
    {"view.bookmark9", WEFT_T("Go to bookmark 9"), "Ctrl+9", "", Needs::document, go<9>},
    {"view.setBookmark1", WEFT_T("Set bookmark 1"), "Ctrl+Shift+1", "", Needs::document, mark<1>},
    {"view.setBookmark2", WEFT_T("Set bookmark 2"), "Ctrl+Shift+2", "", Needs::document, mark<2>},
    {"view.setBookmark3", WEFT_T("Set bookmark 3"), "Ctrl+Shift+3", "", Needs::document, mark<3>},
    {"view.setBookmark4", WEFT_T("Set bookmark 4"), "Ctrl+Shift+4", "", Needs::document, mark<4>},
    {"view.setBookmark5", WEFT_T("Set bookmark 5"), "Ctrl+Shift+5", "", Needs::document, mark<5>},
    {"view.setBookmark6", WEFT_T("Set bookmark 6"), "Ctrl+Shift+6", "", Needs::document, mark<6>},
    {"view.setBookmark7", WEFT_T("Set bookmark 7"), "Ctrl+Shift+7", "", Needs::document, mark<7>},
    {"view.setBookmark8", WEFT_T("Set bookmark 8"), "Ctrl+Shift+8", "", Needs::document, mark<8>},
    {"view.setBookmark9", WEFT_T("Set bookmark 9"), "Ctrl+Shift+9", "", Needs::document, mark<9>},
};

#undef WEFT_T
#define WEFT_H(text) QT_TRANSLATE_NOOP("GestureHelp", text)

const GestureHelp help[] = {
    {WEFT_H("Drag on the canvas"), WEFT_H("select; Shift adds, Ctrl takes away")},
    {WEFT_H("Double-click the canvas"), WEFT_H("add a layer there")},
    {WEFT_H("Space"), WEFT_H("add a layer; held: drag to pan")},
    {WEFT_H("Middle button, Space and drag"), WEFT_H("pan")},
    {WEFT_H("Wheel, pinch"), WEFT_H("zoom to the pointer")},
    {WEFT_H("Drag from a port"), WEFT_H("draw a wire; on empty canvas: search what fits")},
    {WEFT_H("Shift while dropping a wire"), WEFT_H("search everything")},
    {WEFT_H("Alt while drawing a wire"), WEFT_H("set a reroute dot")},
    {WEFT_H("Ctrl and drag from a port"), WEFT_H("move all its wires")},
    {WEFT_H("Drag a wire"), WEFT_H("take its nearer end off")},
    {WEFT_H("Drag a node"), WEFT_H("move; a free one goes into the wire below")},
    {WEFT_H("Shake, Alt and drag a node"), WEFT_H("take it out of its wires")},
    {WEFT_H("F while dragging a node"), WEFT_H("join the frame below, or leave its own")},
    {WEFT_H("Y and drag, Ctrl and right drag"), WEFT_H("cut wires")},
    {WEFT_H("Alt-click, double-click a wire"), WEFT_H("set a reroute dot; on a dot: take it off")},
    {WEFT_H("Shift and right drag"), WEFT_H("a reroute dot on every wire crossed")},
    {WEFT_H("Alt and right drag"), WEFT_H("connect two nodes wherever they are hit")},
    {WEFT_H("Double-click a header, a title, a note"), WEFT_H("edit it in place")},
};

#undef WEFT_H

} // namespace

std::span<const CanvasCommand> canvasCommands()
{
    return table;
}

std::span<const GestureHelp> gestureHelp()
{
    return help;
}

} // namespace weft
