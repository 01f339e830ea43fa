#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

namespace weft {

// What the server counts, as Prometheus reads it (text format 0.0.4). Any thread.
class ServeMetrics {
public:
    void countRequest(std::string_view endpoint, const std::string& model, int status, double seconds);
    void countRefusal(std::string_view why); // before a request was whole: "malformed", "timeout", "connections" …
    void countWait(const std::string& model, double queueSeconds, double computeSeconds);
    void countBatch(const std::string& model, int64_t samples, int64_t batch, double seconds);
    void countLoad(const std::string& model, bool succeeded);

    struct Gauges {
        size_t connections = 0;
        size_t bodyBytes = 0;
        int64_t waitingSamples = 0;
        bool ready = false;
    };
    std::string text(const Gauges& gauges) const;

private:
    struct Histogram {
        std::array<int64_t, 16> counts = {}; // of each bucket alone
        int64_t count = 0;
        double sum = 0;
        void add(double seconds);
    };
    using Labels = std::string; // as they are written, "model=\"iris\""
    static void write(std::string& text, std::string_view name, std::string_view help,
                      const std::map<Labels, Histogram>& histograms);

    mutable std::mutex m_mutex;
    std::map<Labels, int64_t> m_requests;
    std::map<Labels, int64_t> m_refusals;
    std::map<Labels, int64_t> m_samples;
    std::map<Labels, int64_t> m_batches;
    std::map<Labels, int64_t> m_loads;
    std::map<Labels, Histogram> m_seconds;
    std::map<Labels, Histogram> m_queueSeconds;
    std::map<Labels, Histogram> m_computeSeconds;
    std::map<Labels, Histogram> m_batchSeconds;
};

} // namespace weft
