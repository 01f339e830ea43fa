#include "ui/windows/main_window.h"

#include "ui/canvas/canvas.h"
#include "ui/document/files/document_file.h"
#include "ui/document/files/dropped_files.h"
#include "ui/session/session.h"
#include "ui/style/language/problem_sentences.h"
#include "ui/style/layout/column.h"
#include "ui/style/style.h"
#include "ui/style/words.h"
#include "ui/windows/bars/message_bars.h"
#include "ui/windows/bars/status.h"
#include "ui/windows/bars/status_bar.h"
#include "ui/windows/bars/title_bar.h"
#include "ui/windows/bars/tool_bar.h"
#include "ui/windows/canvas_area.h"
#include "ui/windows/commands/all_commands.h"
#include "ui/windows/commands/commands.h"
#include "ui/windows/commands/menus.h"
#include "ui/windows/docks/dock_site.h"
#include "ui/windows/files/project_files.h"
#include "ui/windows/overlays/command_palette.h"
#include "ui/windows/overlays/shortcut_overlay.h"
#include "ui/windows/overlays/tour.h"
#include "ui/windows/panels/panel_links.h"
#include "ui/windows/panels/panels.h"
#include "ui/windows/projects/project_tabs.h"
#include "ui/windows/projects/session_bars.h"
#include "ui/windows/projects/studio.h"
#include "ui/windows/projects/train_queue.h"
#include "ui/windows/settings/preferences.h"
#include "ui/windows/settings/settings_page.h"
#include "ui/windows/start/start_page.h"

#include <QCloseEvent>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace weft {

MainWindow::MainWindow(QWidget* parent)
    : QWidget(parent)
    , m_files(new ProjectFiles(this))
    , m_queue(new TrainQueue(this))
{
    setMinimumSize(1024, 640);
    resize(1440, 900);
    setAcceptDrops(true);
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    m_clock.setInterval(250);
    connect(&m_clock, &QTimer::timeout, this, [this] {
        m_toolBar->update4Hz();
        updateStatus();
    });
    m_clock.start();
    connect(m_queue, &TrainQueue::changed, this, [this] { m_commands->refresh(); });
    build();
}

// What is in sight goes first, as it looks at the projects; nothing listens any more while those go.
MainWindow::~MainWindow()
{
    m_clock.stop();
    delete m_link;
    for (const Studio* const studio : std::as_const(m_studios)) {
        studio->document()->disconnect(this);
        studio->session()->disconnect(this);
        studio->file()->disconnect(m_files);
    }
    delete m_settings;
    delete m_shortcuts;
    delete m_tour;
    delete m_palette;
    delete m_all;
    delete m_commands;
    qDeleteAll(m_studios);
}

void MainWindow::build()
{
    setUpdatesEnabled(false);
    delete std::exchange(m_settings, nullptr);
    delete std::exchange(m_shortcuts, nullptr);
    delete std::exchange(m_tour, nullptr);
    delete m_palette;
    delete m_all;
    delete m_commands;
    m_commands = new Commands(this);
    m_all = new QWidget(this);
    QVBoxLayout* const column = flushColumn(m_all);
    addAllCommands(*this);
    m_titleBar = new TitleBar(m_all);
    m_toolBar = new ToolBar(m_commands, m_all);
    m_messages = new MessageBars(m_all);
    m_body = new QStackedWidget(m_all);
    m_start = new StartPage(this, m_body);
    m_docks = new DockSite(m_body);
    m_canvasArea = new CanvasArea(m_docks);
    m_statusBar = new StatusBar(m_all);
    m_palette = new CommandPalette(this);
    for (QAction* const action : m_canvasArea->canvas()->actions())
        m_commands->adopt(action);
    for (QWidget* const row : std::initializer_list<QWidget*> {m_titleBar, m_toolBar, m_messages, m_body, m_statusBar})
        column->addWidget(row, row == m_body ? 1 : 0);
    m_body->addWidget(m_start);
    m_body->addWidget(m_docks);
    for (const PanelRow& row : panelRows())
        m_docks->addPanel({row.id, row.icon, [this, &row] { return panelTitle(row, m_compact); }, row.make});
    m_docks->setCentral(m_canvasArea);
    linkCanvas(*this);
    m_canvasArea->setNewAction(m_commands->action(QStringLiteral("file.new")));
    fillMenus(m_titleBar->menus(), *this);
    m_titleBar->field()->setKey(m_commands->action(QStringLiteral("view.palette"))->shortcut());
    connect(m_titleBar->field(), &CommandField::clicked, m_commands->action(QStringLiteral("view.palette")),
            &QAction::trigger);
    connect(m_toolBar, &ToolBar::workspaceChosen, this, &MainWindow::setWorkspace);
    connect(m_statusBar, &StatusBar::clicked, this, [this](const QString& id) { clickStatus(*this, id); });
    connect(m_docks, &DockSite::layoutChanged, this, &MainWindow::remember);
    connect(m_docks, &DockSite::panelMade, this, [this](const QString& id) {
        for (const PanelRow& row : panelRows())
            if (row.id == id)
                row.follow(m_docks->widgetOf(id), m_current);
        linkPanel(*this, id);
    });
    ProjectTabs* const tabs = m_canvasArea->tabs();
    for (Studio* const studio : std::as_const(m_studios))
        tabs->add(studio);
    connect(tabs, &ProjectTabs::chosen, this, qOverload<Studio*>(&MainWindow::show));
    connect(tabs, &ProjectTabs::closeAsked, m_files, &ProjectFiles::close);
    connect(tabs, &ProjectTabs::moved, this, [this](int from, int to) { m_studios.move(from, to); });
    layout()->addWidget(m_all);
    m_all->show();
    m_toolBar->setWorkspace(m_workspace);
    m_toolBar->setCompact(m_compact);
    if (!m_devices.isEmpty())
        setDevices(m_devices, m_whyNoGpu);
    follow();
    arrange();
    setUpdatesEnabled(true);
    emit built();
}

