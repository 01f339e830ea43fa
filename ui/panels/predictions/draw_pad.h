#pragma once

#include <QImage>
#include <QWidget>

namespace weft {

// A square to draw on with the mouse, a pen or a finger, white on black as in the data sets of digits. The drawing is
// kept at 8 times the size that the network takes, so that thin lines come out grey as in a scan.
class DrawPad : public QWidget {
    Q_OBJECT
public:
    explicit DrawPad(QWidget* parent = nullptr);

    void setResolution(QSize pixels); // of the network's input
    void clear();
    bool isBlank() const { return m_blank; }
    // Grey, at the network's resolution.
    QImage drawing() const;

    QSize sizeHint() const override;

signals:
    void changed(); // at most once an event of the mouse

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    QRectF area() const;
    void stroke(QPointF from, QPointF to);

    QImage m_image;
    QPointF m_last;
    QPointF m_cursor = {0.5, 0.5}; // of the keyboard's pen, in shares of the area
    bool m_blank = true;
};

} // namespace weft
