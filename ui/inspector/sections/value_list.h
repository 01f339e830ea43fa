#pragma once

#include <QColor>
#include <QString>
#include <QWidget>

#include <vector>

namespace weft {

struct RowWidths {
    int name = 0;
    int value = 0;
    bool operator==(const RowWidths&) const = default;
};
// How much of a line a name and its value get: all they need if both fit. Else the value is cut, and the name only
// where it takes more than half.
RowWidths shareRow(int line, int name, int value);

// Names at the left, values in the mono face at the right, 20 px a row. Nothing to edit; a row may lead somewhere.
class ValueList : public QWidget {
    Q_OBJECT
public:
    struct Row {
        QString name;
        QString value;
        QString toolTip = {};
        bool wrong = false; // shown in red
        QString link = {}; // not empty: a click tells it
        bool operator==(const Row&) const = default;
    };
    explicit ValueList(QWidget* parent = nullptr);
    void setRows(std::vector<Row> rows);
    void setIndent(double designPixels) { m_indent = designPixels; } // of the names; else those of the inspector's rows
    const std::vector<Row>& rows() const { return m_rows; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

signals:
    void clicked(const QString& link);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    bool event(QEvent* event) override;

private:
    int rowAt(const QPoint& at) const; // -1: none

    std::vector<Row> m_rows;
    double m_indent = 19;
    int m_hovered = -1;
};

} // namespace weft
