#pragma once

#include <QLineEdit>

namespace weft {

// A line in the mono face with a unit at its right, a red border for what was refused, and a mark under the character
// where a formula is wrong.
class UnitEdit : public QLineEdit {
    Q_OBJECT
public:
    explicit UnitEdit(QWidget* parent = nullptr);
    void setUnit(const QString& unit);
    void setRefused(bool refused);
    bool isRefused() const { return m_refused; }
    void setMark(int position); // -1: none
    int mark() const { return m_mark; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void layOut();

    QString m_unit;
    bool m_refused = false;
    int m_mark = -1;
};

} // namespace weft
