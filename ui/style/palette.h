#pragma once

#include <QPalette>

namespace weft {

struct Theme;

QPalette paletteOf(const Theme& theme); // for what Qt draws and for widgets that ask nobody else

} // namespace weft
