#pragma once

#include <QWidget>

namespace weft {

// Whether a server answers: a dot in the colour of its state, with a word for those who cannot tell the colours apart.
class StatusLight : public QWidget {
    Q_OBJECT
public:
    enum class State { off, starting, on, failed };

    explicit StatusLight(QWidget* parent = nullptr);
    void setState(State state);
    State state() const { return m_state; }
    QString text() const;
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    State m_state = State::off;
};

} // namespace weft
