#pragma once

#include <QPointer>
#include <QWidget>

namespace weft {

class MainWindow;

// Three steps on the window itself: build, train, predict. Each waits for the user to have done it, or for Next.
class Tour : public QWidget {
    Q_OBJECT
public:
    explicit Tour(MainWindow* window);
    void start();
    void next();
    void stop();
    int step() const { return m_step; } // -1: not under way
    static bool isDue(); // it was neither finished nor put aside

protected:
    void paintEvent(QPaintEvent*) override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    struct Step {
        QString title, text, doing; // doing: what the button says
        QWidget* about = nullptr; // what is pointed at
    };
    MainWindow* m_window;
    int m_step = -1;
    QWidget* m_next;
    QWidget* m_skip;
    QObject* m_link = nullptr; // what the step waits for
    QRect m_card;

    Step stepOf(int number) const;
    void show(int number);
    void place();
    void waitFor(int number);
};

} // namespace weft
