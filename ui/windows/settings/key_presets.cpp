#include "ui/windows/settings/key_presets.h"

#include <QHash>

namespace weft {

namespace {

struct PresetKey {
    const char* command;
    const char* blender; // nullptr: as in Weft; "": none
    const char* unreal;
    const char* comfyui;
    const char* houdini;
};

// Sources: Blender's and Unreal's manuals, ComfyUI's key panel, Houdini's network shortcuts. What Blender calls mute is
// Weft's bypass. A key that one of them takes goes to another, or to none (""), where Weft has it for something else.
constexpr PresetKey table[] = {
    {"graph.bypass", "M", nullptr, "Ctrl+B", "B"},
    {"graph.collapse", "H", nullptr, "Alt+C", nullptr},
    {"graph.frame", "Ctrl+J", "C", "Ctrl+G", "Shift+O"},
    {"graph.block", "Ctrl+G", nullptr, "Ctrl+Shift+G", "Shift+C"},
    {"graph.unpack", "Ctrl+Alt+G", nullptr, nullptr, nullptr},
    {"graph.wire", nullptr, "W", nullptr, nullptr},
    {"graph.connect", "F", "Shift+F", nullptr, nullptr},
    {"graph.tidy", nullptr, nullptr, nullptr, "L"},
    {"graph.swap", "Shift+S", nullptr, nullptr, nullptr},
    {"graph.alignBottom", "", nullptr, nullptr, nullptr},
    {"graph.alignRight", "", nullptr, nullptr, nullptr},
    {"graph.alignCentres", nullptr, nullptr, nullptr, ""},
    {"edit.duplicate", "Shift+D", "Ctrl+D", nullptr, nullptr},
    {"edit.delete", "X", nullptr, nullptr, nullptr},
    {"edit.rename", "F2", nullptr, nullptr, "N"},
    {"view.fit", "Home", "Home", nullptr, "H"},
    {"view.fitSelection", "Num+.", "F", ".", "G"},
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

QStringList presetCommands()
{
    QStringList commands;
    for (const PresetKey& row : table)
        commands << QLatin1String(row.command);
    return commands;
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
