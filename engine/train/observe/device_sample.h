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
    // `backend`: that trains; `dataWait`: seconds that the training has waited for data, ever.
    DeviceSample sample(Backend& backend, double dataWait);

private:
    std::chrono::steady_clock::time_point m_start;
    std::chrono::steady_clock::time_point m_last;
    double m_cpuSeconds = 0;
    double m_dataWait = 0;
};

} // namespace weft
