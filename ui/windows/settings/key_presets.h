#pragma once

#include <QKeySequence>
#include <QStringList>

#include <optional>

namespace weft {

// The keys that people bring from other programs. What a preset does not name stays as it is in Weft.
QStringList keyPresets(); // ids: "weft", "blender", …
QString keyPresetTitle(const QString& preset);
QStringList presetCommands(); // that any of them gives another key
std::optional<QKeySequence> presetKey(const QString& preset, const QString& command);

} // namespace weft
