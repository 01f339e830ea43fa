#include "engine/train/network/trained_network.h"

#include "engine/backends/load.h"
#include "engine/data/check_data.h"
#include "engine/data/prepare.h"
#include "engine/train/network/feeds.h"
#include "engine/train/runs/checkpoint.h"
#include "engine/train/runs/start_weights.h"

namespace weft {

TrainedNetwork::TrainedNetwork(Project project, const std::string& checkpoint, TrainedNetworkOptions options)
    : m_project(std::move(project))
    , m_options(std::move(options))
    , m_dtype(m_project.training.precision == "f64" ? DType::f64 : DType::f32)
{
    FileSystem& files = m_options.files != nullptr ? *m_options.files : realFileSystem();
    CheckpointInfo info;
    if (checkpoint.empty())
        m_project.training.ema = 0; // nothing has been averaged yet
    else
        info = readCheckpointInfo(files, checkpoint);
    m_step = info.progress.update;
    std::future<std::unique_ptr<Backend>> loading;
    if (m_options.backend == nullptr)
        loading = startLoadingBackend(m_options.device.empty() ? m_project.training.device : m_options.device);
    Diagnostics diagnostics;
    const bool hasData = !m_project.data.sources.empty();
    const bool isKept = !m_options.readsData && info.preparation;
    if (hasData && isKept)
        m_data = prepareFresh(m_project.data, *info.preparation, {}, diagnostics);
    else if (hasData && info.preparation)
        m_data = prepareLike(m_project.data, m_options.projectFolder, *info.preparation, diagnostics);
    else if (hasData)
        m_data = prepareData(m_project.data, m_options.projectFolder, diagnostics);
    throwErrors(diagnostics);
    if (hasData && info.data && !isKept) // what was kept was learnt of the data of the training
        m_dataChange = saysDataChanged(*info.data, fingerprint(m_data));
    if (m_options.backend == nullptr)
        m_ownBackend = loading.get();
    m_states = std::make_unique<States>(m_options.backend != nullptr ? *m_options.backend : *m_ownBackend,
                                        uint64_t(m_project.training.seed));
    // The evaluating program has every weight that counts, and makes the states that the checkpoint then fills.
    const ReadyStep whole(
        m_project, {.kind = StepKind::evaluate, .batch = 1, .dtype = m_dtype, .averaged = m_project.training.ema > 0},
        *m_states);
    m_feeds = whole.step().feeds;
    if (!hasData)
        m_data = dataAsFed(whole.step());
    m_columns = matchFeeds(whole.step(), m_project.data, m_data, diagnostics);
    throwErrors(diagnostics);
    m_predictor = std::make_unique<Predictor>(m_project, m_data, m_columns, *m_states, m_dtype);
    m_predictor->prepare(1); // the weights that only predictions need
    if (!checkpoint.empty()) {
        readStates(files, checkpoint, *m_states);
        return;
    }
    const std::string& file = m_project.training.weights;
    const std::string fresh = sayFresh(readStartWeights(files, m_options.projectFolder, file, *m_states), file);
    if (!fresh.empty())
        throw Error(fresh + " Train the project first.");
}

TrainedNetwork::~TrainedNetwork() = default;

void TrainedNetwork::dropSamples()
{
    for (Column& column : m_data.data.columns) {
        column.bytes = {};
        column.starts = {};
        column.texts = {};
        column.files = {};
    }
    m_data.data.size = 0;
    m_data.data.parts = {};
    m_data.data.lines = {};
    for (std::vector<int64_t>* part :
         {&m_data.train, &m_data.validation, &m_data.test, &m_data.fresh, &m_data.everything})
        *part = {};
}

TrainedNetwork::Result TrainedNetwork::evaluate(Part part, const std::function<bool()>& proceed)
{
    if (m_project.data.sources.empty())
        throw Error(
            "The project has no data, so there is nothing to measure it with; add a source to its data section.");
    Evaluation evaluation(m_project, m_data, m_columns, part, *m_states, m_dtype, m_options.loaderThreads);
    if (evaluation.samples() == 0)
        throw Error("The " + std::string(name(part)) + " part of the data has no samples; choose another.");
    if (!m_dataChange.empty() || !m_data.unmet.empty()) { // else all was well when it was trained on
        std::vector<std::string> fed;
        for (const FedColumn& column : m_columns)
            fed.push_back(column.column);
        throwErrors(checkMet(m_data, fed, m_data.samples(part)));
    }
    evaluation.start();
    while (!proceed || proceed()) {
        if (!evaluation.next())
            break;
    }
    return {.samples = evaluation.samples(), .values = evaluation.values(), .confusions = evaluation.confusions()};
}

} // namespace weft
