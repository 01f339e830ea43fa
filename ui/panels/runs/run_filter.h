#pragma once

#include "ui/panels/runs/run_entry.h"

#include <variant>
#include <vector>

namespace weft {

// What the user asks for: words that a run's name, note or state holds, and comparisons, all of which must hold:
// "cosine accuracy > 92 state = finished". A comparison's name is a metric (the best of the validation; shares may be
// given as percents), "step", "epoch", "time" (seconds), "rate", "batch", "seed", "state", "device", "optimizer",
// "schedule" or "name".
class RunFilter {
public:
    explicit RunFilter(const QString& text);
    bool accepts(const RunEntry& run) const;
    // What could not be understood, as a sentence; empty: all was. The rest holds all the same.
    const QString& problem() const { return m_problem; }

private:
    enum class Is { less, lessEqual, more, moreEqual, equal, different };
    struct Comparison {
        QString name;
        Is is;
        QString value;
    };
    bool holds(const Comparison& comparison, const RunEntry& run) const;

    QStringList m_words;
    std::vector<Comparison> m_comparisons;
    QString m_problem;
};

} // namespace weft
