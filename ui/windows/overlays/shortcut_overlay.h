#pragma once

#include "ui/windows/overlays/overlay.h"

namespace weft {

class Commands;

// "?": every key, by what it belongs to.
class ShortcutOverlay : public Overlay {
    Q_OBJECT
public:
    ShortcutOverlay(Commands* commands, QWidget* window);
    void open();

protected:
    QRect placeIn(const QRect& window) const override;
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;

private:
    struct Line {
        QString keys, text; // without keys: a heading
    };
    Commands* m_commands;
    std::vector<std::vector<Line>> m_groups;
    int m_scroll = 0;
    int m_mostScroll = 0;

    void collect();
};

} // namespace weft
