#pragma once

#include <QRectF>
#include <QString>

class QColor;
class QPainter;
class QWidget;

namespace weft {

// The strokes that all controls share. Rectangles are whole pixels; lines are drawn inside of them.
void paintBox(QPainter& painter, const QRectF& box, const QColor& fill, const QColor& border, double radius);
void paintFocusRing(QPainter& painter, const QRectF& box, double radius); // 2 px in the accent
bool showsFocus(const QWidget* button); // focused, and by the keyboard: who clicks knows where they are
void paintElided(QPainter& painter, const QRectF& where, int alignment, const QString& text); // one line
void paintKey(QPainter& painter, const QRectF& where, const QString& key); // a key cap, right-aligned in `where`
int keyWidth(const QString& key);

} // namespace weft
