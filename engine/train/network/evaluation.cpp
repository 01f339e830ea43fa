#include "engine/train/network/evaluation.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <set>

namespace weft {

namespace {

std::unique_ptr<ReadyStep> evaluate(const Project& project, int64_t batch, States& states, DType dtype,
                                    int64_t together)
{
    const std::set<std::string, std::less<>> withoutPasses;
    const StepOptions options {
        .kind = StepKind::evaluate, .batch = batch, .dtype = dtype, .averaged = project.training.ema > 0};
    return std::make_unique<ReadyStep>(project, options, states, withoutPasses, int(together));
}

} // namespace

Evaluation::Evaluation(const Project& project, const PreparedData& data, const std::vector<FedColumn>& columns,
                       Part part, States& states, DType dtype, int loaderThreads)
    : m_seed(project.training.seed)
    , m_part(part)
    , m_loader(data,
               {.part = part,
                .columns = columns,
                .batchSize = project.training.batchSize,
                .seed = uint64_t(project.training.seed),
                .threads = loaderThreads})
    , m_batchSize(std::max<int64_t>(1, std::min(project.training.batchSize, m_loader.samples())))
    , m_full(evaluate(project, m_batchSize, states, dtype,
                      std::clamp<int64_t>(m_loader.samples() / m_batchSize, 1, states.backend().stepsAtOnce())))
    , m_totals(m_full->step())
    , m_counts(m_full->step().confusions.size())
{
    if (const int64_t rest = m_loader.samples() % m_batchSize; rest > 0)
        m_rest = evaluate(project, rest, states, dtype, 1);
}

void Evaluation::useResident(ResidentData& resident, const PreparedData& data)
{
    m_resident =
        std::make_unique<ResidentPart>(resident, data, ResidentOptions {.part = m_part, .batchSize = m_batchSize});
    m_resident->start(0);
}

void Evaluation::start()
{
    m_totals.clear();
    for (std::vector<int64_t>& counts : m_counts)
        std::ranges::fill(counts, 0);
    m_now.samples.clear();
    m_now.truths.assign(m_counts.size(), {});
    m_now.chosen.assign(m_counts.size(), {});
    m_next = 0;
    if (m_resident == nullptr)
        m_loader.start(0);
}

// Puts the next batches into the step's slots, and remembers which samples they are of.
void Evaluation::feed(ReadyStep& step, int64_t batches)
{
    const auto remember = [&](std::span<const int64_t> samples) {
        if (!m_counts.empty())
            m_now.samples.insert(m_now.samples.end(), samples.begin(), samples.end());
    };
    if (m_resident != nullptr) {
        m_resident->feed(step, m_next, int(batches));
        remember(m_resident->order().subspan(size_t(m_next * m_batchSize), size_t(batches * step.batch())));
        return;
    }
    for (int64_t i = 0; i < batches; ++i) {
        const Batch* const batch = m_loader.next();
        assert(batch != nullptr && batch->index == m_next + i && batch->size == step.batch());
        step.writeFeeds(batch->columns, int(i));
        remember(batch->samples);
    }
}

bool Evaluation::next()
{
    if (m_next == m_loader.batches()) {
        std::swap(m_now, m_last);
        return false;
    }
    const int64_t whole = m_loader.samples() / m_batchSize - m_next;
    ReadyStep& step = whole == 0 ? *m_rest : *m_full;
    const int64_t batches = std::clamp<int64_t>(whole, 1, step.stepsAtOnce());
    feed(step, batches);
    for (int64_t i = 0; i < batches; ++i)
        step.writeKey(m_seed, m_next + i, int(i)); // the same noise in every evaluation, for networks that draw some
    step.run(int(batches));
    m_next += batches;
    for (int slot = 0; slot < int(batches); ++slot)
        collect(step, slot);
    return true;
}

void Evaluation::collect(ReadyStep& step, int slot)
{
    m_totals.add(step.readTerms(slot));
    for (size_t i = 0; i < m_counts.size(); ++i) {
        const std::string& node = step.step().confusions[i];
        step.addConfusion(i, m_counts[i], slot);
        step.readClasses("truth:" + node, m_now.truths[i], slot);
        step.readClasses("chosen:" + node, m_now.chosen[i], slot);
    }
}

bool Evaluation::findCell(const std::string& node, int64_t truth, int64_t chosen, size_t most,
                          std::vector<int64_t>& samples, int64_t& count) const
{
    const std::vector<std::string>& nodes = m_full->step().confusions;
    const auto index = size_t(std::ranges::find(nodes, node) - nodes.begin());
    if (index >= m_last.truths.size() || m_last.truths[index].size() != m_last.samples.size())
        return false;
    count = 0;
    for (size_t i = 0; i < m_last.samples.size(); ++i) {
        if (m_last.truths[index][i] != truth || m_last.chosen[index][i] != chosen)
            continue;
        ++count;
        if (samples.size() < most)
            samples.push_back(m_last.samples[i]);
    }
    return true;
}

NamedNumbers Evaluation::values() const
{
    NamedNumbers all = m_totals.values();
    for (const ConfusionMatrix& matrix : confusions()) {
        all.emplace_back(matrix.node + "/accuracy", matrix.accuracy());
        all.emplace_back(matrix.node + "/mean_iou", matrix.meanIoU());
    }
    return all;
}

std::vector<ConfusionMatrix> Evaluation::confusions() const
{
    std::vector<ConfusionMatrix> all;
    for (size_t i = 0; i < m_counts.size(); ++i) {
        const auto classes = int64_t(std::llround(std::sqrt(double(m_counts[i].size()))));
        all.push_back({.node = m_full->step().confusions[i], .classes = classes, .counts = m_counts[i]});
    }
    return all;
}

} // namespace weft
