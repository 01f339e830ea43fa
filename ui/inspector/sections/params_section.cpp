#include "ui/inspector/sections/params_section.h"

#include "ui/document/actions.h"
#include "ui/inspector/params/param_editor.h"
#include "ui/inspector/params/param_row.h"
#include "ui/style/icons.h"
#include "ui/style/words.h"

#include <QMenu>

#include <algorithm>

namespace weft {

namespace {

bool sameRecords(const std::vector<Param>& a, const std::vector<Param>& b)
{
    return std::ranges::equal(a, b, [](const Param& one, const Param& other) {
        return one.id == other.id && one.kind == other.kind && one.value == other.value && one.doc == other.doc
            && one.minimum == other.minimum && one.maximum == other.maximum && one.choices == other.choices;
    });
}

} // namespace

ParamsSection::ParamsSection(QWidget* parent)
    : Rows(parent)
{
}

void ParamsSection::setTarget(const Target& target)
{
    m_target = target;
    const std::vector<Param> params = commonParams(target);
    std::vector<Param> shown;
    for (const Line& line : m_lines)
        shown.push_back(line.param);
    if (!sameRecords(params, shown))
        build(params);
    refresh();
}

bool ParamsSection::shows(const std::string& param) const
{
    return std::ranges::any_of(m_lines, [&param](const Line& line) { return line.param.id == param; });
}

void ParamsSection::build(const std::vector<Param>& params)
{
    clear();
    m_lines.clear();
    for (const Param& param : params) {
        ParamEditor* editor = ParamEditor::make(param, this);
        auto* row = new ParamRow(nameOf(param.id), editor, this);
        row->setObjectName(QString::fromStdString(param.id));
        row->setDoc(translated(param.doc));
        connect(editor, &ParamEditor::edited, this, [this, id = param.id](const ParamValue& value) {
            if (!m_target.document)
                return;
            if (const QString no = setParam(*m_target.document, m_target.scope, m_target.ids, id, value); !no.isEmpty())
                emit refused(no);
            refresh();
        });
        connect(editor, &ParamEditor::finished, this, [this] {
            if (m_target.document)
                m_target.document->endMerging();
        });
        connect(row, &ParamRow::resetAsked, this, [this, id = param.id] {
            if (m_target.document)
                resetParam(*m_target.document, m_target.scope, m_target.ids, id);
        });
        connect(row, &ParamRow::badgeClicked, this, [this, id = param.id] { togglePromotion(id); });
        connect(row, &ParamRow::menuAsked, this, [this, param](const QPoint& at) { openMenu(param, at); });
        add(row);
        m_lines.push_back({param, row, editor});
    }
}

void ParamsSection::refresh()
{
    if (!m_target.document)
        return;
    const GraphNode* only = m_target.only();
    for (const Line& line : m_lines) {
        line.editor->showValue(commonValue(m_target, line.param.id));
        line.row->setChanged(isChanged(m_target, line.param));
        QString as;
        const bool inBlock = only && m_target.document->block(m_target.scope),
                   promoted = isPromoted(line.param.id, &as);
        line.row->setBadge(inBlock ? QStringLiteral("promote") : QString(),
                           promoted ? tr("The block sets it, as \"%1\". Click to take it back.").arg(as)
                                    : tr("Click to make it a parameter of the block."),
                           promoted);
        QString mistake;
        int position = -1;
        for (const Diagnostic& problem : m_target.document->problems()) {
            if (!only || problem.port != line.param.id || problem.severity == Severity::hint)
                continue;
            if (m_target.document->keyOf(problem.node) != NodeKey {m_target.scope, only->id})
                continue;
            mistake = sentenceOf(problem);
            position = problem.position;
            break;
        }
        line.row->setMistake(mistake);
        line.editor->showMistake(position);
    }
}

bool ParamsSection::isPromoted(const std::string& param, QString* as) const
{
    const Block* block = m_target.document->block(m_target.scope);
    if (!block)
        return false;
    for (const PromotedParam& promoted : block->params) {
        if (promoted.param == param && m_target.ids.contains(promoted.node)) {
            if (as)
                *as = nameOf(promoted.id);
            return true;
        }
    }
    return false;
}

void ParamsSection::togglePromotion(const std::string& param)
{
    const GraphNode* node = m_target.only();
    const Block* block = node ? m_target.document->block(m_target.scope) : nullptr;
    if (!block)
        return;
    for (const PromotedParam& one : block->params) {
        if (one.node == node->id && one.param == param)
            return demoteParam(*m_target.document, m_target.scope, std::string(one.id));
    }
    const QString no = promoteParam(*m_target.document, {m_target.scope, node->id}, param);
    if (!no.isEmpty())
        emit refused(no);
}

void ParamsSection::openMenu(const Param& param, const QPoint& at)
{
    if (!m_target.document)
        return;
    GraphDocument& document = *m_target.document;
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QAction* reset =
        menu->addAction(icon(QStringLiteral("reset")), tr("Reset to default"), this, [this, id = param.id] {
            if (m_target.document)
                resetParam(*m_target.document, m_target.scope, m_target.ids, id);
        });
    reset->setEnabled(isChanged(m_target, param));
    if (m_target.only() && document.block(m_target.scope))
        menu->addAction(icon(QStringLiteral("promote")),
                        isPromoted(param.id) ? tr("Take back from the block") : tr("Promote to the block"), this,
                        [this, id = param.id] { togglePromotion(id); });
    menu->popup(at);
}

} // namespace weft