void MainWindow::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange && m_all)
        build();
    QWidget::changeEvent(event);
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    if (!droppedFiles(*event).isEmpty())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event)
{
    event->acceptProposedAction();
    for (const QString& file : droppedFiles(*event))
        m_start->beginWith(file);
}

Studio* MainWindow::addStudio()
{
    auto* const studio = new Studio(this);
    m_studios << studio;
    m_canvasArea->tabs()->add(studio);
    watchSession(*this, *studio);
    m_queue->watch(studio);
    studio->session()->setLeavesTraining(Preferences::get().value(QStringLiteral("leaveTraining"), true).toBool());
    connect(studio->document(), &GraphDocument::savedChanged, this, [this] {
        m_canvasArea->tabs()->refresh();
        updateTitle();
        m_commands->refresh();
    });
    return studio;
}

void MainWindow::show(Studio* studio)
{
    if (studio == m_current)
        return;
    delete m_link;
    m_link = nullptr;
    m_current = studio;
    if (studio) {
        m_link = new QObject(this);
        const auto refresh = [this] { m_commands->refresh(); };
        const auto refreshAll = [this] {
            m_commands->refresh();
            updateStatus();
        };
        connect(studio->document(), &GraphDocument::changed, m_link, refresh);
        connect(studio->document(), &GraphDocument::checked, m_link, refreshAll);
        connect(studio->document()->undoStack(), &QUndoStack::indexChanged, m_link, refresh);
        connect(studio->selection(), &Selection::changed, m_link, refresh);
        connect(studio->session(), &Session::stateChanged, m_link, refreshAll);
    }
    follow();
    emit currentChanged();
}

void MainWindow::closeStudio(Studio* studio)
{
    const auto place = m_studios.indexOf(studio);
    m_studios.removeOne(studio);
    m_canvasArea->tabs()->remove(studio);
    if (studio == m_current)
        show(m_studios.isEmpty() ? nullptr : m_studios[std::min(place, m_studios.size() - 1)]);
    studio->deleteLater();
    if (m_studios.isEmpty())
        setWorkspace(Workspace::start);
}

// Everything in sight looks at the current project.
void MainWindow::follow()
{
    m_canvasArea->tabs()->setCurrent(m_current);
    m_canvasArea->show(m_current);
    m_toolBar->show(m_current);
    for (const PanelRow& row : panelRows())
        if (QWidget* const panel = m_docks->widgetOf(row.id))
            row.follow(panel, m_current);
    m_commands->refresh();
    updateTitle();
    updateStatus();
}

void MainWindow::updateTitle()
{
    const bool start = m_workspace == Workspace::start || !m_current;
    QString name = m_workspace == Workspace::start ? tr("Start") : tr("No project");
    if (!start) {
        const QString file = m_current->document()->file();
        name = file.isEmpty() ? m_current->title() : file.section(QLatin1Char('/'), -1);
    }
    m_titleBar->setTitle(name, !start && m_current->document()->isChanged());
    setWindowTitle(name + QStringLiteral(" — Weft"));
}

