#pragma once

#include "ui/windows/docks/dock_panel.h"

#include <vector>

namespace weft {

class Studio;

// One panel of the window: how it is made, and how it is told that another project is looked at.
struct PanelRow {
    QString id;
    QString icon;
    const char* title; // to be translated in the context "Panels"
    std::function<DockContent(QWidget* parent)> make;
    std::function<void(QWidget* panel, Studio* studio)> follow; // studio nullptr: none is open
};

// All of them, in the order of the View menu.
const std::vector<PanelRow>& panelRows();
QString panelTitle(const PanelRow& row, bool compact = false); // compact: a short word

} // namespace weft
