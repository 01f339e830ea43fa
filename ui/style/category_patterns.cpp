#include "ui/style/category_patterns.h"

#include <QPainter>
#include <QPixmap>
#include <QTransform>

namespace weft {

namespace {

constexpr double cell = 6;
constexpr int grain = 2; // pixels a unit: halved again exactly on a plain screen, sharp on a dense one

void dot(QPainter& painter, double x, double y, double radius)
{
    painter.drawEllipse(QPointF(x, y), radius, radius);
}

void drawCell(QPainter& painter, const QString& name, const QColor& ink)
{
    const auto line = [&painter](double x1, double y1, double x2, double y2) {
        painter.drawLine(QPointF(x1, y1), QPointF(x2, y2));
    };
    painter.setPen(QPen(ink, 1.1));
    if (name == u"diagonal" || name == u"crosshatch") { // "/", continued over the cell's corners
        line(-1, 7, 7, -1);
        line(-1, 1, 1, -1);
        line(5, 7, 7, 5);
    }
    if (name == u"antidiagonal" || name == u"crosshatch") { // "\"
        line(-1, -1, 7, 7);
        line(5, -1, 7, 1);
        line(-1, 5, 1, 7);
    }
    if (name == u"horizontal" || name == u"grid")
        line(0, 3, 6, 3);
    if (name == u"vertical" || name == u"grid")
        line(3, 0, 3, 6);
    if (name == u"double_line") {
        line(0, 1.5, 6, 1.5);
        line(0, 4, 6, 4);
    }
    if (name == u"dash")
        line(1.2, 3, 4.8, 3);
    if (name == u"chevron") {
        line(0, 4.6, 3, 1.6);
        line(3, 1.6, 6, 4.6);
    }
    painter.setPen(Qt::NoPen);
    painter.setBrush(ink);
    if (name == u"dots") {
        dot(painter, 1.5, 1.5, 1);
        dot(painter, 4.5, 4.5, 1);
    }
    if (name == u"sparse_dots")
        dot(painter, 3, 3, 1.1);
}

} // namespace

QBrush patternBrush(const QString& name, const QColor& ground, const QColor& ink)
{
    if (name == u"solid")
        return ground;
    QPixmap pixmap(int(cell) * grain, int(cell) * grain);
    pixmap.fill(ground);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.scale(grain, grain);
    drawCell(painter, name, ink);
    painter.end();
    QBrush brush(pixmap);
    brush.setTransform(QTransform::fromScale(1.0 / grain, 1.0 / grain));
    return brush;
}

} // namespace weft
