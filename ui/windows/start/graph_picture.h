#pragma once

#include "engine/graph/project.h"

#include <QRectF>

class QPainter;

namespace weft {

// The gist of a network: its main way from an input to a loss, at most so many layers of it.
struct NetworkGist {
    std::vector<std::string> categories = {}; // of layers; "block"
};
NetworkGist gistOf(const Project& project, size_t most = 7);

// All of a network from afar, as it lies on its canvas: no two look alike.
struct NetworkMap {
    struct Node {
        QRectF rect;
        std::string category;
    };
    std::vector<Node> nodes = {};
    std::vector<std::pair<int, int>> wires = {}; // from node to node
};
NetworkMap mapOf(const Project& project);

void paintMap(QPainter& painter, const QRectF& where, const NetworkMap& map);
void paintGist(QPainter& painter, const QRectF& where, const NetworkGist& gist);

} // namespace weft
