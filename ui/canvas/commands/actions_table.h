#pragma once

#include <span>

namespace weft {

class EditingTools;

// What can be done on a canvas by a key or from a menu. Each is a QAction of the canvas whose objectName is the id, so
// that menus, command palette, the list of keys and rebinding see it.
struct CanvasCommand {
    enum class Needs { document, selection, several, two, fewerThanTwo, block, inside, frame, count };

    const char* id; // "graph.bypass"
    const char* title; // to be translated in the context "CanvasActions"
    const char* key; // portable; "" none
    const char* icon; // "" none
    Needs needs;
    void (*run)(EditingTools& tools);
};

std::span<const CanvasCommand> canvasCommands();

// What the mouse does, for the list of keys: not commands, and not to be rebound.
struct GestureHelp {
    const char* keys; // to be translated in the context "GestureHelp", as is the text
    const char* text;
};
std::span<const GestureHelp> gestureHelp();

} // namespace weft
