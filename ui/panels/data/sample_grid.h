#pragma once

#include "engine/data/prepared.h"

#include <QAbstractScrollArea>
#include <QCache>
#include <QPixmap>

#include <memory>

namespace weft {

struct DataView;

// A sample as it is stored; null if it cannot be read (any more).
QImage storedImage(const Column& column, int64_t sample);
QString storedText(const Column& column, int64_t sample);

// Samples of one part of the data: pictures with their class, or rows of numbers. Only what is in sight is decoded,
// in the background for pictures that lie on disk.
class SampleGrid : public QAbstractScrollArea {
    Q_OBJECT
public:
    explicit SampleGrid(QWidget* parent = nullptr);

    using QAbstractScrollArea::show;
    void show(std::shared_ptr<const DataView> view, Part part);
    void setClass(int64_t onlyThis); // -1: all
    int64_t current() const { return m_current; } // index in the data; -1: none
    qsizetype shownSamples() const { return qsizetype(m_samples.size()); }

signals:
    void picked(int64_t sample);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void collect();
    void layOut();
    void setCurrent(qsizetype place);
    QRect cellRect(qsizetype place) const; // in the viewport
    void paintCell(QPainter& painter, qsizetype place, const QRect& rect);
    const QPixmap* picture(int64_t sample);
    QString label(int64_t sample) const;

    std::shared_ptr<const DataView> m_view;
    Part m_part = Part::train;
    int64_t m_class = -1;
    int64_t m_current = -1;
    std::vector<int64_t> m_samples;
    QCache<int64_t, QPixmap> m_pictures;
    std::shared_ptr<int> m_generation; // pictures that were asked for another view are dropped
    std::vector<int64_t> m_asked;
    int m_columns = 1;
    QSize m_cell;
};

} // namespace weft
