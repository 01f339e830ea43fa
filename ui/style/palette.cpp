#include "ui/style/palette.h"

#include "ui/style/theme.h"

namespace weft {

QPalette paletteOf(const Theme& theme)
{
    QPalette palette;
    palette.setColor(QPalette::Window, theme.surface.panel);
    palette.setColor(QPalette::WindowText, theme.text.primary);
    palette.setColor(QPalette::Base, theme.surface.inset);
    palette.setColor(QPalette::AlternateBase, theme.surface.head);
    palette.setColor(QPalette::Text, theme.text.primary);
    palette.setColor(QPalette::PlaceholderText, theme.text.tertiary);
    palette.setColor(QPalette::Button, theme.surface.control);
    palette.setColor(QPalette::ButtonText, theme.text.primary);
    palette.setColor(QPalette::BrightText, theme.text.onAccent);
    palette.setColor(QPalette::Highlight, theme.accent.soft);
    palette.setColor(QPalette::HighlightedText, theme.text.primary);
    palette.setColor(QPalette::Link, theme.accent.line);
    palette.setColor(QPalette::LinkVisited, theme.accent.line);
    palette.setColor(QPalette::ToolTipBase, theme.surface.raised);
    palette.setColor(QPalette::ToolTipText, theme.text.primary);
    palette.setColor(QPalette::Light, theme.surface.controlHover);
    palette.setColor(QPalette::Midlight, theme.surface.raised);
    palette.setColor(QPalette::Mid, theme.line.subtle);
    palette.setColor(QPalette::Dark, theme.line.strong);
    palette.setColor(QPalette::Shadow, theme.shadow);
    QColor faint = theme.text.tertiary;
    faint.setAlphaF(0.6f);
    for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, faint);
    palette.setColor(QPalette::Disabled, QPalette::HighlightedText, faint);
    return palette;
}

} // namespace weft
