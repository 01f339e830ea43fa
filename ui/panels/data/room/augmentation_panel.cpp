#include "ui/panels/data/room/augmentation_panel.h"

#include "engine/data/steps/step.h"
#include "ui/document/graph_document.h"
#include "ui/inspector/sections/value_list.h"
#include "ui/panels/data/room/augmented_pictures.h"
#include "ui/style/controls/toggle.h"
#include "ui/style/style.h"
#include "ui/style/words.h"

#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>

namespace weft {

namespace {

std::vector<const StepType*> augmentations()
{
    std::vector<const StepType*> found;
    for (const StepType& type : transformSteps())
        if (type.id.starts_with("augment_"))
            found.push_back(&type);
    return found;
}

QString valueText(const ParamValue& value)
{
    if (const auto* const whole = std::get_if<int64_t>(&value))
        return QString::number(*whole);
    if (const auto* const real = std::get_if<double>(&value))
        return QString::number(*real);
    const auto* const words = std::get_if<std::string>(&value);
    return words ? QString::fromStdString(*words) : QString();
}

} // namespace

AugmentationPanel::AugmentationPanel(QWidget* parent)
    : DataFollower(QStringLiteral("swap"), tr("How pictures are varied while training is chosen here."), parent)
    , m_rows(new ValueList)
    , m_buttons(nullptr)
    , m_pictures(new AugmentedPictures)
{
    setAccessibleName(tr("Augmentation"));
    m_rows->setIndent(12);
    m_rows->setMaximumWidth(Style::get().px(420)); // a value far from its name is hard to find
    auto* const page = new QWidget;
    auto* const column = new QVBoxLayout(page);
    const int edge = Style::get().px(12);
    column->setContentsMargins(0, edge, 0, edge);
    column->setSpacing(Style::get().px(8));
    m_buttons = new QWidget(page);
    auto* const row = new QHBoxLayout(m_buttons);
    row->setContentsMargins(edge, 0, edge, 0);
    row->setSpacing(Style::get().px(24));
    for (const StepType* const type : augmentations()) {
        auto* const toggle = new Toggle(translated(type->title), m_buttons);
        toggle->setObjectName(QString::fromStdString(type->id));
        toggle->setToolTip(translated(type->doc));
        toggle->setAccessibleName(translated(type->title));
        connect(toggle, &QAbstractButton::toggled, this, [this, id = type->id](bool on) { on ? add(id) : remove(id); });
        row->addWidget(toggle);
    }
    row->addStretch(1);
    column->addWidget(m_buttons);
    column->addWidget(m_pictures);
    column->addWidget(m_rows);
    column->addStretch(1);
    setContent(page);
}

void AugmentationPanel::sampleChosen(int64_t sample)
{
    m_sample = sample;
    update();
}

void AugmentationPanel::showData(const std::shared_ptr<const DataView>& view)
{
    const bool pictures = std::ranges::any_of(view->prepared.data.columns,
                                              [](const Column& column) { return column.kind == ColumnKind::image; });
    if (!pictures)
        return showEmpty(tr("No pictures here"),
                         tr("Only pictures are varied while training, and this data has none."));
    std::vector<ValueList::Row> rows;
    const std::vector<DataStep>& steps = document()->project().data.transforms;
    for (const StepType* const type : augmentations()) {
        const auto step = std::ranges::find(steps, type->id, &DataStep::kind);
        if (auto* const toggle = m_buttons->findChild<Toggle*>(QString::fromStdString(type->id))) {
            const QSignalBlocker quiet(toggle);
            toggle->setChecked(step != steps.end());
        }
        if (step == steps.end())
            continue;
        for (const Param& param : type->params) {
            const auto given = step->params.find(param.id);
            rows.push_back({.name = translated(type->title) + QStringLiteral(": ") + nameOf(param.id),
                            .value = valueText(given == step->params.end() ? param.value : given->second),
                            .toolTip = translated(param.doc)});
        }
    }
    if (rows.empty())
        rows.push_back({.name = tr("Every epoch sees the same pictures."), .value = {}, .toolTip = {}});
    m_rows->setRows(std::move(rows));
    const std::vector<int64_t>& learnt = view->prepared.train;
    const bool isPicked = m_sample >= 0 && m_sample < view->prepared.data.size;
    m_pictures->show(view,
                     isPicked             ? m_sample
                         : learnt.empty() ? -1
                                          : learnt.front(),
                     uint64_t(document()->project().training.seed));
}

void AugmentationPanel::add(const std::string& kind)
{
    if (document())
        document()->change(tr("Vary pictures"), [&kind](Edit& edit) {
            DataSection section = edit.project().data;
            section.transforms.push_back({.kind = kind});
            edit.setData(std::move(section));
        });
}

void AugmentationPanel::remove(const std::string& kind)
{
    if (document())
        document()->change(tr("Vary pictures less"), [&kind](Edit& edit) {
            DataSection section = edit.project().data;
            std::erase_if(section.transforms, [&kind](const DataStep& step) { return step.kind == kind; });
            edit.setData(std::move(section));
        });
}

} // namespace weft
