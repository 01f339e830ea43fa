#pragma once

#include <QBrush>
#include <QColor>
#include <QPainterPath>
#include <QString>

#include <string>
#include <string_view>
#include <vector>

class QPainter;
class QRectF;

namespace weft {

// How a category is told apart: colour, icon and pattern, never by colour alone.
struct CategoryLook {
    std::string id; // "conv"
    QColor colour;
    QPainterPath icon; // 16 × 16, to be stroked with a 1.5 pen
    QBrush pattern; // 6 px cell: ink on the category's colour; set its brush origin to the node's corner
    QString title; // translated
};

// By a layer's category ("convolution", the folders of engine/layers) or by its own id ("conv"); unknown ones look
// like "io", instances of blocks like "block". Follows theme and language, so keep the name, not the reference.
const CategoryLook& categoryLook(std::string_view category);
const std::vector<std::string>& categoryIds(); // the twelve, in the order of the palette
std::string_view categoryIdOf(std::string_view category); // "convolution" → "conv"

void paintCategoryIcon(QPainter& painter, const QRectF& where, std::string_view category, const QColor& colour);

} // namespace weft
