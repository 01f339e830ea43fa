#include "ui/panels/device/device_panel.h"

#include "engine/train/preflight/memory_forecast.h"
#include "ui/background/background.h"
#include "ui/document/graph_document.h"
#include "ui/panels/device/gauge_row.h"
#include "ui/panels/device/memory_view.h"
#include "ui/session/session.h"
#include "ui/style/controls/empty_state.h"
#include "ui/style/layout/column.h"
#include "ui/style/numbers.h"
#include "ui/style/style.h"
#include "ui/style/words.h"

#include <QLabel>
#include <QPainter>
#include <QStackedLayout>
#include <QVBoxLayout>

#include <cmath>
#include <limits>

namespace weft {

DevicePanel::DevicePanel(Session* session, QWidget* parent)
    : QWidget(parent)
    , m_stack(new QStackedLayout(this))
{
    setAccessibleName(tr("Device"));
    m_stack->addWidget(
        new EmptyState(QStringLiteral("gpu"), tr("No run yet"),
                       tr("How busy the device is, its memory and its speed appear here while it trains."), this));
    auto* const inside = new QWidget;
    m_column = new QVBoxLayout(inside);
    m_device = new QLabel(inside);
    m_device->setWordWrap(true);
    m_gpu = new GaugeRow(tr("GPU"), GaugeRow::Ink::ok, inside);
    m_power = new GaugeRow(tr("Power"), GaugeRow::Ink::warning, inside);
    m_energy = new GaugeRow(tr("Energy"), GaugeRow::Ink::neutral, inside);
    m_energy->setToolTip(tr("What the GPUs have used since the run began, by the power that they tell."));
    m_temperature = new GaugeRow(tr("Temperature"), GaugeRow::Ink::neutral, inside);
    m_cpu = new GaugeRow(tr("CPU"), GaugeRow::Ink::accent, inside);
    m_memory = new MemoryView(inside);
    m_speed = new GaugeRow(tr("Throughput"), GaugeRow::Ink::flow, inside);
    m_wait = new GaugeRow(tr("Data wait"), GaugeRow::Ink::neutral, inside);
    m_wait->setRange(0, 1);
    m_wait->setToolTip(tr("Share of the time that the training waits for its samples to be read and prepared."));
    m_left = new GaugeRow(tr("Time left"), GaugeRow::Ink::neutral, inside);
    m_cost = new GaugeRow(tr("Monitoring"), GaugeRow::Ink::neutral, inside);
    m_power->setRange(0, 0);
    m_temperature->setRange(20, 100);
    m_speed->setRange(0, 0);
    m_energy->setWithoutCurve();
    m_left->setWithoutCurve();
    m_cost->setWithoutCurve();
    m_cost->setToolTip(tr("Share of the training's time that looking inside the network takes."));
    for (QWidget* const part : std::initializer_list<QWidget*> {m_device, m_gpu, m_power, m_energy, m_temperature,
                                                                m_cpu, m_speed, m_wait, m_left, m_cost})
        m_column->addWidget(part);
    m_column->addSpacing(8);
    m_column->addWidget(m_memory);
    m_column->addStretch(1);
    m_stack->addWidget(scrolling(inside));
    connect(&Style::get(), &Style::changed, this, &DevicePanel::restyle);
    m_clock.setInterval(250);
    connect(&m_clock, &QTimer::timeout, this, [this] {
        if (isVisible() && m_session != nullptr && m_session->last().step > 0) {
            showSpeed();
            takeTimeLeft();
        }
    });
    m_clock.start();
    restyle();
    restart();
    watch(session);
}

void DevicePanel::restyle()
{
    const Style& style = Style::get();
    m_column->setContentsMargins(style.px(12), style.px(8), style.px(12), style.px(8));
    m_column->setSpacing(0);
    m_device->setFont(style.font(TextRole::secondary));
    m_device->setContentsMargins(0, 0, 0, style.px(6));
    QPalette ink = m_device->palette();
    ink.setColor(QPalette::WindowText, theme().text.tertiary);
    m_device->setPalette(ink);
    update();
}

void DevicePanel::watch(Session* session)
{
    if (m_session != nullptr)
        disconnect(m_session, nullptr, this, nullptr);
    m_session = session;
    restart();
    if (session == nullptr)
        return;
    connect(session, &Session::deviceSampled, this, &DevicePanel::take);
    connect(session, &Session::monitoringTold, this, &DevicePanel::takeCost);
    connect(session, &Session::stateChanged, this, [this] {
        if (m_session->state() == Session::State::starting)
            restart();
        else if (!m_session->isBusy() && !m_session->lastDeviceSample())
            m_device->setText(tr("The run ended before the device was measured."));
    });
    if (session->lastDeviceSample())
        take(*session->lastDeviceSample());
    if (session->lastMonitoring())
        takeCost(*session->lastMonitoring());
}

void DevicePanel::restart()
{
    for (GaugeRow* const row : {m_gpu, m_power, m_energy, m_temperature, m_cpu, m_speed, m_wait, m_left, m_cost})
        row->clear();
    m_memory->setMemory(0, 0);
    const bool hasRun = m_session != nullptr && m_session->state() != Session::State::idle;
    m_stack->setCurrentIndex(hasRun ? 1 : 0);
    m_device->setText(hasRun ? tr("Getting ready…") : QString());
    for (GaugeRow* const row : {m_gpu, m_power, m_energy, m_temperature})
        row->hide();
}

void DevicePanel::take(const DeviceSample& sample)
{
    m_stack->setCurrentIndex(1);
    const bool hasGpu = !sample.gpus.empty();
    for (GaugeRow* const row : {m_gpu, m_power, m_energy, m_temperature})
        row->setVisible(hasGpu);
    const QString device = m_session == nullptr ? QString() : deviceWords(m_session->plan().device);
    if (hasGpu) {
        const DeviceSample::Gpu& gpu = sample.gpus.front();
        m_device->setText(QString::fromStdString(gpu.name));
        m_gpu->add(gpu.percent, formatPercent(gpu.percent / 100, 0));
        m_power->add(gpu.watts, tr("%1 W").arg(QLocale().toString(gpu.watts, 'f', 0)));
        takeEnergy();
        m_temperature->add(gpu.celsius, tr("%1 °C").arg(QLocale().toString(gpu.celsius, 'f', 0)));
        m_memory->setTitle(tr("Video memory"));
        m_memory->setMemory(gpu.memoryBytes, gpu.memoryTotalBytes);
    } else {
        m_device->setText(device.isEmpty() ? tr("No GPU is used: it trains on the CPU.")
                                           : tr("No GPU is used: it trains on %1.").arg(device));
        m_memory->setTitle(tr("Memory"));
        m_memory->setMemory(sample.memoryBytes, sample.memoryTotalBytes);
    }
    m_cpu->add(sample.cpuPercent, formatPercent(sample.cpuPercent / 100, 0));
    m_wait->add(sample.dataWait, formatPercent(sample.dataWait, sample.dataWait < 0.1 ? 1 : 0));
    takeSpeed();
    setAccessibleDescription(m_device->text() + QLatin1Char(' ') + m_memory->text());
}

void DevicePanel::takeEnergy()
{
    const double joules = m_session == nullptr ? 0 : m_session->joules();
    m_energy->setVisible(joules > 0); // a driver need not tell
    const double hours = joules / 3600;
    m_energy->add(joules,
                  hours < 1000 ? tr("%1 Wh").arg(QLocale().toString(hours, 'f', hours < 10 ? 2 : 0))
                               : tr("%1 kWh").arg(QLocale().toString(hours / 1000, 'f', 2)));
}

void DevicePanel::takeSpeed()
{
    if (m_session == nullptr || m_session->last().step == 0)
        return;
    m_speed->add(m_session->samplesPerSecond(), {});
    showSpeed();
    takeTimeLeft();
}

// As often as the status bar, which says it too.
void DevicePanel::showSpeed()
{
    const double speed = m_session->samplesPerSecond();
    m_speed->setValueText(formatThroughput(speed, {}));
    m_speed->setToolTip(formatThroughput(speed, tr("samples")));
}

// As often as the tool bar, which says it too.
void DevicePanel::takeTimeLeft()
{
    const double eta = m_session == nullptr ? std::numeric_limits<double>::infinity() : m_session->etaSeconds();
    m_left->add(eta, std::isfinite(eta) ? formatDuration(eta) : missingValue());
}

void DevicePanel::takeCost(const MonitoringCost& cost)
{
    m_cost->add(cost.share, formatPercent(cost.share));
}

QString DevicePanel::deviceText() const
{
    return m_device->text();
}

void DevicePanel::show(GraphDocument* document)
{
    if (m_document != nullptr)
        disconnect(m_document, nullptr, this, nullptr);
    m_document = document;
    if (document != nullptr)
        connect(document, &GraphDocument::checked, this, &DevicePanel::forecast);
    forecast();
}

void DevicePanel::forecast()
{
    const int asked = ++m_forecasts;
    const bool isSound = m_document != nullptr && m_document->report() != nullptr && !hasErrors(m_document->report()->diagnostics);
    if (!isSound) {
        m_memory->setForecast(std::nullopt);
        return;
    }
    const QPointer<DevicePanel> guard = this;
    backgroundThreads().start([=, project = m_document->project()] {
        std::optional<MemoryForecast> found;
        try {
            found = forecastMemory(project);
        } catch (const std::exception&) { // nothing to show: the problems say what is wrong
        }
        QMetaObject::invokeMethod(qApp, [=] {
            if (guard && guard->m_forecasts == asked)
                guard->m_memory->setForecast(found);
        });
    });
}

void DevicePanel::paintEvent(QPaintEvent*)
{
    QPainter(this).fillRect(rect(), theme().surface.panel);
}

} // namespace weft
