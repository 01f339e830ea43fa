#pragma once

#include "ui/windows/overlays/command_palette.h"

namespace weft {

// What the text finds, best first; an empty text: what was used last, then all commands.
std::vector<PaletteEntry> paletteEntries(MainWindow& window, const QString& text);

} // namespace weft
