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

void paintGist(QPainter& painter, const QRectF& where, const NetworkGist& gist);

} // namespace weft
