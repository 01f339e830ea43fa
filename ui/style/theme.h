#pragma once

#include <QColor>

#include <array>

namespace weft {

// The colours of one theme, as resources/themes/*.json has them.
struct Theme {
    bool dark = true;
    struct {
        QColor chrome, canvas, panel, head, raised, control, controlHover, inset;
    } surface;
    struct {
        QColor dot, line;
    } grid;
    struct {
        QColor subtle, strong;
    } line;
    struct {
        QColor primary, secondary, tertiary, onAccent;
    } text;
    struct {
        QColor line, fill, soft; // line: focus and coloured text too
    } accent;
    struct {
        QColor ok, okSoft, warning, warningSoft, error, errorSoft;
    } state;
    struct {
        QColor train, validation;
        std::array<QColor, 5> run;
    } series;
    std::array<QColor, 5> flow; // low to high
    struct {
        QColor right, wrong;
    } confusion;
    QColor shadow;
};

Theme loadTheme(bool dark);

} // namespace weft
