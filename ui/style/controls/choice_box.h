#pragma once

#include <QComboBox>

namespace weft {

// A combo box for panels that scroll: the wheel changes it only where the keyboard is, and it shrinks with its panel.
class ChoiceBox : public QComboBox {
    Q_OBJECT
public:
    explicit ChoiceBox(QWidget* parent = nullptr);

protected:
    void wheelEvent(QWheelEvent* event) override;
};

} // namespace weft
