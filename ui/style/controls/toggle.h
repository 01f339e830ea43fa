#pragma once

#include <QCheckBox>

namespace weft {

// A switch. A check box to the keyboard and to screen readers, with "On" or "Off" beside it unless it has a text.
class Toggle : public QCheckBox {
    Q_OBJECT
public:
    explicit Toggle(QWidget* parent = nullptr);
    explicit Toggle(const QString& text, QWidget* parent = nullptr);
    void setMixed(bool mixed); // several things are shown whose values differ; a click turns all on

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;
    bool hitButton(const QPoint& at) const override { return rect().contains(at); }
    void nextCheckState() override;

private:
    QString shownText() const;
};

} // namespace weft
