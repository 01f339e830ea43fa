#include "engine/backends/cuda/cudnn/plan.h"

#include "engine/support/error.h"

#include <algorithm>
#include <cassert>
#include <functional>
#include <numeric>
#include <set>

namespace weft::cuda {

namespace {

// Larger ones would crowd out the tensors of the network.
constexpr size_t mostWorkspaceBytes = size_t(1) << 30;

Descriptor engineOf(const CudnnApi& api, const Descriptor& config)
{
    std::vector<Descriptor> engine;
    engine.emplace_back(api, CUDNN_BACKEND_ENGINE_DESCRIPTOR);
    config.read(CUDNN_ATTR_ENGINECFG_ENGINE, engine);
    if (engine.empty())
        throw NotSupported();
    return std::move(engine.front());
}

std::string nameOf(const CudnnApi& api, const Descriptor& config)
{
    const Descriptor engine = engineOf(api, config);
    std::string text = "engine " + std::to_string(engine.get<int64_t>(CUDNN_ATTR_ENGINE_GLOBAL_INDEX)) + ", knobs";
    std::vector<Descriptor> knobs; // it tells how many there are only while it gives them
    for (int i = 0; i < CUDNN_KNOB_TYPE_COUNTS; ++i)
        knobs.emplace_back(api, CUDNN_BACKEND_KNOB_CHOICE_DESCRIPTOR);
    config.read(CUDNN_ATTR_ENGINECFG_KNOB_CHOICES, knobs);
    for (const Descriptor& knob : knobs)
        text += " " + std::to_string(knob.get<cudnnBackendKnobType_t>(CUDNN_ATTR_KNOB_CHOICE_KNOB_TYPE)) + "="
            + std::to_string(knob.get<int64_t>(CUDNN_ATTR_KNOB_CHOICE_KNOB_VALUE));
    return text;
}

std::vector<cudnnBackendNumericalNote_t> notesOf(const CudnnApi& api, const Descriptor& config)
{
    return engineOf(api, config)
        .list<cudnnBackendNumericalNote_t>(CUDNN_ATTR_ENGINE_NUMERICAL_NOTE, CUDNN_NUMERICAL_NOTE_TYPE_COUNT);
}

bool has(const std::vector<cudnnBackendNumericalNote_t>& notes, cudnnBackendNumericalNote_t note)
{
    return std::ranges::find(notes, note) != notes.end();
}

struct Candidate {
    Descriptor config;
    bool tensorCores = false;
};

bool allows(Numerics numerics, const std::vector<cudnnBackendNumericalNote_t>& notes)
{
    if (numerics.deterministic && has(notes, CUDNN_NUMERICAL_NOTE_NONDETERMINISTIC))
        return false;
    if (!numerics.exact)
        return true;
    // Transforms with large tiles lose digits too.
    return !has(notes, CUDNN_NUMERICAL_NOTE_TENSOR_CORE) && !has(notes, CUDNN_NUMERICAL_NOTE_DOWN_CONVERT_INPUTS)
        && !has(notes, CUDNN_NUMERICAL_NOTE_REDUCED_PRECISION_REDUCTION) && !has(notes, CUDNN_NUMERICAL_NOTE_FFT)
        && !has(notes, CUDNN_NUMERICAL_NOTE_WINOGRAD_TILE_6x6) && !has(notes, CUDNN_NUMERICAL_NOTE_WINOGRAD_TILE_13x13);
}

std::vector<Descriptor> configsOf(const OperationGraph& graph, cudnnBackendHeurMode_t mode)
{
    const CudnnApi& api = graph.device().api().dnn;
    std::vector<Descriptor> configs;
    try {
        Descriptor heuristics(api, CUDNN_BACKEND_ENGINEHEUR_DESCRIPTOR);
        heuristics.set(CUDNN_ATTR_ENGINEHEUR_OPERATION_GRAPH, graph.graph());
        heuristics.set(CUDNN_ATTR_ENGINEHEUR_MODE, mode);
        heuristics.finalize();
        const int64_t count = heuristics.count(CUDNN_ATTR_ENGINEHEUR_RESULTS, CUDNN_TYPE_BACKEND_DESCRIPTOR);
        for (int64_t i = 0; i < count; ++i)
            configs.emplace_back(api, CUDNN_BACKEND_ENGINECFG_DESCRIPTOR);
        if (count > 0)
            heuristics.read(CUDNN_ATTR_ENGINEHEUR_RESULTS, configs);
    } catch (const NotSupported&) {
        configs.clear();
    }
    return configs;
}

} // namespace

cudnnDataType_t cudnnTypeOf(DType dtype)
{
    switch (dtype) {
    case DType::f32:
        return CUDNN_DATA_FLOAT;
    case DType::f64:
        return CUDNN_DATA_DOUBLE;
    case DType::f16:
        return CUDNN_DATA_HALF;
    case DType::bf16:
        return CUDNN_DATA_BFLOAT16;
    case DType::i32:
        return CUDNN_DATA_INT32;
    case DType::i64:
        return CUDNN_DATA_INT64;
    case DType::u8:
        return CUDNN_DATA_UINT8;
    }
    throw NotSupported();
}

Descriptor& OperationGraph::add(cudnnBackendDescriptorType_t type)
{
    m_parts.push_back(std::make_unique<Descriptor>(m_device.api().dnn, type));
    return *m_parts.back();
}

Descriptor& OperationGraph::addTensor(int64_t uid, std::span<const int64_t> sizes, std::span<const int64_t> strides,
                                      DType dtype)
{
    Descriptor& tensor = add(CUDNN_BACKEND_TENSOR_DESCRIPTOR);
    tensor.set(CUDNN_ATTR_TENSOR_UNIQUE_ID, uid);
    tensor.set(CUDNN_ATTR_TENSOR_DATA_TYPE, cudnnTypeOf(dtype));
    tensor.set(CUDNN_ATTR_TENSOR_DIMENSIONS, sizes);
    tensor.set(CUDNN_ATTR_TENSOR_STRIDES, strides);
    tensor.set(CUDNN_ATTR_TENSOR_BYTE_ALIGNMENT, int64_t(16)); // what the memory plan gives, and more
    tensor.finalize();
    const int64_t elements = std::accumulate(sizes.begin(), sizes.end(), int64_t(1), std::multiplies());
    m_tensors.push_back({uid, size_t(elements) * byteSize(dtype), dtype});
    return tensor;
}

void OperationGraph::complete(const Descriptor& operation, int64_t resultUid)
{
    m_resultUid = resultUid;
    Descriptor& graph = add(CUDNN_BACKEND_OPERATIONGRAPH_DESCRIPTOR);
    graph.set(CUDNN_ATTR_OPERATIONGRAPH_HANDLE, m_device.dnn());
    graph.set(CUDNN_ATTR_OPERATIONGRAPH_OPS, operation);
    graph.finalize();
}

Plan::Plan(std::shared_ptr<const OperationGraph> graph, Descriptor config)
    : m_graph(std::move(graph))
    , m_config(std::move(config))
    , m_plan(m_graph->device().api().dnn, CUDNN_BACKEND_EXECUTION_PLAN_DESCRIPTOR)
{
    m_plan.set(CUDNN_ATTR_EXECUTION_PLAN_HANDLE, m_graph->device().dnn());
    m_plan.set(CUDNN_ATTR_EXECUTION_PLAN_ENGINE_CONFIG, m_config);
    m_plan.finalize();
    const auto bytes = m_plan.get<int64_t>(CUDNN_ATTR_EXECUTION_PLAN_WORKSPACE_SIZE);
    if (bytes < 0 || size_t(bytes) > mostWorkspaceBytes)
        throw NotSupported();
    m_workspaceBytes = size_t(bytes);
    m_name = nameOf(m_graph->device().api().dnn, m_config);
    m_tensorCores = has(notesOf(m_graph->device().api().dnn, m_config), CUDNN_NUMERICAL_NOTE_TENSOR_CORE);
}

void Plan::run(std::span<const int64_t> uids, std::span<void* const> pointers, std::byte* workspace) const
{
    assert(uids.size() == pointers.size());
    Device& device = m_graph->device();
    Descriptor arguments(device.api().dnn, CUDNN_BACKEND_VARIANT_PACK_DESCRIPTOR);
    arguments.set(CUDNN_ATTR_VARIANT_PACK_UNIQUE_IDS, uids);
    arguments.set(CUDNN_ATTR_VARIANT_PACK_DATA_POINTERS, std::span<void* const>(pointers));
    arguments.set(CUDNN_ATTR_VARIANT_PACK_WORKSPACE, static_cast<void*>(workspace));
    arguments.finalize();
    const cudnnStatus_t status = device.api().dnn.cudnnBackendExecute(device.dnn(), m_plan.raw(), arguments.raw());
    if (status != CUDNN_STATUS_SUCCESS)
        throw Error("cuDNN could not run a convolution (" + m_name + ": " + device.api().dnn.cudnnGetErrorString(status)
                    + "). Start again; if it happens again, train on the CPU.");
}

void forEachPlan(const std::shared_ptr<const OperationGraph>& graph, Numerics numerics, const TakePlan& take)
{
    const CudnnApi& api = graph->device().api().dnn;
    std::set<std::string> seen;
    for (const cudnnBackendHeurMode_t mode : {CUDNN_HEUR_MODE_A, CUDNN_HEUR_MODE_FALLBACK}) {
        std::vector<Candidate> candidates;
        for (Descriptor& config : configsOf(*graph, mode)) {
            try {
                const auto notes = notesOf(api, config);
                if (allows(numerics, notes))
                    candidates.push_back({std::move(config), has(notes, CUDNN_NUMERICAL_NOTE_TENSOR_CORE)});
            } catch (const NotSupported&) {
            }
        }
        if (numerics.tensorCoresFirst)
            std::ranges::stable_partition(candidates, &Candidate::tensorCores);
        for (auto& [config, tensorCores] : candidates) {
            std::shared_ptr<const Plan> plan;
            try {
                plan = std::make_shared<const Plan>(graph, std::move(config));
            } catch (const NotSupported&) { // heuristics guess; only the finished plan tells
                continue;
            }
            if (seen.insert(plan->name()).second && !take(std::move(plan)))
                return;
        }
    }
}

std::vector<std::shared_ptr<const Plan>> plansFor(const std::shared_ptr<const OperationGraph>& graph, Numerics numerics,
                                                  size_t most)
{
    std::vector<std::shared_ptr<const Plan>> plans;
    forEachPlan(graph, numerics, [&](std::shared_ptr<const Plan> plan) {
        plans.push_back(std::move(plan));
        return plans.size() < most;
    });
    return plans;
}

} // namespace weft::cuda
