#pragma once

#include "ui/canvas/paint/node_look.h"
#include "ui/inspector/fixes.h"

namespace weft {

// The sentence below a broken node, and what can be done about it. Places are in the scene.
struct ProblemCallout {
    enum class Part { none, box, fix, docs };

    std::string node;
    Severity severity = Severity::error;
    QString sentence;
    QRectF rect;
    QRectF words; // of the sentence
    std::optional<Fix> fix = {};
    QRectF fixButton = {}; // null: there is no fix
    QRectF docsLink = {};

    Part partAt(const QPointF& scene) const;
};

// Of the broken nodes in `visible`: all if they are few, else those that are selected.
std::vector<ProblemCallout> problemCallouts(GraphDocument& document, const Scene& scene, const ScopeProblems& problems,
                                            const Selection* selection, const QRectF& visible);

// Which part of which box the mouse is over.
struct ProblemHover {
    std::string node = {};
    ProblemCallout::Part part = ProblemCallout::Part::none;
    bool operator==(const ProblemHover&) const = default;
};

} // namespace weft
