#pragma once

#include "ui/canvas/arrange/layered_layout.h"

namespace weft {

// One connected graph on its way through the steps of the layout. Vertices are the nodes, then a place holder in every
// layer that a wire passes.
struct LayeredGraph {
    struct Vertex {
        double width = 0;
        double height = 0;
        int layer = 0;
        int place = 0; // in its layer, from the top
        bool lane = false; // a wire passes here
        double x = 0;
        double y = 0;
        std::vector<int> left = {}; // segments that end here
        std::vector<int> right = {}; // segments that start here
    };
    struct Segment { // of a wire, from a layer to the next
        int from = 0;
        int to = 0;
        double fromY = 0;
        double toY = 0;
    };
    std::vector<Vertex> vertices = {};
    std::vector<Segment> segments = {};
    std::vector<std::vector<int>> layers = {}; // vertices from the top
};

// A layer for each node, every edge running to a later one; edges that close a cycle are turned round in place.
std::vector<int> assignLayers(size_t nodes, std::vector<LayoutEdge>& edges);
LayeredGraph makeLayers(std::span<const LayoutNode> nodes, std::vector<LayoutEdge> edges);
void reduceCrossings(LayeredGraph& graph);
void straighten(LayeredGraph& graph, const LayoutOptions& options); // sets y
void placeInRows(LayeredGraph& graph, const LayoutOptions& options); // sets x, moves y

} // namespace weft
