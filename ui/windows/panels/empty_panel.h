#pragma once

#include <QWidget>

namespace weft {

// What a panel shows while it has nothing to show: an outline icon, what will be here, how to begin.
class EmptyPanel : public QWidget {
    Q_OBJECT
public:
    EmptyPanel(const QString& icon, const QString& title, const QString& text, QWidget* parent);

protected:
    void paintEvent(QPaintEvent*) override;

private:
    QString m_icon, m_title, m_text;
};

} // namespace weft
