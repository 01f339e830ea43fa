#include "ui/canvas/arrange/layered_graph.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace weft {

namespace {

constexpr double screenShape = 1.6;
constexpr double shortEnough = 1400; // scene pixels: never wrapped by itself
constexpr int mostOutputsCut = 4;
constexpr double outputCost = 2;

struct Extent {
    double top = std::numeric_limits<double>::infinity();
    double bottom = -std::numeric_limits<double>::infinity();
    void add(const Extent& other)
    {
        top = std::min(top, other.top);
        bottom = std::max(bottom, other.bottom);
    }
    double height() const { return std::max(0.0, bottom - top); }
};

Extent extentOf(const LayeredGraph& graph, const std::vector<int>& layer)
{
    Extent extent;
    for (const int id : layer) {
        const LayeredGraph::Vertex& vertex = graph.vertices[size_t(id)];
        extent.add({vertex.y, vertex.y + vertex.height});
    }
    return extent;
}

double widthOf(const LayeredGraph& graph, const std::vector<int>& layer)
{
    double width = 0;
    for (const int id : layer)
        width = std::max(width, graph.vertices[size_t(id)].width);
    return width;
}

// How many different outputs go on from before each layer into it or past it.
std::vector<int> outputsBefore(const LayeredGraph& graph)
{
    std::vector<int> origins(graph.vertices.size());
    for (size_t i = 0; i < origins.size(); ++i)
        origins[i] = int(i);
    std::vector<int> counts(graph.layers.size(), 0);
    std::vector<int> seen;
    for (size_t layer = 0; layer < graph.layers.size(); ++layer) {
        seen.clear();
        for (const int id : graph.layers[layer]) {
            for (const int segment : graph.vertices[size_t(id)].left) {
                const int origin = origins[size_t(graph.segments[size_t(segment)].from)];
                seen.push_back(origin);
                if (graph.vertices[size_t(id)].lane)
                    origins[size_t(id)] = origin;
            }
        }
        std::ranges::sort(seen);
        counts[layer] = int(std::ranges::unique(seen).begin() - seen.begin());
    }
    return counts;
}

// First layers of the rows. The fewer outputs go on from row to row and the fuller the rows, the better: the cheapest
// way to break a paragraph, as in Knuth and Plass 1981. Rows longer than `rowWidth` only where too many outputs would
// be cut.
std::vector<size_t> breaksOf(const std::vector<double>& widths, const std::vector<int>& outputsBefore, double rowWidth,
                             double gap)
{
    const size_t count = widths.size();
    std::vector<double> costs(count + 1, std::numeric_limits<double>::infinity());
    std::vector<size_t> starts(count + 1, 0);
    costs[0] = 0;
    for (size_t end = 1; end <= count; ++end) {
        if (end < count && outputsBefore[end] > mostOutputsCut)
            continue;
        double width = -gap;
        for (size_t start = end; start-- > 0;) {
            width += widths[start] + gap;
            const bool alone = start + 1 == end;
            if (width > rowWidth && !alone && costs[end] < std::numeric_limits<double>::infinity())
                break;
            if (!(costs[start] < std::numeric_limits<double>::infinity()))
                continue;
            const double spare = (rowWidth - width) / rowWidth;
            const double raggedness = end == count && spare > 0 ? 0 : spare * spare * (spare < 0 && !alone ? 100 : 1);
            const double cut = start == 0 ? 0 : std::max(0, outputsBefore[start] - 1) * outputCost;
            const double cost = costs[start] + raggedness + cut + 0.02; // and the fewer rows the better
            if (cost < costs[end]) {
                costs[end] = cost;
                starts[end] = start;
            }
        }
    }
    std::vector<size_t> rows;
    for (size_t end = count; end > 0; end = starts[end])
        rows.push_back(starts[end]);
    std::ranges::reverse(rows);
    return rows;
}

} // namespace

void placeInRows(LayeredGraph& graph, const LayoutOptions& options)
{
    std::vector<double> widths;
    const std::vector<int> before = outputsBefore(graph);
    Extent whole;
    double total = -options.layerGap;
    for (const std::vector<int>& layer : graph.layers) {
        widths.push_back(widthOf(graph, layer));
        whole.add(extentOf(graph, layer));
        total += widths.back() + options.layerGap;
    }
    double rowWidth = options.rowWidth;
    if (rowWidth == 0 && total > shortEnough)
        rowWidth = std::max(shortEnough, std::sqrt(total * (whole.height() + options.rowGap) * screenShape));
    const bool wraps = rowWidth > 0 && total > rowWidth;
    const std::vector<size_t> rows =
        wraps ? breaksOf(widths, before, rowWidth, options.layerGap) : std::vector<size_t> {0};

    double rowTop = 0;
    for (size_t row = 0; row < rows.size(); ++row) {
        const size_t end = row + 1 < rows.size() ? rows[row + 1] : graph.layers.size();
        Extent extent;
        for (size_t layer = rows[row]; layer < end; ++layer)
            extent.add(extentOf(graph, graph.layers[layer]));
        const double shift = std::ceil((rowTop - extent.top) / options.snap) * options.snap;
        double x = 0;
        for (size_t layer = rows[row]; layer < end; ++layer) {
            for (const int id : graph.layers[layer]) {
                graph.vertices[size_t(id)].x = x;
                graph.vertices[size_t(id)].y += shift;
            }
            x += std::ceil((widths[layer] + options.layerGap) / options.snap) * options.snap;
        }
        rowTop = extent.bottom + shift + options.rowGap;
    }
}

} // namespace weft
