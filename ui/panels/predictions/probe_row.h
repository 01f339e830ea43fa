#pragma once

#include "engine/train/events.h"

#include <QImage>
#include <QWidget>

class QBoxLayout;
class QHBoxLayout;
class QLabel;
class QPushButton;
class QToolButton;

namespace weft {

class DrawPad;
class PredictionGrid;

// The user's own sample: a picture dropped, pasted, chosen or drawn, and what the network makes of it while it goes on
// training. Says plainly where an input takes no picture.
class ProbeRow : public QWidget {
    Q_OBJECT
public:
    explicit ProbeRow(QWidget* parent = nullptr);

    void setInput(const SampleValues& input); // what the network takes, with some samples of it
    bool hasUse() const; // it may take pictures
    void showAnswer(const Predictions& of);
    void setActive(bool active, const QString& why); // whether somebody answers; else why not
    void clear();

signals:
    // As the data stores it (probe.h); again at every change of the drawing.
    void asked(const std::string& inputNode, const std::vector<float>& values);

protected:
    void paintEvent(QPaintEvent* event) override; // a hairline above
    void resizeEvent(QResizeEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void choose();
    void paste();
    void load(const QString& file);
    void take(const QImage& picture);
    void ask();
    void showPad(bool shown);
    void updateTexts();
    void arrange(); // the words beside the buttons, or above them where there is no room

    SampleValues m_input;
    QImage m_picture; // as it was given; null: the pad's drawing
    bool m_active = false;
    QString m_why;
    QString m_trouble; // the last file's
    QLabel* m_icon;
    QLabel* m_text;
    QPushButton* m_choose;
    QPushButton* m_draw;
    QToolButton* m_invert;
    QToolButton* m_clear;
    QBoxLayout* m_line = nullptr;
    QHBoxLayout* m_buttons = nullptr;
    QWidget* m_padRow;
    DrawPad* m_pad;
    PredictionGrid* m_answer;
};

} // namespace weft
