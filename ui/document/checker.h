#pragma once

#include "engine/compiler/check.h"
#include "engine/data/prepared.h"
#include "engine/graph/project.h"
#include "engine/train/preflight/memory_forecast.h"
#include "ui/document/block_reports.h"
#include "ui/document/change.h"

#include <QObject>
#include <QTimer>

#include <atomic>
#include <memory>
#include <optional>
#include <unordered_map>

namespace weft {

class GraphDocument;

// Checks the document's network, data settings and training settings on another thread, after every change that may
// matter. One check at a time, always of the newest state: what came in between is never looked at.
class Checker : public QObject {
    Q_OBJECT
public:
    explicit Checker(GraphDocument& document);
    ~Checker() override;

    // What is known of a project; made on the other thread, read on this one.
    struct Result {
        uint64_t version = 0; // of the document's contents, see below
        GraphReport report = {}; // its diagnostics are those of all sections
        Diagnostics ofData = {}; // what the data says that has been read, see setData()
        std::shared_ptr<const void> data = {}; // that data
        Diagnostics problems = {}; // the report's and the data's
        std::vector<BlockReport> blocks = {};
        // scope + '/' + id → the first use: in report.nodes, or beyond its end in blocks
        std::unordered_map<std::string, size_t> places = {};
        std::optional<MemoryForecast> forecast = {}; // nothing: not known (yet), or it cannot be built
        std::string forecastError = {}; // why not
    };
    const Result* result() const { return m_result.get(); } // nullptr: none yet
    bool isUpToDate() const { return m_result && m_result->version == m_version; }
    const NodeReport* report(const NodeKey& key) const; // of a block's use: all that is in it
    const std::vector<BlockReport>& blocks() const; // in the whole network
    // What came of reading the data of `section`: the data, or why it cannot be read. Taken into account as long as the
    // project says the same of its data but for what feeds which node.
    void setData(DataSection section, std::shared_ptr<const PreparedData> data, Diagnostics trouble);
    void pause(bool on); // while a gesture runs; the check follows when it ends

signals:
    void checked(); // a new result
    void forecast(); // the memory forecast of that result came in

private:
    void follow(const Change& change);
    void start();
    void take(std::shared_ptr<Result> result, bool isLast);

    struct ReadData {
        DataSection section = {};
        std::shared_ptr<const PreparedData> data = {};
        Diagnostics trouble = {};
    };

    GraphDocument& m_document;
    std::shared_ptr<const ReadData> m_data = std::make_shared<ReadData>();
    uint64_t m_version = 1; // counts changes that may alter the result
    std::shared_ptr<std::atomic<uint64_t>> m_newest; // the same, for the other thread to see that it is late
    std::shared_ptr<Result> m_result;
    QTimer m_delay;
    bool m_isRunning = false;
    bool m_isPaused = false;
};

} // namespace weft
