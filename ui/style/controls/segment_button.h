#pragma once

#include <QAbstractButton>

namespace weft {

// One choice of a Segmented.
class SegmentButton : public QAbstractButton {
    Q_OBJECT
public:
    explicit SegmentButton(QWidget* parent);
    void setLarge(bool large);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    bool m_large = false;
};

} // namespace weft
