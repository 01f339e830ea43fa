#include "ui/windows/settings/key_presets.h"

#include <QHash>

namespace weft {

namespace {

struct PresetKey {
    const char* command;
    const char* blender; // nullptr: as in Weft
    const char* unreal;
    const char* comfyui;
    const char* houdini;
};

// Sources: Blender's and Unreal's manuals, ComfyUI's key panel, Houdini's network shortcuts.
constexpr PresetKey table[] = {
    {"graph.bypass", nullptr, nullptr, "Ctrl+B", "B"},
    {"graph.mute", "M", nullptr, "Ctrl+M", nullptr},
    {"graph.frame", "Ctrl+J", "C", "Ctrl+G", "Shift+O"},
    {"graph.block", "Ctrl+G", nullptr, "Ctrl+Shift+G", "Shift+C"},
    {"graph.unpack", "Ctrl+Alt+G", nullptr, nullptr, nullptr},
    {"graph.tidy", nullptr, nullptr, nullptr, "L"},
    {"edit.duplicate", "Shift+D", "Ctrl+D", nullptr, nullptr},
    {"edit.delete", "X", nullptr, nullptr, nullptr},
    {"edit.rename", "F2", nullptr, nullptr, "N"},
    {"view.fit", "Home", "Home", nullptr, "H"},
    {"view.fitSelection", "Num+.", "F", ".", "G"},
    {"view.search", "Shift+A", nullptr, nullptr, "Tab"},
    {"view.palette", "F3", nullptr, nullptr, nullptr},
    {"edit.redo", "Ctrl+Shift+Z", "Ctrl+Y", "Ctrl+Y", "Ctrl+Shift+Z"},
};

} // namespace

QStringList keyPresets()
{
    return {QStringLiteral("weft"), QStringLiteral("blender"), QStringLiteral("unreal"), QStringLiteral("comfyui"),
            QStringLiteral("houdini")};
}

QString keyPresetTitle(const QString& preset)
{
    static const QHash<QString, QString> titles {{QStringLiteral("weft"), QStringLiteral("Weft")},
                                                 {QStringLiteral("blender"), QStringLiteral("Blender")},
                                                 {QStringLiteral("unreal"), QStringLiteral("Unreal")},
                                                 {QStringLiteral("comfyui"), QStringLiteral("ComfyUI")},
                                                 {QStringLiteral("houdini"), QStringLiteral("Houdini")}};
    return titles.value(preset);
}

std::optional<QKeySequence> presetKey(const QString& preset, const QString& command)
{
    const auto column = keyPresets().indexOf(preset);
    if (column <= 0)
        return {};
    for (const PresetKey& row : table) {
        if (command != QLatin1String(row.command))
            continue;
        const char* const keys[] = {row.blender, row.unreal, row.comfyui, row.houdini};
        if (keys[column - 1])
            return QKeySequence(QString::fromLatin1(keys[column - 1]), QKeySequence::PortableText);
    }
    return {};
}

} // namespace weft
