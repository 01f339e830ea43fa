#include "engine/backends/cuda/cudnn/trial.h"

#include "engine/support/random.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <limits>

namespace weft::cuda {

namespace {

constexpr size_t noiseElements = 250007; // repeated; a prime, so that rows and planes differ
constexpr size_t mostCompared = 1 << 18;
constexpr double farthest = 0.03; // of the norm
constexpr double leastSeconds = 1e-3; // that a plan is timed for at once
constexpr int mostLaunches = 32;

double decoded(const std::byte* memory, DType dtype)
{
    if (dtype == DType::f64) {
        double value;
        std::memcpy(&value, memory, sizeof value);
        return value;
    }
    uint32_t bits = 0;
    if (dtype == DType::f32) {
        std::memcpy(&bits, memory, 4);
    } else {
        uint16_t upper;
        std::memcpy(&upper, memory, 2);
        if (dtype == DType::f16)
            return fromHalf(upper);
        bits = uint32_t(upper) << 16;
    }
    return std::bit_cast<float>(bits);
}

// Numbers from -1 to 1 in that type.
std::vector<std::byte> noise(DType dtype, uint32_t seed)
{
    RandomSequence random(seed, streamOf("trial of a plan"));
    const size_t each = byteSize(dtype);
    std::vector<std::byte> bytes(noiseElements * each);
    for (size_t i = 0; i < noiseElements; ++i) {
        const double value = 2 * double(random.uniform()) - 1;
        const auto single = std::bit_cast<uint32_t>(float(value));
        const auto upper = dtype == DType::f16 ? toHalf(float(value)) : uint16_t(single >> 16);
        const void* from = dtype == DType::f64 ? static_cast<const void*>(&value)
            : dtype == DType::f32              ? static_cast<const void*>(&single)
                                               : &upper;
        std::memcpy(bytes.data() + i * each, from, each);
    }
    return bytes;
}

} // namespace

Trial::Trial(std::shared_ptr<const OperationGraph> graph)
    : m_graph(std::move(graph))
    , m_device(m_graph->device())
{
    for (const OperationGraph::Tensor& tensor : m_graph->tensors()) {
        const std::vector<std::byte> block = noise(tensor.dtype, uint32_t(tensor.uid));
        DeviceMemory& memory =
            *m_memory.emplace_back(std::make_unique<DeviceMemory>(m_device, std::max<size_t>(1, tensor.bytes)));
        size_t filled = std::min(block.size(), tensor.bytes);
        check(m_device.driver().cuMemcpyHtoDAsync(addressOf(memory.data()), block.data(), filled, m_device.stream()));
        m_device.wait();
        while (filled < tensor.bytes) { // by itself, twice as much each time
            const size_t more = std::min(filled, tensor.bytes - filled);
            check(m_device.driver().cuMemcpyDtoDAsync(addressOf(memory.data() + filled), addressOf(memory.data()), more,
                                                      m_device.stream()));
            filled += more;
        }
        if (tensor.uid == m_graph->resultUid())
            m_result = m_uids.size();
        m_uids.push_back(tensor.uid);
        m_pointers.push_back(memory.data());
    }
}

std::vector<double> Trial::result() const
{
    const OperationGraph::Tensor& tensor = m_graph->tensors()[m_result];
    const size_t each = byteSize(tensor.dtype), count = std::min(mostCompared, tensor.bytes / each);
    std::vector<std::byte> bytes(count * each);
    check(m_device.driver().cuMemcpyDtoHAsync(bytes.data(), addressOf(m_memory[m_result]->data()), bytes.size(),
                                              m_device.stream()));
    m_device.wait();
    std::vector<double> numbers(count);
    for (size_t i = 0; i < count; ++i)
        numbers[i] = decoded(bytes.data() + i * each, tensor.dtype);
    return numbers;
}

Trial::Outcome Trial::run(const Plan& plan, int timed)
{
    DeviceMemory& result = *m_memory[m_result];
    if (m_workspace == nullptr || m_workspace->bytes() < plan.workspaceBytes()) {
        m_workspace.reset();
        m_workspace = std::make_unique<DeviceMemory>(m_device, std::max<size_t>(1, plan.workspaceBytes()));
    }
    check(m_device.driver().cuMemsetD8Async(addressOf(result.data()), 0xFF, result.bytes(), m_device.stream())); // NaN
    Event start(m_device, true), end(m_device, true);
    Outcome outcome {.seconds = std::numeric_limits<double>::infinity()};
    int launches = 1; // one after the other, as in a step: what a launch costs is then hidden, and clocks are as there
    for (int run = 0; run <= timed; ++run) {
        start.record();
        for (int k = 0; k < launches; ++k)
            plan.run(m_uids, m_pointers, m_workspace->data());
        end.record();
        end.wait();
        const double seconds = end.secondsSince(start) / launches;
        if (run > 0)
            outcome.seconds = std::min(outcome.seconds, seconds);
        launches = std::clamp(int(leastSeconds / std::max(seconds, 1e-7)), 1, mostLaunches);
    }
    outcome.result = this->result();
    return outcome;
}

bool Trial::agree(const std::vector<double>& a, const std::vector<double>& b)
{
    double difference = 0, norm = 0;
    for (size_t i = 0; i < a.size(); ++i) {
        difference += (a[i] - b[i]) * (a[i] - b[i]);
        norm += b[i] * b[i];
    }
    return difference <= farthest * farthest * norm; // and no number is none
}

} // namespace weft::cuda
