#pragma once

#include <QWidget>

namespace weft {

// Shows where a dragged panel would go.
class DockHint : public QWidget {
    Q_OBJECT
public:
    explicit DockHint(QWidget* window);
    void showAt(const QRect& globalRect, const QString& title);

protected:
    void paintEvent(QPaintEvent*) override;

private:
    QString m_title;
};

} // namespace weft
