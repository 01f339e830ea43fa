#pragma once

#include "ui/panels/runs/run_entry.h"

#include <QStringList>

namespace weft {

// Runs side by side: what came out, and what was set differently.
struct Comparison {
    struct Cell {
        QString text;
        bool isBest = false; // of a result: the best of its row, where they differ
        bool differs = false; // of a setting: from the run that the others are held against
    };
    struct Row {
        QString title;
        bool isHeading = false;
        bool isEqual = false; // the same in all runs
        std::vector<Cell> cells = {};
    };
    QStringList runs;
    std::vector<Row> rows;
    int equalSettings = 0; // left out unless asked for
};

// `against`: index of the run to hold the others against; results have no part in it.
Comparison compare(const std::vector<RunEntry>& runs, size_t against, bool withEqual);
QString toText(const Comparison& comparison); // tab-separated, for a spreadsheet

} // namespace weft
