#include "engine/runtime/executable.h"

#include "engine/ir/op.h"
#include "engine/runtime/executable_parts.h"
#include "engine/runtime/side_by_side.h"
#include "engine/support/error.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstring>
#include <numeric>

namespace weft {

namespace {

constexpr size_t mostSideBySide = 4000; // launches: every pair is looked at
constexpr size_t mostStaged = size_t(64) << 10; // bytes of an input that are worth keeping for one copy of all slots

// What several steps in one go may take, and what a launch takes: roughly, and rather more than less.
constexpr double secondsInOneGo = 1e-3;
constexpr double secondsOfLaunch = 2e-6, bytesPerSecond = 1e12, flopsPerSecond = 2e13;

} // namespace

Executable::Executable(Program program, States& states, int stepsAtOnce)
    : m_program(std::move(program))
    , m_states(states)
    , m_backend(states.backend())
    , m_whole(m_backend.prepareProgram(m_program))
{
    stepsAtOnce = std::min(stepsAtOnce, m_backend.stepsAtOnce());
    if (m_whole == nullptr) {
        prepareNodes();
        m_stepsAtOnce = suitableSteps(stepsAtOnce);
    } else {
        m_stepsAtOnce = std::max(1, stepsAtOnce);
    }
    for (const StateVariable& state : m_program.states)
        m_statePlaces.push_back(m_states.bind(state, m_program.values[size_t(state.value)]));
    const auto allocate = [&](const Variable& variable) {
        return m_backend.allocate(size_t(m_stepsAtOnce)
                                  * std::max<size_t>(1, slotBytes(m_program.values[size_t(variable.value)])));
    };
    for (const Variable& input : m_program.inputs)
        m_inputPlaces.push_back(m_inputs.emplace_back(allocate(input))->data());
    if (m_whole != nullptr || m_stepsAtOnce > 1) {
        for (const Variable& output : m_program.outputs)
            m_outputPlaces.push_back(m_outputs.emplace_back(allocate(output))->data());
        for (const Variable& input : m_program.inputs) {
            const size_t bytes = slotBytes(m_program.values[size_t(input.value)]);
            m_staged.emplace_back().bytes.resize(bytes > mostStaged ? 0 : size_t(m_stepsAtOnce) * bytes);
        }
        m_fetched.resize(m_program.outputs.size());
    }
    if (m_whole == nullptr) {
        placeOutputs();
        placeNodes();
        addLaunches();
    }
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

int Executable::suitableSteps(int most) const
{
    double seconds = 0;
    for (const Node& node : m_program.nodes) {
        if (node.op->isView)
            continue;
        double bytes = 0;
        for (const int value : node.in)
            bytes += double(m_program.values[size_t(value)].bytes());
        for (const int value : node.out)
            bytes += double(m_program.values[size_t(value)].bytes());
        const double flops = node.op->flops != nullptr ? node.op->flops(node, m_program) : 0;
        seconds += std::max({secondsOfLaunch, bytes / bytesPerSecond, flops / flopsPerSecond});
    }
    return std::clamp(int(std::min(secondsInOneGo / std::max(seconds, 1e-9), 1e6)), 1, std::max(1, most));
}

// Where outputs have slots, they are written straight there, unless that is a state's memory or an input's.
void Executable::placeOutputs()
{
    m_outputOf.assign(m_program.values.size(), -1);
    if (m_stepsAtOnce == 1)
        return;
    std::vector<int> root(m_program.values.size());
    std::iota(root.begin(), root.end(), 0);
    for (const Node& node : m_program.nodes) {
        if (node.op->isView)
            root[size_t(node.out[0])] = root[size_t(node.in[0])];
    }
    for (size_t i = 0; i < m_program.outputs.size(); ++i) {
        const int value = m_program.outputs[i].value, whole = root[size_t(value)];
        if (m_plan.values[size_t(value)].kind == Placement::arena && m_outputOf[size_t(whole)] < 0
            && m_program.values[size_t(whole)].bytes() == m_program.values[size_t(value)].bytes())
            m_outputOf[size_t(whole)] = int(i);
    }
    for (size_t value = 0; value < root.size(); ++value)
        m_outputOf[value] = m_outputOf[size_t(root[value])];
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
}

void Executable::addLaunches()
{
    const auto add = [&](Kernel* kernel, const std::vector<int>& in, const std::vector<int>& out, int slot) -> Launch& {
        Launch& launch = m_launches.emplace_back();
        launch.kernel = kernel;
        launch.workspace = m_workspace->data();
        for (const int value : in) {
            launch.in.push_back(place(value, slot));
            launch.inBytes.push_back(m_program.values[size_t(value)].bytes());
        }
        for (const int value : out) {
            launch.out.push_back(place(value, slot));
            launch.outBytes.push_back(m_program.values[size_t(value)].bytes());
        }
        return launch;
    };
    const auto addCopy = [&](int value, std::byte* to, int slot) {
        Launch& copy = add(nullptr, {value}, {}, slot);
        copy.out = {to};
        copy.outBytes = copy.inBytes;
    };
    for (int slot = 0; slot < m_stepsAtOnce; ++slot) {
        for (const Step& step : m_steps) {
            const Node& node = m_program.nodes[size_t(step.node)];
            add(step.kernel.get(), node.in, node.out, slot);
        }
        for (size_t i = 0; i < m_outputs.size(); ++i) {
            const int value = m_program.outputs[i].value;
            if (m_outputOf[size_t(value)] != int(i))
                addCopy(value, outputPlace(int(i), slot), slot);
        }
        for (const StateCopy& copy : m_plan.copies)
            addCopy(copy.value, m_statePlaces[size_t(copy.state)], slot);
    }
    m_sideBySide = m_sideBySide && m_launches.size() <= mostSideBySide;
    if (m_sideBySide)
        findWaits();
}

// Gives the kernels workspace round and round, and finds out which of them must wait for which.
void Executable::findWaits()
{
    std::vector<Reach> reaches;
    size_t next = 0;
    for (Launch& launch : m_launches) {
        Reach& reach = reaches.emplace_back();
        for (size_t k = 0; k < launch.in.size(); ++k)
            reach.reads.push_back({launch.in[k], launch.in[k] + launch.inBytes[k]});
        for (size_t k = 0; k < launch.out.size(); ++k)
            reach.writes.push_back({launch.out[k], launch.out[k] + launch.outBytes[k]});
        if (launch.kernel == nullptr)
            continue;
        const size_t wanted = launch.kernel->workspaceBytes(), bytes = paddedWorkspace(wanted);
        if (next + bytes > m_workspaceBytes)
            next = 0;
        launch.workspace = m_workspace->data() + next;
        next += bytes;
        reach.writes.push_back({launch.workspace, launch.workspace + wanted});
    }
    std::vector<std::vector<int>> waits = waitsOf(reaches);
    for (size_t k = 0; k < m_launches.size(); ++k)
        m_launches[k].waits = std::move(waits[k]);
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

std::byte* Executable::place(int value, int slot) const
{
    if (m_whole == nullptr && m_outputOf[size_t(value)] >= 0)
        return outputPlace(m_outputOf[size_t(value)], slot);
    const Placement& where = m_plan.values[size_t(value)];
    switch (where.kind) {
    case Placement::input:
        return m_inputPlaces[size_t(where.index)] + size_t(slot) * slotBytes(inputInfo(where.index));
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
    const size_t at = size_t(slot) * slotBytes(inputInfo(input));
    if (m_staged.empty() || m_staged[size_t(input)].bytes.empty()) {
        m_backend.upload(m_inputPlaces[size_t(input)] + at, bytes);
        return;
    }
    Staged& staged = m_staged[size_t(input)];
    std::ranges::copy(bytes, staged.bytes.begin() + int64_t(at));
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

void Executable::launch(const Launch& one)
{
    if (one.kernel != nullptr)
        one.kernel->launch(one.in, one.out, one.workspace);
    else
        m_backend.copy(one.out[0], one.in[0], one.inBytes[0]);
}

void Executable::launchSteps(int steps)
{
    const auto launches =
        std::span<const Launch>(m_launches).first(m_launches.size() / size_t(m_stepsAtOnce) * size_t(steps));
    if (m_sideBySide)
        launchSideBySide(launches);
    else
        std::ranges::for_each(launches, [this](const Launch& one) { launch(one); });
}

void Executable::launchSideBySide(std::span<const Launch> launches)
{
    const int begin = m_backend.mark();
    std::vector<int> marks, after;
    std::vector<char> isWaitedFor(launches.size(), 0);
    for (const Launch& one : launches) {
        after.clear();
        for (const int before : one.waits) {
            after.push_back(marks[size_t(before)]);
            isWaitedFor[size_t(before)] = 1;
        }
        if (after.empty())
            after.push_back(begin);
        m_backend.startAfter(after);
        launch(one);
        marks.push_back(m_backend.mark());
    }
    after.clear();
    for (size_t k = 0; k < launches.size(); ++k) {
        if (!isWaitedFor[k])
            after.push_back(marks[k]);
    }
    m_backend.startAfter(after);
}

void Executable::run(int steps)
{
    assert(steps >= 1 && steps <= m_stepsAtOnce);
    upload();
    m_stepsRun = steps;
    for (std::vector<std::byte>& fetched : m_fetched)
        fetched.clear();
    if (m_whole != nullptr) {
        m_whole->launch(m_inputPlaces, m_outputPlaces, m_statePlaces, steps);
        return;
    }
    std::unique_ptr<Recording>& recording = m_recordings[steps];
    if (recording == nullptr)
        recording = m_backend.record([this, steps] { launchSteps(steps); });
    else
        recording->run();
}

std::byte* Executable::outputPlace(int output, int slot) const
{
    if (!m_outputPlaces.empty())
        return m_outputPlaces[size_t(output)] + size_t(slot) * slotBytes(outputInfo(output));
    return place(m_program.outputs[size_t(output)].value);
}

void Executable::read(int output, std::span<std::byte> to, int slot)
{
    assert(to.size() == outputInfo(output).bytes() && slot >= 0 && slot < m_stepsRun);
    if (m_stepsRun == 1) {
        m_backend.wait();
        m_backend.download(to, outputPlace(output, slot));
        return;
    }
    std::vector<std::byte>& fetched = m_fetched[size_t(output)]; // all at once: waiting takes longest
    const size_t each = slotBytes(outputInfo(output));
    if (fetched.empty()) {
        fetched.resize(size_t(m_stepsRun) * each);
        m_backend.wait();
        m_backend.download(fetched, outputPlace(output, 0));
    }
    std::copy_n(fetched.begin() + ptrdiff_t(size_t(slot) * each), to.size(), to.begin());
}

void Executable::send(int output, Mailbox& mailbox, int letter, size_t offset, int steps)
{
    const size_t bytes = outputInfo(output).bytes() + size_t(steps - 1) * slotBytes(outputInfo(output));
    mailbox.add(letter, offset, outputPlace(output, 0), bytes);
}

} // namespace weft
