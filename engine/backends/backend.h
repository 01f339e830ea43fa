#pragma once

#include "engine/backends/table.h"
#include "engine/ir/program.h"

#include <chrono>
#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>

namespace weft {

// Memory of one device, given back when it goes.
class Memory {
public:
    virtual ~Memory() = default;
    virtual std::byte* data() = 0;
    virtual size_t bytes() const = 0;
};

// What was chosen to compute a node, for those who look where the time goes.
struct ComputedBy {
    std::string name = {}; // "cuDNN engine 33", "oneDNN brgconv:avx512_core"
    bool tensorCores = false; // multiply
};

// One node of a program, ready to run as often as wanted. Results are overwritten, never added to.
class Kernel {
public:
    virtual ~Kernel() = default;
    const ComputedBy& computedBy() const { return m_computedBy; }
    void setComputedBy(ComputedBy by) { m_computedBy = std::move(by); } // whoever makes it
    virtual size_t workspaceBytes() const { return 0; }
    // Whether a result may be written over this operand, if their sizes in bytes agree: each result over another one.
    virtual bool mayOverwrite(int /*operand*/) const { return false; }
    virtual void launch(std::span<std::byte* const> in, std::span<std::byte* const> out, std::byte* workspace) = 0;

private:
    ComputedBy m_computedBy;
};

// The distance of one step's inputs or results from the next step's, where several steps are run in one go.
inline size_t slotBytes(size_t bytes)
{
    return (bytes + 63) / 64 * 64;
}
inline size_t slotBytes(const ValueInfo& info)
{
    return slotBytes(info.bytes());
}

// A whole program in one launch, several steps of it if wanted, one after the other. Step k reads and writes k slots
// (slotBytes) behind the places of inputs and outputs, which are in the program's order, as the states are.
class ProgramKernel {
public:
    virtual ~ProgramKernel() = default;
    virtual void launch(std::span<std::byte* const> in, std::span<std::byte* const> out,
                        std::span<std::byte* const> states, int steps) = 0;
};

class Recording { // a step, kept for replay
public:
    virtual ~Recording() = default;
    virtual void run() = 0;
};

// Results on their way to the host, which does not wait for them: letters in a ring, each of a few parts.
class Mailbox {
public:
    virtual ~Mailbox() = default;
    // A part of a letter: what lies there when all launches so far are done.
    virtual void add(int letter, size_t offset, const std::byte* device, size_t bytes) = 0;
    virtual void send(int letter) = 0; // it has all of its parts
    virtual std::span<const std::byte> open(int letter) = 0; // waits until it is there; it stays until the next add()
};

// What a device does at the moment, for gauges; 0 where its driver does not tell.
struct DeviceFigures {
    std::string name = {};
    double percent = 0; // of the time, kernels ran
    uint64_t memoryBytes = 0, memoryTotalBytes = 0; // of the card, by all programs
    double watts = 0, celsius = 0;
    double megahertz = 0, memoryMegahertz = 0; // clocks
    double pcieBytesPerSecond = 0; // both directions
};

// The most that a device can do in a second; 0: unknown.
struct Peak {
    double flops = 0; // in f32
    double tensorFlops = 0; // of tensor cores, in the precision that was asked for
    double bytes = 0; // of its memory
};

// Which of several ways of computing a library has been taken, by what is computed; texts that mean something to the
// backend alone.
using Choices = std::map<std::string, std::string>;

// One device. What it hands out dies before it does. Used by one thread at a time.
class Backend {
public:
    virtual ~Backend() = default;
    virtual std::string name() const = 0; // "cpu", "cuda:0"
    virtual std::string description() const = 0; // "AMD EPYC, 2 threads, AVX-512, oneDNN 2.6.3"
    virtual std::unique_ptr<Memory> allocate(size_t bytes) = 0; // aligned to 64 bytes; throws Error when there is none
    virtual void upload(std::byte* device, std::span<const std::byte> host) = 0;
    virtual void download(std::span<std::byte> host, const std::byte* device) = 0;
    virtual void copy(std::byte* to, const std::byte* from, size_t bytes) = 0; // on the device, in order with launches
    // nullptr: no kernel for this node, so the compiler decomposes it. The only statement of what is supported.
    virtual std::unique_ptr<Kernel> prepare(const Node& node, const Program& program) = 0;
    // So many of a program's steps are worth running in one go; 1: the host is as fast.
    virtual int stepsAtOnce() const { return 1; }
    // nullptr: it is run node by node.
    virtual std::unique_ptr<ProgramKernel> prepareProgram(const Program& /*program*/) { return nullptr; }
    // Runs `launches` once and keeps it for replay: a CUDA graph there, the function itself on the CPU.
    virtual std::unique_ptr<Recording> record(std::function<void()> launches) = 0;
    // Whether what does not depend on each other may run at the same time in a recording. Then, while it is made, what
    // follows startAfter() waits for the launches of these marks alone; mark() names all launches since, or, before the
    // first startAfter(), all that was there. Copies are launches too.
    virtual bool runsSideBySide() const { return false; }
    virtual void startAfter(std::span<const int> /*marks*/) { }
    virtual int mark() { return 0; }
    virtual void wait() = 0;
    // Whether the program's spatial tensors should lie channels-last, and then the convolutions' filters too; the
    // layout pass asks.
    virtual bool prefersChannelsLast(const Program& /*program*/) const { return false; }
    // `node` is a convolution or a gradient of one whose images lie so already.
    virtual bool prefersChannelsLastFilters(const Node& /*node*/, const Program& /*program*/) { return false; }
    // Whether a number costs more to fetch than to compute again, so that the passes of compiler/traffic pay.
    virtual bool sparesTraffic(const Program& /*program*/) const { return false; }
    virtual double measure(const std::function<void()>& launches) // once; seconds on the device
    {
        wait();
        const auto start = std::chrono::steady_clock::now();
        launches();
        wait();
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    }
    // Room for so many letters of so many bytes. nullptr: launches return when they are done, so nothing can be late.
    virtual std::unique_ptr<Mailbox> makeMailbox(int /*letters*/, size_t /*bytes*/) { return nullptr; }
    // What was chosen so far among ways whose results may differ in the last bits, and what is to be chosen from now on,
    // where it is still there.
    virtual Choices choices() { return {}; }
    virtual void pin(Choices /*choices*/) { }
    virtual bool keepsTables() const { return false; } // or else the host makes batches as well
    // nullptr: it does not hold that one, and `whyNot` says why.
    virtual std::unique_ptr<Table> makeTable(const TableSource& /*source*/, std::string& /*whyNot*/) { return nullptr; }
    virtual Peak peak(Products /*products*/) const { return {}; }
    virtual std::optional<DeviceFigures> figures() { return std::nullopt; } // never waits
};

} // namespace weft
