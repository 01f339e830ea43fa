#pragma once

#include <QAbstractButton>
#include <QColor>

#include <string>

namespace weft {

// A small pill that can be clicked: "Conv2d" among the recent layers, "fits 64×14×14" in a search.
class Chip : public QAbstractButton {
    Q_OBJECT
public:
    explicit Chip(const QString& text, QWidget* parent = nullptr);
    void setCategory(const std::string& category); // its icon, in its colour
    void setColour(const QColor& colour); // border and text; invalid: neutral
    void setClosable(bool closable); // a cross at its right
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

signals:
    void closeAsked();

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    std::string m_category;
    QColor m_colour;
    bool m_closable = false;
};

} // namespace weft
