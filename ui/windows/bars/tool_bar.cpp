#include "ui/windows/bars/tool_bar.h"

#include "ui/session/session.h"
#include "ui/style/numbers.h"
#include "ui/style/style.h"
#include "ui/windows/bars/button.h"
#include "ui/windows/bars/segments.h"
#include "ui/windows/bars/train_progress.h"
#include "ui/windows/bars/train_settings.h"
#include "ui/windows/commands/commands.h"
#include "ui/windows/panels/workspaces.h"
#include "ui/windows/projects/studio.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>

#include <cmath>

namespace weft {

ToolBar::ToolBar(Commands* commands, QWidget* parent)
    : QWidget(parent)
    , m_commands(commands)
    , m_row(new QHBoxLayout(this))
    , m_workspaces(new Segments(this))
    , m_train(new Button(Button::Kind::boxed, QStringLiteral("play"), tr("Train"), this))
    , m_progress(new TrainProgress(this))
    , m_progressLine(makeLine())
    , m_settingsLine(makeLine())
    , m_settings(new TrainSettings(this))
    , m_deviceLabel(new QLabel(tr("Device"), this))
    , m_device(new QComboBox(this))
{
    m_workspaces->setAccessibleName(tr("Workspace"));
    m_workspaces->add(workspaceIcon(Workspace::start), tr("Start"), tr("Recent projects, examples, your own data"));
    m_workspaces->add(workspaceIcon(Workspace::build), tr("Build"), tr("Draw the network and train it"));
    m_workspaces->add(workspaceIcon(Workspace::data), tr("Data"), tr("See and prepare what it learns from"));
    m_workspaces->add(workspaceIcon(Workspace::runs), tr("Runs"), tr("Compare what was trained"));
    connect(m_workspaces, &Segments::chosen, this,
            [this](int index) { emit workspaceChosen(workspaces[size_t(index)]); });
    const auto flat = [this](const QString& command, const QString& icon) {
        auto* const button = new Button(Button::Kind::flat, icon, {}, this);
        button->setAction(m_commands->action(command), false);
        return button;
    };
    m_train->setObjectName(QStringLiteral("trainButton"));
    m_train->setAction(m_commands->action(QStringLiteral("train.toggle")), true);
    m_row->addWidget(m_workspaces);
    m_row->addSpacing(Style::get().px(4));
    m_history = {flat(QStringLiteral("edit.undo"), QStringLiteral("undo")),
                 flat(QStringLiteral("edit.redo"), QStringLiteral("redo"))};
    for (QWidget* const button : m_history)
        m_row->addWidget(button);
    m_row->addStretch(1);
    m_row->addWidget(m_train);
    m_row->addWidget(flat(QStringLiteral("train.step"), QStringLiteral("step")));
    m_row->addWidget(flat(QStringLiteral("train.stop"), QStringLiteral("stop")));
    m_row->addWidget(m_progressLine);
    m_row->addWidget(m_progress);
    m_row->addWidget(m_settingsLine);
    m_row->addWidget(m_settings);
    m_row->addStretch(1);
    m_deviceLabel->setBuddy(m_device);
    m_device->setAccessibleName(m_deviceLabel->text());
    m_row->addWidget(m_deviceLabel);
    m_row->addWidget(m_device);
    setDevices({QStringLiteral("auto"), QStringLiteral("cpu")}, {tr("Best there is"), tr("CPU")});
    connect(m_device, &QComboBox::activated, this, [this] {
        m_studio->changeTraining(tr("Change the device"), [this](TrainingSection& training) {
            training.device = m_device->currentData().toString().toStdString();
        });
    });
    m_device->setFixedWidth(Style::get().px(164));
    connect(&Style::get(), &Style::changed, this, &ToolBar::measure);
    measure();
    update4Hz();
}

QWidget* ToolBar::makeLine()
{
    auto* const line = new QWidget(this);
    line->setObjectName(QStringLiteral("line"));
    line->setAttribute(Qt::WA_TransparentForMouseEvents);
    line->setFixedWidth(Style::get().px(9));
    return line;
}

void ToolBar::measure()
{
    const Style& style = Style::get();
    setFixedHeight(style.px(44));
    m_row->setContentsMargins(style.px(12), 0, style.px(12), 0);
    m_row->setSpacing(style.px(8));
    m_train->setMinimumWidth(style.px(84));
    m_device->setFont(style.font(TextRole::body));
    m_device->setFixedHeight(style.px(24));
    m_deviceLabel->setFont(style.font(TextRole::body));
    m_deviceLabel->setForegroundRole(QPalette::PlaceholderText);
    m_settings->restyle();
    fitRow();
}

void ToolBar::setWorkspace(Workspace workspace)
{
    m_workspaces->setCurrent(int(workspace));
}

void ToolBar::setCompact(bool compact)
{
    m_compact = compact;
    m_progress->setCompact(compact);
    fitSettings();
}

// What can't be changed while it trains makes room for the progress.
void ToolBar::fitSettings()
{
    const bool runs = m_studio && m_studio->session()->isBusy();
    const bool whole = !runs || width() >= Style::get().px(1640);
    m_settings->setVisible(m_studio);
    m_settingsLine->setVisible(m_studio);
    m_settings->setRoom(m_compact   ? TrainSettings::Room::none
                            : whole ? TrainSettings::Room::all
                                    : TrainSettings::Room::rate);
    fitRow();
}

// With large text and while it trains there may not be room for all: what needs no words goes without.
void ToolBar::fitRow()
{
    const Style& style = Style::get();
    int fixed = m_row->minimumSize().width() - m_workspaces->sizeHint().width() - m_device->minimumWidth();
    int history = 0;
    for (const QWidget* const button : m_history)
        history += button->sizeHint().width() + m_row->spacing();
    if (!m_history.first()->isHidden())
        fixed -= history;
    const int label = m_deviceLabel->sizeHint().width() + m_row->spacing();
    if (!m_deviceLabel->isHidden())
        fixed -= label;
    int over = fixed + m_workspaces->titledWidth() + style.px(164) + history + label - width();
    const auto keep = [&over](int what) { // else it gives its room
        const bool kept = over <= 0;
        over -= kept ? 0 : what;
        return kept;
    };
    m_deviceLabel->setVisible(keep(label));
    m_workspaces->setTitled(keep(m_workspaces->titledWidth() - m_workspaces->untitledWidth()));
    m_device->setFixedWidth(style.px(keep(style.px(88)) ? 164 : 76));
    const bool hasHistory = keep(history);
    for (QWidget* const button : m_history)
        button->setVisible(hasHistory);
}

void ToolBar::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    fitSettings();
}

