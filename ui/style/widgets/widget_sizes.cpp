#include "ui/style/icons.h"
#include "ui/style/style.h"
#include "ui/style/widgets/draw.h"
#include "ui/style/widgets/widget_style.h"

#include <QGuiApplication>
#include <QPainterPath>
#include <QStyleOption>
#include <QTableView>
#include <QWidget>

// How large the parts of widgets are, what they feel like, and their icons.

namespace weft {

namespace {

int px(double designPixels)
{
    return Style::get().px(designPixels);
}

QRegion roundMask(const QRect& rect)
{
    QPainterPath path;
    path.addRoundedRect(rect, px(6), px(6));
    return QRegion(path.toFillPolygon().toPolygon());
}

} // namespace

QRect WidgetStyle::subElementRect(SubElement element, const QStyleOption* option, const QWidget* widget) const
{
    if (element == SE_LineEditContents) {
        if (const auto* frame = qstyleoption_cast<const QStyleOptionFrame*>(option); frame && frame->lineWidth > 0)
            return option->rect.adjusted(px(6), 1, -px(6), -1);
    }
    if (element == SE_ProgressBarGroove || element == SE_ProgressBarContents) {
        if (const auto* bar = qstyleoption_cast<const QStyleOptionProgressBar*>(option);
            bar && !bar->textVisible && option->state & State_Horizontal) {
            const int thick = std::min(px(6), option->rect.height());
            return {option->rect.left(), option->rect.top() + (option->rect.height() - thick) / 2, option->rect.width(),
                    thick};
        }
    }
    QRect rect = QProxyStyle::subElementRect(element, option, widget);
    if (element == SE_ItemViewItemText && qobject_cast<const QTableView*>(widget))
        if (const auto* item = qstyleoption_cast<const QStyleOptionViewItem*>(option);
            item && item->features.testFlag(QStyleOptionViewItem::HasDecoration))
            rect.setLeft(rect.left() - px(12)); // an icon has a margin of its own already
    return rect;
}

QRect WidgetStyle::subControlRect(ComplexControl control, const QStyleOptionComplex* option, SubControl sub,
                                  const QWidget* widget) const
{
    if (control == CC_ScrollBar) {
        if (const auto* bar = qstyleoption_cast<const QStyleOptionSlider*>(option))
            return scrollBarPart(*bar, sub);
    } else if (control == CC_SpinBox) {
        if (const auto* spin = qstyleoption_cast<const QStyleOptionSpinBox*>(option))
            return spinBoxPart(*spin, sub);
    } else if (control == CC_ComboBox && (sub == SC_ComboBoxArrow || sub == SC_ComboBoxEditField)) {
        if (const auto* combo = qstyleoption_cast<const QStyleOptionComboBox*>(option))
            return comboBoxPart(*combo, sub);
    }
    return QProxyStyle::subControlRect(control, option, sub, widget);
}

QSize WidgetStyle::sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& size,
                                    const QWidget* widget) const
{
    switch (type) {
    case CT_PushButton:
        if (const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option))
            return buttonSize(*button);
        break;
    case CT_ToolButton:
        if (const auto* button = qstyleoption_cast<const QStyleOptionToolButton*>(option))
            return toolButtonSize(*button);
        break;
    case CT_LineEdit:
        return {size.width() + px(12), std::max(size.height() + 2, px(24))};
    case CT_ComboBox:
        return {size.width() + px(36), std::max(size.height() + 2, px(24))};
    case CT_SpinBox:
        return {size.width() + px(20), std::max(size.height() + 2, px(24))};
    case CT_MenuItem:
        if (const auto* item = qstyleoption_cast<const QStyleOptionMenuItem*>(option))
            return menuItemSize(*item);
        break;
    case CT_MenuBarItem:
        return {size.width() + px(18), px(32)};
    case CT_TabBarTab:
        if (const auto* tab = qstyleoption_cast<const QStyleOptionTab*>(option))
            return tabSize(*tab, widget);
        break;
    case CT_ItemViewItem: {
        const QSize needed = QProxyStyle::sizeFromContents(type, option, size, widget);
        return {needed.width(), std::max(needed.height(), px(28))};
    }
    case CT_HeaderSection: {
        const QSize needed = QProxyStyle::sizeFromContents(type, option, size, widget);
        return {needed.width() + px(16), std::max(px(28), needed.height())};
    }
    case CT_CheckBox:
    case CT_RadioButton: {
        const QSize needed = QProxyStyle::sizeFromContents(type, option, size, widget);
        return {needed.width(), std::max(needed.height(), px(24))};
    }
    case CT_ProgressBar:
        return {size.width(), px(6)};
    default:
        break;
    }
    return QProxyStyle::sizeFromContents(type, option, size, widget);
}

