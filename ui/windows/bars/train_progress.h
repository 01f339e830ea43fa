#pragma once

#include <QWidget>

namespace weft {

// How far the training is: the epoch, the time left, and a bar.
class TrainProgress : public QWidget {
    Q_OBJECT
public:
    explicit TrainProgress(QWidget* parent);
    void setProgress(const QString& text, const QString& left, double share);
    void setCompact(bool compact); // without the time left
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent*) override;

private:
    QString m_text, m_left;
    double m_share = 0;
    bool m_compact = false;
};

} // namespace weft
