#pragma once

#include <QWidget>

namespace weft {

class MainWindow;

// What is seen first: recent projects, examples, and what to do with one's own data.
class StartPage : public QWidget {
    Q_OBJECT
public:
    StartPage(MainWindow* window, QWidget* parent);

protected:
    void paintEvent(QPaintEvent*) override;

private:
    MainWindow* m_window;
};

} // namespace weft
