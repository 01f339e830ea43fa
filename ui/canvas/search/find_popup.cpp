#include "ui/canvas/search/find_popup.h"

#include "engine/layers/layer_type.h"
#include "ui/canvas/search/fuzzy_match.h"
#include "ui/canvas/search/layer_search.h"
#include "ui/document/graph_document.h"
#include "ui/document/selection.h"
#include "ui/style/category.h"
#include "ui/style/controls/search_field.h"
#include "ui/style/motion/slide_in.h"
#include "ui/style/paint.h"
#include "ui/style/style.h"

#include <QApplication>
#include <QKeyEvent>
#include <QListWidget>
#include <QPainter>
#include <QStyledItemDelegate>

#include <algorithm>

namespace weft {

namespace {

constexpr int popupWidth = 360;
constexpr int rowHeight = 28;
constexpr size_t mostShown = 200;
constexpr int mostRows = 8;
constexpr int padding = 8;

class FoundRow : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const Style& style = Style::get();
        const Theme& colours = theme();
        painter->save();
        if (option.state & QStyle::State_Selected)
            painter->fillRect(option.rect, colours.accent.soft);
        else if (option.state & QStyle::State_MouseOver)
            painter->fillRect(option.rect, colours.surface.control);
        QRectF line = QRectF(option.rect).adjusted(style.px(12), 0, -style.px(12), 0);
        const std::string category = index.data(Qt::UserRole + 1).toString().toStdString();
        const double side = style.px(16);
        paintCategoryIcon(*painter, {line.left(), line.center().y() - side / 2, side, side}, category,
                          categoryLook(category).colour);
        line.setLeft(line.left() + side + style.px(8));
        painter->setFont(style.font(TextRole::secondary));
        painter->setPen(colours.text.secondary);
        const QString type = index.data(Qt::UserRole).toString();
        painter->drawText(line, Qt::AlignRight | Qt::AlignVCenter, type);
        line.setRight(line.right() - painter->fontMetrics().horizontalAdvance(type) - style.px(8));
        painter->setFont(style.font(TextRole::body));
        painter->setPen(colours.text.primary);
        paintElided(*painter, line, Qt::AlignLeft | Qt::AlignVCenter, index.data().toString());
        painter->restore();
    }
    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override
    {
        return {Style::get().px(120), Style::get().px(rowHeight)};
    }
};

} // namespace

