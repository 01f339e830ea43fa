#pragma once

#include "engine/data/loader.h"
#include "engine/runtime/executable.h"
#include "engine/support/error.h"
#include "engine/train/step_program.h"

#include <set>

namespace weft {

// Something is wrong with the document, or a run has failed, at a node.
class NodeError : public Error {
public:
    NodeError(const std::string& sentence, std::string atNode)
        : Error(sentence)
        , node(std::move(atNode))
    {
    }
    std::string node;
};

// Throws NodeError with the first error's sentence (and how many more there are); nothing if there is none.
void throwErrors(const Diagnostics& diagnostics);

// One kind of step for one size of batch, compiled and ready to run on a network's states.
class ReadyStep {
public:
    // Throws NodeError for a graph that cannot run, Error if the device cannot run it or memory runs out. Passes are
    // skipped by name: without "fuse", say, findNonFinite() tells one node from the next.
    // `stepsAtOnce`: see Executable.
    ReadyStep(const Project& project, const StepOptions& options, States& states,
              const std::set<std::string, std::less<>>& withoutPasses = {}, int stepsAtOnce = 1);

    const StepProgram& step() const { return m_step; } // its program has moved into the executable
    Executable& executable() { return m_executable; }
    int64_t batch() const { return m_batch; }
    bool uses(size_t feed) const { return m_feeds[feed].has_value(); }
    // Where the device writes a feed that it uses, see Executable::inputPlace.
    std::byte* feedPlace(size_t feed) { return m_executable.inputPlace(*m_feeds[feed]); }

    // Columns as the feeds of step() are ordered, batch × shape each.
    void writeFeeds(std::span<const std::span<const std::byte>> columns, int slot = 0);
    void writeKey(int64_t seed, int64_t number, int slot = 0); // of the random numbers
    void writeNumber(std::string_view input, double value, int slot = 0); // nothing, if it has no such input
    int stepsAtOnce() const { return m_executable.stepsAtOnce(); }
    void run(int steps = 1) { m_executable.run(steps); }

    // What an update tells, on its way while the next ones run.
    struct Report {
        bool finite = true;
        double objective = 0;
        double gradientNorm = 0;
        std::span<const float> terms = {};
    };
    size_t reportBytes() const; // of all slots
    void sendReport(Mailbox& mailbox, int letter, int steps = 1); // of so many steps
    // Waits; terms stay until the letter is sent again.
    Report openReport(Mailbox& mailbox, int letter, int slot = 0) const;

    double readNumber(std::string_view output); // a scalar
    std::span<const float> readTerms(int slot = 0);
    void addConfusion(size_t index, std::vector<int64_t>& counts, int slot = 0);
    // "truth:NODE" or "chosen:NODE", appended; false: the step has no such output.
    bool readClasses(std::string_view output, std::vector<int32_t>& to, int slot = 0);
    void readPrediction(size_t index, std::vector<std::byte>& to); // appended
    ValueInfo predictionInfo(size_t index) const;

private:
    struct Built {
        StepProgram step;
        Program program;
    };
    static Built build(const Project& project, const StepOptions& options, Backend& backend,
                       const std::set<std::string, std::less<>>& withoutPasses);
    ReadyStep(Built built, int64_t batch, States& states, int stepsAtOnce);
    size_t reportOffset(size_t part) const; // in a letter: of m_reported[part], and behind those of the terms

    StepProgram m_step;
    int64_t m_batch;
    Executable m_executable;
    std::vector<std::optional<int>> m_feeds; // inputs of the executable
    std::optional<int> m_key;
    std::optional<int> m_terms;
    std::vector<int> m_reported; // outputs: finite, objective, gradient_norm; empty: it is no step of training
    std::vector<int> m_confusions; // outputs
    std::vector<int> m_predictions;
    std::vector<float> m_termValues;
};

} // namespace weft
