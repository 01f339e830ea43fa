#pragma once

#include <QString>

#include <string>

namespace weft {

struct LayerType;

// A layer's page in HTML, from its record: what it does, its formula, ports, parameters with defaults and ranges.
QString layerPage(const LayerType& type);
QString styleSheetOfPages(); // for QTextDocument, in the theme's colours

} // namespace weft
