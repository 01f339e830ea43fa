#pragma once

#include <QAbstractButton>
#include <QPointer>

class QAction;

namespace weft {

// A button of the window's bars, boxes and pages. One that stands for an action follows it: icon, text, whether it can
// be used, and the tooltip that says why not.
class Button : public QAbstractButton {
    Q_OBJECT
public:
    enum class Kind { flat, boxed, primary }; // flat: only an icon, or a quiet word

    Button(Kind kind, QWidget* parent);
    Button(Kind kind, const QString& icon, const QString& text, QWidget* parent);

    void setAction(QAction* action, bool withText); // its trigger, its state; the button's own icon stays if it has one
    void setIconName(const QString& name);
    void setSmall(bool small) { m_small = small; } // 24 px high, in place of 28
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent*) override;

private:
    Kind m_kind;
    QString m_icon;
    bool m_small = false;
    bool m_withText = true;
    QPointer<QAction> m_action;

    void follow();
};

} // namespace weft
