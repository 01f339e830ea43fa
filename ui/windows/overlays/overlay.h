#pragma once

#include <QPointer>
#include <QWidget>

namespace weft {

class SlideIn;

// A card over the window, which stays usable: Escape, a click elsewhere or another window's focus closes it, and the
// focus goes back to where it was.
class Overlay : public QWidget {
    Q_OBJECT
public:
    explicit Overlay(QWidget* window);
    void open();
    void close();
    bool isOpen() const { return isVisible(); }

signals:
    void closed();

protected:
    virtual QRect placeIn(const QRect& window) const = 0; // of the card
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent*) override;
    void keyPressEvent(QKeyEvent* event) override;
    static constexpr int shadow = 12; // px around the card that belong to the widget
    QRect card() const { return rect().adjusted(shadow, shadow, -shadow, -shadow); }

private:
    QPointer<QWidget> m_focus; // that it had before
    SlideIn* m_slide;
    void place();
};

} // namespace weft
