#pragma once

#include <QList>
#include <QString>
#include <QWidget>

#include <functional>

namespace weft {

// What a panel is made of: the widget, and what stands at the right of its header while it is the current tab.
struct DockContent {
    QWidget* widget = nullptr;
    QList<QWidget*> tools = {};
};

// A panel that a DockSite knows. It is made when it is first seen, so that an unused one costs no time at the start.
struct DockPanel {
    QString id;
    QString icon; // of its tab, where titles have no room
    std::function<QString()> title; // asked again when the language changes
    std::function<DockContent(QWidget* parent)> make;
};

} // namespace weft
