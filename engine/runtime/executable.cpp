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

Executable::Executable(Program program, States& states, int stepsAtOnce)
    : m_program(std::move(program))
    , m_states(states)
    , m_backend(states.backend())
    , m_whole(m_backend.prepareProgram(m_program))
{
    if (m_whole != nullptr)
        m_stepsAtOnce = std::max(1, stepsAtOnce);
    else
        prepareNodes();
    for (const StateVariable& state : m_program.states)
        m_statePlaces.push_back(m_states.bind(state, m_program.values[size_t(state.value)]));
    const auto allocate = [&](const Variable& variable) {
        return m_backend.allocate(size_t(m_stepsAtOnce)
                                  * std::max<size_t>(1, slotBytes(m_program.values[size_t(variable.value)])));
    };
    for (const Variable& input : m_program.inputs)
        m_inputPlaces.push_back(m_inputs.emplace_back(allocate(input))->data());
    if (m_whole == nullptr) {
        placeNodes();
        return;
    }
    for (const Variable& output : m_program.outputs)
        m_outputPlaces.push_back(m_outputs.emplace_back(allocate(output))->data());
    for (const Variable& input : m_program.inputs)
        m_staged.push_back({.bytes = std::vector<std::byte>(size_t(m_stepsAtOnce)
                                                            * slotBytes(m_program.values[size_t(input.value)]))});
}

// Kernels for each node, and the plan of the arena.
void Executable::prepareNodes()
{
    m_kernels.resize(m_program.nodes.size());
    std::vector<size_t> workspaces;
    for (size_t i = 0; i < m_program.nodes.size(); ++i) {
        const Node& node = m_program.nodes[i];
        if (node.op->isView)
            continue;
        m_kernels[i] = m_backend.prepare(node, m_program);
        if (m_kernels[i] == nullptr)
            throw Error(
                "The device " + m_backend.name() + " cannot run \"" + std::string(node.op->name) + "\""
                + (node.origin < 0 ? "." : ", which \"" + m_program.origins[size_t(node.origin)] + "\" needs."));
        workspaces.push_back(m_kernels[i]->workspaceBytes());
    }
    m_sideBySide = m_backend.runsSideBySide() && m_kernels.size() <= mostSideBySide;
    m_workspaceBytes = workspaceBytesFor(workspaces, m_sideBySide);
    m_plan = planMemory(m_program, [&](int node, int operand) {
        return m_kernels[size_t(node)] != nullptr && m_kernels[size_t(node)]->mayOverwrite(operand);
    });
    assert(verifyPlan(m_program, m_plan).empty());
}

void Executable::placeNodes()
{
    m_arena = m_backend.allocate(std::max<size_t>(1, m_plan.arenaBytes));
    m_workspace = m_backend.allocate(std::max<size_t>(1, m_workspaceBytes));
    for (size_t i = 0; i < m_program.nodes.size(); ++i) {
        if (m_kernels[i] == nullptr)
            continue;
        Step& step = m_steps.emplace_back();
        step.node = int(i);
        step.kernel = std::move(m_kernels[i]);
        for (const int value : m_program.nodes[i].in)
            step.in.push_back(place(value));
        for (const int value : m_program.nodes[i].out)
            step.out.push_back(place(value));
        step.workspace = m_workspace->data();
    }
    m_kernels.clear();
    if (m_sideBySide)
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

// To look into a step node by node, also where it runs as one kernel.
void Executable::needNodes()
{
    if (!m_steps.empty())
        return;
    prepareNodes();
    placeNodes();
}

Executable::~Executable() = default;

std::byte* Executable::place(int value) const
{
    const Placement& where = m_plan.values[size_t(value)];
    switch (where.kind) {
    case Placement::input:
        return m_inputPlaces[size_t(where.index)];
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

void Executable::write(int input, std::span<const std::byte> bytes, int slot)
{
    assert(bytes.size() == inputInfo(input).bytes() && slot >= 0 && slot < m_stepsAtOnce);
    if (m_whole == nullptr) {
        m_backend.upload(m_inputPlaces[size_t(input)], bytes);
        return;
    }
    Staged& staged = m_staged[size_t(input)];
    std::ranges::copy(bytes, staged.bytes.begin() + int64_t(size_t(slot) * slotBytes(inputInfo(input))));
    staged.first = staged.end == 0 ? slot : std::min(staged.first, slot);
    staged.end = std::max(staged.end, slot + 1);
}

// In one go for all slots: a copy costs as much as a small step.
void Executable::upload()
{
    for (size_t i = 0; i < m_staged.size(); ++i) {
        Staged& staged = m_staged[i];
        const size_t slot = slotBytes(inputInfo(int(i))), first = size_t(staged.first) * slot;
        if (staged.end > 0)
            m_backend.upload(
                m_inputPlaces[i] + first,
                std::span<const std::byte>(staged.bytes).subspan(first, size_t(staged.end) * slot - first));
        staged.first = staged.end = 0;
    }
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

void Executable::run(int steps)
{
    assert(steps >= 1 && steps <= m_stepsAtOnce);
    if (m_whole != nullptr) {
        upload();
        m_whole->launch(m_inputPlaces, m_outputPlaces, m_statePlaces, steps);
        return;
    }
    if (m_recording == nullptr)
        m_recording = m_backend.record([this] { launchAll(); });
    else
        m_recording->run();
}

std::byte* Executable::outputPlace(int output, int slot) const
{
    if (m_whole != nullptr)
        return m_outputPlaces[size_t(output)] + size_t(slot) * slotBytes(outputInfo(output));
    return place(m_program.outputs[size_t(output)].value);
}

void Executable::read(int output, std::span<std::byte> to, int slot)
{
    assert(to.size() == outputInfo(output).bytes() && slot >= 0 && slot < m_stepsAtOnce);
    m_backend.wait();
    m_backend.download(to, outputPlace(output, slot));
}

void Executable::send(int output, Mailbox& mailbox, int letter, size_t offset, int steps)
{
    const size_t bytes = outputInfo(output).bytes() + size_t(steps - 1) * slotBytes(outputInfo(output));
    mailbox.add(letter, offset, outputPlace(output, 0), bytes);
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
        times.push_back({m_steps[k].node, samples[k][samples[k].size() / 2]});
    }
    return times;
}

} // namespace weft
