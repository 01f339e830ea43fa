#include "ui/inspector/lists/outline.h"

#include "ui/document/selection.h"
#include "ui/inspector/lists/node_delegate.h"
#include "ui/inspector/lists/outline_model.h"
#include "ui/style/controls/empty_state.h"
#include "ui/style/controls/search_field.h"
#include "ui/style/layout/column.h"
#include "ui/style/style.h"

#include <QScopedValueRollback>
#include <QStackedWidget>
#include <QTimer>
#include <QTreeView>
#include <QVBoxLayout>

namespace weft {

Outline::Outline(GraphDocument* document, Selection* selection, QWidget* parent)
    : QWidget(parent)
    , m_model(new OutlineModel(this))
    , m_filter(new SearchField(tr("Filter nodes")))
    , m_view(new QTreeView)
    , m_pages(new QStackedWidget)
{
    const Style& style = Style::get();
    QVBoxLayout* column = flushColumn(this);
    auto* top = new QVBoxLayout;
    top->setContentsMargins(style.px(12), style.px(8), style.px(12), style.px(8));
    top->addWidget(m_filter);
    column->addLayout(top);
    column->addWidget(m_pages, 1);
    m_pages->addWidget(m_view);
    m_pages->addWidget(new EmptyState(QStringLiteral("outline"), tr("No nodes yet"),
                                      tr("The nodes of the network appear here as a list.")));
    m_view->setModel(m_model);
    m_view->setItemDelegate(new NodeDelegate(m_view));
    m_view->setHeaderHidden(true);
    m_view->setUniformRowHeights(true); // 10,000 rows need not be measured
    m_view->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_view->setMouseTracking(true);
    m_view->setAccessibleName(tr("Outline"));
    connect(m_filter, &QLineEdit::textEdited, this, [this](const QString& text) {
        m_model->setFilter(text);
        follow();
    });
    connect(m_filter, &SearchField::moved, m_view, [this] { m_view->setFocus(); });
    connect(m_filter, &QLineEdit::returnPressed, this, [this] {
        if (m_model->rowCount() > 0)
            m_view->setCurrentIndex(m_model->index(0, 0));
    });
    connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this, &Outline::pick);
    connect(m_view, &QTreeView::clicked, this, &Outline::pick);
    show(document, selection);
}

void Outline::show(GraphDocument* document, Selection* selection)
{
    if (m_document)
        m_document->disconnect(this);
    if (m_selection)
        m_selection->disconnect(this);
    m_document = document;
    m_selection = selection;
    if (document) {
        connect(document, &GraphDocument::changed, this, [this](const Change& change) {
            if (change.structure || change.blocks || change.everything || !change.renamed.empty())
                reloadSoon();
            else if (!change.nodes.empty())
                m_view->viewport()->update();
        });
        connect(document, &GraphDocument::checked, m_model, &OutlineModel::recheck);
    }
    if (selection)
        connect(selection, &Selection::changed, this, &Outline::follow);
    reload();
}

void Outline::reloadSoon()
{
    if (m_pending)
        return;
    m_pending = true;
    // At once the rows are others than before: no view may ask for them in between.
    m_model->setDocument(nullptr);
    QTimer::singleShot(0, this, &Outline::reload);
}

void Outline::reload()
{
    m_pending = false;
    const QScopedValueRollback guard(m_following, true);
    m_model->setDocument(m_document);
    m_model->recheck();
    m_pages->setCurrentIndex(m_model->rowCount() > 0 || m_model->isFiltered() ? 0 : 1);
    follow();
}

void Outline::pick()
{
    if (m_following || !m_selection || !m_document)
        return;
    const QModelIndexList picked = m_view->selectionModel()->selectedIndexes();
    if (picked.isEmpty())
        return;
    const NodeKey last = m_model->keyOf(m_view->currentIndex().isValid() ? m_view->currentIndex() : picked.last());
    if (last.id.empty())
        return;
    const QScopedValueRollback guard(m_following, true);
    std::set<std::string> ids;
    for (const QModelIndex& index : picked) {
        const NodeKey key = m_model->keyOf(index);
        if (key.scope == last.scope) // of one place only
            ids.insert(key.id);
    }
    if (ids.size() == 1 && ids.contains(last.id)) {
        m_selection->reveal(last);
    } else {
        m_selection->enter(last.scope);
        m_selection->set(ids, last.id);
    }
}

void Outline::follow()
{
    if (!m_selection || !m_document)
        return;
    if (m_following && m_view->hasFocus())
        return;
    const QScopedValueRollback guard(m_following, true);
    QItemSelection rows;
    QModelIndex current;
    for (const std::string& id : m_selection->nodes()) {
        const QModelIndex index = m_model->indexOf({m_selection->scope(), id}, m_selection->path());
        if (!index.isValid())
            continue;
        rows.select(index, index);
        if (!current.isValid() || id == m_selection->current())
            current = index;
        if (rows.size() > 1000) // enough to be seen
            break;
    }
    m_view->selectionModel()->select(rows, QItemSelectionModel::ClearAndSelect);
    if (current.isValid()) {
        m_view->selectionModel()->setCurrentIndex(current, QItemSelectionModel::NoUpdate);
        m_view->scrollTo(current);
    }
}

} // namespace weft
