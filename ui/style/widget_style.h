#pragma once

#include <QProxyStyle>

namespace weft {

// How every standard widget looks; on top of Fusion, which lays out what is not said here.
class WidgetStyle : public QProxyStyle {
    Q_OBJECT
public:
    WidgetStyle();
};

} // namespace weft
