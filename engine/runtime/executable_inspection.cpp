#include "engine/ir/op.h"
#include "engine/runtime/executable_parts.h"

#include <algorithm>

// What is asked of a step node by node: where numbers cease to be finite, and what takes how long.

namespace weft {

bool Executable::isFinite(int value, const std::byte* where, std::vector<std::byte>& host)
{
    const ValueInfo& info = m_program.values[size_t(value)];
    if (info.dtype != DType::f32 && info.dtype != DType::f64)
        return true;
    host.resize(info.bytes());
    m_backend.wait();
    m_backend.download(host, where);
    return allFinite(info.dtype, host);
}

// A kernel that would write over a state writes over a copy of it instead. Returns the copies: one a state, nullptr for
// those that no kernel writes over.
std::vector<std::unique_ptr<Memory>> Executable::launchOnCopies(const Visit& visit)
{
    needNodes();
    upload();
    std::vector<std::unique_ptr<Memory>> copies(m_statePlaces.size());
    for (Step& step : m_steps) {
        const Node& node = m_program.nodes[size_t(step.node)];
        std::vector<std::byte*> in = step.in;
        for (size_t k = 0; k < in.size(); ++k) { // what reads the next value of a state
            const Placement& where = m_plan.values[size_t(node.in[k])];
            if (where.kind == Placement::state && copies[size_t(where.index)] != nullptr
                && node.in[k] != m_program.states[size_t(where.index)].value)
                in[k] = copies[size_t(where.index)]->data();
        }
        std::vector<std::byte*> out = step.out;
        for (size_t k = 0; k < out.size(); ++k) {
            const Placement& where = m_plan.values[size_t(node.out[k])];
            if (where.kind != Placement::state)
                continue;
            const size_t bytes = m_program.values[size_t(node.out[k])].bytes();
            copies[size_t(where.index)] = m_backend.allocate(std::max<size_t>(1, bytes));
            out[k] = copies[size_t(where.index)]->data();
        }
        step.kernel->launch(in, out, step.workspace);
        if (!visit(node, out))
            break;
    }
    return copies;
}

std::string Executable::findNonFinite()
{
    needNodes();
    upload();
    std::vector<std::byte> host;
    const auto originOf = [&](int origin) {
        return origin < 0 ? std::string("the training step") : m_program.origins[size_t(origin)];
    };
    for (const Variable& input : m_program.inputs) {
        if (!isFinite(input.value, place(input.value), host))
            return input.name;
    }
    for (const StateVariable& state : m_program.states) {
        if (!isFinite(state.value, place(state.value), host))
            return originOf(state.origin);
    }
    std::string found;
    launchOnCopies([&](const Node& node, std::span<std::byte* const> out) {
        for (size_t k = 0; k < out.size() && found.empty(); ++k) {
            if (!isFinite(node.out[k], out[k], host))
                found = originOf(node.origin);
        }
        return found.empty();
    });
    return found;
}

std::string Executable::findOverflow()
{
    const auto copies = launchOnCopies([](const Node&, std::span<std::byte* const>) { return true; });
    std::vector<std::byte> host;
    for (const StateVariable& state : m_program.states) {
        if (state.next < 0)
            continue;
        const Placement& where = m_plan.values[size_t(state.next)];
        const bool copied = where.kind == Placement::state && copies[size_t(where.index)] != nullptr;
        if (!isFinite(state.next, copied ? copies[size_t(where.index)]->data() : place(state.next), host))
            return state.name;
    }
    return "";
}

// A short kernel many times in one recording, as in a step: alone it would take what starting and timing it takes.
std::vector<Executable::NodeTime> Executable::profile(int repeats)
{
    constexpr double shortest = 2e-4; // seconds that are measured
    constexpr double mostLaunches = 20;
    needNodes();
    std::vector<std::vector<double>> samples(m_steps.size());
    for (size_t k = 0; k < m_steps.size(); ++k) {
        Step& step = m_steps[k];
        const auto launch = [&] { step.kernel->launch(step.in, step.out, step.workspace); };
        const double alone = m_backend.measure(launch);
        const int launches = int(std::clamp(shortest / std::max(alone, 1e-9), 1.0, mostLaunches));
        const auto recording = m_backend.record([&] {
            for (int i = 0; i < launches; ++i)
                launch();
        });
        for (int i = 0; i < repeats; ++i)
            samples[k].push_back(m_backend.measure([&] { recording->run(); }) / launches);
    }
    std::vector<NodeTime> times;
    for (size_t k = 0; k < m_steps.size(); ++k) {
        std::ranges::nth_element(samples[k], samples[k].begin() + int64_t(samples[k].size() / 2));
        times.push_back({m_steps[k].node, samples[k][samples[k].size() / 2], m_steps[k].kernel->computedBy()});
    }
    return times;
}

} // namespace weft
