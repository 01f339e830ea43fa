#pragma once

#include "engine/train/preflight/memory_forecast.h"

#include <QWidget>

#include <optional>

class QGridLayout;
class QLabel;

namespace weft {

class MeterBar;

// What the device's memory holds: a bar stacked by use, the forecast as a tick across it, a legend in figures.
class MemoryView : public QWidget {
    Q_OBJECT
public:
    explicit MemoryView(QWidget* parent = nullptr);
    void setTitle(const QString& title); // "Video memory", "Memory"
    void setForecast(const std::optional<MemoryForecast>& forecast);
    void setMemory(uint64_t used, uint64_t total); // 0 and 0: not known
    QString text() const; // the legend in words

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    struct Part {
        QString name;
        uint64_t bytes = 0;
        int colour = 0; // of the theme's flow, or -1: neutral
    };
    std::vector<Part> parts() const;
    void rebuild();
    void layOutLegend(); // side by side where there is room

    QLabel* m_title;
    QLabel* m_sum;
    MeterBar* m_bar;
    QGridLayout* m_legend;
    std::optional<MemoryForecast> m_forecast;
    uint64_t m_used = 0;
    uint64_t m_total = 0;
    struct Cell { // of the legend
        QLabel* mark;
        QLabel* label;
        QLabel* value;
    };
    std::vector<Cell> m_cells;
    int m_columns = 0; // that it is laid out in; 0: not yet
};

} // namespace weft