int WidgetStyle::pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const
{
    switch (metric) {
    case PM_SmallIconSize:
    case PM_ButtonIconSize:
    case PM_ToolBarIconSize:
    case PM_ListViewIconSize:
    case PM_TabBarIconSize:
    case PM_LineEditIconSize:
        return px(16);
    case PM_LargeIconSize:
        return px(24);
    case PM_MessageBoxIconSize:
        return px(32);
    case PM_ScrollBarExtent:
        return px(10);
    case PM_ScrollBarSliderMin:
        return px(24);
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight:
        return px(16);
    case PM_CheckBoxLabelSpacing:
    case PM_RadioButtonLabelSpacing:
        return px(8);
    case PM_MenuPanelWidth:
        return 0;
    case PM_MenuVMargin:
        return px(5);
    case PM_MenuHMargin:
        return 1;
    case PM_MenuBarPanelWidth:
    case PM_MenuBarVMargin:
    case PM_MenuBarItemSpacing:
        return 0;
    case PM_MenuBarHMargin:
        return px(8);
    case PM_SubMenuOverlap:
        return -px(2);
    case PM_ToolBarItemSpacing:
        return px(4);
    case PM_ToolBarItemMargin:
        return px(4);
    case PM_ToolBarFrameWidth:
        return 0;
    case PM_ToolBarHandleExtent:
        return px(8);
    case PM_ToolTipLabelFrameWidth:
        return px(7);
    case PM_SplitterWidth:
    case PM_DockWidgetSeparatorExtent:
        return px(3);
    case PM_DockWidgetTitleMargin:
        return px(8);
    case PM_DockWidgetTitleBarButtonMargin:
        return px(4);
    case PM_DockWidgetFrameWidth:
        return 0;
    case PM_TabBarTabHSpace:
        return px(24);
    case PM_TabBarTabVSpace:
        return px(12);
    case PM_TabBarTabShiftHorizontal:
    case PM_TabBarTabShiftVertical:
    case PM_TabBarTabOverlap:
    case PM_TabBarBaseOverlap:
    case PM_TabBarBaseHeight:
        return 0;
    case PM_TabCloseIndicatorWidth:
    case PM_TabCloseIndicatorHeight:
        return px(18);
    case PM_HeaderMargin:
        return px(6);
    case PM_HeaderGripMargin:
        return px(4);
    case PM_HeaderDefaultSectionSizeVertical:
        return px(32);
    case PM_TreeViewIndentation:
        return px(16);
    case PM_FocusFrameHMargin:
        return qobject_cast<const QTableView*>(widget) ? px(11) : px(6);
    case PM_SliderThickness:
    case PM_SliderControlThickness:
    case PM_SliderLength:
        return px(18);
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
        return 0;
    case PM_DefaultFrameWidth:
        return 1;
    case PM_LayoutLeftMargin:
    case PM_LayoutRightMargin:
    case PM_LayoutTopMargin:
    case PM_LayoutBottomMargin:
        return px(widget && widget->isWindow() ? 16 : 12);
    case PM_LayoutHorizontalSpacing:
    case PM_LayoutVerticalSpacing:
        return px(8);
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int WidgetStyle::styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                           QStyleHintReturn* returned) const
{
    switch (hint) {
    case SH_Menu_Mask:
    case SH_ToolTip_Mask:
        if (QGuiApplication::platformName() == QLatin1String("offscreen")) // which warns of masks
            return 0;
        if (auto* mask = qstyleoption_cast<QStyleHintReturnMask*>(returned); mask && option)
            mask->region = roundMask(option->rect);
        return 1;
    case SH_EtchDisabledText:
    case SH_DialogButtonBox_ButtonsHaveIcons:
    case SH_ComboBox_Popup:
    case SH_UnderlineShortcut:
    case SH_Widget_Animation_Duration:
    case SH_TabBar_PreferNoArrows:
    case SH_ToolTipLabel_Opacity:
        return hint == SH_ToolTipLabel_Opacity ? 255 : 0;
    case SH_ItemView_ShowDecorationSelected:
    case SH_ItemView_ActivateItemOnSingleClick:
        return hint == SH_ItemView_ShowDecorationSelected;
    case SH_ComboBox_PopupFrameStyle:
        return QFrame::StyledPanel | QFrame::Plain;
    case SH_Menu_SubMenuPopupDelay:
        return 120;
    case SH_ToolTip_WakeUpDelay:
        return 500;
    case SH_TabBar_Alignment:
        return Qt::AlignLeft;
    case SH_ScrollBar_LeftClickAbsolutePosition:
        return 0;
    case SH_Slider_AbsoluteSetButtons:
        return Qt::LeftButton;
    case SH_MenuBar_AltKeyNavigation:
    case SH_MenuBar_MouseTracking:
    case SH_Menu_MouseTracking:
        return 1;
    default:
        return QProxyStyle::styleHint(hint, option, widget, returned);
    }
}

QIcon WidgetStyle::standardIcon(StandardPixmap standard, const QStyleOption* option, const QWidget* widget) const
{
    switch (standard) {
    case SP_TitleBarCloseButton:
    case SP_DockWidgetCloseButton:
    case SP_LineEditClearButton:
        return icon(QStringLiteral("close"));
    case SP_TitleBarNormalButton:
        return icon(QStringLiteral("external"));
    case SP_ToolBarHorizontalExtensionButton:
        return icon(QStringLiteral("more"));
    case SP_ToolBarVerticalExtensionButton:
        return icon(QStringLiteral("more"));
    case SP_MessageBoxInformation:
        return icon(QStringLiteral("info"));
    case SP_MessageBoxWarning:
        return icon(QStringLiteral("warning"));
    case SP_MessageBoxCritical:
        return icon(QStringLiteral("error"));
    case SP_MessageBoxQuestion:
        return icon(QStringLiteral("help"));
    case SP_DirIcon:
    case SP_DirClosedIcon:
    case SP_DirLinkIcon:
        return icon(QStringLiteral("folder"));
    case SP_DirOpenIcon:
        return icon(QStringLiteral("folder-open"));
    case SP_FileIcon:
    case SP_FileLinkIcon:
        return icon(QStringLiteral("file"));
    case SP_FileDialogNewFolder:
        return icon(QStringLiteral("plus"));
    case SP_FileDialogToParent:
    case SP_ArrowUp:
        return icon(QStringLiteral("arrow-up"));
    case SP_FileDialogBack:
    case SP_ArrowBack:
    case SP_ArrowLeft:
        return icon(QStringLiteral("arrow-left"));
    case SP_ArrowForward:
    case SP_ArrowRight:
        return icon(QStringLiteral("arrow-right"));
    case SP_ArrowDown:
        return icon(QStringLiteral("arrow-down"));
    case SP_FileDialogDetailedView:
        return icon(QStringLiteral("list"));
    case SP_FileDialogListView:
        return icon(QStringLiteral("grid"));
    case SP_DirHomeIcon:
        return icon(QStringLiteral("home"));
    case SP_BrowserReload:
        return icon(QStringLiteral("refresh"));
    default:
        return QProxyStyle::standardIcon(standard, option, widget);
    }
}

} // namespace weft
