#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace weft {

// What a panel shows while it has nothing: an outline icon, what will be here, how to begin, at most one button.
class EmptyState : public QWidget {
    Q_OBJECT
public:
    EmptyState(const QString& icon, const QString& title, const QString& text, QWidget* parent = nullptr);
    void setTexts(const QString& title, const QString& text);
    QPushButton* setButton(const QString& text); // hidden while the text is empty

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void layOut();

    QString m_icon;
    QLabel* m_title;
    QLabel* m_text;
    QPushButton* m_button;
};

} // namespace weft