void MainWindow::updateStatus()
{
    const StatusItems items = statusOf(m_current, m_canvasArea->canvas());
    m_statusBar->setItems(items.left, items.right);
    const ProblemCount count = m_current ? countProblems(*m_current) : ProblemCount();
    m_docks->setBadge(QStringLiteral("problems"),
                      count.errors + count.warnings ? QString::number(count.errors + count.warnings) : QString(),
                      count.errors ? TabStrip::Badge::error : TabStrip::Badge::warning);
}

void MainWindow::setWorkspace(Workspace workspace)
{
    if (workspace == m_workspace)
        return;
    remember();
    m_workspace = workspace;
    m_toolBar->setWorkspace(workspace);
    arrange();
    updateTitle();
    m_commands->refresh();
}

void MainWindow::arrange()
{
    m_arranging = true;
    if (m_workspace != Workspace::start) {
        m_docks->setHome(defaultLayout(m_workspace, m_compact));
        m_docks->restore(rememberedLayout(m_workspace, m_compact));
    }
    m_body->setCurrentWidget(m_workspace == Workspace::start ? static_cast<QWidget*>(m_start) : m_docks);
    if (m_workspace == Workspace::build)
        m_canvasArea->canvas()->setFocus(); // its keys work at once
    else
        m_body->currentWidget()->setFocus();
    m_arranging = false;
}

SettingsPage* MainWindow::settings()
{
    if (!m_settings)
        m_settings = new SettingsPage(m_commands, this);
    return m_settings;
}

ShortcutOverlay* MainWindow::shortcuts()
{
    if (!m_shortcuts)
        m_shortcuts = new ShortcutOverlay(m_commands, this);
    return m_shortcuts;
}

Tour* MainWindow::tour()
{
    if (!m_tour)
        m_tour = new Tour(this);
    return m_tour;
}

void MainWindow::setDevices(const QList<Device>& devices, const QString& whyNoGpu)
{
    m_devices = devices;
    m_whyNoGpu = whyNoGpu;
    QStringList ids {QStringLiteral("auto")};
    QStringList titles {tr("Best there is")};
    for (const Device& device : devices) {
        ids << device.id;
        titles << deviceWords(device.title.toStdString());
    }
    m_toolBar->setDevices(ids, titles);
}

QString MainWindow::devicesSentence() const
{
    QStringList titles;
    for (const Device& device : m_devices)
        titles << deviceWords(device.title.toStdString());
    if (titles.isEmpty())
        return tr("The devices are still being looked for.");
    const QString list = tr("Networks can be trained here on: %1.").arg(titles.join(QStringLiteral(", ")));
    return m_whyNoGpu.isEmpty() ? list : list + QLatin1Char(' ') + tr("No GPU: %1").arg(problemSentence(m_whyNoGpu));
}

void MainWindow::greet()
{
    if (Preferences::get().value(QStringLiteral("tour.seen")).toBool())
        return;
    m_messages->say({.id = QStringLiteral("greeting"),
                     .text = tr("New here? A tour of three steps builds a network, trains it, and lets it predict."),
                     .answers = {{tr("Start the tour"), [this] { tour()->start(); }, true},
                                 {tr("Not now"), [] { Preferences::get().set(QStringLiteral("tour.seen"), true); }}}});
}

void MainWindow::resetLayout()
{
    rememberLayout(m_workspace, m_compact, {});
    arrange();
}

void MainWindow::remember()
{
    if (!m_arranging && m_workspace != Workspace::start && m_docks->isVisible())
        rememberLayout(m_workspace, m_compact, m_docks->save());
}

void MainWindow::showPanel(const QString& id)
{
    const auto holds = [&id](const QJsonObject& layout) {
        const auto inside = [&id](const auto& self, const QJsonObject& part) -> bool {
            if (part[QLatin1String("tabs")].toArray().contains(QJsonValue(id)))
                return true;
            for (const QJsonValue& each : part[QLatin1String("parts")].toArray())
                if (self(self, each.toObject()))
                    return true;
            return false;
        };
        return inside(inside, layout);
    };
    if (m_workspace == Workspace::start || !(holds(defaultLayout(m_workspace, m_compact)) || m_docks->isPlaced(id)))
        for (const Workspace each : workspaces)
            if (holds(defaultLayout(each, m_compact)))
                setWorkspace(each);
    m_docks->show(id);
}

void MainWindow::updateCompact()
{
    const bool compact = width() < Style::get().px(1440);
    if (compact == m_compact)
        return;
    remember();
    m_compact = compact;
    m_toolBar->setCompact(compact);
    arrange(); // with the titles of that width
}

void MainWindow::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    updateCompact();
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    if (m_files->mayQuit()) {
        remember();
        event->accept();
    } else {
        event->ignore(); // a bar asks; the answer closes the window
    }
}

} // namespace weft
