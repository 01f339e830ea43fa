#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace weft {

// What an empty network shows: what will be here and how to begin.
class EmptyCanvas : public QWidget {
    Q_OBJECT
public:
    explicit EmptyCanvas(QWidget* parent);
    void setHasProject(bool has); // without one the first button begins it

signals:
    void addInputAsked();
    void fromDataAsked();
    void openExampleAsked();

protected:
    void paintEvent(QPaintEvent*) override;
    void changeEvent(QEvent*) override;

private:
    void say();

    bool m_hasProject = true;
    QLabel* m_title;
    QLabel* m_text;
    QPushButton* m_input;
    QPushButton* m_data;
    QPushButton* m_example;
};

} // namespace weft
