#include "engine/storage/publish.h"
#include "engine/train/trainer.h"

#include <algorithm>

namespace weft {

namespace {

const std::string prefix = "step-";

} // namespace

void Trainer::saveCheckpoint()
{
    if (m_options.checkpoints.empty())
        return;
    settle();
    if (m_options.metrics != nullptr)
        m_options.metrics->flush();
    m_progress.trainSums = m_totals->sums();
    const std::string plain = joinPath(m_options.checkpoints, prefix + std::to_string(m_progress.update));
    std::string folder = plain; // saved before and after a validation, a step has two
    for (int64_t i = 2; m_files.exists(folder); ++i)
        folder = plain + "-" + std::to_string(i);
    writeCheckpoint(m_files, folder, *m_states,
                    {.projectHash = m_projectHash,
                     .device = m_backend->description(),
                     .data = m_fingerprint,
                     .preparation = m_data.preparation,
                     .choices = m_backend->choices(),
                     .progress = m_progress});
    m_lastSave = Clock::now();
    m_unsaved = false;
    m_events.post(Checkpointed {.step = m_progress.update,
                                .folder = folder,
                                .best = m_progress.best.step == m_progress.update && !m_progress.validating});
    prune();
}

std::string Trainer::stateHash() const
{
    Progress now = m_progress;
    now.trainSums = m_totals->sums();
    return weft::stateHash(*m_states, now);
}

void Trainer::saveIfChanged()
{
    if (m_unsaved)
        saveCheckpoint();
}

// Keeps the last few, and the newest of the steps that were best.
void Trainer::prune()
{
    const std::vector<std::string> newestFirst = publishedFolders(m_files, m_options.checkpoints, prefix);
    std::vector<int64_t> wanted = {m_progress.best.step, m_progress.earlyBest.step};
    for (size_t i = 0; i < newestFirst.size(); ++i) {
        const std::string step =
            newestFirst[i].substr(prefix.size(), newestFirst[i].find('-', prefix.size()) - prefix.size());
        const auto best = std::ranges::find_if(wanted, [&](int64_t one) { return std::to_string(one) == step; });
        if (best != wanted.end()) {
            std::erase(wanted, int64_t(*best)); // an older one of that step is from before its validation
            continue;
        }
        if (int64_t(i) >= m_project.training.checkpoints.keep)
            removePublished(m_files, joinPath(m_options.checkpoints, newestFirst[i]));
    }
}

// The newest intact checkpoint of the early stop's best step; the network becomes what it was then. How far the run is,
// and its history, stay.
void Trainer::restoreBest()
{
    if (!m_project.training.earlyStop->restoreBest || m_progress.earlyBest.step == 0)
        return;
    const std::string start = prefix + std::to_string(m_progress.earlyBest.step);
    for (const std::string& name : publishedFolders(m_files, m_options.checkpoints, start)) {
        if (name != start && !name.starts_with(start + "-"))
            continue;
        const std::string folder = joinPath(m_options.checkpoints, name);
        if (verifyFolder(m_files, folder))
            continue;
        readStates(m_files, folder, *m_states);
        return;
    }
    m_events.post(
        Warning {"The best weights, of step " + std::to_string(m_progress.earlyBest.step)
                 + ", could not be restored: no checkpoint of them was kept. The network keeps the last ones."});
}

} // namespace weft
