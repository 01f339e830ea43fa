#pragma once

namespace weft {

class Canvas;

// What screen readers see of a canvas: its nodes as a list in the network's order, each with its ports. Once a program.
void installCanvasAccessibility();
void tellCurrentNode(Canvas& canvas); // the current node is another: it is read out
void forgetSpokenNodes(Canvas& canvas); // nodes came or went

} // namespace weft
