#pragma once

#include <QWidget>

#include <memory>

namespace weft {

struct DataView;

// How many training samples each class has, as bars; or, without classes, how the numbers of the shown column are
// distributed.
class ClassBalance : public QWidget {
    Q_OBJECT
public:
    explicit ClassBalance(QWidget* parent = nullptr);

    using QWidget::show;
    void show(std::shared_ptr<const DataView> view);
    QSize sizeHint() const override;

signals:
    void classPicked(int64_t index); // -1: all

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;

private:
    void paintClasses(QPainter& painter) const;
    void paintHistogram(QPainter& painter, const QRect& rect, size_t column) const;
    int classes() const;

    std::shared_ptr<const DataView> m_view;
    int64_t m_picked = -1;
};

} // namespace weft
