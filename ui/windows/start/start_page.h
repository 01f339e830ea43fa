#pragma once

#include "ui/windows/start/examples.h"

#include <QHash>
#include <QImage>
#include <QScrollArea>

class QGridLayout;
class QLabel;
class QVBoxLayout;

namespace weft {

class Button;
class DropBox;
class ExampleCard;
class MainWindow;
class RecentList;
class Segmented;
class StartBox;

// What is seen first: recent projects, examples, and what to do with one's own data.
class StartPage : public QScrollArea {
    Q_OBJECT
public:
    StartPage(MainWindow* window, QWidget* parent);
    void beginWith(const QString& path); // a folder of pictures or a table: as a new project
    void askData(); // a menu of the two below, at the pointer
    void askFolder();
    void askTable();

protected:
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    MainWindow* m_window;
    QWidget* m_page;
    QWidget* m_left;
    QWidget* m_right;
    RecentList* m_recent;
    QLabel* m_recentCount;
    DropBox* m_drop;
    Segmented* m_kinds;
    QGridLayout* m_grid;
    QVBoxLayout* m_background; // rows of trainings that go on
    StartBox* m_computer = nullptr;
    QList<ExampleCard*> m_cards;
    QHash<ExampleCard*, QImage> m_pictures; // of their data
    bool m_read = false; // the examples
    Button* m_more; // shows all of them
    bool m_wantsAll = false;
    int m_columns = 3;
    int m_rows = 2; // of all kinds of examples, until all are wanted

    QWidget* makeLeft();
    QWidget* makeRight();
    void readRecents();
    void readExamples();
    void readPictures();
    void showPictures();
    void placeCards();
    void showBackground();
    void openExample(const Example& example);
};

} // namespace weft
