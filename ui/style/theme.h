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

// The same for who needs more of it: grounds are black or white, words and marks at least seven times as light or dark
// (WCAG's AAA), lines three times.
Theme withHighContrast(Theme theme);
double contrastOf(const QColor& one, const QColor& other); // 1 … 21, as WCAG counts it

} // namespace weft
