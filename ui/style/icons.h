#pragma once

#include <QIcon>
#include <QPixmap>
#include <QString>

class QColor;

namespace weft {

// The icons of resources/icons: NAME.svg, 16 px, drawn with strokes of 1.5 in one colour. An unknown name is a mistake
// in the program and gives an empty icon.
QIcon icon(const QString& name); // follows the theme: asks for its colour whenever it is painted
QPixmap iconPixmap(const QString& name, const QColor& colour, int size, double devicePixelRatio);
bool hasIcon(const QString& name);

} // namespace weft
