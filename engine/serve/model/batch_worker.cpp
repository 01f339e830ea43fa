#include "engine/serve/model/batch_worker.h"

#include <algorithm>
#include <cassert>
#include <chrono>
#include <cstring>

namespace weft {

namespace {

using Clock = std::chrono::steady_clock;

double now()
{
    return std::chrono::duration<double>(Clock::now().time_since_epoch()).count();
}

} // namespace

BatchWorker::BatchWorker(const ServedNetworkOptions& network, BatchOptions options)
    : m_options(std::move(options))
    , m_thread([this, network] { work(network); })
{
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return m_ready || m_mistake; });
    if (!m_mistake)
        return;
    lock.unlock();
    m_thread.join();
    std::rethrow_exception(m_mistake);
}

BatchWorker::~BatchWorker()
{
    {
        const std::lock_guard lock(m_mutex);
        m_ending = true;
    }
    m_changed.notify_all();
    m_thread.join();
}

bool BatchWorker::submit(Job& job)
{
    assert(job.samples > 0);
    {
        const std::lock_guard lock(m_mutex);
        if (m_waiting > 0 && m_waiting + job.samples > m_options.queue)
            return false;
        m_waiting += job.samples;
        m_queue.push_back({.job = std::move(job), .since = now()});
    }
    m_changed.notify_all();
    return true;
}

void BatchWorker::work(const ServedNetworkOptions& options)
{
    std::unique_ptr<ServedNetwork> network;
    try {
        network = std::make_unique<ServedNetwork>(options);
        const std::lock_guard lock(m_mutex);
        m_description = network->description();
        m_ready = true;
    } catch (...) {
        const std::lock_guard lock(m_mutex);
        m_mistake = std::current_exception();
    }
    m_changed.notify_all();
    if (!network)
        return;
    for (std::vector<Waiting> jobs = takeBatch(); !jobs.empty(); jobs = takeBatch())
        compute(*network, jobs);
}

// Waits for a job, then until its time is up or a whole batch is there. Nothing: the worker is to end.
std::vector<BatchWorker::Waiting> BatchWorker::takeBatch()
{
    const int64_t most = m_description->mostTogether;
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return !m_queue.empty() || m_ending; });
    if (m_queue.empty())
        return {};
    if (m_options.latencyBudget > 0) {
        const auto until = Clock::time_point(std::chrono::duration_cast<Clock::duration>(
            std::chrono::duration<double>(m_queue.front().since + m_options.latencyBudget)));
        m_changed.wait_until(lock, until, [&] { return m_waiting >= most || m_ending; });
    }
    std::vector<Waiting> jobs;
    int64_t samples = 0;
    while (!m_queue.empty() && (jobs.empty() || samples + m_queue.front().job.samples <= most)) {
        samples += m_queue.front().job.samples;
        jobs.push_back(std::move(m_queue.front()));
        m_queue.pop_front();
    }
    m_waiting -= samples;
    return jobs;
}

void BatchWorker::compute(ServedNetwork& network, std::vector<Waiting>& jobs)
{
    std::erase_if(jobs, [](const Waiting& one) { return one.job.gone && *one.job.gone; });
    int64_t samples = 0;
    for (const Waiting& one : jobs)
        samples += one.job.samples;
    if (samples == 0)
        return;
    const double start = now();
    std::vector<JobResult> results(jobs.size());
    for (size_t j = 0; j < jobs.size(); ++j)
        results[j].queueSeconds = start - jobs[j].since;
    std::string error;
    bool failed = false;
    try {
        std::vector<std::vector<std::byte>> fed(m_description->feeds);
        std::vector<std::vector<std::byte>> outputs;
        size_t job = 0; // the next sample's
        int64_t sample = 0; // of that job
        for (const int64_t batch : network.planFor(samples)) {
            if (job == jobs.size())
                break;
            const size_t firstJob = job;
            const int64_t firstSample = sample;
            int64_t filled = 0;
            for (const InputForm& input : m_description->inputs)
                fed[input.feed()].assign(size_t(batch) * input.bytesPerSample(), std::byte(0));
            while (filled < batch && job < jobs.size()) {
                const int64_t part = std::min(batch - filled, jobs[job].job.samples - sample);
                for (const InputForm& input : m_description->inputs) {
                    const size_t bytes = input.bytesPerSample();
                    std::memcpy(fed[input.feed()].data() + size_t(filled) * bytes,
                                jobs[job].job.feeds[input.feed()].data() + size_t(sample) * bytes,
                                size_t(part) * bytes);
                }
                filled += part;
                sample += part;
                if (sample == jobs[job].job.samples) {
                    ++job;
                    sample = 0;
                }
            }
            const double begin = now();
            network.run(batch, std::vector<std::span<const std::byte>>(fed.begin(), fed.end()), outputs);
            if (m_options.ran)
                m_options.ran(filled, batch, now() - begin);
            int64_t taken = 0; // samples of the batch
            for (size_t j = firstJob; taken < filled; ++j) {
                const int64_t part = std::min(filled - taken, jobs[j].job.samples - (j == firstJob ? firstSample : 0));
                results[j].outputs.resize(outputs.size());
                for (size_t i = 0; i < outputs.size(); ++i) {
                    const size_t bytes = outputs[i].size() / size_t(batch);
                    const std::span some = std::span(outputs[i]).subspan(size_t(taken) * bytes, size_t(part) * bytes);
                    results[j].outputs[i].insert(results[j].outputs[i].end(), some.begin(), some.end());
                }
                taken += part;
            }
        }
    } catch (const Error&) { // its sentence may name what is nobody's business
        error = "The device that computes this model failed; the server tries to load the model anew.";
        failed = true;
    } catch (const std::bad_alloc&) {
        error = "The server's memory is used up; try again with less at once.";
    }
    if (failed)
        m_failed = true;
    const double seconds = now() - start;
    for (size_t j = 0; j < jobs.size(); ++j) {
        results[j].computeSeconds = seconds;
        results[j].deviceFailed = failed;
        results[j].error = error;
        jobs[j].job.done(std::move(results[j]));
    }
}

} // namespace weft
