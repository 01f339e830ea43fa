#pragma once

#include <QSize>
#include <QString>

class QKeySequence;
class QPainter;
class QRect;

namespace weft {

// A key as it stands on the keyboard: a small box with its name.
QSize keycapSize(const QString& key);
QString keyText(const QKeySequence& key); // "Ctrl Shift P", "Ctrl +"
void paintKeycap(QPainter& painter, const QRect& where, const QString& key);

} // namespace weft
