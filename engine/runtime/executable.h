#pragma once

#include "engine/compiler/memory_plan.h"
#include "engine/runtime/states.h"

#include <functional>
#include <map>
#include <optional>

namespace weft {

// A program made ready for a device: kernels, one arena, a recording; or one kernel for all of it, where the device has
// such a one. Nothing is allocated in run().
class Executable {
public:
    // The program must have been through optimize() for the same backend. Throws Error when memory runs out, or naming
    // the node that the backend has no kernel for. `stepsAtOnce`: as many steps as run() is asked for at most; where
    // the device does not gain by them, or they would take long, stepsAtOnce() is less.
    Executable(Program program, States& states, int stepsAtOnce = 1);
    ~Executable();
    Executable(const Executable&) = delete;
    Executable& operator=(const Executable&) = delete;

    const Program& program() const { return m_program; }
    size_t arenaBytes() const { return m_plan.arenaBytes; }
    size_t workspaceBytes() const { return m_workspaceBytes; }

    // Where inputs and outputs are, by name; nothing: the program has none of that name.
    std::optional<int> findInput(std::string_view name) const;
    std::optional<int> findOutput(std::string_view name) const;
    const ValueInfo& inputInfo(int input) const;
    const ValueInfo& outputInfo(int output) const;

    // How many steps run() may be asked for.
    int stepsAtOnce() const { return m_stepsAtOnce; }
    // Where an input of slot 0 is, on the device, to be written there by it; other slots follow, slotBytes() apart.
    std::byte* inputPlace(int input) { return m_inputPlaces[size_t(input)]; }
    void write(int input, std::span<const std::byte> bytes, int slot = 0);
    // Steps one after the other, each with the inputs of its slot, and leaving its outputs there.
    void run(int steps = 1);
    void read(int output, std::span<std::byte> to, int slot = 0); // after run(), of the slots it ran; waits for it

    // After run(), without waiting for it. Those of so many steps lie one after the other, slotBytes() apart.
    void send(int output, Mailbox& mailbox, int letter, size_t offset, int stepsAtOnce = 1);

    // Runs the step again, kernel by kernel, without touching any state, and looks for the first result that is not
    // finite though all operands are. Returns the graph node it was made for; "" if all is finite.
    std::string findNonFinite();
    // Likewise; the first state whose next value would not be finite. Returns its name; "" if all are.
    std::string findOverflow();

    struct NodeTime {
        int node = 0;
        double seconds = 0;
        ComputedBy computedBy = {};
    };
    std::vector<NodeTime> profile(int repeats); // median of each kernel; runs steps, so states move

private:
    struct Step;
    struct Launch;
    struct Staged { // what was written to a small input, before it is on its way to the device
        std::vector<std::byte> bytes = {};
        int first = 0, end = 0; // slots that are new
    };
    void prepareNodes();
    int suitableSteps(int most) const;
    void placeOutputs();
    void placeNodes();
    void needNodes();
    std::byte* place(int value, int slot = 0) const;
    std::byte* outputPlace(int output, int slot) const;
    void upload();
    void addLaunches();
    void findWaits();
    void launch(const Launch& one);
    void launchSteps(int steps);
    void launchSideBySide(std::span<const Launch> launches);
    using Visit = std::function<bool(const Node& node, std::span<std::byte* const> out)>; // false: enough
    std::vector<std::unique_ptr<Memory>> launchOnCopies(const Visit& visit);
    bool isFinite(int value, const std::byte* where, std::vector<std::byte>& host);

    Program m_program;
    States& m_states;
    Backend& m_backend;
    MemoryPlan m_plan;
    size_t m_workspaceBytes = 0;
    int m_stepsAtOnce = 1;
    bool m_sideBySide = false; // launches that need nothing of each other
    std::vector<std::byte*> m_statePlaces;
    std::vector<std::unique_ptr<Memory>> m_inputs;
    std::unique_ptr<ProgramKernel> m_whole; // nullptr: node by node
    std::vector<Staged> m_staged; // of the inputs, where they have slots
    std::vector<std::unique_ptr<Memory>> m_outputs; // likewise, and of m_whole
    std::vector<int> m_outputOf; // of each value: the output in whose slots it is; -1: it is in none
    std::vector<std::vector<std::byte>> m_fetched; // of each output, the slots that the last run wrote; empty: unread
    int m_stepsRun = 1; // by the last run
    std::vector<std::byte*> m_inputPlaces, m_outputPlaces;
    std::unique_ptr<Memory> m_arena;
    std::unique_ptr<Memory> m_workspace;
    std::vector<std::unique_ptr<Kernel>> m_kernels; // of each node, until they have their places
    std::vector<Step> m_steps;
    std::vector<Launch> m_launches; // of all slots, one step after the other
    std::map<int, std::unique_ptr<Recording>> m_recordings; // of so many steps
};

} // namespace weft
