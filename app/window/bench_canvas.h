#pragma once

namespace weft {

// Measures the canvas on made-up networks of 2,000 nodes with 4,000 wires and of 10,000 nodes with 20,000: opening,
// frames of panning, zooming and dragging (drawn at 1920 × 1080, without a display), undo. `json`: for other programs.
int benchCanvas(bool json, const char* program);

} // namespace weft
