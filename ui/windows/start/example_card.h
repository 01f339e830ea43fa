#pragma once

#include "ui/windows/start/examples.h"

#include <QAbstractButton>
#include <QImage>

namespace weft {

// An example: a picture of its data (else of its network), its name, and what it is about.
class ExampleCard : public QAbstractButton {
    Q_OBJECT
public:
    ExampleCard(const Example& example, QWidget* parent);
    const Example& example() const { return m_example; }
    void setPicture(const QImage& picture); // of its data; null: its network is shown
    bool hasPicture() const { return !m_picture.isNull(); }
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent*) override;

private:
    Example m_example;
    QImage m_picture;
};

} // namespace weft
