#pragma once

#include "ui/windows/panels/workspaces.h"

#include <QTimer>
#include <QWidget>

class QStackedWidget;

namespace weft {

class CanvasArea;
class CommandPalette;
class Commands;
class DockSite;
class MessageBars;
class ProjectFiles;
class SettingsPage;
class ShortcutOverlay;
class StartPage;
class StatusBar;
class Studio;
class TitleBar;
class ToolBar;
class Tour;
class TrainQueue;

// The window: bars above and below, and between them the start page or the panels around the canvas. It holds the open
// projects; everything in sight can be made anew from them, which is how a change of language is done.
class MainWindow : public QWidget {
    Q_OBJECT
public:
    explicit MainWindow(QWidget* parent = nullptr);
    ~MainWindow() override;

    Studio* current() const { return m_current; } // nullptr: no project is open
    const QList<Studio*>& studios() const { return m_studios; }
    Commands* commands() const { return m_commands; }
    DockSite* docks() const { return m_docks; }
    CanvasArea* canvasArea() const { return m_canvasArea; }
    ProjectFiles* files() const { return m_files; }
    MessageBars* messages() const { return m_messages; }
    TrainQueue* queue() const { return m_queue; }
    CommandPalette* commandPalette() const { return m_palette; }
    SettingsPage* settings(); // made when it is first asked for
    ShortcutOverlay* shortcuts();
    Tour* tour();
    StartPage* startPage() const { return m_start; }

    struct Device {
        QString id, title; // "cuda:0", "GPU 0 · RTX 4070"
    };
    void setDevices(const QList<Device>& devices, const QString& whyNoGpu);
    QString devicesSentence() const;
    void setTrainingDevice(const QString& device) { m_trainingDevice = device; } // "": each project's own
    const QString& trainingDevice() const { return m_trainingDevice; }

    Studio* addStudio(); // empty and untitled; not yet looked at
    void show(Studio* studio);
    using QWidget::show;
    void closeStudio(Studio* studio); // whatever is unsaved: ask before

    Workspace workspace() const { return m_workspace; }
    void setWorkspace(Workspace workspace);
    void greet(); // who has never been here: offers the tour
    void resetLayout();
    void showPanel(const QString& id); // in the workspace where it is at home
    bool isCompact() const { return m_compact; }

signals:
    void currentChanged();
    void built(); // all that is in sight was made anew

protected:
    void resizeEvent(QResizeEvent* event) override;
    void closeEvent(QCloseEvent* event) override;
    void changeEvent(QEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override; // of files, wherever nobody else wants them
    void dropEvent(QDropEvent* event) override;

private:
    QList<Studio*> m_studios;
    Studio* m_current = nullptr;
    QObject* m_link = nullptr; // the connections to the current one
    ProjectFiles* m_files;
    TrainQueue* m_queue;
    Workspace m_workspace = Workspace::start;
    bool m_compact = false;
    bool m_arranging = false; // a layout is being restored: nothing to remember
    QTimer m_clock; // 4 Hz: what runs along with a training

    Commands* m_commands = nullptr;
    QWidget* m_all = nullptr; // parent of what follows
    TitleBar* m_titleBar = nullptr;
    ToolBar* m_toolBar = nullptr;
    MessageBars* m_messages = nullptr;
    QStackedWidget* m_body = nullptr;
    StartPage* m_start = nullptr;
    DockSite* m_docks = nullptr;
    CanvasArea* m_canvasArea = nullptr;
    StatusBar* m_statusBar = nullptr;
    CommandPalette* m_palette = nullptr;
    SettingsPage* m_settings = nullptr;
    ShortcutOverlay* m_shortcuts = nullptr;
    Tour* m_tour = nullptr;
    QList<Device> m_devices;
    QString m_whyNoGpu;
    QString m_trainingDevice;

    void build();
    void arrange();
    void remember();
    void follow();
    void followPanels();
    void updateTitle();
    void updateStatus();
    void updateCompact();
};

} // namespace weft
