#pragma once

#include <QRect>
#include <QString>

#include <memory>
#include <set>
#include <span>
#include <string>
#include <vector>

class QPainter;

namespace weft {

class GraphDocument;
struct DataView;

std::set<std::string>
targetColumns(const GraphDocument& document); // of its data: those that losses and metrics compare

// Samples that are no pictures as the rows of a table: a column for each number, class and text, by name. Paints only.
class SampleTable {
public:
    struct Column {
        QString title;
        size_t column = 0; // of the data
        int64_t element = -1; // where it is one of several numbers; −1: all of it
        bool isTarget = false;
        bool isNumber = false;
        int decimals = -1; // −1: as each number needs
        int x = 0;
        int wish = 0; // wide enough for all that it was laid out by
        int width = 0;
    };

    // Columns as wide as these samples and their own names need, at most; none without a view.
    void layOut(std::shared_ptr<const DataView> view, const std::set<std::string>& targets,
                std::span<const int64_t> samples);
    void fit(int room); // in pixels: long texts give way where they must, so that no other column is out of sight
    const std::vector<Column>& columns() const { return m_columns; }
    int width() const; // of all of it, in pixels
    QString text(const Column& column, int64_t sample) const;
    void paintHeader(QPainter& painter, const QRect& rect) const;
    void paintRow(QPainter& painter, const QRect& rect, int64_t sample) const;

private:
    std::shared_ptr<const DataView> m_view;
    std::vector<Column> m_columns;
};

} // namespace weft
