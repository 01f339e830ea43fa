#include "ui/canvas/search/layer_search.h"

#include "engine/layers/layer_type.h"
#include "ui/canvas/search/fuzzy_match.h"
#include "ui/canvas/search/synonyms.h"
#include "ui/document/files/block_shelf.h"
#include "ui/style/category.h"
#include "ui/windows/settings/preferences.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>

namespace weft {

namespace {

constexpr qsizetype keptRecents = 12;
const QString recentKey = QStringLiteral("layers/recent");
const QString favouritesKey = QStringLiteral("layers/favourites");
constexpr int otherNameCost = 6;
constexpr int categoryScore = 10;
constexpr int favouriteBonus = 8;

int habitBonus(const LayerChoice& choice, const LayerHabits& habits)
{
    const QString key = choice.key();
    const qsizetype place = habits.recent.indexOf(key);
    return (place < 0 ? 0 : int(std::max<qsizetype>(1, 8 - place)))
        + (habits.favourites.contains(key) ? favouriteBonus : 0);
}

// The words of the text in any order, for who writes "2d conv".
std::optional<FuzzyMatch> matchWords(const QString& text, const QString& name)
{
    const QStringList words = text.split(' ', Qt::SkipEmptyParts);
    if (words.size() < 2)
        return std::nullopt;
    FuzzyMatch all;
    for (const QString& word : words) {
        const std::optional<FuzzyMatch> match = fuzzyMatch(word, name);
        if (!match)
            return std::nullopt;
        all.score += match->score;
        all.positions.insert(all.positions.end(), match->positions.begin(), match->positions.end());
    }
    std::ranges::sort(all.positions);
    const auto twice = std::ranges::unique(all.positions);
    all.positions.erase(twice.begin(), twice.end());
    return all;
}

std::optional<FuzzyMatch> match(const QString& text, const QString& name)
{
    std::optional<FuzzyMatch> found = fuzzyMatch(text, name);
    return found ? found : matchWords(text, name);
}

std::optional<LayerHit> hitOf(const LayerChoice& choice, const QString& text)
{
    std::optional<LayerHit> best;
    if (const std::optional<FuzzyMatch> title = match(text, choice.title))
        best = {.score = title->score, .titlePositions = title->positions};
    for (const QString& name : choice.otherNames) {
        const std::optional<FuzzyMatch> other = match(text, name);
        const int score = other ? other->score - (name == text ? -1 : otherNameCost) : 0;
        if (other && (!best || score > best->score))
            best = {.score = score, .matchedName = name};
    }
    if (!best && text.size() >= 3 && choice.categoryTitle.startsWith(text, Qt::CaseInsensitive))
        best = {.score = categoryScore, .matchedName = choice.categoryTitle};
    return best;
}

std::vector<LayerHit> everything(const std::vector<LayerChoice>& choices, const LayerHabits& habits)
{
    const auto rank = [&](const LayerChoice& choice) {
        const QString key = choice.key();
        const qsizetype favourite = habits.favourites.indexOf(key);
        const qsizetype recent = habits.recent.indexOf(key);
        return favourite >= 0 ? favourite : recent >= 0 ? 1000 + recent : qsizetype(1'000'000);
    };
    std::vector<std::pair<qsizetype, LayerHit>> ranked;
    for (size_t i = 0; i < choices.size(); ++i)
        ranked.push_back({rank(choices[i]), {.choice = int(i)}});
    std::ranges::stable_sort(ranked, {}, &std::pair<qsizetype, LayerHit>::first);
    std::vector<LayerHit> hits;
    for (auto& [place, hit] : ranked)
        hits.push_back(std::move(hit));
    return hits;
}

} // namespace

QString LayerChoice::key() const
{
    return QString::fromStdString(block.empty() ? type : (kept ? "library:" : "block:") + block);
}

QString layerTitle(const std::string& type)
{
    const LayerType* layer = findLayerType(type);
    return layer == nullptr ? QString::fromStdString(type)
                            : QCoreApplication::translate("weft::layers", layer->title.c_str());
}

std::vector<LayerChoice> layerChoices(const Graph& graph)
{
    std::vector<LayerChoice> choices;
    for (const LayerType& type : layerTypes()) {
        LayerChoice choice = {.type = type.id,
                              .category = type.category,
                              .title = layerTitle(type.id),
                              .categoryTitle = categoryLook(type.category).title};
        const QString english = QString::fromStdString(type.title);
        if (english != choice.title)
            choice.otherNames << english;
        choice.otherNames << QString::fromStdString(type.id) << synonymsOf(type.id);
        choices.push_back(std::move(choice));
    }
    for (const Block& block : graph.blocks)
        choices.push_back({.type = "block",
                           .block = block.name,
                           .category = "block",
                           .title = QString::fromStdString(block.name),
                           .categoryTitle = categoryLook("block").title});
    for (const BlockShelf::Blocks& own : BlockShelf::get().blocks())
        if (std::ranges::find(graph.blocks, own->front()) == graph.blocks.end())
            choices.push_back({.type = "block",
                               .block = own->front().name,
                               .kept = own,
                               .category = "block",
                               .title = QString::fromStdString(own->front().name),
                               .categoryTitle = QCoreApplication::translate("weft", "Your library")});
    return choices;
}

void LayerHabits::use(const QString& key)
{
    recent.removeAll(key);
    recent.prepend(key);
    recent.resize(std::min(recent.size(), keptRecents));
}

void LayerHabits::toggleFavourite(const QString& key)
{
    if (!favourites.removeOne(key))
        favourites.prepend(key);
}

LayerHabits LayerHabits::load()
{
    const auto read = [](const QString& key) {
        QStringList keys;
        for (const QJsonValue& value : Preferences::get().value(key).toArray())
            keys << value.toString();
        return keys;
    };
    return {.recent = read(recentKey), .favourites = read(favouritesKey)};
}

void LayerHabits::save() const
{
    Preferences::get().set(recentKey, QJsonArray::fromStringList(recent));
    Preferences::get().set(favouritesKey, QJsonArray::fromStringList(favourites));
}

std::vector<LayerHit> searchLayers(const std::vector<LayerChoice>& choices, const QString& text,
                                   const LayerHabits& habits)
{
    const QString wanted = text.simplified();
    if (wanted.isEmpty())
        return everything(choices, habits);
    std::vector<LayerHit> hits;
    for (size_t i = 0; i < choices.size(); ++i) {
        if (std::optional<LayerHit> hit = hitOf(choices[i], wanted)) {
            hit->choice = int(i);
            hit->score += habitBonus(choices[i], habits);
            hits.push_back(std::move(*hit));
        }
    }
    std::ranges::stable_sort(hits, std::ranges::greater(), &LayerHit::score);
    return hits;
}

} // namespace weft
