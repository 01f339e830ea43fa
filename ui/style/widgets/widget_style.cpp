#include "ui/style/widgets/widget_style.h"

#include "ui/style/icons.h"
#include "ui/style/paint.h"
#include "ui/style/style.h"
#include "ui/style/widgets/draw.h"

#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QDockWidget>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLineEdit>
#include <QMainWindow>
#include <QMenu>
#include <QPainter>
#include <QPainterPath>
#include <QScrollBar>
#include <QSplitterHandle>
#include <QStatusBar>
#include <QStyleOption>
#include <QTabBar>
#include <QTableView>
#include <QToolTip>

namespace weft {

namespace {

int px(double designPixels)
{
    return Style::get().px(designPixels);
}

} // namespace

WidgetStyle::WidgetStyle()
    : QProxyStyle(QStringLiteral("Fusion"))
{
}

void WidgetStyle::polish(QWidget* widget)
{
    QProxyStyle::polish(widget);
    if (qobject_cast<QAbstractButton*>(widget) || qobject_cast<QComboBox*>(widget) || qobject_cast<QTabBar*>(widget)
        || qobject_cast<QScrollBar*>(widget) || qobject_cast<QAbstractSpinBox*>(widget)
        || qobject_cast<QLineEdit*>(widget) || qobject_cast<QHeaderView*>(widget)
        || qobject_cast<QSplitterHandle*>(widget))
        widget->setAttribute(Qt::WA_Hover);
    if (auto* header = qobject_cast<QHeaderView*>(widget))
        header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    if (auto* bar = qobject_cast<QStatusBar*>(widget)) {
        bar->setSizeGripEnabled(false);
        bar->setContentsMargins(px(12), 0, px(12), 0);
    }
    if (qobject_cast<QScrollBar*>(widget))
        widget->setAttribute(Qt::WA_OpaquePaintEvent, false); // what is behind shows around the handle
    if (auto* view = qobject_cast<QAbstractItemView*>(widget)) {
        const bool popup = view->window()->windowType() == Qt::Popup;
        view->viewport()->setBackgroundRole(popup ? QPalette::ToolTipBase : QPalette::Window);
        view->viewport()->setAttribute(Qt::WA_Hover);
        if (view->frameShape() == QFrame::StyledPanel)
            view->setFrameShape(QFrame::NoFrame);
        if (auto* table = qobject_cast<QTableView*>(view)) {
            table->setShowGrid(false);
            table->setWordWrap(false);
        }
    }
}

void WidgetStyle::drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                                const QWidget* widget) const
{
    const Theme& colours = theme();
    switch (element) {
    case PE_PanelButtonCommand:
        if (const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option))
            return drawButtonPanel(*button, *painter, widget);
        break;
    case PE_FrameFocusRect: {
        const auto* view = qobject_cast<const QAbstractItemView*>(widget);
        if (view && option->state & State_KeyboardFocusChange)
            paintFocusRing(*painter, option->rect, px(4));
        return; // everything else draws its own ring
    }
    case PE_PanelLineEdit:
    case PE_FrameLineEdit:
        if (const auto* frame = qstyleoption_cast<const QStyleOptionFrame*>(option); frame && frame->lineWidth > 0)
            drawField(*option, *painter, option->state & State_HasFocus);
        return;
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck:
        return drawCheckBox(*option, *painter);
    case PE_IndicatorRadioButton:
        return drawRadioButton(*option, *painter);
    case PE_IndicatorArrowDown:
        return drawGlyph(*painter, option->rect, QStringLiteral("chevron-down"), colours.text.secondary, 12);
    case PE_IndicatorArrowUp:
        return drawGlyph(*painter, option->rect, QStringLiteral("chevron-up"), colours.text.secondary, 12);
    case PE_IndicatorArrowLeft:
        return drawGlyph(*painter, option->rect, QStringLiteral("chevron-left"), colours.text.secondary, 12);
    case PE_IndicatorArrowRight:
        return drawGlyph(*painter, option->rect, QStringLiteral("chevron-right"), colours.text.secondary, 12);
    case PE_IndicatorTabClose: {
        const bool hovered = option->state & State_MouseOver && option->state & State_Enabled;
        if (hovered)
            paintBox(*painter, option->rect, colours.surface.controlHover, {}, px(4));
        return drawGlyph(*painter, option->rect, QStringLiteral("close"),
                         hovered ? colours.text.primary : colours.text.tertiary, 12);
    }
    case PE_IndicatorBranch:
        return drawBranch(*option, *painter);
    case PE_PanelItemViewRow:
        return drawItemBackground(*option, *painter, widget, true);
    case PE_PanelItemViewItem:
        return drawItemBackground(*option, *painter, widget, false);
    case PE_PanelMenu:
    case PE_PanelTipLabel:
        return drawMenuPanel(*option, *painter);
    case PE_FrameMenu:
        return;
    case PE_FrameTabBarBase:
        painter->fillRect(option->rect, colours.surface.head);
        painter->fillRect(option->rect.left(), option->rect.bottom(), option->rect.width(), 1, colours.line.subtle);
        return;
    case PE_FrameTabWidget:
    case PE_FrameDockWidget:
    case PE_FrameStatusBarItem:
    case PE_PanelScrollAreaCorner:
        return;
    case PE_FrameGroupBox:
        return paintBox(*painter, option->rect, {}, colours.line.subtle, px(6));
    case PE_Frame:
        if (widget && widget->window()->windowType() == Qt::Popup)
            return paintBox(*painter, option->rect, colours.surface.raised, colours.line.strong, px(4));
        return paintBox(*painter, option->rect, {}, colours.line.subtle, px(4));
    case PE_PanelStatusBar:
    case PE_PanelMenuBar:
        painter->fillRect(option->rect, colours.surface.chrome);
        return;
    case PE_PanelToolBar:
        painter->fillRect(option->rect, colours.surface.head);
        return;
    case PE_IndicatorToolBarSeparator:
        if (option->state & State_Horizontal)
            painter->fillRect(option->rect.center().x(), option->rect.top() + px(6), 1, option->rect.height() - px(12),
                              colours.line.strong);
        else
            painter->fillRect(option->rect.left() + px(6), option->rect.center().y(), option->rect.width() - px(12), 1,
                              colours.line.strong);
        return;
    case PE_IndicatorDockWidgetResizeHandle:
        return drawSplitter(*option, *painter, !(option->state & State_Horizontal));
    default:
        break;
    }
    QProxyStyle::drawPrimitive(element, option, painter, widget);
}

