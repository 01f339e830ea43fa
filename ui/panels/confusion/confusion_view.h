#pragma once

#include "engine/train/metrics.h"

#include <QStringList>
#include <QWidget>

namespace weft {

// A confusion matrix, painted: rows are the truth, columns what was predicted. Right cells are scaled to the largest
// right cell, wrong ones to the largest wrong one, so that rare mistakes are seen beside a strong diagonal. Above 40
// classes the names give way to numbers, and cells may be a pixel.
class ConfusionView : public QWidget {
    Q_OBJECT
public:
    explicit ConfusionView(QWidget* parent = nullptr);

    using QWidget::show;
    void show(ConfusionMatrix matrix, QStringList classes);
    const ConfusionMatrix& matrix() const { return m_matrix; }
    QString nameOf(int64_t c) const;
    // The cell that is picked; -1, -1: none.
    int64_t truth() const { return m_truth; }
    int64_t predicted() const { return m_predicted; }
    void pick(int64_t truth, int64_t predicted);
    QString sentence(int64_t truth, int64_t predicted) const; // "Shirt → T-shirt: 88 of 1,000 (8.8 %)"
    QRectF cellRect(int64_t truth, int64_t predicted) const;
    QRectF axisRect(Qt::Orientation axis) const; // of the name of what rows (vertical) or columns are

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

signals:
    void picked(int64_t truth, int64_t predicted);

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void layOut();
    void paintAxes(QPainter& painter) const;
    void paintNames(QPainter& painter) const;
    std::pair<int64_t, int64_t> cellAt(QPointF position) const;

    ConfusionMatrix m_matrix;
    QStringList m_classes;
    int64_t m_mostRight = 0;
    int64_t m_mostWrong = 0;
    int64_t m_truth = -1;
    int64_t m_predicted = -1;
    double m_cell = 0;
    int m_rowNames = 0; // what the longest name of a class gets
    int m_columnNames = 0;
    int m_axis = 0; // how high the names of the axes are
    int m_axisNames = 0; // how long
    QPointF m_origin;
    bool m_named = true;
};

} // namespace weft
