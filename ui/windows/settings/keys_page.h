#pragma once

#include <QWidget>

class QTreeWidget;
class QTreeWidgetItem;
class QKeySequenceEdit;
class QLabel;

namespace weft {

class Commands;

// Every command with its key. A key that another command has is told before it is taken.
class KeysPage : public QWidget {
    Q_OBJECT
public:
    KeysPage(Commands* commands, QWidget* parent);

private:
    Commands* m_commands;
    QTreeWidget* m_list;
    QKeySequenceEdit* m_edit;
    QWidget* m_reset;
    QLabel* m_conflict;
    bool m_filling = false;

    void fill(const QString& filter);
    QString currentId() const;
    void showCurrent();
    void take();
    void readKeys();
};

} // namespace weft
