#pragma once

#include <QWidget>

class QHBoxLayout;

namespace weft {

class Button;
class Canvas;
class ProjectTabs;
class Studio;

// The middle of the window: the tabs of the open projects, and the network of the one that is looked at.
class CanvasArea : public QWidget {
    Q_OBJECT
public:
    explicit CanvasArea(QWidget* parent);

    ProjectTabs* tabs() const { return m_tabs; }
    Canvas* canvas() const { return m_canvas; }
    void setNewAction(QAction* action);
    void show(Studio* studio);
    using QWidget::show;

protected:
    void paintEvent(QPaintEvent*) override;
    void resizeEvent(QResizeEvent*) override;

private:
    QWidget* m_header;
    QHBoxLayout* m_row;
    ProjectTabs* m_tabs;
    Button* m_new;
    Canvas* m_canvas;

    void fitTools();
};

} // namespace weft
