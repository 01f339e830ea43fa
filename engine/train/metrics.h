#pragma once

#include "engine/train/step_program.h"

namespace weft {

using NamedNumbers = std::vector<std::pair<std::string, double>>;

const double* find(const NamedNumbers& numbers, std::string_view name); // nullptr: none of that name

// Counts of samples (or pixels, or tokens) over a part of the data: rows are the truth, columns what was predicted.
struct ConfusionMatrix {
    std::string node;
    int64_t classes = 0;
    std::vector<int64_t> counts = {}; // classes × classes

    int64_t at(int64_t truth, int64_t predicted) const { return counts[size_t(truth * classes + predicted)]; }
    int64_t ofTruth(int64_t c) const;
    int64_t ofPrediction(int64_t c) const;
    double accuracy() const;
    double precision(int64_t c) const; // NaN: it was never predicted
    double recall(int64_t c) const; // NaN: there is none of it
    double meanIoU() const; // mean over classes that occur of intersection over union
    bool operator==(const ConfusionMatrix&) const = default;
};

// Σ totals and Σ counts over batches, so that every mean is the one over samples, whatever the batches.
class Totals {
public:
    explicit Totals(const StepProgram& program);

    // One batch's output "terms".
    void add(std::span<const float> terms);
    void clear();

    // "loss" (the weighted sum), each loss by its node if there are several ("loss/NODE"), each metric by its name
    // (by "NODE/name" if two have that name). NaN where nothing was counted.
    NamedNumbers values() const;
    // Total and count of each term: a checkpoint keeps them.
    const std::vector<double>& sums() const { return m_sums; }
    void restore(std::span<const double> sums); // Error if they are of another network

private:
    size_t m_losses = 0;
    std::vector<double> m_weights;
    struct Entry {
        std::string name;
        Measure measure = Measure::ratio;
    };
    double valueOf(size_t entry) const;

    std::vector<Entry> m_entries; // losses, then metrics; two sums each
    std::vector<double> m_sums;
};

// Losses, errors and perplexity are to fall, all else to rise: "validation/loss", "validation/accuracy".
bool lowerIsBetter(std::string_view metric);

// Whether `value` beats `best` by more than `minimumChange`. What is not finite never does; any number beats nothing.
bool isBetter(std::string_view metric, double value, const std::optional<double>& best, double minimumChange = 0);

} // namespace weft