void WidgetStyle::drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
                              const QWidget* widget) const
{
    switch (element) {
    case CE_PushButton: // without Fusion's focus frame
        proxy()->drawControl(CE_PushButtonBevel, option, painter, widget);
        proxy()->drawControl(CE_PushButtonLabel, option, painter, widget);
        return;
    case CE_PushButtonBevel:
        if (const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option))
            return drawButtonPanel(*button, *painter, widget);
        break;
    case CE_PushButtonLabel:
        if (const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option))
            return drawButtonLabel(*button, *painter, widget);
        break;
    case CE_MenuItem:
        if (const auto* item = qstyleoption_cast<const QStyleOptionMenuItem*>(option))
            return drawMenuItem(*item, *painter);
        break;
    case CE_MenuBarItem:
        if (const auto* item = qstyleoption_cast<const QStyleOptionMenuItem*>(option))
            return drawMenuBarItem(*item, *painter);
        break;
    case CE_MenuBarEmptyArea:
        painter->fillRect(option->rect, theme().surface.chrome);
        return;
    case CE_MenuEmptyArea:
        return;
    case CE_TabBarTabShape:
        if (const auto* tab = qstyleoption_cast<const QStyleOptionTab*>(option))
            return drawTabShape(*tab, *painter, widget);
        break;
    case CE_TabBarTabLabel:
        if (const auto* tab = qstyleoption_cast<const QStyleOptionTab*>(option))
            return drawTabLabel(*tab, *painter, widget, *this);
        break;
    case CE_ComboBoxLabel:
        if (const auto* combo = qstyleoption_cast<const QStyleOptionComboBox*>(option))
            return drawComboBoxLabel(*combo, *painter);
        break;
    case CE_HeaderSection:
        if (const auto* header = qstyleoption_cast<const QStyleOptionHeader*>(option))
            return drawHeaderSection(*header, *painter);
        break;
    case CE_HeaderLabel:
        if (const auto* header = qstyleoption_cast<const QStyleOptionHeader*>(option))
            return drawHeaderLabel(*header, *painter, widget);
        break;
    case CE_HeaderEmptyArea:
        painter->fillRect(option->rect, theme().surface.panel);
        painter->fillRect(option->rect.left(), option->rect.bottom(), option->rect.width(), 1, theme().line.subtle);
        return;
    case CE_Splitter:
        return drawSplitter(*option, *painter, option->state & State_Horizontal);
    case CE_ProgressBarGroove:
        if (const auto* bar = qstyleoption_cast<const QStyleOptionProgressBar*>(option))
            return drawProgressGroove(*bar, *painter);
        break;
    case CE_ProgressBarContents:
        if (const auto* bar = qstyleoption_cast<const QStyleOptionProgressBar*>(option))
            return drawProgressContents(*bar, *painter, widget);
        break;
    case CE_ToolBar:
        painter->fillRect(option->rect, theme().surface.head);
        painter->fillRect(option->rect.left(), option->rect.bottom(), option->rect.width(), 1, theme().line.subtle);
        return;
    case CE_DockWidgetTitle:
        if (const auto* dock = qstyleoption_cast<const QStyleOptionDockWidget*>(option)) {
            painter->fillRect(option->rect, theme().surface.head);
            painter->fillRect(option->rect.left(), option->rect.bottom(), option->rect.width(), 1, theme().line.subtle);
            painter->setFont(Style::get().font(TextRole::label));
            painter->setPen(theme().text.primary);
            return paintElided(*painter,
                               subElementRect(SE_DockWidgetTitleBarText, option, widget).adjusted(px(8), 0, 0, 0),
                               Qt::AlignLeft | Qt::AlignVCenter, dock->title);
        }
        break;
    default:
        break;
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void WidgetStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
                                     const QWidget* widget) const
{
    if (control == CC_ComboBox) {
        if (const auto* combo = qstyleoption_cast<const QStyleOptionComboBox*>(option))
            return drawComboBox(*combo, *painter);
    } else if (control == CC_SpinBox) {
        if (const auto* spin = qstyleoption_cast<const QStyleOptionSpinBox*>(option))
            return drawSpinBox(*spin, *painter, *this, widget);
    } else if (control == CC_ScrollBar) {
        if (const auto* bar = qstyleoption_cast<const QStyleOptionSlider*>(option))
            return drawScrollBar(*bar, *painter, *this, widget);
    } else if (control == CC_Slider) {
        if (const auto* slider = qstyleoption_cast<const QStyleOptionSlider*>(option))
            return drawSlider(*slider, *painter, *this, widget);
    } else if (control == CC_ToolButton) {
        if (const auto* button = qstyleoption_cast<const QStyleOptionToolButton*>(option))
            return drawToolButton(*button, *painter, widget);
    }
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

} // namespace weft
