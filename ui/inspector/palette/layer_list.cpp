#include "ui/inspector/palette/layer_list.h"

#include "ui/inspector/palette/layer_delegate.h"
#include "ui/inspector/palette/layer_model.h"
#include "ui/style/controls/chip.h"
#include "ui/style/controls/search_field.h"
#include "ui/style/layout/column.h"
#include "ui/style/style.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QMenu>
#include <QSettings>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>

namespace weft {

namespace {

constexpr int mostChips = 4;
const QString foldKey = QStringLiteral("layers/open");

} // namespace

LayerList::LayerList(QWidget* parent)
    : QWidget(parent)
    , m_model(new LayerModel(this))
    , m_search(new SearchField(tr("Search layers"), this))
    , m_recent(new QWidget(this))
    , m_view(new QTreeView(this))
{
    const Style& style = Style::get();
    QVBoxLayout* column = flushColumn(this);
    auto* top = new QVBoxLayout;
    top->setContentsMargins(style.px(12), style.px(8), style.px(12), style.px(8));
    top->setSpacing(style.px(8));
    top->addWidget(m_search);
    auto* chips = new QHBoxLayout(m_recent);
    chips->setContentsMargins(0, 0, 0, 0);
    chips->setSpacing(style.px(4));
    chips->addStretch(1);
    m_recent->setMinimumWidth(1);
    top->addWidget(m_recent);
    column->addLayout(top);
    column->addWidget(m_view, 1);

    m_view->setModel(m_model);
    m_view->setItemDelegate(new LayerDelegate(m_view));
    m_view->setHeaderHidden(true);
    m_view->setRootIsDecorated(false);
    m_view->setIndentation(0);
    m_view->setMouseTracking(true);
    m_view->setUniformRowHeights(false);
    m_view->setDragEnabled(true);
    m_view->setDragDropMode(QAbstractItemView::DragOnly);
    m_view->setExpandsOnDoubleClick(false);
    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_view->setAccessibleName(tr("Layers"));
    m_view->installEventFilter(this);

    connect(m_search, &QLineEdit::textEdited, this, &LayerList::search);
    connect(m_search, &SearchField::moved, this, &LayerList::move);
    connect(m_search, &QLineEdit::returnPressed, this, [this] { choose(m_view->currentIndex()); });
    connect(m_view, &QTreeView::doubleClicked, this, &LayerList::choose);
    connect(m_view, &QTreeView::clicked, this, [this](const QModelIndex& index) {
        if (index.data(LayerModel::countRole).isValid())
            toggle(index);
    });
    m_view->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_view, &QWidget::customContextMenuRequested, this, [this](const QPoint& at) {
        const QModelIndex index = m_view->indexAt(at);
        const QString kind = index.data(LayerModel::kindRole).toString();
        if (kind.isEmpty())
            return;
        auto* const menu = new QMenu(this);
        menu->setObjectName(QStringLiteral("layerMenu"));
        menu->setAttribute(Qt::WA_DeleteOnClose);
        menu->addAction(tr("Add to the network"), this, [this, kind] { emit chosen(kind); });
        menu->addAction(index.data(LayerModel::favouriteRole).toBool() ? tr("No favourite any more")
                                                                       : tr("Make it a favourite"),
                        this, [this, at = QPersistentModelIndex(index)] { toggleFavourite(at); })
            ->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_D));
        if (const QString library = QStringLiteral("library:"); kind.startsWith(library))
            menu->addAction(tr("Take out of your library"), this,
                            [this, name = kind.mid(library.size())] { emit forgetAsked(name); });
        menu->popup(m_view->viewport()->mapToGlobal(at));
    });
    connect(&Style::get(), &Style::changed, this, [this] { m_view->doItemsLayout(); });
}

void LayerList::setChoices(std::vector<LayerChoice> choices)
{
    if (choices == m_model->choices())
        return;
    m_model->setChoices(std::move(choices));
    m_search->setPlaceholderText(tr("Search %1 layers").arg(m_model->choices().size()));
    restoreFolds();
    reloadRecent();
}

