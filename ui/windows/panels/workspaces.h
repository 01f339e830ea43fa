#pragma once

#include <QJsonObject>
#include <QString>

namespace weft {

// What the window is arranged for. Each remembers where its panels stand.
enum class Workspace { start, build, data, runs };

inline constexpr Workspace workspaces[] = {Workspace::start, Workspace::build, Workspace::data, Workspace::runs};
QString workspaceId(Workspace workspace); // "build"
QString workspaceIcon(Workspace workspace);

// Where the panels stand at first; compact: below 1440 px. See DockSite for its form.
QJsonObject defaultLayout(Workspace workspace, bool compact);
QJsonObject rememberedLayout(Workspace workspace, bool compact);
void rememberLayout(Workspace workspace, bool compact, const QJsonObject& layout); // null object: the default again

} // namespace weft
