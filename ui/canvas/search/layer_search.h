#pragma once

#include "engine/graph/graph.h"

#include <QString>
#include <QStringList>

#include <memory>
#include <vector>

namespace weft {

// One thing that can be added to a network: a layer of the catalogue, a block of the project or of the library.
struct LayerChoice {
    std::string type; // a layer's id, or "block"
    std::string block = {}; // with "block": its name
    std::shared_ptr<const std::vector<Block>> kept = {}; // of the library: the block, and those that it uses
    std::string category; // a layer's category, or "block"
    QString title; // translated; a block's name
    QString categoryTitle;
    QStringList otherNames = {}; // English title, id, synonyms
    bool operator==(const LayerChoice&) const = default;

    QString key() const; // "conv2d", "block:Residual", "library:Residual": for recents and favourites
};

// The catalogue in its order, the project's blocks, then those of the library that the project has not got.
std::vector<LayerChoice> layerChoices(const Graph& graph);
QString layerTitle(const std::string& type); // translated; the id of a layer that this version does not know

// What the user took last and what the user marked, newest first; keys of LayerChoice.
struct LayerHabits {
    QStringList recent = {};
    QStringList favourites = {};
    void toggleFavourite(const QString& key);
    void use(const QString& key); // to the front of `recent`, which keeps twelve

    static LayerHabits load(); // from the user's settings
    void save() const;
};

struct LayerHit {
    int choice = 0; // index into the choices
    int score = 0;
    std::vector<int> titlePositions = {}; // matched characters of the title; empty if another name matched
    QString matchedName = {}; // that other name
};

// What fits the text, best first. An empty text gives everything: favourites, then recent ones, then in order.
std::vector<LayerHit> searchLayers(const std::vector<LayerChoice>& choices, const QString& text,
                                   const LayerHabits& habits = {});

} // namespace weft
