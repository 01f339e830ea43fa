#pragma once

#include "ui/panels/curves/plot/plot_line.h"

#include <QByteArray>
#include <QImage>

#include <functional>

namespace weft {

class CurvePlot;

enum class PlotForm : uint8_t { png, svg, csv };

QImage pngOf(CurvePlot& plot, double scale = 2); // as it is shown, with `scale` pixels for one of its own
QByteArray svgOf(CurvePlot& plot);

// Every visible line's own values (not smoothed) between two steps: step, epoch, seconds and a column for each line;
// an empty field where a line has no value at a step. Numbers as programs read them, whatever the locale.
struct CurveTable {
    std::vector<PlotLine> lines;
    double firstStep = 0;
    double lastStep = 0;
    size_t rows() const; // at most: lines may share steps
};
CurveTable tableInView(const CurvePlot& plot);
// Hands the text on in pieces.
void writeCsv(const CurveTable& table, const std::function<void(std::string_view)>& write);

// On the clipboard, as that form and nothing else. A table of more than a million rows is refused with a sentence;
// empty: done.
QString copyPlot(CurvePlot& plot, PlotForm form);
// In the background; `done` gets a sentence about what went wrong, or an empty one. The values are those of now.
void savePlot(CurvePlot& plot, PlotForm form, const QString& file, QObject* context,
              std::function<void(const QString& problem)> done);

} // namespace weft
