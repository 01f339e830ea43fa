#pragma once

#include <QWidget>

class QComboBox;
class QHBoxLayout;
class QLabel;

namespace weft {

class Button;
class Commands;
class Segments;
class Studio;
class TrainProgress;
class TrainSettings;
enum class Workspace;

// The second row: workspaces, undo, the training and its settings, the device.
class ToolBar : public QWidget {
    Q_OBJECT
public:
    ToolBar(Commands* commands, QWidget* parent);

    void show(Studio* studio); // nullptr: no project is open
    void setWorkspace(Workspace workspace);
    void setCompact(bool compact);
    void setDevices(const QStringList& ids, const QStringList& titles);
    void update4Hz(); // what runs with the training

signals:
    void workspaceChosen(weft::Workspace workspace);

protected:
    void paintEvent(QPaintEvent*) override;
    void resizeEvent(QResizeEvent*) override;

private:
    Commands* m_commands;
    Studio* m_studio = nullptr;
    QHBoxLayout* m_row;
    Segments* m_workspaces;
    Button* m_train;
    TrainProgress* m_progress;
    QWidget* m_progressLine;
    QWidget* m_settingsLine;
    TrainSettings* m_settings;
    QLabel* m_deviceLabel;
    QComboBox* m_device;
    QList<QWidget*> m_history; // undo and redo
    bool m_compact = false;

    QWidget* makeLine();
    void readSettings();
    void measure();
    void fitSettings();
    void fitRow();
};

} // namespace weft
