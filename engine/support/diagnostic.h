#pragma once

#include <string>
#include <vector>

namespace weft {

enum class Severity { error, warning, hint };

// What is wrong, for programs: those that somebody knows a repair for have a code of their own, so that sentences can
// be reworded and translated.
enum class DiagnosticCode {
    other,
    noLoss,
    notFlat, // the input has more axes than the layer takes; a Flatten before it helps
    shapesDiffer, // operands do not fit element by element
    cannotBypass,
    padUnused, // "pad" is given, but the padding is not explicit
    deadWire, // from or to what is not there
};

// One thing that is wrong (or doubtful) with a document, in a sentence that says what to do.
struct Diagnostic {
    Severity severity = Severity::error;
    std::string node = {}; // id of the node, with the blocks around it: "encoder/2/conv1"; empty: the document itself
    std::string port = {}; // input port or parameter it speaks of; may be empty
    std::string text = {};
    int position = -1; // character in a formula, where the mistake starts; -1: none
    DiagnosticCode code = DiagnosticCode::other;
    bool operator==(const Diagnostic&) const = default;
};

using Diagnostics = std::vector<Diagnostic>;

inline bool hasErrors(const Diagnostics& all)
{
    for (const Diagnostic& one : all) {
        if (one.severity == Severity::error)
            return true;
    }
    return false;
}

} // namespace weft
