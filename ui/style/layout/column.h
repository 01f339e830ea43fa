#pragma once

class QScrollArea;
class QVBoxLayout;
class QWidget;

namespace weft {

QVBoxLayout* flushColumn(QWidget* widget); // its layout: things one below the other, without edges and gaps
QScrollArea* scrolling(QWidget* content); // scrolls up and down only, without a frame; takes the content

} // namespace weft