void LayerList::restoreFolds()
{
    if (m_model->isSearching())
        return;
    const QStringList open =
        QSettings().value(foldKey, QStringList {LayerModel::favourites, "conv", "act"}).toStringList();
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const QModelIndex category = m_model->index(row, 0);
        m_view->setExpanded(category, open.contains(category.data(LayerModel::categoryRole).toString()));
    }
}

void LayerList::toggleFavourite(const QModelIndex& index)
{
    const QString kind = index.data(LayerModel::kindRole).toString();
    if (kind.isEmpty())
        return;
    m_model->toggleFavourite(kind);
    restoreFolds();
}

void LayerList::openOnly(const QString& wanted)
{
    m_flyout = true;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const QModelIndex category = m_model->index(row, 0);
        const bool open = category.data(LayerModel::categoryRole).toString() == wanted;
        m_view->setExpanded(category, open);
        if (open && m_model->rowCount(category) > 0) {
            m_view->setCurrentIndex(m_model->index(0, 0, category));
            m_view->scrollTo(category, QAbstractItemView::PositionAtTop);
        }
    }
}

void LayerList::toggle(const QModelIndex& category)
{
    m_view->setExpanded(category, !m_view->isExpanded(category));
    if (m_flyout)
        return;
    QStringList open;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        if (m_view->isExpanded(m_model->index(row, 0)))
            open << m_model->index(row, 0).data(LayerModel::categoryRole).toString();
    }
    QSettings().setValue(foldKey, open);
}

void LayerList::reloadRecent()
{
    auto* row = static_cast<QHBoxLayout*>(m_recent->layout());
    for (Chip* chip : m_recent->findChildren<Chip*>()) {
        row->removeWidget(chip);
        chip->hide();
        chip->deleteLater();
    }
    int place = 0, left = width() - Style::get().px(24);
    for (const QString& kind : LayerHabits::load().recent) {
        const QString title = m_model->titleOf(kind);
        if (title.isEmpty() || place >= mostChips)
            continue;
        auto* chip = new Chip(title, m_recent);
        chip->setCategory(m_model->categoryOf(kind).toStdString());
        chip->setToolTip(tr("Add %1").arg(title));
        left -= chip->sizeHint().width() + Style::get().px(4);
        if (left < 0 && place > 0) {
            delete chip;
            break;
        }
        connect(chip, &QAbstractButton::clicked, this, [this, kind] { emit chosen(kind); });
        row->insertWidget(place++, chip);
        chip->show();
    }
    m_recent->setVisible(place > 0);
}

void LayerList::resizeEvent(QResizeEvent* event)
{
    if (event->oldSize().width() != width())
        reloadRecent();
}

void LayerList::search(const QString& text)
{
    m_model->search(text.trimmed());
    if (m_model->isSearching())
        m_view->setCurrentIndex(m_model->index(0, 0));
    else
        restoreFolds();
}

// From the search field: through the rows that are to be seen, past the categories.
void LayerList::move(int rows)
{
    QModelIndex index = m_view->currentIndex();
    if (!index.isValid())
        index = m_model->index(0, 0);
    for (int left = std::abs(rows); left > 0;) {
        const QModelIndex next = !m_view->currentIndex().isValid() ? index
            : rows > 0                                             ? m_view->indexBelow(index)
                                                                   : m_view->indexAbove(index);
        if (!next.isValid())
            break;
        index = next;
        m_view->setCurrentIndex(index);
        --left;
    }
}

void LayerList::choose(const QModelIndex& index)
{
    const QString kind = index.data(LayerModel::kindRole).toString();
    if (!kind.isEmpty())
        emit chosen(kind);
    else if (index.isValid())
        toggle(index);
}

bool LayerList::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_view && event->type() == QEvent::KeyPress) {
        auto* key = static_cast<QKeyEvent*>(event);
        if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter || key->key() == Qt::Key_Space) {
            choose(m_view->currentIndex());
            return true;
        }
        if (key->key() == Qt::Key_D && key->modifiers() == Qt::ControlModifier) {
            toggleFavourite(m_view->currentIndex());
            return true;
        }
        if (key->key() == Qt::Key_Slash || (key->key() == Qt::Key_F && key->modifiers() == Qt::ControlModifier)) {
            m_search->setFocus();
            m_search->selectAll();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace weft
