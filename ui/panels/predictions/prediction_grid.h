#pragma once

#include "engine/train/events.h"

#include <QWidget>

namespace weft {

// Samples with what the network makes of them, as many columns of tiles as fit. Tiles keep their places: a new answer
// repaints them and moves nothing. Arrow keys walk from tile to tile.
class PredictionGrid : public QWidget {
    Q_OBJECT
public:
    explicit PredictionGrid(QWidget* parent = nullptr);

    using QWidget::show;
    void show(Predictions of);
    const Predictions& shown() const { return m_of; }
    int64_t current() const { return m_current; }

    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;

signals:
    void picked(int64_t sample); // the tile's place, from 0

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;

private:
    int64_t count() const;
    int columns(int width) const;
    QRect tileRect(int64_t sample) const;
    void setCurrent(int64_t sample);

    Predictions m_of;
    int64_t m_current = 0;
};

} // namespace weft
