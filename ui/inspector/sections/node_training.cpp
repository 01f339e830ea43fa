#include "ui/inspector/sections/node_training.h"

#include "ui/document/actions.h"
#include "ui/inspector/params/param_row.h"
#include "ui/style/controls/choice_box.h"
#include "ui/style/controls/number_field.h"
#include "ui/style/controls/toggle.h"

#include <algorithm>
#include <limits>

namespace weft {

NodeTraining::NodeTraining(QWidget* parent)
    : Rows(parent)
    , m_scale(new NumberField)
    , m_frozen(new Toggle)
    , m_thaw(new NumberField)
    , m_shares(new ChoiceBox)
{
    m_scale->setRange(0, std::numeric_limits<double>::infinity());
    m_scale->setDefault(1);
    m_scale->setUnit(QStringLiteral("×"));
    m_scaleRow = new ParamRow(tr("Rate multiplier"), m_scale, this);
    m_scaleRow->setDoc(tr("Multiplies the learning rate of its weights."));
    m_frozenRow = new ParamRow(tr("Frozen"), m_frozen, this);
    m_frozenRow->setDoc(tr("Its weights are not trained, its running statistics stand still."));
    m_thaw->setInteger(true);
    m_thaw->setRange(0, 1e9);
    m_thaw->setDefault(0);
    m_thaw->setUnit(tr("epochs"));
    m_thawRow = new ParamRow(tr("Thaws after"), m_thaw, this);
    m_thawRow->setObjectName(QStringLiteral("unfreezeAfter"));
    m_thawRow->setDoc(tr("After so many epochs its weights are trained all the same; 0: never."));
    m_sharesRow = new ParamRow(tr("Weights of"), m_shares, this);
    m_sharesRow->setDoc(tr("It uses the weights of another node of its kind: both learn together."));
    for (ParamRow* row : {m_scaleRow, m_frozenRow, m_thawRow, m_sharesRow})
        add(row);
    connect(m_scale, &NumberField::valueChanged, this, [this](double value) {
        if (m_target.document)
            setLearningRateScale(*m_target.document, m_target.scope, m_target.ids, value);
    });
    connect(m_scale, &NumberField::editingFinished, this, [this] {
        if (m_target.document)
            m_target.document->endMerging();
    });
    connect(m_scaleRow, &ParamRow::resetAsked, this, [this] {
        if (m_target.document)
            setLearningRateScale(*m_target.document, m_target.scope, m_target.ids, 1);
    });
    connect(m_frozen, &QCheckBox::stateChanged, this, [this] {
        if (m_target.document)
            setFrozen(*m_target.document, m_target.scope, m_target.ids, m_frozen->isChecked());
    });
    connect(m_frozenRow, &ParamRow::resetAsked, this, [this] {
        if (m_target.document)
            setFrozen(*m_target.document, m_target.scope, m_target.ids, false);
    });
    connect(m_thaw, &NumberField::valueChanged, this, [this](double epochs) {
        if (m_target.document)
            setUnfreezeAfter(*m_target.document, m_target.scope, m_target.ids, int64_t(epochs));
    });
    connect(m_thaw, &NumberField::editingFinished, this, [this] {
        if (m_target.document)
            m_target.document->endMerging();
    });
    connect(m_thawRow, &ParamRow::resetAsked, this, [this] {
        if (m_target.document)
            setUnfreezeAfter(*m_target.document, m_target.scope, m_target.ids, 0);
    });
    const auto share = [this](const QString& with) {
        const GraphNode* node = m_target.only();
        if (!node)
            return;
        const QString no = setShares(*m_target.document, {m_target.scope, node->id}, with.toStdString());
        if (!no.isEmpty())
            emit refused(no);
        refresh();
    };
    connect(m_shares, &QComboBox::activated, this,
            [this, share](int index) { share(m_shares->itemData(index).toString()); });
    connect(m_sharesRow, &ParamRow::resetAsked, this, [share] { share({}); });
}

void NodeTraining::setTarget(const Target& target)
{
    m_target = target;
    refresh();
}

bool NodeTraining::applies() const
{
    static const std::set<std::string> weighted = {"convolution", "linear",    "normalization",
                                                   "attention",   "recurrent", "block"};
    return std::ranges::any_of(m_target.nodes(), [this](const GraphNode* node) {
        if (node->frozen || node->learningRateScale != 1 || !node->shares.empty())
            return true;
        const NodeReport* report = m_target.document->report({m_target.scope, node->id});
        return (report && report->parameters > 0) || weighted.contains(categoryOf(*node));
    });
}

void NodeTraining::refresh()
{
    const std::vector<const GraphNode*> nodes = m_target.nodes();
    if (nodes.empty())
        return;
    const GraphNode& first = *nodes.front();
    const auto differs = [&](auto member) {
        return std::ranges::any_of(nodes, [&](const GraphNode* node) { return node->*member != first.*member; });
    };
    m_scale->setValue(first.learningRateScale);
    m_scale->setMixed(differs(&GraphNode::learningRateScale));
    m_scaleRow->setChanged(m_scale->isMixed() || first.learningRateScale != 1);
    const QSignalBlocker quiet(m_frozen);
    m_frozen->setMixed(differs(&GraphNode::frozen));
    if (!differs(&GraphNode::frozen))
        m_frozen->setChecked(first.frozen);
    m_frozenRow->setChanged(differs(&GraphNode::frozen) || first.frozen);
    m_thaw->setValue(double(first.unfreezeAfter));
    m_thaw->setMixed(differs(&GraphNode::unfreezeAfter));
    m_thawRow->setChanged(m_thaw->isMixed() || first.unfreezeAfter != 0);
    m_thawRow->setVisible(std::ranges::any_of(nodes, &GraphNode::frozen));

    const GraphNode* only = m_target.only();
    m_sharesRow->setVisible(only != nullptr && only->type != "block");
    if (!only)
        return;
    m_shares->clear();
    m_shares->addItem(tr("its own"), QString());
    for (const GraphNode& other : m_target.document->nodes(m_target.scope)) {
        if (other.type == only->type && other.id != only->id && (other.shares.empty() || other.id == only->shares))
            m_shares->addItem(QString::fromStdString(other.id), QString::fromStdString(other.id));
    }
    int index = m_shares->findData(QString::fromStdString(only->shares));
    if (index < 0) { // gone or of another kind: the checker says so
        m_shares->addItem(QString::fromStdString(only->shares), QString::fromStdString(only->shares));
        index = m_shares->count() - 1;
    }
    m_shares->setCurrentIndex(index);
    m_sharesRow->setChanged(!only->shares.empty());
}

} // namespace weft
