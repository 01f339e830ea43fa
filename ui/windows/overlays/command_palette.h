#pragma once

#include "ui/windows/overlays/overlay.h"

#include <functional>
#include <string>
#include <vector>

class QListView;

namespace weft {

class MainWindow;
class PaletteModel;
class SearchField;

// Everything that can be done, by its name: commands, panels, layers to add, recent projects.
class CommandPalette : public Overlay {
    Q_OBJECT
public:
    explicit CommandPalette(MainWindow* window);
    void ask(); // opens it, empty

protected:
    QRect placeIn(const QRect& window) const override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    MainWindow* m_window;
    SearchField* m_field;
    QListView* m_list;
    PaletteModel* m_model;

    void search(const QString& text);
    void run();
};

// One line of the palette.
struct PaletteEntry {
    QString title;
    QString category; // shown at the right: "View", "Layer · Convolution"
    QString icon = {};
    std::string layerCategory = {}; // a layer: its category's icon in place of `icon`
    QString key = {};
    QString whyNot = {}; // it can't be used now
    QString id = {}; // that is remembered as used
    std::function<void()> run = {};
    std::vector<int> matched = {}; // characters of the title
    int score = 0;
};

} // namespace weft
