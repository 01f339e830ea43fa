#pragma once

#include <QStyle>

class QPainter;
class QStyleOption;
class QStyleOptionButton;
class QStyleOptionComboBox;
class QStyleOptionHeader;
class QStyleOptionMenuItem;
class QStyleOptionProgressBar;
class QStyleOptionSlider;
class QStyleOptionSpinBox;
class QStyleOptionTab;
class QStyleOptionToolButton;
class QWidget;

// The strokes of WidgetStyle, a file a family. Each paints the whole of its element from theme().
namespace weft {

// buttons.cpp
void drawButtonPanel(const QStyleOptionButton& option, QPainter& painter, const QWidget* widget);
void drawButtonLabel(const QStyleOptionButton& option, QPainter& painter, const QWidget* widget);
void drawToolButton(const QStyleOptionToolButton& option, QPainter& painter, const QWidget* widget);
void drawCheckBox(const QStyleOption& option, QPainter& painter);
void drawRadioButton(const QStyleOption& option, QPainter& painter);
QSize buttonSize(const QStyleOptionButton& option);
QSize toolButtonSize(const QStyleOptionToolButton& option);

// fields.cpp
void drawField(const QStyleOption& option, QPainter& painter, bool focused);
void drawComboBox(const QStyleOptionComboBox& option, QPainter& painter);
void drawComboBoxLabel(const QStyleOptionComboBox& option, QPainter& painter);
void drawSpinBox(const QStyleOptionSpinBox& option, QPainter& painter, const QStyle& style, const QWidget* widget);
QRect spinBoxPart(const QStyleOptionSpinBox& option, QStyle::SubControl part);
QRect comboBoxPart(const QStyleOptionComboBox& option, QStyle::SubControl part);

// menus.cpp
void drawMenuPanel(const QStyleOption& option, QPainter& painter);
void drawMenuItem(const QStyleOptionMenuItem& option, QPainter& painter);
void drawMenuBarItem(const QStyleOptionMenuItem& option, QPainter& painter);
QSize menuItemSize(const QStyleOptionMenuItem& option);

// tabs.cpp
void drawTabShape(const QStyleOptionTab& option, QPainter& painter, const QWidget* widget);
void drawTabLabel(const QStyleOptionTab& option, QPainter& painter, const QWidget* widget, const QStyle& style);
QSize tabSize(const QStyleOptionTab& option, const QWidget* widget);

// lists.cpp
void drawItemBackground(const QStyleOption& option, QPainter& painter, const QWidget* widget, bool wholeRow);
void drawBranch(const QStyleOption& option, QPainter& painter);
void drawHeaderSection(const QStyleOptionHeader& option, QPainter& painter);
void drawHeaderLabel(const QStyleOptionHeader& option, QPainter& painter, const QWidget* header);

// bars.cpp
void drawScrollBar(const QStyleOptionSlider& option, QPainter& painter, const QStyle& style, const QWidget* widget);
QRect scrollBarPart(const QStyleOptionSlider& option, QStyle::SubControl part);
void drawSlider(const QStyleOptionSlider& option, QPainter& painter, const QStyle& style, const QWidget* widget);
void drawProgressGroove(const QStyleOptionProgressBar& option, QPainter& painter);
void drawProgressContents(const QStyleOptionProgressBar& option, QPainter& painter, const QWidget* widget);
void drawSplitter(const QStyleOption& option, QPainter& painter, bool upright);

// An icon of ours in the middle of `where`, `side` design pixels wide.
void drawGlyph(QPainter& painter, const QRect& where, const QString& icon, const QColor& colour, double side = 16);

} // namespace weft
