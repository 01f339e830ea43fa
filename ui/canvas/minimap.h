#pragma once

#include <QImage>
#include <QTimer>
#include <QWidget>

namespace weft {

class Canvas;

// The whole network small, with the part in sight: click or drag goes there, the wheel zooms.
class Minimap : public QWidget {
    Q_OBJECT
public:
    explicit Minimap(Canvas* canvas);
    void place(); // into the canvas's corner, smaller in a small canvas; in a very small one it is left out
    void setWanted(bool wanted);
    bool isWanted() const { return m_wanted; }
    void sceneChanged();

protected:
    void paintEvent(QPaintEvent*) override;
    void mousePressEvent(QMouseEvent*) override;
    void mouseMoveEvent(QMouseEvent*) override;
    void wheelEvent(QWheelEvent*) override;
    void changeEvent(QEvent*) override;

private:
    void lookAt(const QPointF& point);
    QPointF toScene(const QPointF& point) const;
    void paintNodes();

    Canvas* m_canvas;
    bool m_wanted = true;
    QImage m_nodes; // painted once a change
    double m_scale = 1; // map pixels a scene pixel
    QPointF m_origin; // the scene's point at the map's top left
    int m_style = -1;
    QTimer m_soon; // a drag changes the network often, and the map need not follow at once
};

} // namespace weft
