#include "ui/panels/runs/run_settings.h"

#include "engine/graph/complete_params.h"
#include "engine/graph/field.h"
#include "engine/graph/write_project.h"
#include "engine/layers/layer_type.h"
#include "engine/train/optimizer_type.h"
#include "engine/train/schedule.h"
#include "ui/style/numbers.h"
#include "ui/style/words.h"

#include <QCoreApplication>

namespace weft {

namespace {

struct RunsText {
    Q_DECLARE_TR_FUNCTIONS(Runs)
};

QString readable(std::string_view id)
{
    QString name = QString::fromUtf8(id.data(), qsizetype(id.size()));
    name.replace(QLatin1Char('_'), QLatin1Char(' '));
    return name.isEmpty() ? name : name.at(0).toUpper() + name.mid(1);
}

QString textOf(bool value)
{
    return value ? RunsText::tr("on") : RunsText::tr("off");
}

QString textOf(int64_t value)
{
    return formatExact(value);
}

QString textOf(double value)
{
    return QLocale().toString(value, 'g', 6);
}

QString textOf(const std::string& value)
{
    return value.empty() ? missingValue() : QString::fromStdString(value);
}

QString textOf(const std::vector<std::string>& values)
{
    QStringList texts;
    for (const std::string& value : values)
        texts << QString::fromStdString(value);
    return texts.isEmpty() ? missingValue() : texts.join(QStringLiteral(", "));
}

QString textOf(const std::vector<int64_t>& values)
{
    QStringList texts;
    for (const int64_t value : values)
        texts << QString::number(value);
    return texts.join(QStringLiteral(" × "));
}

QString textOf(const OtherValue& value)
{
    return QString::fromStdString(value.json.dump());
}

QString textOf(const ParamValue& value)
{
    return std::visit([](const auto& one) { return textOf(one); }, value);
}

class List {
public:
    void add(const QString& group, const QString& name, const QString& value) { all.push_back({group, name, value}); }

    template <class T> void addFields(const QString& group, const QString& prefix, const T& part)
    {
        for (const Field<T>& field : fieldsOf<T>()) {
            std::visit([&](auto member) { add(group, prefix + readable(field.key), textOf(part.*member)); },
                       field.member);
        }
    }

    void addParams(const QString& group, const QString& prefix, const std::vector<Param>& records, const Params& given)
    {
        Diagnostics ignored; // the checker tells
        for (const auto& [id, value] : completeParams(records, given, {}, ignored))
            add(group, prefix + readable(id), textOf(value));
    }

    // As it stands in the file, for what has no records here.
    void addGiven(const QString& group, const QString& prefix, const Params& given)
    {
        for (const auto& [id, value] : given)
            add(group, prefix + readable(id), textOf(value));
    }

    void addNodes(const QString& scope, const std::vector<GraphNode>& nodes)
    {
        const QString group = RunsText::tr("Network");
        for (const GraphNode& node : nodes) {
            const QString id = scope + QString::fromStdString(node.id);
            const LayerType* const type = findLayerType(node.type);
            QString kind = type == nullptr ? QString::fromStdString(node.block.empty() ? node.type : node.block)
                                           : translated(type->title);
            if (node.repeat > 1)
                kind += QStringLiteral(" × ") + QString::number(node.repeat);
            for (const auto& [set, word] :
                 {std::pair(node.bypassed, RunsText::tr("bypassed")), std::pair(node.muted, RunsText::tr("muted")),
                  std::pair(node.frozen, RunsText::tr("frozen"))}) {
                if (set)
                    kind += QStringLiteral(", ") + word;
            }
            add(group, id, kind);
            QStringList wires;
            for (const Input& input : node.inputs)
                wires << QString::fromStdString(input.from.node);
            add(group, id + QStringLiteral(" · ") + RunsText::tr("Input from"), wires.join(QStringLiteral(", ")));
            if (type != nullptr)
                addParams(group, id + QStringLiteral(" · "), type->params, node.params);
            else
                addGiven(group, id + QStringLiteral(" · "), node.params);
        }
    }

    std::vector<RunSetting> all;
};

} // namespace

std::vector<RunSetting> settingsOf(const Project& project)
{
    List list;
    const TrainingSection& training = project.training;
    const QString group = RunsText::tr("Training");
    list.add(group, RunsText::tr("Optimizer"), QString::fromStdString(training.optimizer.type));
    list.addGiven(group, RunsText::tr("Optimizer") + QStringLiteral(" · "), training.optimizer.params);
    list.add(group, RunsText::tr("Schedule"), QString::fromStdString(training.schedule.type));
    if (const ScheduleType* const type = findScheduleType(training.schedule.type))
        list.addParams(group, RunsText::tr("Schedule") + QStringLiteral(" · "), type->params, training.schedule.params);
    list.addFields(group, {}, training);
    list.add(group, RunsText::tr("Early stop"), textOf(training.earlyStop.has_value()));
    if (training.earlyStop)
        list.addFields(group, RunsText::tr("Early stop") + QStringLiteral(" · "), *training.earlyStop);
    const QString data = RunsText::tr("Data");
    int number = 0;
    for (const DataSource& source : project.data.sources) {
        const QString name = RunsText::tr("Source %1").arg(++number);
        list.add(data, name, QString::fromStdString(source.format + ", " + source.part));
        list.addGiven(data, name + QStringLiteral(" · "), source.params);
    }
    for (const auto& [steps, title] : {std::pair(&project.data.cleaning, RunsText::tr("Cleaning")),
                                       std::pair(&project.data.transforms, RunsText::tr("Preparation"))}) {
        for (const DataStep& step : *steps) {
            const QString name = title + QStringLiteral(" · ") + readable(step.kind);
            list.add(data, name, textOf(step.columns));
            list.addGiven(data, name + QStringLiteral(" · "), step.params);
        }
    }
    list.addFields(data, RunsText::tr("Split") + QStringLiteral(" · "), project.data.split);
    list.addNodes({}, project.graph.nodes);
    for (const Block& block : project.graph.blocks)
        list.addNodes(QString::fromStdString(block.name) + QLatin1Char('/'), block.nodes);
    return std::move(list.all);
}

} // namespace weft
