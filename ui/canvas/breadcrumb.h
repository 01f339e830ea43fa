#pragma once

#include <QWidget>

namespace weft {

class Selection;

// Where the canvas is: "Network › encoder › attention", each a way back. Hidden in the network itself.
class Breadcrumb : public QWidget {
    Q_OBJECT
public:
    explicit Breadcrumb(QWidget* parent);
    void show(Selection* selection); // again at every change of scope
    using QWidget::show;

protected:
    void paintEvent(QPaintEvent*) override;
};

} // namespace weft
