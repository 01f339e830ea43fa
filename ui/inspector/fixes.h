#pragma once

#include "ui/document/graph_document.h"

#include <QString>

#include <functional>
#include <vector>

namespace weft {

// A way out of a problem that the program can go by itself, as one undo step.
struct Fix {
    QString title; // "Insert Flatten"
    QString note = {}; // what it costs or changes
    std::function<void()> apply;
};

// For a problem of document.problems(); the document outlives them. Often none.
std::vector<Fix> fixesFor(GraphDocument& document, const Diagnostic& problem);

} // namespace weft
