#pragma once

#include "engine/backends/backend.h"
#include "engine/train/events.h"

#include <chrono>

namespace weft {

// Reads the gauges: what this process takes of the machine. Where the system does not tell, figures are 0.
class DeviceGauge {
public:
    DeviceGauge();
    bool isDue() const; // a second after the last sample
    DeviceSample sample(Backend& backend); // that trains

private:
    std::chrono::steady_clock::time_point m_start;
    std::chrono::steady_clock::time_point m_last;
    double m_cpuSeconds = 0;
};

} // namespace weft
