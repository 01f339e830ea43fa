#include "ui/windows/panels/workspaces.h"

#include "ui/windows/settings/preferences.h"

#include <QJsonArray>

namespace weft {

namespace {

QJsonObject tabs(std::initializer_list<const char*> panels)
{
    QJsonArray list;
    for (const char* const panel : panels)
        list << QLatin1String(panel);
    return {{QLatin1String("tabs"), list}, {QLatin1String("current"), list.first()}};
}

struct Part {
    QJsonObject what;
    int size = 0; // px at 100 %; 0: takes the rest
};

QJsonObject split(const char* direction, std::initializer_list<Part> parts)
{
    QJsonArray list;
    QJsonArray sizes;
    for (const Part& part : parts) {
        list << part.what;
        sizes << part.size;
    }
    return {{QLatin1String("split"), QLatin1String(direction)},
            {QLatin1String("parts"), list},
            {QLatin1String("sizes"), sizes}};
}

QJsonObject buildLayout(bool compact)
{
    const QJsonObject central {{QLatin1String("central"), true}};
    if (compact)
        return split("across",
                     {{split("down",
                             {{split("across", {{tabs({"layers"}), 44}, {central}})},
                              {split("across",
                                     {{tabs({"curves", "schedule", "log"})},
                                      {tabs({"predictions", "device", "confusion", "problems", "outline"})}}),
                               220}})},
                      {tabs({"inspector", "documentation", "history"}), 256}});
    return split("across",
                 {{split("down",
                         {{split("across", {{tabs({"layers", "outline"}), 248}, {central}})},
                          {split("across",
                                 {{tabs({"curves", "schedule", "log", "problems"})},
                                  {tabs({"device", "nodes"}), 304},
                                  {tabs({"predictions", "confusion", "preview"})}}),
                           348}})},
                  {tabs({"inspector", "documentation", "history"}), 320}});
}

} // namespace

QString workspaceId(Workspace workspace)
{
    switch (workspace) {
    case Workspace::start:
        return QStringLiteral("start");
    case Workspace::build:
        return QStringLiteral("build");
    case Workspace::data:
        return QStringLiteral("data");
    case Workspace::runs:
        break;
    }
    return QStringLiteral("runs");
}

QString workspaceIcon(Workspace workspace)
{
    return workspace == Workspace::start ? QStringLiteral("home") : workspaceId(workspace);
}

QJsonObject defaultLayout(Workspace workspace, bool compact)
{
    switch (workspace) {
    case Workspace::start:
        return {};
    case Workspace::build:
        return buildLayout(compact);
    case Workspace::data:
        return split("across",
                     {{tabs({"sources"}), compact ? 208 : 248},
                      {split("down", {{tabs({"samples", "columns"})}, {tabs({"split", "augmentation"}), 200}})},
                      {tabs({"statistics", "sample"}), compact ? 256 : 360}});
    case Workspace::runs:
        break;
    }
    return split("across",
                 {{tabs({"runs"}), compact ? 320 : 432},
                  {split("down", {{tabs({"runCurves"})}, {tabs({"compare", "deploy"}), compact ? 260 : 420}})}});
}

namespace {

QString keyOf(Workspace workspace, bool compact)
{
    return QStringLiteral("layout.%1.%2").arg(workspaceId(workspace), compact ? "compact" : "wide");
}

} // namespace

QJsonObject rememberedLayout(Workspace workspace, bool compact)
{
    const QJsonObject kept = Preferences::get().value(keyOf(workspace, compact)).toObject();
    return kept.isEmpty() ? defaultLayout(workspace, compact) : kept;
}

void rememberLayout(Workspace workspace, bool compact, const QJsonObject& layout)
{
    Preferences::get().set(keyOf(workspace, compact), layout.isEmpty() ? QJsonValue() : QJsonValue(layout));
}

} // namespace weft
