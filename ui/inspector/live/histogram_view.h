#pragma once

#include "engine/train/live/observation.h"

#include <QColor>
#include <QWidget>

namespace weft {

// The distribution of some numbers: bars over their range, with 0 marked.
class HistogramView : public QWidget {
    Q_OBJECT
public:
    explicit HistogramView(QWidget* parent = nullptr);
    void show(const Histogram& histogram, const QColor& colour);
    using QWidget::show;
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Histogram m_histogram;
    QColor m_colour;
};

} // namespace weft
