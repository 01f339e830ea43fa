#pragma once

#include <QWidget>

namespace weft {

// One row of a panel: a blue dot where the value differs from its default (click: reset), a label, and a field to the
// right edge. The label elides and its tool tip says all.
class ParamRow : public QWidget {
    Q_OBJECT
public:
    ParamRow(const QString& label, QWidget* field, QWidget* parent = nullptr);

    QString label() const { return m_label; }
    QWidget* field() const { return m_field; }
    void setDoc(const QString& doc);
    void setChanged(bool changed); // shows the dot
    bool isChanged() const { return m_changed; }
    void setMistake(const QString& sentence); // below the field, in red; empty: none
    const QString& mistake() const { return m_mistake; }
    void setBadge(const QString& icon, const QString& toolTip, bool active); // after the label; "": none
    QRect badgeRect() const;
    QRect dotRect() const;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

signals:
    void resetAsked();
    void badgeClicked();
    void menuAsked(const QPoint& globalPosition);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    bool event(QEvent* event) override;

private:
    void layOut();
    int labelWidth() const;
    int mistakeHeight(int width) const;

    QString m_label;
    QString m_doc;
    QString m_mistake;
    QString m_badge;
    QString m_badgeTip;
    bool m_badgeActive = false;
    QWidget* m_field;
    bool m_changed = false;
};

} // namespace weft
