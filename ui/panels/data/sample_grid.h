#pragma once

#include "engine/data/prepared.h"
#include "ui/panels/data/sample_table.h"

#include <QAbstractScrollArea>
#include <QCache>
#include <QPixmap>

#include <memory>

namespace weft {

struct DataView;

// Samples of one part of the data: pictures with their class, or a table. Only what is in sight is decoded, in the
// background for pictures that lie on disk.
class SampleGrid : public QAbstractScrollArea {
    Q_OBJECT
public:
    explicit SampleGrid(QWidget* parent = nullptr);

    using QAbstractScrollArea::show;
    void show(std::shared_ptr<const DataView> view, Part part);
    void setTargets(const std::set<std::string>& columns); // of the data: a table marks them
    const SampleTable& table() const { return m_table; }
    void setClass(int64_t onlyThis); // -1: all
    void setCurrent(int64_t sample); // index in the data; -1: none
    int64_t current() const { return m_current; }
    qsizetype shownSamples() const { return qsizetype(m_samples.size()); }

signals:
    void picked(int64_t sample);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    bool isTable() const;
    void collect();
    void layOut();
    void pick(qsizetype place);
    QRect cellRect(qsizetype place) const; // in the viewport
    void paintCell(QPainter& painter, qsizetype place, const QRect& rect);
    const QPixmap* picture(int64_t sample);
    QString label(int64_t sample) const;

    std::shared_ptr<const DataView> m_view;
    std::set<std::string> m_targets;
    SampleTable m_table;
    QWidget* m_header; // of the table
    Part m_part = Part::train;
    int64_t m_class = -1;
    int64_t m_current = -1;
    std::vector<int64_t> m_samples;
    QCache<int64_t, QPixmap> m_pictures;
    std::shared_ptr<int> m_generation; // pictures that were asked for another view are dropped
    std::vector<int64_t> m_asked;
    int m_columns = 1;
    QSize m_cell;
    int m_edge = 0; // around the pictures
};

} // namespace weft