FindPopup::FindPopup(QWidget* parent)
    : QWidget(parent)
    , m_field(new SearchField(tr("Find a node"), this))
    , m_list(new QListWidget(this))
    , m_slide(new SlideIn(this, [this] { layOut(); }))
{
    hide();
    setAccessibleName(tr("Find a node"));
    m_field->setObjectName(QStringLiteral("findField"));
    m_list->setObjectName(QStringLiteral("findList"));
    m_list->setItemDelegate(new FoundRow(m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setMouseTracking(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setAccessibleName(tr("Nodes found"));
    m_field->installEventFilter(this);
    connect(m_field, &QLineEdit::textChanged, this, &FindPopup::search);
    connect(m_field, &SearchField::moved, this, [this](int rows) {
        if (m_list->count() > 0)
            m_list->setCurrentRow(std::clamp(m_list->currentRow() + rows, 0, m_list->count() - 1));
    });
    connect(m_list, &QListWidget::itemClicked, this, [this](QListWidgetItem* item) { go(m_list->row(item)); });
}

void FindPopup::open(GraphDocument& document, Selection& selection)
{
    m_document = &document;
    m_selection = &selection;
    show();
    raise();
    m_slide->begin();
    m_field->setFocus(Qt::PopupFocusReason);
    m_field->selectAll();
    search();
}

void FindPopup::close()
{
    if (!isVisible())
        return;
    const bool focused = isAncestorOf(QApplication::focusWidget());
    hide();
    if (focused)
        parentWidget()->setFocus(Qt::PopupFocusReason);
}

void FindPopup::search()
{
    m_list->clear();
    m_found.clear();
    if (!m_document)
        return;
    const QString text = m_field->text().simplified();
    const auto look = [&](const Scope& scope, const std::vector<GraphNode>& nodes) {
        for (const GraphNode& node : nodes) {
            const bool isBlock = node.type == "block";
            const LayerType* layer = findLayerType(node.type);
            Found found = {.key = {scope, node.id},
                           .title = QString::fromStdString(node.id),
                           .type = isBlock ? QString::fromStdString(node.block) : layerTitle(node.type),
                           .category = isBlock    ? "block"
                               : layer != nullptr ? layer->category
                                                  : ""};
            const std::optional<FuzzyMatch> byName = fuzzyMatch(text, found.title);
            const std::optional<FuzzyMatch> byType = fuzzyMatch(text, found.type);
            if (!byName && !byType)
                continue;
            found.score = std::max(byName ? byName->score + 8 : 0, byType ? byType->score : 0);
            if (!scope.empty())
                found.title = tr("%1 in %2").arg(found.title, QString::fromStdString(scope));
            m_found.push_back(std::move(found));
        }
    };
    look({}, m_document->project().graph.nodes);
    for (const Block& block : m_document->project().graph.blocks)
        look(block.name, block.nodes);
    std::ranges::stable_sort(m_found, std::ranges::greater(), &Found::score);
    if (m_found.size() > mostShown)
        m_found.resize(mostShown);
    for (const Found& found : m_found) {
        auto* item = new QListWidgetItem(found.title, m_list);
        item->setData(Qt::UserRole, found.type);
        item->setData(Qt::UserRole + 1, QString::fromStdString(found.category));
    }
    m_list->setCurrentRow(0);
    layOut();
    update();
}

void FindPopup::go(int row)
{
    if (row < 0 || size_t(row) >= m_found.size() || !m_selection)
        return;
    const NodeKey key = m_found[size_t(row)].key;
    close();
    m_selection->reveal(key);
}

bool FindPopup::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_field && event->type() == QEvent::FocusOut && !isAncestorOf(QApplication::focusWidget())
        && static_cast<QFocusEvent*>(event)->reason() != Qt::ActiveWindowFocusReason) {
        close();
        return false;
    }
    if (watched == m_field && event->type() == QEvent::ShortcutOverride) {
        event->accept();
        return true;
    }
    if (watched == m_field && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Return || key == Qt::Key_Enter) {
            go(m_list->currentRow());
            return true;
        }
        if (key == Qt::Key_Escape) {
            close();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void FindPopup::layOut()
{
    const Style& style = Style::get();
    const int inset = style.px(padding);
    const int field = style.px(34);
    const int wide = std::min(style.px(popupWidth), parentWidget()->width() - 2 * inset);
    const int rows = std::clamp(m_list->count(), 1, mostRows);
    setGeometry(parentWidget()->width() - wide - inset, inset + m_slide->offset(), wide,
                field + 3 * inset + rows * style.px(rowHeight));
    m_field->setGeometry(inset, inset, wide - 2 * inset, field);
    m_list->setGeometry(1, field + 2 * inset, wide - 2, rows * style.px(rowHeight));
    QPalette palette = m_list->palette();
    palette.setColor(QPalette::Base, theme().surface.panel);
    m_list->setPalette(palette);
    m_list->setVisible(m_list->count() > 0);
}

void FindPopup::paintEvent(QPaintEvent*)
{
    const Style& style = Style::get();
    QPainter painter(this);
    paintBox(painter, rect(), theme().surface.panel, theme().line.strong, style.px(8));
    if (m_list->count() == 0) {
        painter.setFont(style.font(TextRole::body));
        painter.setPen(theme().text.secondary);
        paintElided(painter, QRectF(m_list->geometry()).adjusted(style.px(12), 0, -style.px(12), 0),
                    Qt::AlignLeft | Qt::AlignVCenter, tr("No node is called so."));
    }
}

} // namespace weft
