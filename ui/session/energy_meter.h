#pragma once

#include "engine/train/events.h"

namespace weft {

// Adds up what the GPUs use. Between two measures the power is taken to be what the last one says; over a pause nothing
// is known, so it counts nothing.
class EnergyMeter {
public:
    void add(const DeviceSample& sample)
    {
        double watts = 0;
        for (const DeviceSample::Gpu& gpu : sample.gpus)
            watts += gpu.watts;
        const double passed = sample.seconds - m_sampled;
        if (m_sampled >= 0 && passed > 0 && passed <= longest)
            m_joules += watts * passed;
        m_sampled = sample.seconds;
    }
    double joules() const { return m_joules; }

private:
    static constexpr double longest = 10; // seconds between two measures of one stretch

    double m_joules = 0;
    double m_sampled = -1; // seconds of the run, of the last measure; < 0: none yet
};

} // namespace weft
