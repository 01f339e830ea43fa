#pragma once

#include <QColor>
#include <QList>
#include <QWidget>

namespace weft {

// One figure or sentence of the status bar.
struct StatusItem {
    QString id = {}; // what a click on it tells; empty: it is not to be clicked
    QString text = {};
    QString tip = {};
    QString icon = {};
    QColor colour = {}; // of the icon, or of the dot where there is no icon; invalid: neither
    QString widest = {}; // room is kept for this text, so that nothing shifts while numbers run
    bool strong = false;
};

// The window's last row. Replaced as a whole, at most four times a second.
class StatusBar : public QWidget {
    Q_OBJECT
public:
    explicit StatusBar(QWidget* parent);
    void setItems(const QList<StatusItem>& left, const QList<StatusItem>& right);

signals:
    void clicked(const QString& id);

protected:
    void paintEvent(QPaintEvent*) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    bool event(QEvent* event) override;

private:
    struct Placed {
        StatusItem item;
        QRect rect;
        bool line = false; // behind it
    };
    QList<StatusItem> m_left, m_right;
    QList<Placed> m_placed;

    int widthOf(const StatusItem& item) const;
    void place();
    const Placed* at(const QPoint& point) const;
    void resizeEvent(QResizeEvent*) override;
};

} // namespace weft
