#include "ui/inspector/documentation/layer_page.h"

#include "engine/layers/layer_type.h"
#include "ui/style/category.h"
#include "ui/style/controls/number/number_text.h"
#include "ui/style/style.h"
#include "ui/style/words.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

#include <cmath>

namespace weft {

namespace {

struct LayerPageText {
    Q_DECLARE_TR_FUNCTIONS(weft::LayerPage)
};

QString safe(const QString& text)
{
    return text.toHtmlEscaped();
}

QString valueText(const ParamValue& value)
{
    if (const auto* on = std::get_if<bool>(&value))
        return *on ? LayerPageText::tr("on") : LayerPageText::tr("off");
    if (const auto* whole = std::get_if<int64_t>(&value))
        return QString::number(*whole);
    if (const auto* real = std::get_if<double>(&value))
        return numberText(*real, false, NumberField::Form::plain);
    if (const auto* text = std::get_if<std::string>(&value))
        return QString::fromStdString(*text);
    if (const auto* sizes = std::get_if<std::vector<int64_t>>(&value)) {
        QStringList words;
        for (const int64_t size : *sizes)
            words << QString::number(size);
        return words.isEmpty() ? QStringLiteral("–") : words.join(QStringLiteral(" × "));
    }
    return QStringLiteral("–");
}

QString rangeText(const Param& param)
{
    if (param.kind == Param::Kind::choice) {
        QStringList choices;
        for (const std::string& choice : param.choices)
            choices << nameOf(choice);
        return choices.join(QStringLiteral(", "));
    }
    if (param.kind == Param::Kind::toggle || param.kind == Param::Kind::text)
        return {};
    const auto number = [](double value) {
        return numberText(value, value == std::floor(value) && std::abs(value) < 1e15, NumberField::Form::plain);
    };
    const bool least = std::isfinite(param.minimum), most = std::isfinite(param.maximum) && param.maximum < 1e9;
    if (least && most)
        return LayerPageText::tr("%1 to %2").arg(number(param.minimum), number(param.maximum));
    if (least)
        return LayerPageText::tr("at least %1").arg(number(param.minimum));
    return most ? LayerPageText::tr("at most %1").arg(number(param.maximum)) : QString();
}

QString formulaOf(const std::string& layer)
{
    static const QJsonObject formulas = [] {
        QFile file(QStringLiteral(":/help/formulas.json"));
        [[maybe_unused]] const bool opened = file.open(QIODevice::ReadOnly);
        Q_ASSERT(opened);
        return QJsonDocument::fromJson(file.readAll()).object();
    }();
    return formulas[QString::fromStdString(layer)].toString();
}

QString portRows(const std::vector<Port>& ports)
{
    QString rows;
    for (const Port& port : ports) {
        QString what = safe(translated(port.doc));
        if (port.optional)
            what += QStringLiteral(" <span class='faint'>· %1</span>").arg(safe(LayerPageText::tr("optional")));
        if (port.many)
            what +=
                QStringLiteral(" <span class='faint'>· %1</span>").arg(safe(LayerPageText::tr("any number of wires")));
        const QString name = port.id.size() == 1 ? QString::fromStdString(port.id) : nameOf(port.id);
        rows += QStringLiteral("<tr><td class='name'>%1</td><td>%2</td></tr>").arg(safe(name), what);
    }
    return rows;
}

} // namespace

QString styleSheetOfPages()
{
    const Style& style = Style::get();
    const Theme& colours = theme();
    return QStringLiteral("body { color: %1; font-size: %6px; }"
                          ".title { font-size: %7px; font-weight: 600; color: %2; margin: 0; }"
                          ".head { font-weight: 600; color: %2; margin: 14px 0 4px 0; }"
                          "h1, h2 { color: %2; }"
                          "p { margin: 4px 0 6px 0; line-height: 135%; }"
                          ".faint { color: %3; } .formula { color: %2; background-color: %4; }"
                          "td { padding: 3px 12px 3px 0; vertical-align: top; } td.name { color: %2; }"
                          "code { color: %2; } a { color: %5; text-decoration: none; }")
        .arg(colours.text.secondary.name(), colours.text.primary.name(), colours.text.tertiary.name(),
             colours.surface.inset.name(), colours.accent.line.name())
        .arg(style.px(12))
        .arg(style.px(16));
}

QString layerPage(const LayerType& type)
{
    QString page = QStringLiteral("<p class='title'>%1</p><p class='faint'>%2 · <code>%3</code></p><p>%4</p>")
                       .arg(safe(translated(type.title)), safe(categoryLook(type.category).title),
                            safe(QString::fromStdString(type.id)), safe(translated(type.doc)));
    if (const QString formula = formulaOf(type.id); !formula.isEmpty()) {
        const QString family = Style::get().font(TextRole::mono).families().first();
        page += QStringLiteral("<table width='100%' cellpadding='8'><tr><td class='formula' "
                               "style=\"font-family:'%1'\">%2</td></tr></table>")
                    .arg(family, safe(formula));
    }
    if (!type.params.empty()) {
        page += QStringLiteral("<p class='head'>%1</p>").arg(safe(LayerPageText::tr("Parameters")));
        for (const Param& param : type.params) {
            QStringList facts {LayerPageText::tr("default %1")
                                   .arg(param.kind == Param::Kind::choice ? nameOf(std::get<std::string>(param.value))
                                                                          : valueText(param.value))};
            if (const QString range = rangeText(param); !range.isEmpty())
                facts << range;
            page += QStringLiteral("<p><b style='color:%1'>%2</b> <span class='faint'>%3</span><br>%4</p>")
                        .arg(theme().text.primary.name(), safe(nameOf(param.id)),
                             safe(facts.join(QStringLiteral(" · "))), safe(translated(param.doc)));
        }
    }
    if (!type.inputs.empty())
        page += QStringLiteral("<p class='head'>%1</p><table>%2</table>")
                    .arg(safe(LayerPageText::tr("Inputs")), portRows(type.inputs));
    if (!type.outputs.empty())
        page += QStringLiteral("<p class='head'>%1</p><table>%2</table>")
                    .arg(safe(LayerPageText::tr("Outputs")), portRows(type.outputs));
    return page;
}

} // namespace weft
