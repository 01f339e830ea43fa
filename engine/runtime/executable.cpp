#include "engine/runtime/executable.h"

#include "engine/ir/op.h"
#include "engine/runtime/side_by_side.h"
#include "engine/support/error.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstring>

namespace weft {

struct Executable::Step {
    int node = 0;
    std::unique_ptr<Kernel> kernel;
    std::vector<std::byte*> in;
    std::vector<std::byte*> out;
    std::byte* workspace = nullptr;
    std::vector<int> waits = {}; // where the device runs launches side by side: the steps that it waits for
};

namespace {

constexpr size_t mostSideBySide = 4000; // launches of a step: every pair is looked at

} // namespace

Executable::Executable(Program program, States& states)
    : m_program(std::move(program))
    , m_states(states)
    , m_backend(states.backend())
{
    std::vector<std::unique_ptr<Kernel>> kernels(m_program.nodes.size());
    std::vector<size_t> workspaces;
    for (size_t i = 0; i < m_program.nodes.size(); ++i) {
        const Node& node = m_program.nodes[i];
        if (node.op->isView)
            continue;
        kernels[i] = m_backend.prepare(node, m_program);
        if (kernels[i] == nullptr)
            throw Error(
                "The device " + m_backend.name() + " cannot run \"" + std::string(node.op->name) + "\""
                + (node.origin < 0 ? "." : ", which \"" + m_program.origins[size_t(node.origin)] + "\" needs."));
        workspaces.push_back(kernels[i]->workspaceBytes());
    }
    const bool sideBySide = m_backend.runsSideBySide() && kernels.size() <= mostSideBySide;
    m_workspaceBytes = workspaceBytesFor(workspaces, sideBySide);
    m_plan = planMemory(m_program, [&](int node, int operand) {
        return kernels[size_t(node)] != nullptr && kernels[size_t(node)]->mayOverwrite(operand);
    });
    assert(verifyPlan(m_program, m_plan).empty());

    for (const StateVariable& state : m_program.states)
        m_statePlaces.push_back(m_states.bind(state, m_program.values[size_t(state.value)]));
    for (const Variable& input : m_program.inputs)
        m_inputs.push_back(m_backend.allocate(std::max<size_t>(1, m_program.values[size_t(input.value)].bytes())));
    m_arena = m_backend.allocate(std::max<size_t>(1, m_plan.arenaBytes));
    m_workspace = m_backend.allocate(std::max<size_t>(1, m_workspaceBytes));
    for (size_t i = 0; i < m_program.nodes.size(); ++i) {
        if (kernels[i] == nullptr)
            continue;
        Step& step = m_steps.emplace_back();
        step.node = int(i);
        step.kernel = std::move(kernels[i]);
        for (const int value : m_program.nodes[i].in)
            step.in.push_back(place(value));
        for (const int value : m_program.nodes[i].out)
            step.out.push_back(place(value));
        step.workspace = m_workspace->data();
    }
    if (sideBySide)
        findWaits();
}

// Gives the kernels workspace round and round, and finds out which of them must wait for which.
void Executable::findWaits()
{
    std::vector<Reach> launches;
    size_t next = 0;
    for (Step& step : m_steps) {
        const size_t bytes = paddedWorkspace(step.kernel->workspaceBytes());
        if (next + bytes > m_workspaceBytes)
            next = 0;
        step.workspace = m_workspace->data() + next;
        next += bytes;
        Reach& reach = launches.emplace_back();
        const Node& node = m_program.nodes[size_t(step.node)];
        const auto rangeOf = [&](int value, const std::byte* at) {
            return Reach::Range {at, at + m_program.values[size_t(value)].bytes()};
        };
        for (size_t k = 0; k < step.in.size(); ++k)
            reach.reads.push_back(rangeOf(node.in[k], step.in[k]));
        for (size_t k = 0; k < step.out.size(); ++k)
            reach.writes.push_back(rangeOf(node.out[k], step.out[k]));
        reach.writes.push_back({step.workspace, step.workspace + step.kernel->workspaceBytes()});
    }
    std::vector<std::vector<int>> waits = waitsOf(launches);
    std::vector<char> isWaitedFor(m_steps.size(), 0);
    for (size_t k = 0; k < m_steps.size(); ++k) {
        for (const int before : waits[k])
            isWaitedFor[size_t(before)] = 1;
        m_steps[k].waits = std::move(waits[k]);
    }
    for (size_t k = 0; k < m_steps.size(); ++k) {
        if (!isWaitedFor[k])
            m_ends.push_back(int(k));
    }
}

Executable::~Executable() = default;

std::byte* Executable::place(int value) const
{
    const Placement& where = m_plan.values[size_t(value)];
    switch (where.kind) {
    case Placement::input:
        return m_inputs[size_t(where.index)]->data();
    case Placement::state:
        return m_statePlaces[size_t(where.index)];
    case Placement::arena:
        break;
    }
    return m_arena->data() + where.offset;
}

std::optional<int> Executable::findInput(std::string_view name) const
{
    const auto found = std::ranges::find(m_program.inputs, name, &Variable::name);
    return found == m_program.inputs.end() ? std::nullopt : std::optional(int(found - m_program.inputs.begin()));
}

std::optional<int> Executable::findOutput(std::string_view name) const
{
    const auto found = std::ranges::find(m_program.outputs, name, &Variable::name);
    return found == m_program.outputs.end() ? std::nullopt : std::optional(int(found - m_program.outputs.begin()));
}

const ValueInfo& Executable::inputInfo(int input) const
{
    return m_program.values[size_t(m_program.inputs[size_t(input)].value)];
}

const ValueInfo& Executable::outputInfo(int output) const
{
    return m_program.values[size_t(m_program.outputs[size_t(output)].value)];
}

void Executable::write(int input, std::span<const std::byte> bytes)
{
    assert(bytes.size() == inputInfo(input).bytes());
    m_backend.upload(m_inputs[size_t(input)]->data(), bytes);
}

void Executable::launchAll()
{
    if (m_ends.empty()) {
        for (Step& step : m_steps)
            step.kernel->launch(step.in, step.out, step.workspace);
    } else {
        launchSideBySide();
    }
    for (const StateCopy& copy : m_plan.copies) {
        const size_t bytes = m_program.values[size_t(copy.value)].bytes();
        m_backend.copy(m_statePlaces[size_t(copy.state)], place(copy.value), bytes);
    }
}

void Executable::launchSideBySide()
{
    const int begin = m_backend.mark();
    std::vector<int> marks, after;
    for (Step& step : m_steps) {
        after.clear();
        for (const int before : step.waits)
            after.push_back(marks[size_t(before)]);
        if (after.empty())
            after.push_back(begin);
        m_backend.startAfter(after);
        step.kernel->launch(step.in, step.out, step.workspace);
        marks.push_back(m_backend.mark());
    }
    after.clear();
    for (const int end : m_ends)
        after.push_back(marks[size_t(end)]);
    m_backend.startAfter(after);
}

void Executable::run()
{
    if (m_recording == nullptr)
        m_recording = m_backend.record([this] { launchAll(); });
    else
        m_recording->run();
}

void Executable::read(int output, std::span<std::byte> to)
{
    assert(to.size() == outputInfo(output).bytes());
    m_backend.wait();
    m_backend.download(to, place(m_program.outputs[size_t(output)].value));
}

void Executable::send(int output, Mailbox& mailbox, int letter, size_t offset)
{
    mailbox.add(letter, offset, place(m_program.outputs[size_t(output)].value), outputInfo(output).bytes());
}

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
        times.push_back({m_steps[k].node, samples[k][samples[k].size() / 2]});
    }
    return times;
}

} // namespace weft
