#include "ui/style/theme.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

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

} // namespace weft
