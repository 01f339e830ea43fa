#include "ui/document/checker.h"

#include "engine/support/error.h"
#include "engine/train/preflight/check_project.h"
#include "ui/background/background.h"
#include "ui/document/graph_document.h"
#include "ui/document/steps/graph_index.h"

#include <QCoreApplication>
#include <QPointer>

namespace weft {

namespace {

constexpr int milliseconds = 20; // edits that come together are checked together

std::string placeKey(const Scope& scope, const std::string& id)
{
    return scope + '/' + id;
}

bool isOf(const DataSection& read, DataSection section)
{
    section.feeds = read.feeds;
    return section == read;
}

// Where each node of the report stands in the document.
void findPlaces(const Project& project, Checker::Result& result)
{
    const GraphIndex index(project);
    result.blocks = blockReports(project.graph, result.report);
    result.places.clear();
    const size_t layers = result.report.nodes.size();
    for (size_t i = 0; i < layers + result.blocks.size(); ++i) {
        const NodeReport& node = i < layers ? result.report.nodes[i] : result.blocks[i - layers].whole;
        const NodeKey key = keyOf(project, index, node.path);
        if (!key.id.empty())
            result.places.emplace(placeKey(key.scope, key.id), i);
    }
}

} // namespace

Checker::Checker(GraphDocument& document)
    : QObject(&document)
    , m_document(document)
    , m_newest(std::make_shared<std::atomic<uint64_t>>(m_version))
{
    m_delay.setSingleShot(true);
    m_delay.setInterval(milliseconds);
    connect(&m_delay, &QTimer::timeout, this, &Checker::start);
    connect(&document, &GraphDocument::changed, this, &Checker::follow);
    m_delay.start();
}

Checker::~Checker()
{
    *m_newest = 0; // whoever still runs gives up early, and finds nobody to tell
}

void Checker::follow(const Change& change)
{
    if (!change.concernsChecks())
        return;
    *m_newest = ++m_version;
    if (!m_isRunning && !m_isPaused && !m_delay.isActive())
        m_delay.start();
}

void Checker::setData(DataSection section, std::shared_ptr<const PreparedData> data, Diagnostics trouble)
{
    if (data == m_data->data && trouble == m_data->trouble && section == m_data->section)
        return;
    m_data = std::make_shared<ReadData>(std::move(section), std::move(data), std::move(trouble));
    *m_newest = ++m_version;
    if (!m_isRunning && !m_isPaused && !m_delay.isActive())
        m_delay.start();
}

void Checker::pause(bool on)
{
    m_isPaused = on;
    if (!on && !m_isRunning && !isUpToDate())
        m_delay.start();
}

void Checker::start()
{
    if (m_isRunning || isUpToDate())
        return;
    m_isRunning = true;
    // Without its looks: they are not checked, and half of the copy.
    auto project = std::make_shared<Project>();
    project->version = m_document.project().version;
    project->name = m_document.project().name;
    project->graph = m_document.project().graph;
    project->data = m_document.project().data;
    project->training = m_document.project().training;
    const auto read = isOf(m_data->section, project->data) ? m_data : std::make_shared<const ReadData>();
    const Diagnostics lastOfData = m_result && m_result->data == read ? m_result->ofData : Diagnostics();
    const auto work = [=, version = m_version, newest = m_newest, self = QPointer<Checker>(this)] {
        const auto tell = [&](std::shared_ptr<Result> result, bool isLast) {
            result->problems = result->report.diagnostics;
            result->problems.insert(result->problems.end(), result->ofData.begin(), result->ofData.end());
            QMetaObject::invokeMethod(
                QCoreApplication::instance(),
                [self, result = std::move(result), isLast] {
                    if (self)
                        self->take(result, isLast);
                },
                Qt::QueuedConnection);
        };
        auto result = std::make_shared<Result>();
        result->version = version;
        result->report = checkQuickly(*project);
        result->ofData = read->trouble;
        result->data = read;
        findPlaces(*project, *result);
        const bool buildable = !project->graph.nodes.empty() && !hasErrors(result->report.diagnostics);
        if (!buildable || *newest != version) {
            tell(std::move(result), true);
            return;
        }
        if (read->data)
            result->ofData = lastOfData; // most edits change nothing of it
        tell(std::make_shared<Result>(*result), false);
        result->report = checkProject(*project);
        if (read->data && *newest == version && !hasErrors(result->report.diagnostics))
            result->ofData = checkReadData(*project, *read->data);
        if (*newest == version && !hasErrors(result->report.diagnostics)) {
            try {
                result->forecast = forecastMemory(*project);
            } catch (const Error& error) {
                result->forecastError = error.what();
            }
        }
        tell(std::move(result), true);
    };
    backgroundThreads().start(work);
}

void Checker::take(std::shared_ptr<Result> result, bool isLast)
{
    const bool isNews =
        !m_result || m_result->version != result->version || m_result->problems != result->problems;
    m_result = std::move(result);
    if (isLast)
        m_isRunning = false;
    if (isLast && !isUpToDate() && !m_isPaused)
        m_delay.start();
    if (isNews)
        emit checked();
    if (isLast)
        emit forecast();
}

const NodeReport* Checker::report(const NodeKey& key) const
{
    if (!m_result)
        return nullptr;
    const auto found = m_result->places.find(placeKey(key.scope, key.id));
    if (found == m_result->places.end())
        return nullptr;
    const size_t layers = m_result->report.nodes.size();
    return found->second < layers ? &m_result->report.nodes[found->second]
                                  : &m_result->blocks[found->second - layers].whole;
}

const std::vector<BlockReport>& Checker::blocks() const
{
    static const std::vector<BlockReport> none;
    return m_result ? m_result->blocks : none;
}

} // namespace weft
