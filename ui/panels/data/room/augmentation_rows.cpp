#include "ui/panels/data/room/augmentation_rows.h"

#include "engine/data/steps/step.h"
#include "engine/graph/complete_params.h"
#include "ui/inspector/params/param_editor.h"
#include "ui/inspector/params/param_row.h"
#include "ui/inspector/sections/rows.h"
#include "ui/style/controls/section.h"
#include "ui/style/layout/column.h"
#include "ui/style/words.h"

#include <algorithm>

namespace weft {

std::vector<const StepType*> augmentations()
{
    std::vector<const StepType*> found;
    for (const StepType& type : transformSteps())
        if (type.id.starts_with("augment_"))
            found.push_back(&type);
    return found;
}

namespace {

const StepType* augmentationOf(const std::string& kind)
{
    const auto all = augmentations();
    const auto found = std::ranges::find(all, kind, &StepType::id);
    return found == all.end() ? nullptr : *found;
}

} // namespace

AugmentationRows::AugmentationRows(QWidget* parent)
    : QWidget(parent)
    , m_column(flushColumn(this))
{
}

void AugmentationRows::setDocument(GraphDocument* document)
{
    m_document = document;
    refresh();
}

void AugmentationRows::build()
{
    for (const Group& group : m_groups) {
        group.section->hide();
        group.section->deleteLater(); // one of its fields may be the one that asked
        for (const Line& line : group.lines)
            line.row->setObjectName(QString());
    }
    m_groups.clear();
    const std::vector<DataStep>& steps = m_document->project().data.transforms;
    for (size_t i = 0; i < steps.size(); ++i) {
        const StepType* const type = augmentationOf(steps[i].kind);
        if (!type)
            continue;
        Group group {.step = i, .kind = type->id, .section = new Section(translated(type->title), this), .lines = {}};
        auto* const rows = new Rows(group.section);
        for (const Param& param : type->params) {
            ParamEditor* const editor = ParamEditor::make(param, rows);
            auto* const row = new ParamRow(nameOf(param.id), editor, rows);
            row->setObjectName(QStringLiteral("%1.%2").arg(i).arg(QString::fromStdString(param.id)));
            row->setDoc(translated(param.doc));
            connect(editor, &ParamEditor::edited, this,
                    [this, i, param](const ParamValue& value) { change(i, param, value, true); });
            connect(editor, &ParamEditor::finished, this, [this] {
                if (m_document)
                    m_document->endMerging();
            });
            connect(row, &ParamRow::resetAsked, this, [this, i, param] { change(i, param, param.value, false); });
            rows->add(row);
            group.lines.push_back({param, row, editor});
        }
        group.section->setContent(rows);
        m_column->addWidget(group.section);
        m_groups.push_back(std::move(group));
    }
}

void AugmentationRows::change(size_t step, const Param& param, const ParamValue& value, bool merge)
{
    if (!m_document || step >= m_document->project().data.transforms.size())
        return;
    const Params& given = m_document->project().data.transforms[step].params;
    const auto found = given.find(param.id);
    if ((found == given.end() ? param.value : found->second) == value)
        return;
    m_document->change(
        tr("Set %1").arg(nameOf(param.id)),
        [&](Edit& edit) {
            DataSection section = edit.project().data;
            Params& params = section.transforms[step].params;
            if (value == param.value)
                params.erase(param.id);
            else
                params[param.id] = value;
            edit.setData(std::move(section));
        },
        merge ? QStringLiteral("transform.%1.%2").arg(step).arg(QString::fromStdString(param.id)) : QString());
}

void AugmentationRows::refresh()
{
    m_hasMistakes = false;
    const std::vector<DataStep> none;
    const std::vector<DataStep>& steps = m_document ? m_document->project().data.transforms : none;
    size_t group = 0;
    bool same = true;
    for (size_t i = 0; i < steps.size(); ++i)
        if (augmentationOf(steps[i].kind)) {
            same =
                same && group < m_groups.size() && m_groups[group].step == i && m_groups[group].kind == steps[i].kind;
            ++group;
        }
    if (!m_document)
        return;
    if (!same || group != m_groups.size())
        build();
    for (const Group& each : m_groups) {
        const Params& given = steps[each.step].params;
        Diagnostics mistakes;
        completeParams(augmentationOf(each.kind)->params, given, {}, mistakes);
        for (const Line& line : each.lines) {
            const auto found = given.find(line.param.id);
            const ParamValue& value = found == given.end() ? line.param.value : found->second;
            line.editor->showValue(value);
            line.row->setChanged(value != line.param.value);
            QString sentence;
            for (const Diagnostic& mistake : mistakes)
                if (mistake.port == line.param.id && mistake.severity == Severity::error)
                    sentence = sentenceOf(mistake);
            line.row->setMistake(sentence);
            m_hasMistakes = m_hasMistakes || !sentence.isEmpty();
        }
    }
}

} // namespace weft
