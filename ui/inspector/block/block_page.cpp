#include "ui/inspector/block/block_page.h"

#include "ui/document/actions.h"
#include "ui/inspector/block/item_row.h"
#include "ui/inspector/params/param_row.h"
#include "ui/inspector/sections/rows.h"
#include "ui/inspector/sections/value_list.h"
#include "ui/style/controls/section.h"
#include "ui/style/layout/column.h"
#include "ui/style/numbers.h"
#include "ui/style/style.h"

#include <QLabel>
#include <QLineEdit>
#include <QVBoxLayout>

namespace weft {

BlockPage::BlockPage(QWidget* parent)
    : QWidget(parent)
    , m_name(new QLineEdit)
    , m_promoted(new Rows)
    , m_ports(new Rows)
    , m_numbers(new ValueList)
{
    QVBoxLayout* column = flushColumn(this);
    auto* head = new Rows(this);
    head->add(new ParamRow(tr("Block"), m_name, head));
    head->add(m_numbers);
    column->addWidget(head);
    auto* promoted = new Section(tr("Parameters of the block"), this);
    promoted->setContent(m_promoted);
    column->addWidget(promoted);
    auto* ports = new Section(tr("Ports"), this);
    ports->setContent(m_ports);
    column->addWidget(ports);
    column->addStretch(1);
    connect(m_name, &QLineEdit::editingFinished, this, [this] {
        const QString to = m_name->text().trimmed();
        if (!m_document || !m_name->isModified() || to.toStdString() == m_block)
            return;
        m_name->setModified(false);
        const QString no = renameBlock(*m_document, m_block, to);
        if (!no.isEmpty())
            emit refused(no);
    });
}

void BlockPage::show(GraphDocument* document, const Scope& block)
{
    m_document = document;
    m_block = block;
    refresh();
}

QWidget* BlockPage::promotedRow(int index, const PromotedParam& promoted, int count)
{
    const std::string id = promoted.id;
    auto* row = new ItemRow(QString::fromStdString(id), QString::fromStdString(promoted.node + "." + promoted.param),
                            index == 0, index + 1 == count, m_promoted);
    connect(row, &ItemRow::renamed, this, [this, id](const QString& to) {
        const QString no = renamePromoted(*m_document, m_block, id, to);
        if (!no.isEmpty())
            emit refused(no);
        refresh();
    });
    connect(row, &ItemRow::moveAsked, this,
            [this, index](int by) { movePromoted(*m_document, m_block, index, index + by); });
    connect(row, &ItemRow::removeAsked, this, [this, id] { demoteParam(*m_document, m_block, id); });
    return row;
}

QWidget* BlockPage::portRow(int index, const BlockPort& port, bool output, int count)
{
    const std::string id = port.id;
    QString what = output ? tr("output") : tr("input");
    if (port.from)
        what += QStringLiteral(" · ") + QString::fromStdString(port.from->node);
    auto* row = new ItemRow(QString::fromStdString(id), what, index == 0, index + 1 == count, m_ports);
    connect(row, &ItemRow::renamed, this, [this, id, output](const QString& to) {
        const QString no = renamePort(*m_document, m_block, output, id, to);
        if (!no.isEmpty())
            emit refused(no);
        refresh();
    });
    connect(row, &ItemRow::moveAsked, this,
            [this, index, output](int by) { movePort(*m_document, m_block, output, index, index + by); });
    connect(row, &ItemRow::removeAsked, this, [this, id, output] { removePort(*m_document, m_block, output, id); });
    return row;
}

void BlockPage::refresh()
{
    const Block* block = m_document ? m_document->block(m_block) : nullptr;
    if (!block)
        return;
    if (!m_name->isModified())
        m_name->setText(QString::fromStdString(block->name));
    m_promoted->clear();
    for (int i = 0; i < int(block->params.size()); ++i)
        m_promoted->add(promotedRow(i, block->params[size_t(i)], int(block->params.size())));
    if (block->params.empty()) {
        auto* hint = new QLabel(tr("None yet. Right-click a parameter of a node in here to promote it."), m_promoted);
        hint->setWordWrap(true);
        hint->setMargin(Style::get().px(12));
        hint->setForegroundRole(QPalette::PlaceholderText);
        m_promoted->add(hint);
    }
    m_ports->clear();
    for (int i = 0; i < int(block->inputs.size()); ++i)
        m_ports->add(portRow(i, block->inputs[size_t(i)], false, int(block->inputs.size())));
    for (int i = 0; i < int(block->outputs.size()); ++i)
        m_ports->add(portRow(i, block->outputs[size_t(i)], true, int(block->outputs.size())));
    int64_t uses = 0;
    const auto count = [&](const std::vector<GraphNode>& nodes) {
        for (const GraphNode& node : nodes)
            uses += node.type == "block" && node.block == m_block;
    };
    count(m_document->nodes({}));
    for (const Block& other : m_document->project().graph.blocks)
        count(other.nodes);
    m_numbers->setRows({{tr("Nodes"), formatExact(int64_t(block->nodes.size()))}, {tr("Used"), formatExact(uses)}});
}

} // namespace weft
