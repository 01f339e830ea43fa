#pragma once

#include <QWidget>

class QLineEdit;

namespace weft {

// A named thing of a list: its name to edit, what it stands for, and tools to move it up, down and away.
class ItemRow : public QWidget {
    Q_OBJECT
public:
    ItemRow(const QString& name, const QString& what, bool first, bool last, QWidget* parent);

signals:
    void renamed(const QString& to);
    void moveAsked(int by);
    void removeAsked();

private:
    QLineEdit* m_name;
};

} // namespace weft
