#pragma once

#include "ui/windows/docks/tab_strip.h"

namespace weft {

// The tabs of one dock area. Dragging along the row reorders; a tab that leaves the row is pulled off, and the site
// shows where it would go until it is let go of.
class DockTabs : public TabStrip {
    Q_OBJECT
public:
    explicit DockTabs(QWidget* parent = nullptr);
    void cancelPull(); // the site has heard Escape

signals:
    void pulled(const QString& panel, const QPoint& at); // global
    void dropped(const QString& panel, const QPoint& at);
    void pullCancelled();
    void foldAsked();
    void menuAsked(const QString& panel, const QPoint& at);

protected:
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    QString m_pressed; // panel
    QPoint m_at;
    bool m_dragging = false;
    bool m_pulling = false;
    int indexOf(const QString& panel) const;
    void reorder(const QPoint& at);
};

} // namespace weft
