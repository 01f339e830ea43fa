#pragma once

#include <QStringList>
#include <QWidget>

namespace weft {

// The workspaces, side by side: one is chosen.
class Segments : public QWidget {
    Q_OBJECT
public:
    explicit Segments(QWidget* parent);
    void add(const QString& icon, const QString& title, const QString& tip);
    int current() const { return m_current; }
    void setCurrent(int index);
    void setTitled(bool titled); // else by their icons alone
    bool isTitled() const { return m_titled; }
    int titledWidth() const { return widthOfAll(true); }
    int untitledWidth() const { return widthOfAll(false); }
    QSize sizeHint() const override;

signals:
    void chosen(int index); // by the user

protected:
    void paintEvent(QPaintEvent*) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent*) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool event(QEvent* event) override;

private:
    struct Segment {
        QString icon, title, tip;
    };
    QList<Segment> m_segments;
    int m_current = 0;
    int m_hovered = -1;
    bool m_titled = true;

    int widthOf(int index, bool titled) const;
    int widthOfAll(bool titled) const;
    QRect rectOf(int index) const;
    int at(const QPoint& point) const;
};

} // namespace weft
