#pragma once

#include "ui/panels/runs/run_entry.h"

#include <QWidget>

class QGridLayout;
class QLabel;
class QLineEdit;

namespace weft {

// What is known of one run, and the user's note.
class RunDetails : public QWidget {
    Q_OBJECT
public:
    explicit RunDetails(QWidget* parent = nullptr);
    void setRun(const RunEntry* run, int place); // nullptr: none
    QLineEdit* note() const { return m_note; }

signals:
    void noteChanged(const QString& folder, const QString& note);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void restyle();

    QString m_folder;
    int m_place = -1;
    QGridLayout* m_grid;
    QLabel* m_title;
    QLabel* m_number;
    std::vector<std::pair<QLabel*, QLabel*>> m_rows; // started, device, seed, checkpoints
    QLabel* m_noteName;
    QLineEdit* m_note;
};

} // namespace weft
