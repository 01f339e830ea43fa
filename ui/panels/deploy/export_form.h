#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace weft {

class NumberField;
class OwnProgram;
class Segmented;
class Toggle;

// Takes a trained network to other programs: chooses a format, writes the file, runs it there and tells how it agrees.
class ExportForm : public QWidget {
    Q_OBJECT
public:
    explicit ExportForm(QWidget* parent = nullptr);

    void setRun(const QString& folder, const QString& name); // `name` of the file that is proposed
    void exportTo(const QString& file); // the ending says which format, "/" that of a folder
    bool isBusy() const;
    QString said() const; // how the last export went

signals:
    void ended(bool well);

private:
    void ask();
    void choose(int format);
    void tell(const QString& text, bool wrong = false);
    void restyle();

    OwnProgram* m_program;
    Segmented* m_format;
    QLabel* m_about;
    Toggle* m_verify;
    NumberField* m_samples;
    QPushButton* m_export;
    QLabel* m_said;
    QString m_run, m_name;
    QString m_answer, m_complaint; // of the program
};

} // namespace weft
