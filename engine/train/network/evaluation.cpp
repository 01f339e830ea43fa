#include "engine/train/network/evaluation.h"

#include <algorithm>
#include <cmath>

namespace weft {

namespace {

std::unique_ptr<ReadyStep> evaluate(const Project& project, int64_t batch, States& states, DType dtype)
{
    const StepOptions options {
        .kind = StepKind::evaluate, .batch = batch, .dtype = dtype, .averaged = project.training.ema > 0};
    return std::make_unique<ReadyStep>(project, options, states);
}

} // namespace

Evaluation::Evaluation(const Project& project, const PreparedData& data, const std::vector<FedColumn>& columns,
                       Part part, States& states, DType dtype, int loaderThreads)
    : m_seed(project.training.seed)
    , m_loader(data,
               {.part = part,
                .columns = columns,
                .batchSize = project.training.batchSize,
                .seed = uint64_t(project.training.seed),
                .threads = loaderThreads})
    , m_batchSize(std::max<int64_t>(1, std::min(project.training.batchSize, m_loader.samples())))
    , m_full(evaluate(project, m_batchSize, states, dtype))
    , m_totals(m_full->step())
    , m_counts(m_full->step().confusions.size())
{
    if (const int64_t rest = m_loader.samples() % m_batchSize; rest > 0)
        m_rest = evaluate(project, rest, states, dtype);
}

void Evaluation::start()
{
    m_totals.clear();
    for (std::vector<int64_t>& counts : m_counts)
        std::ranges::fill(counts, 0);
    m_now.samples.clear();
    m_now.truths.assign(m_counts.size(), {});
    m_now.chosen.assign(m_counts.size(), {});
    m_loader.start(0);
}

bool Evaluation::next()
{
    const Batch* const batch = m_loader.next();
    if (batch == nullptr) {
        std::swap(m_now, m_last);
        return false;
    }
    ReadyStep& step = batch->size < m_batchSize ? *m_rest : *m_full;
    step.writeFeeds(batch->columns);
    step.writeKey(m_seed, batch->index); // the same noise in every evaluation, for networks that draw some
    step.run();
    m_totals.add(step.readTerms());
    for (size_t i = 0; i < m_counts.size(); ++i)
        step.addConfusion(i, m_counts[i]);
    collect(step, *batch);
    return true;
}

void Evaluation::collect(ReadyStep& step, const Batch& batch)
{
    if (m_counts.empty())
        return;
    m_now.samples.insert(m_now.samples.end(), batch.samples.begin(), batch.samples.end());
    for (size_t i = 0; i < m_counts.size(); ++i) {
        step.readClasses("truth:" + step.step().confusions[i], m_now.truths[i]);
        step.readClasses("chosen:" + step.step().confusions[i], m_now.chosen[i]);
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
