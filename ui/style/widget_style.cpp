#include "ui/style/widget_style.h"

namespace weft {

WidgetStyle::WidgetStyle()
    : QProxyStyle(QStringLiteral("Fusion"))
{
}

} // namespace weft
