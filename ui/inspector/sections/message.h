#pragma once

#include "engine/support/diagnostic.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace weft {

// A sentence in a tinted box with an icon of its severity, and buttons for what can be done.
class Message : public QWidget {
    Q_OBJECT
public:
    Message(Severity severity, const QString& sentence, QWidget* parent = nullptr);
    QPushButton* addButton(const QString& text);
    QString text() const;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Severity m_severity;
    QLabel* m_text;
    QWidget* m_buttons = nullptr;
};

QString severityIcon(Severity severity);
QColor severityColour(Severity severity);

} // namespace weft
