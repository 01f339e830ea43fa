// The steps of a run, and what does not fit into the device's memory: which node takes the most, and which batch would
// fit.
#include "engine/train/trainer.h"

#include "engine/compiler/check.h"
#include "engine/train/network/feeds.h"

#include <algorithm>
#include <set>

namespace weft {

namespace {

// "12,345"
std::string counted(int64_t value)
{
    std::string text = std::to_string(value);
    for (int64_t at = std::ssize(text) - 3; at > 0; at -= 3)
        text.insert(size_t(at), ",");
    return text;
}

// The numbers of epochs after which something is unfrozen, and 0.
std::set<int64_t> stagesOf(const Graph& graph)
{
    std::set<int64_t> stages = {0};
    const auto add = [&](const std::vector<GraphNode>& nodes) {
        for (const GraphNode& node : nodes) {
            if (node.frozen)
                stages.insert(node.unfreezeAfter);
        }
    };
    add(graph.nodes);
    for (const Block& block : graph.blocks)
        add(block.nodes);
    return stages;
}

} // namespace

bool Trainer::runsAhead(const Project& project) const
{
    return project.training.accumulation == 1 && m_backend->makeMailbox(1, 8) != nullptr; // letters of any size tell
}

int64_t Trainer::updatesPerEpoch(const Project& project) const
{
    const auto samples = int64_t(m_data.train.size());
    const int64_t together = std::min(project.training.batchSize, samples);
    const int64_t batches = (samples + together - 1) / together;
    return (batches - 1) / project.training.accumulation + 1;
}

StepOptions Trainer::stepOptions(const Project& project, StepKind kind, int64_t batch) const
{
    return {.kind = kind,
            .batch = batch,
            .dtype = m_dtype,
            .epoch = m_progress.epoch,
            .updatesPerEpoch = updatesPerEpoch(project)};
}

// For every size of batch, and anew for each time that something is unfrozen: all before the first update, so that
// nothing can be wrong with them later, and every checkpoint has the states of all.
std::vector<Trainer::PreparedStep> Trainer::makeSteps(const Project& project, States& states) const
{
    const auto samples = int64_t(m_data.train.size());
    const int64_t batch = std::min(project.training.batchSize, samples);
    const bool accumulating = project.training.accumulation > 1;
    std::vector<PreparedStep> steps;
    for (const int64_t epoch : stagesOf(project.graph)) {
        const auto prepare = [&](StepKind kind, int64_t size) {
            checkCancelled();
            StepOptions options = stepOptions(project, kind, size);
            options.guarded = runsAhead(project);
            options.epoch = epoch;
            const int together = options.guarded && size == batch ? states.backend().stepsAtOnce() : 1;
            const std::set<std::string, std::less<>> withoutPasses;
            steps.push_back(
                {kind, size, epoch, std::make_unique<ReadyStep>(project, options, states, withoutPasses, together)});
        };
        // Also with one micro-batch: what ends an update is of one kind.
        const StepKind last = accumulating ? StepKind::apply : StepKind::train;
        prepare(last, batch);
        if (samples % batch > 0)
            prepare(last, samples % batch);
        if (accumulating)
            prepare(StepKind::accumulate, batch);
    }
    return steps;
}

std::unique_ptr<Evaluation> Trainer::makeValidation(const Project& project, const std::vector<FedColumn>& columns,
                                                    States& states) const
{
    if (project.training.validationEvery <= 0 || m_data.validation.empty())
        return nullptr;
    return std::make_unique<Evaluation>(project, m_data, columns, Part::validation, states, m_dtype,
                                        m_options.loaderThreads);
}

bool Trainer::fits(const Project& project) const
{
    try {
        States states(*m_backend, uint64_t(project.training.seed));
        const std::vector<PreparedStep> steps = makeSteps(project, states);
        Diagnostics diagnostics;
        const auto columns = matchFeeds(steps.front().step->step(), project.data, m_data, diagnostics);
        throwErrors(diagnostics);
        const std::unique_ptr<Evaluation> validation = makeValidation(project, columns, states);
        return true;
    } catch (const OutOfMemory&) {
        return false;
    }
}

// Smaller batches are tried, not reckoned: kernels want workspaces that depend on the batch, and others use the device.
void Trainer::failTooLarge(const OutOfMemory& error)
{
    m_residentPart.reset();
    m_resident.reset();
    m_validation.reset();
    m_predictor.reset();
    m_steps.clear();
    m_mailbox.reset();
    m_states = std::make_unique<States>(*m_backend, uint64_t(m_project.training.seed));

    std::string node, sentence = error.fact;
    const GraphReport report = check(m_project.graph);
    const auto largest = std::ranges::max_element(report.nodes, {}, &NodeReport::activationBytes);
    const int64_t batch = std::min(m_project.training.batchSize, int64_t(m_data.train.size()));
    if (largest != report.nodes.end() && largest->activationBytes > 0) {
        node = largest->path;
        sentence += " In a batch of " + counted(batch) + " samples \"" + node + "\" computes the most, "
            + counted(int64_t((largest->activationBytes * size_t(batch) >> 20) + 1)) + " MiB.";
    }
    Project smaller = m_project;
    for (int64_t parts = 2;; parts *= 2) {
        smaller.training.batchSize = (batch + parts - 1) / parts;
        smaller.training.accumulation = m_project.training.accumulation * parts;
        if (fits(smaller))
            break;
        if (smaller.training.batchSize == 1)
            throw TooLittleMemory(sentence
                                      + " Not even one sample at a time fits: take a smaller network, or another "
                                        "device.",
                                  node);
    }
    throw TooLittleMemory(sentence + " Batches of " + counted(smaller.training.batchSize)
                              + " fit: set training.batch_size to that, and training.accumulation to "
                              + counted(smaller.training.accumulation) + " for updates as large as before.",
                          node);
}

} // namespace weft
