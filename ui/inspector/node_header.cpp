#include "ui/inspector/node_header.h"

#include "ui/document/actions.h"
#include "ui/style/category.h"
#include "ui/style/icons.h"
#include "ui/style/paint.h"
#include "ui/style/style.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QPainter>
#include <QPainterPath>
#include <QToolButton>

#include <algorithm>

namespace weft {

namespace {

const QString separator = QStringLiteral(" · ");

int px(double designPixels)
{
    return Style::get().px(designPixels);
}

} // namespace

NodeHeader::NodeHeader(QWidget* parent)
    : QWidget(parent)
    , m_edit(new QLineEdit(this))
{
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_edit->hide();
    m_edit->setAccessibleName(tr("Name of the node"));
    m_edit->installEventFilter(this);
    m_frozen = addTool(QStringLiteral("snowflake"), tr("Frozen: its weights stay as they are"), true);
    m_bypassed = addTool(QStringLiteral("bypass"), tr("Bypassed: its first input passes through"), true);
    m_muted = addTool(QStringLiteral("mute"), tr("Muted: as if it were not there"), true);
    m_book = addTool(QStringLiteral("book"), tr("Documentation"), false);
    connect(m_frozen, &QToolButton::clicked, this,
            [this](bool on) { setFrozen(*m_target.document, m_target.scope, m_target.ids, on); });
    connect(m_bypassed, &QToolButton::clicked, this, [this](bool on) {
        if (const GraphNode* node = m_target.only(); node && on) {
            const QString no = whyNotBypass(*m_target.document, m_target.scope, node->id);
            if (!no.isEmpty())
                emit refused(no);
        }
        setBypassed(*m_target.document, m_target.scope, m_target.ids, on);
        refresh();
    });
    connect(m_muted, &QToolButton::clicked, this,
            [this](bool on) { setMuted(*m_target.document, m_target.scope, m_target.ids, on); });
    connect(m_book, &QToolButton::clicked, this, &NodeHeader::documentationAsked);
    connect(&Style::get(), &Style::changed, this, [this] {
        updateGeometry();
        layOut();
    });
}

QToolButton* NodeHeader::addTool(const QString& name, const QString& toolTip, bool checkable)
{
    auto* tool = new QToolButton(this);
    tool->setObjectName(name + QStringLiteral("Button"));
    tool->setIcon(icon(name));
    tool->setToolTip(toolTip);
    tool->setAccessibleName(toolTip);
    tool->setCheckable(checkable);
    return tool;
}

void NodeHeader::setTarget(const Target& target)
{
    if (target.ids != m_target.ids || target.scope != m_target.scope || target.document != m_target.document)
        finishRenaming(false);
    m_target = target;
    refresh();
}

void NodeHeader::refresh()
{
    const std::vector<const GraphNode*> nodes = m_target.nodes();
    if (nodes.empty())
        return;
    const auto all = [&nodes](bool GraphNode::*flag) {
        return std::ranges::all_of(nodes, [flag](const GraphNode* node) { return node->*flag; });
    };
    m_frozen->setChecked(all(&GraphNode::frozen));
    m_bypassed->setChecked(all(&GraphNode::bypassed));
    m_muted->setChecked(all(&GraphNode::muted));
    if (const GraphNode* node = m_target.only()) {
        m_category = categoryOf(*node);
        m_name = QString::fromStdString(node->id);
        if (node->repeat > 1)
            m_name += QStringLiteral(" × %1").arg(node->repeat);
        QStringList what {typeTitle(*node)};
        for (const Frame& frame : m_target.document->frames(m_target.scope)) {
            if (std::ranges::find(frame.nodes, node->id) != frame.nodes.end())
                what << QString::fromStdString(frame.title);
        }
        if (!m_target.scope.empty())
            what << tr("in %1").arg(QString::fromStdString(m_target.scope));
        m_isUsual = false;
        if (const NodeReport* report = m_target.document->report({m_target.scope, node->id});
            report && report->parameters > 0) {
            m_isUsual = !node->frozen && !node->bypassed && !node->muted;
            what << (!node->frozen                 ? tr("trainable")
                         : node->unfreezeAfter > 0 ? tr("frozen for %1 epochs").arg(node->unfreezeAfter)
                                                   : tr("frozen"));
        }
        if (node->bypassed)
            what << tr("bypassed");
        if (node->muted)
            what << tr("muted");
        m_what = what.join(separator);
    } else {
        m_isUsual = false;
        std::set<std::pair<std::string, std::string>> types;
        for (const GraphNode* one : nodes)
            types.insert({one->type, one->block});
        m_category = types.size() == 1 ? categoryOf(*nodes.front()) : std::string();
        m_name = tr("%1 nodes").arg(nodes.size());
        m_what = types.size() == 1 ? typeTitle(*nodes.front()) : tr("of %1 kinds").arg(types.size());
    }
    setAccessibleName(m_name + QStringLiteral(", ") + m_what);
    fit();
}

QSize NodeHeader::sizeHint() const
{
    return {px(240), px(52)};
}

QRect NodeHeader::nameRect() const
{
    const int x = px(m_category.empty() ? 19 : 55);
    return {x, px(6), std::max(1, m_frozen->x() - px(4) - x), px(20)};
}

QRect NodeHeader::whatRect() const // below the switches, since titles are long and the inspector may be narrow
{
    const int x = nameRect().x();
    return {x, px(27), std::max(1, width() - px(12) - x), px(18)};
}

// What of the texts there is room for; the tool tip has the rest.
void NodeHeader::fit()
{
    const QFontMetrics name(Style::get().font(TextRole::title)), what(Style::get().font(TextRole::secondary));
    m_shownName = name.elidedText(m_name, Qt::ElideMiddle, nameRect().width());
    m_shownWhat = m_what;
    if (m_isUsual && what.horizontalAdvance(m_what) > whatRect().width()) // what is so with most layers goes first
        m_shownWhat.truncate(m_what.lastIndexOf(separator));
    m_shownWhat = what.elidedText(m_shownWhat, Qt::ElideRight, whatRect().width());
    setToolTip(m_shownName == m_name && m_shownWhat == m_what ? QString() : m_name + QLatin1Char('\n') + m_what);
    update();
}

void NodeHeader::layOut()
{
    int x = width() - px(8);
    for (QToolButton* tool : {m_book, m_muted, m_bypassed, m_frozen}) {
        x -= px(26);
        tool->setGeometry(x, px(3), px(26), px(26));
    }
    m_edit->setGeometry(nameRect().adjusted(-px(7), -px(2), 0, px(2)));
    fit();
}

void NodeHeader::resizeEvent(QResizeEvent*)
{
    layOut();
}

void NodeHeader::paintEvent(QPaintEvent*)
{
    const Style& style = Style::get();
    QPainter painter(this);
    painter.fillRect(0, height() - 1, width(), 1, theme().line.subtle);
    if (!m_category.empty()) {
        const CategoryLook& look = categoryLook(m_category);
        const QRectF strip(px(12), px(10), px(6), px(32));
        QPainterPath shape;
        shape.addRoundedRect(strip, 2, 2);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setBrushOrigin(strip.topLeft());
        painter.fillPath(shape, look.pattern);
        paintCategoryIcon(painter, QRectF(px(28), px(18), px(16), px(16)), m_category, look.colour);
    }
    painter.setFont(style.font(TextRole::title));
    painter.setPen(theme().text.primary);
    if (!m_edit->isVisible())
        painter.drawText(nameRect(), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, m_shownName);
    painter.setFont(style.font(TextRole::secondary));
    painter.setPen(theme().text.tertiary);
    painter.drawText(whatRect(), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, m_shownWhat);
    if (showsFocus(this))
        paintFocusRing(painter, QRectF(rect()).adjusted(3, 3, -3, -3), style.px(4));
}

void NodeHeader::startRenaming()
{
    const GraphNode* node = m_target.only();
    if (!node)
        return;
    m_edit->setText(QString::fromStdString(node->id));
    m_edit->setFont(Style::get().font(TextRole::bodyStrong));
    m_edit->show();
    m_edit->selectAll();
    m_edit->setFocus();
    update();
}

void NodeHeader::finishRenaming(bool keep)
{
    if (!m_edit->isVisible())
        return;
    const GraphNode* node = m_target.only();
    const QString to = m_edit->text().trimmed();
    m_edit->hide();
    if (keep && node && to != QString::fromStdString(node->id)) {
        const QString no = rename(*m_target.document, {m_target.scope, node->id}, to);
        if (!no.isEmpty())
            emit refused(no);
    }
    update();
}

void NodeHeader::mouseDoubleClickEvent(QMouseEvent*)
{
    startRenaming();
}

void NodeHeader::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_F2 || event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        startRenaming();
    else
        QWidget::keyPressEvent(event);
}

bool NodeHeader::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::FocusOut)
        finishRenaming(true);
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Return || key == Qt::Key_Enter || key == Qt::Key_Escape) {
            finishRenaming(key != Qt::Key_Escape);
            setFocus();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace weft
