#include "ui/inspector/block/block_use.h"

#include "engine/graph/limits.h"
#include "ui/document/actions.h"
#include "ui/inspector/params/param_row.h"
#include "ui/style/controls/number_field.h"
#include "ui/style/icons.h"
#include "ui/style/layout/flow.h"
#include "ui/style/style.h"

#include <QPushButton>

#include <algorithm>

namespace weft {

BlockUse::BlockUse(QWidget* parent)
    : Rows(parent)
    , m_repeat(new NumberField)
{
    m_repeat->setInteger(true);
    m_repeat->setRange(1, double(ProjectLimits::repeat));
    m_repeat->setDefault(1);
    m_repeat->setUnit(QStringLiteral("×"));
    m_repeatRow = new ParamRow(tr("Repeat"), m_repeat, this);
    m_repeatRow->setObjectName(QStringLiteral("repeat"));
    m_repeatRow->setDoc(tr("This many copies in a row, each with weights of its own."));
    add(m_repeatRow);
    auto* buttons = new QWidget(this);
    auto* row = new Flow(buttons);
    row->setContentsMargins(Style::get().px(19), Style::get().px(4), Style::get().px(12), Style::get().px(4));
    row->setSpacing(Style::get().px(6));
    m_enter = new QPushButton(icon(QStringLiteral("block-enter")), tr("Enter"), this);
    m_unique = new QPushButton(tr("Make unique"), this);
    m_unique->setToolTip(tr("This use gets a block of its own; other uses keep theirs."));
    m_unpack = new QPushButton(tr("Unpack"), this);
    m_unpack->setToolTip(tr("Puts the nodes inside in the place of the block."));
    m_save = new QPushButton(icon(QStringLiteral("save")), tr("Save to your library"), this);
    m_save->setToolTip(tr("All your projects can take it from the layer list then."));
    for (QPushButton* button : {m_enter, m_unique, m_unpack, m_save})
        row->addWidget(button);
    add(buttons);
    connect(m_save, &QPushButton::clicked, this, [this] {
        if (const GraphNode* node = m_target.only())
            emit keepAsked(node->block);
    });
    connect(m_repeat, &NumberField::valueChanged, this, [this](double value) {
        if (m_target.document)
            setRepeat(*m_target.document, m_target.scope, m_target.ids, int64_t(value));
    });
    connect(m_repeat, &NumberField::editingFinished, this, [this] {
        if (m_target.document)
            m_target.document->endMerging();
    });
    connect(m_repeatRow, &ParamRow::resetAsked, this, [this] {
        if (m_target.document)
            setRepeat(*m_target.document, m_target.scope, m_target.ids, 1);
    });
    connect(m_enter, &QPushButton::clicked, this, [this] {
        if (const GraphNode* node = m_target.only())
            emit enterAsked(node->block, node->id);
    });
    connect(m_unique, &QPushButton::clicked, this, [this] {
        const GraphNode* node = m_target.only();
        const QString no = node ? makeUnique(*m_target.document, {m_target.scope, node->id}) : QString();
        if (!no.isEmpty())
            emit refused(no);
    });
    connect(m_unpack, &QPushButton::clicked, this, [this] {
        const GraphNode* node = m_target.only();
        const QString no = node ? unpackBlock(*m_target.document, {m_target.scope, node->id}) : QString();
        if (!no.isEmpty())
            emit refused(no);
    });
}

bool BlockUse::applies() const
{
    const std::vector<const GraphNode*> nodes = m_target.nodes();
    return !nodes.empty() && std::ranges::all_of(nodes, [](const GraphNode* node) { return node->type == "block"; });
}

void BlockUse::setTarget(const Target& target)
{
    m_target = target;
    refresh();
}

void BlockUse::refresh()
{
    const std::vector<const GraphNode*> nodes = m_target.nodes();
    if (nodes.empty())
        return;
    const int64_t repeat = nodes.front()->repeat;
    const bool differs = std::ranges::any_of(nodes, [repeat](const GraphNode* node) { return node->repeat != repeat; });
    m_repeat->setValue(double(repeat));
    m_repeat->setMixed(differs);
    m_repeatRow->setChanged(differs || repeat != 1);
    for (QPushButton* button : {m_enter, m_unique, m_unpack, m_save})
        button->setEnabled(m_target.only() != nullptr);
}

} // namespace weft
