#pragma once

#include "ui/canvas/canvas.h"

#include <QString>

namespace weft {

// What a node shows beside its fields: where it stands in the check, in the training and under the user's hands.
struct NodeLook {
    QString shape; // of its first output; "?": not to be told
    QString cost; // "9.2 k · 0.74 ms"
    QString value; // a loss's newest
    bool error = false;
    bool warning = false;
    bool selected = false;
    bool target = false; // a wire or a layer is about to be dropped on it
    bool running = false;
    bool thawed = false; // frozen, but its time is over
    double deadShare = 0;
    Ailment ailment = Ailment::none;
    double heat = 0; // its time in a step, as a share of the slowest node's
    bool operator==(const NodeLook&) const = default;
};

// The sentences of the check, by node of the scope shown.
struct ScopeProblems {
    struct Problem {
        QString sentence;
        std::string port;
        Severity severity = Severity::error;
        Diagnostic diagnostic = {}; // as the check gave it
    };
    std::unordered_map<std::string, std::vector<Problem>> nodes;

    void read(const GraphDocument* document, const Scope& scope);
    const Problem* worst(const std::string& node) const; // nullptr: all is well
    bool isWireWrong(const WireRef& wire) const;
};

// `path`: of the node in the report, for what the training tells; empty: not known.
NodeLook lookOf(const NodeItem& item, const NodeReport* report, const ScopeProblems& problems, const NodeLife* life,
                Canvas::Badges badges, double longest = 0); // longest: milliseconds of the slowest node

} // namespace weft
