#pragma once

#include "engine/serve/model/served_network.h"

#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

namespace weft {

// What a model has done with some samples.
struct JobResult {
    std::vector<std::vector<std::byte>> outputs = {}; // of each output samples × sample
    std::string error = {}; // not empty: nothing was computed; a sentence
    bool deviceFailed = false;
    double queueSeconds = 0;
    double computeSeconds = 0; // of the batches that it was part of
};

// Samples that belong together, as the network takes them.
struct Job {
    int64_t samples = 0;
    std::vector<std::vector<std::byte>> feeds = {}; // of each of the network's feeds samples × sample, or empty
    std::vector<std::string> warnings = {}; // sentences that go with the answer
    std::function<void(JobResult)> done = {}; // on the worker's thread: hand it on
    std::shared_ptr<std::atomic<bool>> gone = {}; // set: nobody waits any more, and it is passed over
};

struct BatchOptions {
    double latencyBudget = 0.001; // seconds that a job may wait for others to be computed with
    int64_t queue = 256; // samples that may wait
    std::function<void(int64_t samples, int64_t batch, double seconds)> ran = {}; // after each batch; for counting
};

// A model and the thread that computes it. Jobs that arrive while it computes, or within the latency budget, share
// batches.
class BatchWorker {
public:
    // Returns when the network is ready. Throws Error if it cannot be loaded.
    BatchWorker(const ServedNetworkOptions& network, BatchOptions options);
    ~BatchWorker(); // computes what waits, then ends

    const ModelDescription& description() const { return *m_description; }
    std::shared_ptr<const ModelDescription> sharedDescription() const { return m_description; }

    // False: the queue is full, and the job is as it was. A job that is alone may be larger than the queue.
    bool submit(Job& job);
    int64_t waiting() const { return m_waiting; } // samples
    bool hasFailed() const { return m_failed; } // the device failed; the model must be loaded anew

private:
    struct Waiting {
        Job job;
        double since = 0;
    };
    void work(const ServedNetworkOptions& options);
    std::vector<Waiting> takeBatch();
    void compute(ServedNetwork& network, std::vector<Waiting>& jobs);

    BatchOptions m_options;
    std::shared_ptr<const ModelDescription> m_description;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<Waiting> m_queue;
    std::atomic<int64_t> m_waiting = 0;
    std::atomic<bool> m_failed = false;
    bool m_ready = false;
    bool m_ending = false;
    std::exception_ptr m_mistake; // of loading
    std::thread m_thread;
};

} // namespace weft
