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

// QT_TR_NOOP: their context is the namespace, "weft".
const CanvasCommand table[] = {
    {"edit.cut", QT_TR_NOOP("Cut"), "Ctrl+X", "cut", Needs::selection, commands::cut},
    {"edit.copy", QT_TR_NOOP("Copy"), "Ctrl+C", "copy", Needs::selection, commands::copy},
    {"edit.paste", QT_TR_NOOP("Paste"), "Ctrl+V", "paste", Needs::document,
     [](Tools& t) { commands::paste(t, false); }},
    {"edit.pasteWired", QT_TR_NOOP("Paste with input wires"), "Ctrl+Shift+V", "", Needs::document,
     [](Tools& t) { commands::paste(t, true); }},
    {"edit.duplicate", QT_TR_NOOP("Duplicate"), "Ctrl+D", "", Needs::selection, commands::duplicate},
    {"edit.delete", QT_TR_NOOP("Delete, heal wires"), "Del", "trash", Needs::document,
     [](Tools& t) { commands::remove(t, true); }},
    {"edit.deleteWired", QT_TR_NOOP("Delete with wires"), "Shift+Del", "", Needs::selection,
     [](Tools& t) { commands::remove(t, false); }},
    {"edit.selectAll", QT_TR_NOOP("Select all"), "Ctrl+A", "", Needs::document, commands::selectAll},
    {"edit.rename", QT_TR_NOOP("Rename"), "F2", "edit", Needs::selection, commands::rename},
    {"edit.find", QT_TR_NOOP("Find a node…"), "Ctrl+F", "search", Needs::document, [](Tools& t) { t.findNode(); }},

    {"add.layer", QT_TR_NOOP("Add a layer…"), "Tab", "plus", Needs::document, [](Tools& t) { t.search(); }},
    {"add.menu", QT_TR_NOOP("Add by category"), "Shift+A", "", Needs::fewerThanTwo, commands::addMenu},
    {"add.note", QT_TR_NOOP("Add a note"), "Shift+P", "note", Needs::document, commands::addNote},

    {"graph.connect", QT_TR_NOOP("Connect the two selected"), "F", "link", Needs::two, commands::connectSelected},
    {"graph.wire", QT_TR_NOOP("Draw a wire by keys"), "C", "wire", Needs::selection, commands::startWire},
    {"graph.detach", QT_TR_NOOP("Take out of its wires"), "Ctrl+Shift+D", "unlink", Needs::selection, commands::detach},
    {"graph.swap", QT_TR_NOOP("Replace by another layer…"), "Shift+R", "swap", Needs::selection,
     [](Tools& t) { t.searchSwap(); }},
    {"graph.bypass", QT_TR_NOOP("Bypass"), "Ctrl+B", "bypass", Needs::selection, commands::bypass},
    {"graph.mute", QT_TR_NOOP("Mute"), "Ctrl+M", "mute", Needs::selection, commands::mute},
    {"graph.freeze", QT_TR_NOOP("Freeze weights"), "Ctrl+Shift+F", "snowflake", Needs::selection, commands::freeze},
    {"graph.collapse", QT_TR_NOOP("Fold"), "Ctrl+H", "", Needs::selection, commands::collapse},
    {"graph.fix", QT_TR_NOOP("Apply the suggested fix"), "Ctrl+.", "", Needs::selection, commands::fix},
    {"graph.frame", QT_TR_NOOP("Put a frame around"), "Ctrl+G", "frame", Needs::selection, commands::frame},
    {"graph.leaveFrame", QT_TR_NOOP("Take out of the frame"), "Ctrl+Alt+F", "", Needs::frame, commands::leaveFrame},
    {"graph.block", QT_TR_NOOP("Make a block"), "Ctrl+Shift+G", "block", Needs::selection, commands::block},
    {"graph.unpack", QT_TR_NOOP("Unpack the block"), "Ctrl+Alt+G", "", Needs::block, commands::unpack},
    {"graph.saveBlock", QT_TR_NOOP("Save the block to your library"), "", "save", Needs::block, commands::saveBlock},
    {"graph.dropBlocks", QT_TR_NOOP("Remove unused blocks"), "", "trash", Needs::document, commands::dropBlocks},
    {"graph.tidy", QT_TR_NOOP("Tidy, left to right"), "L", "tidy", Needs::document,
     [](Tools& t) { commands::tidy(t, false); }},
    {"graph.tidyDown", QT_TR_NOOP("Tidy, top down"), "Shift+L", "", Needs::document,
     [](Tools& t) { commands::tidy(t, true); }},
    {"graph.alignTop", QT_TR_NOOP("Align tops"), "Shift+W", "align-top", Needs::several,
     [](Tools& t) { commands::align(t, Edge::top); }},
    {"graph.alignLeft", QT_TR_NOOP("Align left edges"), "Shift+A", "align-left", Needs::several,
     [](Tools& t) { commands::align(t, Edge::left); }},
    {"graph.alignBottom", QT_TR_NOOP("Align bottoms"), "Shift+S", "align-bottom", Needs::several,
     [](Tools& t) { commands::align(t, Edge::bottom); }},
    {"graph.alignRight", QT_TR_NOOP("Align right edges"), "Shift+D", "align-right", Needs::several,
     [](Tools& t) { commands::align(t, Edge::right); }},
    {"graph.alignCentres", QT_TR_NOOP("Align centres"), "Shift+C", "align-center", Needs::several,
     [](Tools& t) { commands::align(t, Edge::centreX); }},
    {"graph.alignMiddles", QT_TR_NOOP("Align middles"), "Shift+X", "align-middle", Needs::several,
     [](Tools& t) { commands::align(t, Edge::centreY); }},
    {"graph.distribute", QT_TR_NOOP("Space evenly across"), "Shift+H", "distribute-h", Needs::several,
     [](Tools& t) { commands::distribute(t, Qt::Horizontal); }},
    {"graph.distributeDown", QT_TR_NOOP("Space evenly down"), "Shift+V", "distribute-v", Needs::several,
     [](Tools& t) { commands::distribute(t, Qt::Vertical); }},
    {"graph.straighten", QT_TR_NOOP("Straighten wires"), "Q", "", Needs::several, commands::straighten},
    {"graph.edit", QT_TR_NOOP("Edit, or open the block"), "Return", "", Needs::selection, commands::edit},
    {"graph.leave", QT_TR_NOOP("Leave the block"), "U", "block-leave", Needs::inside, commands::leaveBlock},

    {"canvas.escape", QT_TR_NOOP("Deselect, then leave the block"), "Esc", "", Needs::document, commands::leave},
    {"canvas.walkLeft", QT_TR_NOOP("Go against the wire"), "Left", "", Needs::document,
     [](Tools& t) { commands::walk(t, Way::left, false); }},
    {"canvas.walkRight", QT_TR_NOOP("Go along the wire"), "Right", "", Needs::document,
     [](Tools& t) { commands::walk(t, Way::right, false); }},
    {"canvas.walkUp", QT_TR_NOOP("Go up"), "Up", "", Needs::document,
     [](Tools& t) { commands::walk(t, Way::up, false); }},
    {"canvas.walkDown", QT_TR_NOOP("Go down"), "Down", "", Needs::document,
     [](Tools& t) { commands::walk(t, Way::down, false); }},
    {"canvas.extendLeft", QT_TR_NOOP("Select against the wire too"), "Shift+Left", "", Needs::document,
     [](Tools& t) { commands::walk(t, Way::left, true); }},
    {"canvas.extendRight", QT_TR_NOOP("Select along the wire too"), "Shift+Right", "", Needs::document,
     [](Tools& t) { commands::walk(t, Way::right, true); }},
    {"canvas.extendUp", QT_TR_NOOP("Select above too"), "Shift+Up", "", Needs::document,
     [](Tools& t) { commands::walk(t, Way::up, true); }},
    {"canvas.extendDown", QT_TR_NOOP("Select below too"), "Shift+Down", "", Needs::document,
     [](Tools& t) { commands::walk(t, Way::down, true); }},
    {"canvas.nudgeLeft", QT_TR_NOOP("Move left"), "Ctrl+Left", "", Needs::selection,
     [](Tools& t) { commands::nudge(t, Way::left); }},
    {"canvas.nudgeRight", QT_TR_NOOP("Move right"), "Ctrl+Right", "", Needs::selection,
     [](Tools& t) { commands::nudge(t, Way::right); }},
    {"canvas.nudgeUp", QT_TR_NOOP("Move up"), "Ctrl+Up", "", Needs::selection,
     [](Tools& t) { commands::nudge(t, Way::up); }},
    {"canvas.nudgeDown", QT_TR_NOOP("Move down"), "Ctrl+Down", "", Needs::selection,
     [](Tools& t) { commands::nudge(t, Way::down); }},

    {"view.fit", QT_TR_NOOP("Show all"), "H", "fit", Needs::document, [](Tools& t) { t.canvas().showAll(); }},
    {"view.fitSelection", QT_TR_NOOP("Show the selection"), "G", "", Needs::document,
     [](Tools& t) { t.canvas().showSelection(); }},
    {"view.zoomIn", QT_TR_NOOP("Zoom in"), "Ctrl++", "zoom-in", Needs::document,
     [](Tools& t) { t.canvas().zoomBy(zoomStep); }},
    {"view.zoomOut", QT_TR_NOOP("Zoom out"), "Ctrl+-", "zoom-out", Needs::document,
     [](Tools& t) { t.canvas().zoomBy(1 / zoomStep); }},
    {"view.zoom100", QT_TR_NOOP("Zoom to 100 %"), "Ctrl+0", "", Needs::document,
     [](Tools& t) { t.canvas().zoomTo(1, QRectF(t.canvas().rect()).center()); }},
    {"view.minimap", QT_TR_NOOP("Minimap"), "Alt+M", "minimap", Needs::document,
     [](Tools& t) { t.canvas().setMinimapShown(!t.canvas().isMinimapShown()); }},
    {"view.bookmark1", QT_TR_NOOP("Go to bookmark 1"), "Ctrl+1", "", Needs::document, go<1>},
    {"view.bookmark2", QT_TR_NOOP("Go to bookmark 2"), "Ctrl+2", "", Needs::document, go<2>},
    {"view.bookmark3", QT_TR_NOOP("Go to bookmark 3"), "Ctrl+3", "", Needs::document, go<3>},
    {"view.bookmark4", QT_TR_NOOP("Go to bookmark 4"), "Ctrl+4", "", Needs::document, go<4>},
    {"view.bookmark5", QT_TR_NOOP("Go to bookmark 5"), "Ctrl+5", "", Needs::document, go<5>},
    {"view.bookmark6", QT_TR_NOOP("Go to bookmark 6"), "Ctrl+6", "", Needs::document, go<6>},
    {"view.bookmark7", QT_TR_NOOP("Go to bookmark 7"), "Ctrl+7", "", Needs::document, go<7>},
    {"view.bookmark8", QT_TR_NOOP("Go to bookmark 8"), "Ctrl+8", "", Needs::document, go<8>},
    {"view.bookmark9", QT_TR_NOOP("Go to bookmark 9"), "Ctrl+9", "", Needs::document, go<9>},
    {"view.setBookmark1", QT_TR_NOOP("Set bookmark 1"), "Ctrl+Shift+1", "", Needs::document, mark<1>},
    {"view.setBookmark2", QT_TR_NOOP("Set bookmark 2"), "Ctrl+Shift+2", "", Needs::document, mark<2>},
    {"view.setBookmark3", QT_TR_NOOP("Set bookmark 3"), "Ctrl+Shift+3", "", Needs::document, mark<3>},
    {"view.setBookmark4", QT_TR_NOOP("Set bookmark 4"), "Ctrl+Shift+4", "", Needs::document, mark<4>},
    {"view.setBookmark5", QT_TR_NOOP("Set bookmark 5"), "Ctrl+Shift+5", "", Needs::document, mark<5>},
    {"view.setBookmark6", QT_TR_NOOP("Set bookmark 6"), "Ctrl+Shift+6", "", Needs::document, mark<6>},
    {"view.setBookmark7", QT_TR_NOOP("Set bookmark 7"), "Ctrl+Shift+7", "", Needs::document, mark<7>},
    {"view.setBookmark8", QT_TR_NOOP("Set bookmark 8"), "Ctrl+Shift+8", "", Needs::document, mark<8>},
    {"view.setBookmark9", QT_TR_NOOP("Set bookmark 9"), "Ctrl+Shift+9", "", Needs::document, mark<9>},
};