void ToolBar::setDevices(const QStringList& ids, const QStringList& titles)
{
    const QString current = m_device->currentData().toString();
    m_device->clear();
    for (qsizetype i = 0; i < ids.size(); ++i)
        m_device->addItem(titles[i], ids[i]);
    m_device->setCurrentIndex(std::max(0, m_device->findData(current)));
    readSettings();
}

void ToolBar::show(Studio* studio)
{
    if (m_studio)
        m_studio->disconnect(this), m_studio->document()->disconnect(this), m_studio->session()->disconnect(this);
    m_studio = studio;
    fitSettings();
    m_settings->setStudio(studio);
    m_device->setEnabled(studio);
    if (studio) {
        connect(studio->document(), &GraphDocument::changed, this, [this](const Change& change) {
            if (change.training || change.everything)
                readSettings();
        });
        connect(studio->session(), &Session::stateChanged, this, &ToolBar::update4Hz);
        connect(studio->session(), &Session::stateChanged, this, &ToolBar::readSettings);
        connect(studio->session(), &Session::marked, this, &ToolBar::readSettings);
    }
    readSettings();
    update4Hz();
}

void ToolBar::readSettings()
{
    if (!m_studio)
        return;
    const TrainingSection& training = m_studio->document()->project().training;
    const bool runs = m_studio->session()->isBusy();
    m_settings->read();
    const QString device = QString::fromStdString(training.device);
    if (m_device->findData(device) < 0)
        m_device->addItem(device, device); // of another machine: kept
    m_device->setCurrentIndex(m_device->findData(device));
    m_device->setEnabled(!runs);
    m_device->setToolTip(runs ? tr("Fixed while it trains.") : QString());
}

void ToolBar::update4Hz()
{
    const Session* const session = m_studio ? m_studio->session() : nullptr;
    const bool runs = session && session->isBusy();
    const bool paused =
        session && (session->state() == Session::State::paused || session->state() == Session::State::diskFull);
    m_train->setIconName(!runs || paused ? QStringLiteral("play") : QStringLiteral("pause"));
    m_progress->setVisible(runs);
    m_progressLine->setVisible(runs);
    fitSettings();
    if (!runs)
        return;
    const RunPlan& plan = session->plan();
    const StepNumbers& last = session->last();
    if (plan.updates <= 0) {
        m_progress->setProgress(session->state() == Session::State::starting ? tr("Preparing…") : tr("Training"), {},
                                0);
        return;
    }
    const int64_t perEpoch = std::max<int64_t>(1, plan.updatesPerEpoch);
    const int64_t epochs = (plan.updates + perEpoch - 1) / perEpoch;
    const int64_t epoch = std::clamp<int64_t>((std::max<int64_t>(last.step, 1) - 1) / perEpoch + 1, 1, epochs);
    const double eta = session->etaSeconds();
    const QString left = paused ? tr("Paused") : std::isnan(eta) ? QString() : tr("%1 left").arg(formatDuration(eta));
    m_settings->read(); // the rate goes with its schedule
    m_progress->setProgress(tr("Epoch %1 of %2").arg(epoch).arg(epochs), left,
                            double(last.step) / double(plan.updates));
}

void ToolBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), theme().surface.head);
    painter.fillRect(QRect(0, height() - 1, width(), 1), theme().line.subtle);
    for (const QWidget* const line : findChildren<QWidget*>(QStringLiteral("line")))
        if (line->isVisible()) {
            const QPoint at = line->mapTo(this, QPoint(line->width() / 2, 0));
            painter.fillRect(QRect(at.x(), height() / 4, 1, height() / 2), theme().line.subtle);
        }
}

} // namespace weft
