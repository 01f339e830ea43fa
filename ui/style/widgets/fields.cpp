#include "ui/style/paint.h"
#include "ui/style/style.h"
#include "ui/style/widgets/draw.h"

#include <QPainter>
#include <QStyleOption>
#include <QWidget>

namespace weft {

void drawField(const QStyleOption& option, QPainter& painter, bool focused)
{
    const Theme& colours = theme();
    const bool enabled = option.state & QStyle::State_Enabled,
               hovered = enabled && option.state & QStyle::State_MouseOver;
    const double radius = Style::get().px(4);
    QColor ground = colours.surface.inset;
    if (!enabled)
        ground.setAlphaF(0.5f);
    paintBox(painter, option.rect, ground, hovered ? colours.line.strong : colours.line.subtle, radius);
    if (focused)
        paintFocusRing(painter, option.rect, radius);
}

QRect comboBoxPart(const QStyleOptionComboBox& option, QStyle::SubControl part)
{
    const Style& style = Style::get();
    QRect rect = option.rect;
    switch (part) {
    case QStyle::SC_ComboBoxArrow:
        rect.setLeft(rect.right() - style.px(24));
        break;
    case QStyle::SC_ComboBoxEditField:
        rect.adjust(style.px(option.editable ? 5 : 9), 1, -style.px(24), -1);
        break;
    default:
        break;
    }
    return QStyle::visualRect(option.direction, option.rect, rect);
}

void drawComboBox(const QStyleOptionComboBox& option, QPainter& painter)
{
    drawField(option, painter, option.state & QStyle::State_HasFocus);
    const QColor arrow = option.state & QStyle::State_Enabled ? theme().text.secondary : theme().line.strong;
    drawGlyph(painter, comboBoxPart(option, QStyle::SC_ComboBoxArrow), QStringLiteral("chevron-down"), arrow, 12);
}

void drawComboBoxLabel(const QStyleOptionComboBox& option, QPainter& painter)
{
    if (option.editable)
        return;
    const Style& style = Style::get();
    QRect inner = comboBoxPart(option, QStyle::SC_ComboBoxEditField);
    const bool enabled = option.state & QStyle::State_Enabled;
    if (!option.currentIcon.isNull()) {
        const int side = style.px(16);
        option.currentIcon.paint(&painter, QRect(inner.left(), inner.center().y() - side / 2 + 1, side, side),
                                 Qt::AlignCenter, enabled ? QIcon::Normal : QIcon::Disabled);
        inner.setLeft(inner.left() + side + style.px(6));
    }
    painter.setFont(style.font(TextRole::body));
    painter.setPen(enabled ? theme().text.primary : option.palette.color(QPalette::Disabled, QPalette::Text));
    paintElided(painter, inner, Qt::AlignLeft | Qt::AlignVCenter, option.currentText);
}

QRect spinBoxPart(const QStyleOptionSpinBox& option, QStyle::SubControl part)
{
    const Style& style = Style::get();
    const int arrows = option.buttonSymbols == QAbstractSpinBox::NoButtons ? 0 : style.px(20);
    QRect rect = option.rect;
    const int half = rect.height() / 2;
    switch (part) {
    case QStyle::SC_SpinBoxUp:
        rect = QRect(rect.right() + 1 - arrows, rect.top(), arrows, half);
        break;
    case QStyle::SC_SpinBoxDown:
        rect = QRect(rect.right() + 1 - arrows, rect.top() + half, arrows, rect.height() - half);
        break;
    case QStyle::SC_SpinBoxEditField:
        rect.adjust(style.px(5), 1, -arrows - 1, -1);
        break;
    default:
        break;
    }
    return QStyle::visualRect(option.direction, option.rect, rect);
}

void drawSpinBox(const QStyleOptionSpinBox& option, QPainter& painter, const QStyle&, const QWidget*)
{
    drawField(option, painter, option.state & QStyle::State_HasFocus);
    if (option.buttonSymbols == QAbstractSpinBox::NoButtons)
        return;
    const auto arrow = [&](QStyle::SubControl part, const QString& glyph, QAbstractSpinBox::StepEnabledFlag step) {
        const bool can = option.stepEnabled & step && option.state & QStyle::State_Enabled;
        const bool hovered = can && option.activeSubControls & part;
        drawGlyph(painter, spinBoxPart(option, part), glyph,
                  hovered   ? theme().text.primary
                      : can ? theme().text.tertiary
                            : theme().line.strong,
                  10);
    };
    arrow(QStyle::SC_SpinBoxUp, QStringLiteral("chevron-up"), QAbstractSpinBox::StepUpEnabled);
    arrow(QStyle::SC_SpinBoxDown, QStringLiteral("chevron-down"), QAbstractSpinBox::StepDownEnabled);
}

} // namespace weft
