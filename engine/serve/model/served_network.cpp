#include "engine/serve/model/served_network.h"

#include "engine/serve/model/model_path.h"
#include "engine/train/network/answers.h"

#include <algorithm>
#include <chrono>
#include <limits>

namespace weft {

namespace {

constexpr int measuredRuns = 3; // of each size of batch, behind one that warms it up

double now()
{
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

std::unique_ptr<TrainedNetwork> open(const ServedNetworkOptions& options)
{
    ModelFiles model = openModel(realFileSystem(), options.place, options.best);
    return std::make_unique<TrainedNetwork>(std::move(model.project), model.checkpoint,
                                            TrainedNetworkOptions {.projectFolder = model.projectFolder,
                                                                   .device = options.device,
                                                                   .backend = options.backend,
                                                                   .readsData = false});
}

} // namespace

ServedNetwork::ServedNetwork(const ServedNetworkOptions& options)
    : m_network(open(options))
{
    const Project& project = m_network->project();
    const DType dtype = project.training.precision == "f64" ? DType::f64 : DType::f32;
    for (int64_t batch = 1; batch <= std::max<int64_t>(options.mostTogether, 1); batch *= 2) {
        const StepOptions step {
            .kind = StepKind::predict, .batch = batch, .dtype = dtype, .averaged = project.training.ema > 0};
        m_steps.emplace(batch, std::make_unique<ReadyStep>(project, step, m_network->states()));
    }
    if (m_steps.at(1)->step().predictions.empty())
        throw Error(noAnswerText(m_network->step()));
    describe(options);
    m_network->dropSamples();
    measure();
}

void ServedNetwork::describe(const ServedNetworkOptions& options)
{
    auto description = std::make_shared<ModelDescription>(ModelDescription {
        .name = options.name,
        .version = options.version,
        .title = m_network->project().name,
        .device = m_network->states().backend().description(),
        .step = m_network->step(),
        .mostTogether = m_steps.rbegin()->first,
        .feeds = m_network->feeds().size(),
        .inputs = inputForms(*m_network),
        .data = m_network->project().data,
        .preparation = m_network->data().preparation,
        .warning = m_network->dataChange(),
    });
    std::vector<std::vector<std::byte>> zeros(description->feeds);
    for (const InputForm& input : description->inputs)
        zeros[input.feed()].resize(input.bytesPerSample());
    const std::vector<std::span<const std::byte>> feeds(zeros.begin(), zeros.end());
    for (const SampleValues& values : m_network->predictor().predict(1, feeds)) {
        ServedOutput output {.name = values.node, .kind = values.kind, .dtype = values.dtype, .shape = values.shape};
        if (values.kind == "classes" || values.kind == "tokens")
            output.classes = classNames(*m_network, values);
        description->outputs.push_back(std::move(output));
    }
    m_description = std::move(description);
}

// Times every size of batch, and finds for every number of samples the batch to begin with.
void ServedNetwork::measure()
{
    std::map<int64_t, double> seconds;
    for (const auto& [batch, step] : m_steps) {
        std::vector<std::vector<std::byte>> zeros(m_description->feeds);
        for (const InputForm& input : m_description->inputs)
            zeros[input.feed()].resize(input.bytesPerSample() * size_t(batch));
        const std::vector<std::span<const std::byte>> feeds(zeros.begin(), zeros.end());
        std::vector<std::vector<std::byte>> outputs;
        run(batch, feeds, outputs);
        double best = std::numeric_limits<double>::infinity();
        for (int i = 0; i < measuredRuns; ++i) {
            const double start = now();
            run(batch, feeds, outputs);
            best = std::min(best, now() - start);
        }
        seconds[batch] = best;
    }
    std::vector<double> least = {0};
    m_firstBatch = {0};
    for (int64_t samples = 1; samples <= m_description->mostTogether; ++samples) {
        double best = std::numeric_limits<double>::infinity();
        int64_t first = 1;
        for (const auto& [batch, time] : seconds) {
            const double all = time + least[size_t(std::max<int64_t>(samples - batch, 0))];
            if (all < best) {
                best = all;
                first = batch;
            }
        }
        least.push_back(best);
        m_firstBatch.push_back(first);
    }
}

std::vector<int64_t> ServedNetwork::planFor(int64_t samples) const
{
    std::vector<int64_t> plan;
    while (samples > 0) {
        plan.push_back(m_firstBatch[size_t(std::min(samples, m_description->mostTogether))]);
        samples -= plan.back();
    }
    std::ranges::sort(plan, std::greater()); // what is left over is in the smallest
    return plan;
}

void ServedNetwork::run(int64_t batch, std::span<const std::span<const std::byte>> feeds,
                        std::vector<std::vector<std::byte>>& outputs)
{
    ReadyStep& step = *m_steps.at(batch);
    step.writeFeeds(feeds);
    step.writeKey(m_network->project().training.seed, 0); // networks that draw numbers answer alike each time
    step.run();
    outputs.resize(step.step().predictions.size());
    for (size_t i = 0; i < outputs.size(); ++i) {
        outputs[i].clear();
        step.readPrediction(i, outputs[i]);
        if (m_description == nullptr || i >= m_description->outputs.size())
            continue;
        const ServedOutput& output = m_description->outputs[i];
        m_network->targets().toDataUnits(output.name, output.kind, output.shape, output.dtype, outputs[i]);
    }
}

} // namespace weft
