#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace weft {

class NumberField;
class OwnProgram;
class StatusLight;
class Toggle;

// Serves a trained network over HTTP while the window is there: one button, a light, and a line to ask it with.
class ServeForm : public QWidget {
    Q_OBJECT
public:
    explicit ServeForm(QWidget* parent = nullptr);

    // What it takes is asked with `sample`, curl's words for one: "--data-binary @picture.png". Served on is what was
    // when the serving began.
    void setRun(const QString& folder, const QString& name, const QString& sample);
    void setPort(int port); // 0: any that is free
    void start();
    void stop();
    StatusLight* light() const { return m_light; }
    QString address() const { return m_address; } // "http://127.0.0.1:8000/"; empty: it does not answer
    QString command() const; // that asks it
    QString said() const; // what went wrong last

private:
    void hear(const QString& line);
    void update();
    void restyle();

    OwnProgram* m_program;
    StatusLight* m_light;
    QPushButton* m_switch;
    QPushButton* m_page;
    NumberField* m_port;
    Toggle* m_others;
    QLabel* m_command;
    QPushButton* m_copy;
    QLabel* m_said;
    QString m_run, m_name, m_sample;
    QString m_served, m_address, m_token;
};

} // namespace weft
