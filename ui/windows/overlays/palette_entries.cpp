#include "ui/windows/overlays/palette_entries.h"

#include "engine/layers/layer_type.h"
#include "ui/canvas/canvas.h"
#include "ui/canvas/search/fuzzy_match.h"
#include "ui/canvas/search/layer_search.h"
#include "ui/document/actions.h"
#include "ui/style/words.h"
#include "ui/windows/bars/keycap.h"
#include "ui/windows/canvas_area.h"
#include "ui/windows/commands/commands.h"
#include "ui/windows/files/project_files.h"
#include "ui/windows/files/recent.h"
#include "ui/windows/main_window.h"
#include "ui/windows/panels/panels.h"
#include "ui/windows/projects/studio.h"
#include "ui/windows/settings/preferences.h"

#include <QFileInfo>
#include <QJsonArray>

namespace weft {

namespace {

// Keeps the entry if the text is in its title, or else in its category and title together.
void keepIfFound(std::vector<PaletteEntry>& found, const QString& text, PaletteEntry entry, int bonus)
{
    if (const auto match = fuzzyMatch(text, entry.title)) {
        entry.score = match->score + bonus;
        entry.matched = match->positions;
    } else if (const auto both = fuzzyMatch(text, QString(entry.category + QLatin1Char(' ') + entry.title))) {
        entry.score = both->score - 10 + bonus;
    } else {
        return;
    }
    found.push_back(std::move(entry));
}

PaletteEntry entryOf(QAction* action)
{
    const QString title = withoutKeyMark(action->text());
    QString icon = action->property("iconName").toString();
    return {.title = title,
            .category = Commands::categoryTitle(Commands::categoryOf(action)),
            .icon = icon,
            .key = keyText(action->shortcut()),
            .whyNot = action->isEnabled()       ? QString()
                : action->statusTip().isEmpty() ? CommandPalette::tr("It can't be used now.")
                                                : action->statusTip(),
            .id = action->objectName(),
            .run = [action] { action->trigger(); }};
}

// Behind the node that is selected, if there is one, else in the middle of what is in sight.
void addLayerAt(MainWindow& window, const QString& kind)
{
    Studio* const studio = window.current();
    Canvas* const canvas = window.canvasArea()->canvas();
    window.setWorkspace(Workspace::build);
    const Scope scope = studio->selection()->scope();
    const std::string current = studio->selection()->current();
    Joint joint;
    QPointF at = canvas->visibleArea().center();
    if (const GraphNode* const node = studio->document()->node(scope, current)) {
        const NodeView view = studio->document()->view(scope, current);
        at = {view.x + 200, view.y};
        if (const LayerType* const type = findLayerType(node->type); type && !type->outputs.empty())
            joint.from = PortRef {current, type->outputs.front().id};
    }
    const std::string id = addNode(*studio->document(), scope, kind.toStdString(), at, joint);
    if (!id.empty())
        studio->selection()->reveal({scope, id});
    canvas->setFocus();
}

void addLayers(std::vector<PaletteEntry>& found, MainWindow& window, const QString& text)
{
    if (!window.current() || text.isEmpty())
        return;
    const std::vector<LayerChoice> choices = layerChoices(window.current()->document()->project().graph);
    for (const LayerHit& hit : searchLayers(choices, text)) {
        const LayerChoice& choice = choices[size_t(hit.choice)];
        found.push_back({.title = choice.title,
                         .category = CommandPalette::tr("Add · %1").arg(choice.categoryTitle),
                         .layerCategory = choice.category,
                         .id = {},
                         .run = [&window, kind = choice.key()] { addLayerAt(window, kind); },
                         .matched = hit.titlePositions,
                         .score = hit.score});
    }
}

} // namespace

std::vector<PaletteEntry> paletteEntries(MainWindow& window, const QString& text)
{
    std::vector<PaletteEntry> found;
    const QJsonArray used = Preferences::get().value(QStringLiteral("palette.used")).toArray();
    for (QAction* const action : window.commands()->all()) {
        PaletteEntry entry = entryOf(action);
        qsizetype place = 0;
        while (place < used.size() && used[place].toString() != entry.id)
            ++place;
        const int bonus = place < used.size() ? int(used.size() - place) : 0;
        if (text.isEmpty()) {
            entry.score = bonus;
            found.push_back(std::move(entry));
        } else {
            keepIfFound(found, text, std::move(entry), bonus);
        }
    }
    if (!text.isEmpty()) {
        addLayers(found, window, text);
        for (const PanelRow& row : panelRows())
            keepIfFound(found, text,
                        {.title = panelTitle(row),
                         .category = CommandPalette::tr("Panel"),
                         .icon = row.icon,
                         .id = {},
                         .run = [&window, id = row.id] { window.showPanel(id); }},
                        0);
        for (const QString& file : recentProjects())
            keepIfFound(found, text,
                        {.title = QFileInfo(file).completeBaseName(),
                         .category = CommandPalette::tr("Open"),
                         .icon = QStringLiteral("folder"),
                         .id = {},
                         .run = [&window, file] { window.files()->open(file); }},
                        0);
    }
    std::ranges::stable_sort(found, [](const PaletteEntry& a, const PaletteEntry& b) {
        return std::pair(!a.whyNot.isEmpty(), -a.score) < std::pair(!b.whyNot.isEmpty(), -b.score);
    });
    return found;
}

} // namespace weft
