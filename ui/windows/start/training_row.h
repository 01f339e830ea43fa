#pragma once

#include <QWidget>

namespace weft {

class Studio;

// "Training goes on in the background": which project, how far, and a way there.
class TrainingRow : public QWidget {
    Q_OBJECT
public:
    TrainingRow(Studio* studio, QWidget* parent);

signals:
    void shown();

protected:
    void paintEvent(QPaintEvent*) override;

private:
    Studio* m_studio;
    QString says() const;
};

} // namespace weft
