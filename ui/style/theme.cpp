#include "ui/style/theme.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

#include <algorithm>
#include <cmath>

namespace weft {

namespace {

QColor colour(const QString& text)
{
    static const QRegularExpression rgba(QStringLiteral("^rgba\\((\\d+),(\\d+),(\\d+),(\\.\\d+)\\)$"));
    const QRegularExpressionMatch match = rgba.match(text);
    if (!match.hasMatch())
        return QColor(text);
    QColor found(match.captured(1).toInt(), match.captured(2).toInt(), match.captured(3).toInt());
    found.setAlphaF(match.captured(4).toFloat());
    return found;
}

template <size_t N> std::array<QColor, N> colours(const QJsonValue& list)
{
    std::array<QColor, N> found;
    for (size_t i = 0; i < N; ++i)
        found[i] = colour(list.toArray().at(qsizetype(i)).toString());
    return found;
}

} // namespace

Theme loadTheme(bool dark)
{
    QFile file(dark ? QStringLiteral(":/themes/dark.json") : QStringLiteral(":/themes/light.json"));
    [[maybe_unused]] const bool opened = file.open(QIODevice::ReadOnly);
    Q_ASSERT(opened);
    const QJsonObject tokens = QJsonDocument::fromJson(file.readAll()).object();
    const auto in = [&tokens](const char* group, const char* name) {
        const QColor found = colour(tokens[QLatin1String(group)].toObject()[QLatin1String(name)].toString());
        Q_ASSERT(found.isValid());
        return found;
    };
    Theme theme;
    theme.dark = dark;
    theme.surface = {in("surface", "chrome"),        in("surface", "canvas"), in("surface", "panel"),
                     in("surface", "head"),          in("surface", "raised"), in("surface", "control"),
                     in("surface", "control_hover"), in("surface", "inset")};
    theme.grid = {in("grid", "dot"), in("grid", "line")};
    theme.line = {in("line", "subtle"), in("line", "strong")};
    theme.text = {in("text", "primary"), in("text", "secondary"), in("text", "tertiary"), in("text", "on_accent")};
    theme.accent = {in("accent", "line_and_text"), in("accent", "fill"), in("accent", "soft")};
    theme.state = {in("state", "ok"),           in("state", "ok_soft"), in("state", "warning"),
                   in("state", "warning_soft"), in("state", "error"),   in("state", "error_soft")};
    theme.series = {in("series", "train"), in("series", "validation"),
                    colours<5>(tokens[QLatin1String("series")].toObject()[QLatin1String("run")])};
    theme.flow = colours<5>(tokens[QLatin1String("flow_ramp_low_to_high")]);
    theme.confusion = {in("confusion", "right"), in("confusion", "wrong")};
    theme.shadow = colour(tokens[QLatin1String("shadow")].toString());
    return theme;
}

double contrastOf(const QColor& one, const QColor& other)
{
    const auto light = [](const QColor& colour) {
        const auto part = [](float share) {
            return double(share) <= 0.04045 ? double(share) / 12.92 : std::pow((double(share) + 0.055) / 1.055, 2.4);
        };
        return 0.2126 * part(colour.redF()) + 0.7152 * part(colour.greenF()) + 0.0722 * part(colour.blueF()) + 0.05;
    };
    const double a = light(one), b = light(other);
    return std::max(a, b) / std::min(a, b);
}

Theme withHighContrast(Theme theme)
{
    const QColor ground = theme.dark ? Qt::black : Qt::white;
    const QColor ink = theme.dark ? Qt::white : Qt::black;
    const auto towards = [](const QColor& from, const QColor& to, float share) {
        return QColor::fromRgbF(from.redF() + (to.redF() - from.redF()) * share,
                                from.greenF() + (to.greenF() - from.greenF()) * share,
                                from.blueF() + (to.blueF() - from.blueF()) * share);
    };
    theme.surface = {ground, ground, ground, ground, towards(ground, ink, 0.06F), towards(ground, ink, 0.1F),
                     towards(ground, ink, 0.18F), ground};
    const QColor worst = theme.surface.controlHover;
    const auto clear = [&](const QColor& from, double least) { // as near to its own colour as that allows
        QColor found = from;
        for (float share = 0; contrastOf(found, worst) < least && share < 1; share += 0.02F)
            found = towards(from, ink, share);
        return found;
    };
    constexpr double words = 7, lines = 3;
    for (QColor* const one : {&theme.text.primary, &theme.text.secondary, &theme.text.tertiary, &theme.accent.line,
                              &theme.state.ok, &theme.state.warning, &theme.state.error, &theme.series.train,
                              &theme.series.validation, &theme.confusion.right, &theme.confusion.wrong})
        *one = clear(*one, words);
    theme.text.primary = ink;
    for (QColor& one : theme.series.run)
        one = clear(one, words);
    theme.line = {clear(theme.line.subtle, lines), clear(theme.line.strong, words)};
    theme.grid = {clear(theme.grid.dot, 1.6), clear(theme.grid.line, 1.6)};
    return theme;
}

} // namespace weft
