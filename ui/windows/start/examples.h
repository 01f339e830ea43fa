#pragma once

#include "ui/windows/start/graph_picture.h"

#include <QString>

namespace weft {

enum class ExampleKind { learn, vision, text, series, table };
QString exampleKindTitle(ExampleKind kind);

// One of the projects that come with the program.
struct Example {
    QString file; // on the disk, or ":/projects/…": a copy within the program
    QString title;
    QString says; // its first sentence
    ExampleKind kind = ExampleKind::learn;
    NetworkMap map = {};
};

// Installed, beside the program, or within it. Reads files: not for the GUI thread.
std::vector<Example> findExamples(const QString& programFolder);

} // namespace weft
