#pragma once

#include <QPointer>
#include <QWidget>

#include <array>

class QComboBox;
class QGridLayout;
class QHBoxLayout;
class QLabel;

namespace weft {

class Button;
class NumberField;
class Studio;

// What a training is told most often: learning rate, batch, precision, side by side. What has no room there is a click
// away, in a small window below a button.
class TrainSettings : public QWidget {
    Q_OBJECT
public:
    enum class Room { none, rate, all };

    explicit TrainSettings(QWidget* parent);
    void setStudio(Studio* studio);
    void setRoom(Room room);
    void read(); // from the document, and from what runs
    void restyle();

private:
    struct Setting {
        QLabel* label;
        QWidget* field;
    };
    void add(size_t place, const QString& name, QWidget* field);
    void setRate();
    void setBatch();
    void open();

    QPointer<Studio> m_studio;
    QHBoxLayout* m_row;
    NumberField* m_rate;
    NumberField* m_batch;
    QComboBox* m_precision;
    std::array<Setting, 3> m_all = {};
    Button* m_more;
    QWidget* m_rest; // the small window
    QGridLayout* m_restGrid;
    int m_shown = -1; // how many stand in the row; -1: not laid out yet
};

} // namespace weft
