#include "ui/panels/data/room/augmentation_panel.h"

#include "engine/data/steps/step.h"
#include "ui/document/graph_document.h"
#include "ui/inspector/sections/value_list.h"
#include "ui/panels/data/room/augmentation_rows.h"
#include "ui/panels/data/room/augmented_pictures.h"
#include "ui/style/controls/toggle.h"
#include "ui/style/layout/column.h"
#include "ui/style/style.h"
#include "ui/style/words.h"

#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>

namespace weft {

AugmentationPanel::AugmentationPanel(QWidget* parent)
    : DataFollower(QStringLiteral("swap"), tr("How pictures are varied while training is chosen here."), parent)
    , m_none(new ValueList)
    , m_rows(new AugmentationRows)
    , m_buttons(nullptr)
    , m_pictures(new AugmentedPictures)
{
    setAccessibleName(tr("Augmentation"));
    m_none->setIndent(12);
    m_none->setRows({{.name = tr("Every epoch sees the same pictures."), .value = {}, .toolTip = {}}});
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
    column->addWidget(m_none);
    column->addWidget(m_rows);
    column->addStretch(1);
    setContent(scrolling(page));
    const auto fit = [this] {
        m_rows->setMaximumWidth(Style::get().px(420));
    }; // a value far from its name is hard to find
    connect(&Style::get(), &Style::changed, this, fit);
    fit();
}

void AugmentationPanel::showSteps()
{
    const std::vector<DataStep>& steps = document()->project().data.transforms;
    for (const StepType* const type : augmentations())
        if (auto* const toggle = m_buttons->findChild<Toggle*>(QString::fromStdString(type->id))) {
            const QSignalBlocker quiet(toggle);
            toggle->setChecked(std::ranges::find(steps, type->id, &DataStep::kind) != steps.end());
        }
    m_rows->setDocument(document());
    m_none->setVisible(m_rows->isEmpty());
    m_rows->setVisible(!m_rows->isEmpty());
}

void AugmentationPanel::showData(const std::shared_ptr<const DataView>& view)
{
    const bool pictures = std::ranges::any_of(view->prepared.data.columns,
                                              [](const Column& column) { return column.kind == ColumnKind::image; });
    if (!pictures)
        return showEmpty(tr("No pictures here"),
                         tr("Only pictures are varied while training, and this data has none."));
    showSteps();
    const std::vector<int64_t>& learnt = view->prepared.train;
    const int64_t picked = reader()->pickedSample();
    const bool isPicked = picked >= 0 && picked < view->prepared.data.size;
    m_pictures->show(view,
                     isPicked             ? picked
                         : learnt.empty() ? -1
                                          : learnt.front(),
                     uint64_t(document()->project().training.seed));
}

// Data that cannot be read for a value that stands here must be mended here.
bool AugmentationPanel::showMistakes()
{
    showSteps();
    m_pictures->show(nullptr, -1, 0);
    return m_rows->hasMistakes() || reader()->isReading(); // it may be that they have just been mended
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
