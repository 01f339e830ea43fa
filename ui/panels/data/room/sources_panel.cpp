#include "ui/panels/data/room/sources_panel.h"

#include "engine/data/formats/format.h"
#include "engine/data/steps/step.h"
#include "ui/document/graph_document.h"
#include "ui/inspector/sections/value_list.h"
#include "ui/style/controls/section.h"
#include "ui/style/layout/column.h"
#include "ui/style/numbers.h"
#include "ui/style/style.h"
#include "ui/style/words.h"

#include <QFileInfo>
#include <QVBoxLayout>

#include <algorithm>

namespace weft {

namespace {

std::vector<ValueList::Row> rowsOf(const DataSource& source)
{
    std::vector<ValueList::Row> rows;
    const Format* const format = findFormat(source.format);
    for (const auto& [name, value] : source.params) {
        const Param* known = nullptr;
        if (format)
            for (const Param& param : format->params)
                if (param.id == name)
                    known = &param;
        QString text;
        if (const auto* const words = std::get_if<std::string>(&value))
            text = known && known->kind == Param::Kind::choice ? nameOf(*words) : QString::fromStdString(*words);
        else if (const auto* const whole = std::get_if<int64_t>(&value))
            text = formatExact(*whole);
        else
            continue;
        QString tip = text;
        if (text.contains(QLatin1Char('/')))
            text = text.section(QLatin1Char('/'), -1);
        if (text.size() > 28)
            text = text.left(27) + QChar(0x2026);
        if (known)
            tip += QLatin1Char('\n') + translated(known->doc);
        rows.push_back({.name = nameOf(name), .value = text, .toolTip = tip});
    }
    return rows;
}

ValueList::Row rowOf(const DataStep& step, const std::vector<StepType>& types)
{
    const auto type = std::ranges::find(types, step.kind, &StepType::id);
    QStringList columns;
    for (const std::string& column : step.columns)
        columns << QString::fromStdString(column);
    const bool known = type != types.end();
    return {.name = known ? translated(type->title) : QString::fromStdString(step.kind),
            .value = columns.join(QStringLiteral(", ")),
            .toolTip = known ? translated(type->doc) : QString()};
}

} // namespace

SourcesPanel::SourcesPanel(QWidget* parent)
    : DataFollower(QStringLiteral("data"),
                   tr("Where the data comes from and what is done to it is listed here. Begin with a folder of "
                      "pictures or a CSV file."),
                   parent)
    , m_inside(new QWidget)
    , m_column(flushColumn(m_inside))
{
    setAccessibleName(tr("Sources"));
    m_column->addStretch(1);
    setContent(scrolling(m_inside));
}

void SourcesPanel::showData(const std::shared_ptr<const DataView>&)
{
    qDeleteAll(m_inside->findChildren<Section*>(QString(), Qt::FindDirectChildrenOnly));
    const auto add = [this](const QString& title, const QString& note, std::vector<ValueList::Row> rows) {
        auto* const group = new Section(title, m_inside);
        group->setNote(note);
        auto* const box = new QWidget;
        auto* const inner = new QVBoxLayout(box);
        inner->setContentsMargins(0, 0, 0, Style::get().px(8));
        auto* const list = new ValueList(box);
        list->setRows(std::move(rows));
        inner->addWidget(list);
        group->setContent(box);
        m_column->insertWidget(m_column->count() - 1, group);
    };
    const DataSection& section = document()->project().data;
    for (const DataSource& source : section.sources) {
        const Format* const format = findFormat(source.format);
        add(format ? translated(format->title) : QString::fromStdString(source.format),
            source.part == "all" ? tr("to be split") : nameOf(source.part), rowsOf(source));
    }
    std::vector<ValueList::Row> steps;
    for (const DataStep& step : section.cleaning)
        steps.push_back(rowOf(step, cleaningSteps()));
    for (const DataStep& step : section.transforms)
        steps.push_back(rowOf(step, transformSteps()));
    steps.push_back(
        {.name = tr("Batch"), .value = formatExact(document()->project().training.batchSize), .toolTip = {}});
    add(tr("Steps"), tr("in this order"), std::move(steps));
    std::vector<ValueList::Row> feeds;
    for (const auto& [node, column] : section.feeds)
        feeds.push_back({.name = QString::fromStdString(column),
                         .value = QStringLiteral("→ ") + QString::fromStdString(node),
                         .toolTip = tr("This column feeds that input of the network.")});
    if (!feeds.empty())
        add(tr("Feeds"), {}, std::move(feeds));
}

} // namespace weft