const GestureHelp help[] = {
    {QT_TR_NOOP("Drag on the canvas"), QT_TR_NOOP("select; Shift adds, Ctrl takes away")},
    {QT_TR_NOOP("Double-click the canvas"), QT_TR_NOOP("add a layer there")},
    {QT_TR_NOOP("Space"), QT_TR_NOOP("add a layer; held: drag to pan")},
    {QT_TR_NOOP("Middle button, Space and drag"), QT_TR_NOOP("pan")},
    {QT_TR_NOOP("Wheel, pinch"), QT_TR_NOOP("zoom to the pointer")},
    {QT_TR_NOOP("Drag from a port"), QT_TR_NOOP("draw a wire; on empty canvas: search what fits")},
    {QT_TR_NOOP("Shift while dropping a wire"), QT_TR_NOOP("search everything")},
    {QT_TR_NOOP("Alt while drawing a wire"), QT_TR_NOOP("set a reroute dot")},
    {QT_TR_NOOP("Ctrl and drag from a port"), QT_TR_NOOP("move all its wires")},
    {QT_TR_NOOP("Drag a wire"), QT_TR_NOOP("take its nearer end off")},
    {QT_TR_NOOP("Drag a node"), QT_TR_NOOP("move; a free one goes into the wire below")},
    {QT_TR_NOOP("Shake, Alt and drag a node"), QT_TR_NOOP("take it out of its wires")},
    {QT_TR_NOOP("T while dragging into a wire"), QT_TR_NOOP("make room on the other side")},
    {QT_TR_NOOP("Alt-click a node"), QT_TR_NOOP("its ports, to draw a wire from when they are too small to aim at")},
    {QT_TR_NOOP("F while dragging a node"), QT_TR_NOOP("join the frame below, or leave its own")},
    {QT_TR_NOOP("Y and drag, Ctrl and right drag"), QT_TR_NOOP("cut wires")},
    {QT_TR_NOOP("Alt-click, double-click a wire"), QT_TR_NOOP("set a reroute dot; on a dot: take it off")},
    {QT_TR_NOOP("Shift and right drag"), QT_TR_NOOP("a reroute dot on every wire crossed")},
    {QT_TR_NOOP("Alt and right drag"), QT_TR_NOOP("connect two nodes wherever they are hit")},
    {QT_TR_NOOP("Double-click a header, a title, a note"), QT_TR_NOOP("edit it in place")},
};

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
