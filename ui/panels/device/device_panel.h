#pragma once

#include "engine/train/events.h"

#include <QPointer>
#include <QTimer>
#include <QWidget>

class QLabel;
class QStackedLayout;
class QVBoxLayout;

namespace weft {

class GaugeRow;
class GraphDocument;
class MemoryView;
class Session;

// How busy the device is, what its memory holds, how fast the training goes and what watching it costs. Where there is
// no GPU it says so, and shows the CPU's gauges in its place.
class DevicePanel : public QWidget {
    Q_OBJECT
public:
    explicit DevicePanel(Session* session, QWidget* parent = nullptr);

    void watch(Session* session); // or none (nullptr)
    // Whose memory is forecast, in the background and again when it changes; or none.
    void show(GraphDocument* document);
    using QWidget::show;
    const MemoryView& memory() const { return *m_memory; }
    QString deviceText() const;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void take(const DeviceSample& sample);
    void takeSpeed();
    void showSpeed();
    void takeTimeLeft();
    void takeEnergy();
    void takeCost(const MonitoringCost& cost);
    void restart(); // of a run
    void forecast();
    void restyle();

    QPointer<Session> m_session;
    QPointer<GraphDocument> m_document;
    int m_forecasts = 0; // asked for: an older answer is not taken

    QStackedLayout* m_stack;
    QVBoxLayout* m_column;
    QLabel* m_device;
    GaugeRow* m_gpu;
    GaugeRow* m_power;
    GaugeRow* m_energy; // of the GPUs since the run began
    GaugeRow* m_temperature;
    GaugeRow* m_cpu;
    MemoryView* m_memory;
    GaugeRow* m_speed;
    GaugeRow* m_wait;
    GaugeRow* m_left;
    GaugeRow* m_cost;
    QTimer m_clock; // for the time left
};

} // namespace weft
