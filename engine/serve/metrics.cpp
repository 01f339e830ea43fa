#include "engine/serve/metrics.h"

#include <charconv>
#include <cstdio>
#include <unistd.h>

namespace weft {

namespace {

// Upper ends of the histograms' buckets, in seconds; the last bucket has none.
constexpr std::array<double, 15> bounds = {0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025,
                                           0.05,   0.1,     0.25,   0.5,   1,      2.5,   10};

std::string numberText(double number)
{
    char text[32];
    return {text, std::to_chars(text, text + sizeof text, number).ptr};
}

// Names of models are letters, digits and few signs, and the others are ours: nothing needs escaping.
std::string label(std::string_view name, std::string_view value)
{
    return std::string(name) + "=\"" + std::string(value) + "\"";
}

void head(std::string& text, std::string_view name, std::string_view type, std::string_view help)
{
    text += "# HELP " + std::string(name) + " " + std::string(help) + "\n# TYPE " + std::string(name) + " "
        + std::string(type) + "\n";
}

void writeCounts(std::string& text, std::string_view name, std::string_view help,
                 const std::map<std::string, int64_t>& counts)
{
    head(text, name, "counter", help);
    for (const auto& [labels, count] : counts)
        text += std::string(name) + "{" + labels + "} " + std::to_string(count) + "\n";
}

void writeGauge(std::string& text, std::string_view name, std::string_view help, double value)
{
    head(text, name, "gauge", help);
    text += std::string(name) + " " + numberText(value) + "\n";
}

double residentBytes()
{
    long pages = 0;
    long resident = 0;
    if (std::FILE* const file = std::fopen("/proc/self/statm", "r")) {
        if (std::fscanf(file, "%ld %ld", &pages, &resident) != 2)
            resident = 0;
        std::fclose(file);
    }
    return double(resident) * double(sysconf(_SC_PAGESIZE));
}

} // namespace

void ServeMetrics::Histogram::add(double seconds)
{
    size_t bucket = 0;
    while (bucket < bounds.size() && seconds > bounds[bucket])
        ++bucket;
    ++counts[bucket];
    ++count;
    sum += seconds;
}

void ServeMetrics::countRequest(std::string_view endpoint, const std::string& model, int status, double seconds)
{
    const std::string place = label("endpoint", endpoint) + "," + label("model", model);
    const std::lock_guard lock(m_mutex);
    ++m_requests[place + "," + label("status", std::to_string(status))];
    m_seconds[place].add(seconds);
}

void ServeMetrics::countRefusal(std::string_view why)
{
    const std::lock_guard lock(m_mutex);
    ++m_refusals[label("why", why)];
}

void ServeMetrics::countWait(const std::string& model, double queueSeconds, double computeSeconds)
{
    const std::lock_guard lock(m_mutex);
    m_queueSeconds[label("model", model)].add(queueSeconds);
    m_computeSeconds[label("model", model)].add(computeSeconds);
}

void ServeMetrics::countBatch(const std::string& model, int64_t samples, int64_t batch, double seconds)
{
    const std::lock_guard lock(m_mutex);
    m_samples[label("model", model)] += samples;
    ++m_batches[label("model", model) + "," + label("batch", std::to_string(batch))];
    m_batchSeconds[label("model", model)].add(seconds);
}

void ServeMetrics::countLoad(const std::string& model, bool succeeded)
{
    const std::lock_guard lock(m_mutex);
    ++m_loads[label("model", model) + "," + label("result", succeeded ? "loaded" : "failed")];
}

void ServeMetrics::write(std::string& text, std::string_view name, std::string_view help,
                         const std::map<Labels, Histogram>& histograms)
{
    head(text, name, "histogram", help);
    for (const auto& [labels, histogram] : histograms) {
        int64_t below = 0;
        for (size_t i = 0; i < histogram.counts.size(); ++i) {
            below += histogram.counts[i];
            text += std::string(name) + "_bucket{" + labels + ",le=\""
                + (i < bounds.size() ? numberText(bounds[i]) : "+Inf") + "\"} " + std::to_string(below) + "\n";
        }
        text += std::string(name) + "_sum{" + labels + "} " + numberText(histogram.sum) + "\n";
        text += std::string(name) + "_count{" + labels + "} " + std::to_string(histogram.count) + "\n";
    }
}

std::string ServeMetrics::text(const Gauges& gauges) const
{
    std::string text;
    const std::lock_guard lock(m_mutex);
    writeCounts(text, "weft_requests_total", "Requests that were answered.", m_requests);
    writeCounts(text, "weft_refusals_total", "Connections and requests that were refused before they were whole.",
                m_refusals);
    writeCounts(text, "weft_samples_total", "Samples that were computed.", m_samples);
    writeCounts(text, "weft_batches_total", "Batches that were computed, by size.", m_batches);
    writeCounts(text, "weft_loads_total", "Models that were loaded, or failed to be.", m_loads);
    write(text, "weft_request_seconds", "From a whole request to its answer.", m_seconds);
    write(text, "weft_queue_seconds", "What a request waited for others, or for its turn.", m_queueSeconds);
    write(text, "weft_compute_seconds", "What the batches of a request took.", m_computeSeconds);
    write(text, "weft_batch_seconds", "What one batch took.", m_batchSeconds);
    writeGauge(text, "weft_connections", "Open connections.", double(gauges.connections));
    writeGauge(text, "weft_body_bytes", "Bytes of requests that are on their way.", double(gauges.bodyBytes));
    writeGauge(text, "weft_waiting_samples", "Samples that wait to be computed.", double(gauges.waitingSamples));
    writeGauge(text, "weft_ready", "1: every model is ready.", gauges.ready ? 1 : 0);
    writeGauge(text, "process_resident_memory_bytes", "Memory of the server.", residentBytes());
    return text;
}

} // namespace weft
