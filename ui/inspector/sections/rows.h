#pragma once

#include <QWidget>

class QVBoxLayout;

namespace weft {

// A column of rows without gaps, as a Section holds it.
class Rows : public QWidget {
    Q_OBJECT
public:
    explicit Rows(QWidget* parent = nullptr);
    void add(QWidget* row);
    void clear(); // deletes the rows
    bool isEmpty() const;

private:
    QVBoxLayout* m_column;
};

} // namespace weft
