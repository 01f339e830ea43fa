#pragma once

#include "engine/train/live/observation.h"

#include <QImage>
#include <QWidget>

#include <vector>

namespace weft {

// What the channels of a layer answer to one sample, side by side; dead channels are hatched in red.
class MapsView : public QWidget {
    Q_OBJECT
public:
    explicit MapsView(QWidget* parent = nullptr);
    void show(const ActivationMaps& maps, const std::vector<float>& zeros);
    using QWidget::show;
    QSize sizeHint() const override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

private:
    QRectF cellOf(int channel) const;

    std::vector<QImage> m_pictures;
    std::vector<float> m_zeros;
};

} // namespace weft
