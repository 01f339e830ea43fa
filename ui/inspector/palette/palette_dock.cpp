#include "ui/inspector/palette/palette_dock.h"

#include "ui/document/actions.h"
#include "ui/document/files/block_shelf.h"
#include "ui/document/selection.h"
#include "ui/inspector/palette/layer_list.h"
#include "ui/inspector/palette/palette_rail.h"
#include "ui/style/controls/search_field.h"
#include "ui/style/layout/column.h"
#include "ui/style/style.h"

#include <QFrame>
#include <QGuiApplication>
#include <QScreen>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace weft {

PaletteDock::PaletteDock(GraphDocument* document, Selection* selection, QWidget* parent)
    : QWidget(parent)
    , m_pages(new QStackedWidget(this))
    , m_list(new LayerList)
    , m_rail(new PaletteRail)
    , m_railPage(scrolling(m_rail))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_pages);
    m_pages->addWidget(m_list);
    m_pages->addWidget(m_railPage);
    m_railPage->setFocusPolicy(Qt::NoFocus);
    m_pages->setMinimumWidth(1); // the rail decides
    m_pages->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Ignored);
    connect(m_list, &LayerList::chosen, this, &PaletteDock::addLayer);
    connect(m_list, &LayerList::forgetAsked, this, &PaletteDock::forgetAsked);
    connect(&BlockShelf::get(), &BlockShelf::changed, this, &PaletteDock::reload);
    connect(m_rail, &PaletteRail::asked, this, &PaletteDock::openFlyout);
    connect(&Style::get(), &Style::changed, this, &PaletteDock::reload); // the language, perhaps
    show(document, selection);
}

void PaletteDock::show(GraphDocument* document, Selection* selection)
{
    if (m_document)
        m_document->disconnect(this);
    m_document = document;
    m_selection = selection;
    if (document)
        connect(document, &GraphDocument::changed, this, [this](const Change& change) {
            if (change.blocks || change.everything)
                reload();
        });
    reload();
}

void PaletteDock::reload()
{
    m_list->setChoices(layerChoices(m_document ? m_document->project().graph : Graph()));
}

bool PaletteDock::isCompact() const
{
    return m_pages->currentWidget() == m_railPage;
}

QSize PaletteDock::minimumSizeHint() const
{
    return {Style::get().px(44), Style::get().px(160)};
}

QSize PaletteDock::sizeHint() const
{
    return {Style::get().px(248), Style::get().px(560)};
}

void PaletteDock::resizeEvent(QResizeEvent*)
{
    m_pages->setCurrentWidget(width() < Style::get().px(140) ? m_railPage : m_list);
}

void PaletteDock::focusSearch()
{
    if (isCompact())
        return openFlyout({}, QRect(mapToGlobal(QPoint(0, 0)), QSize(width(), Style::get().px(28))));
    m_list->searchField()->setFocus();
    m_list->searchField()->selectAll();
}

std::string PaletteDock::addLayer(const QString& kind)
{
    if (!m_document || !m_selection)
        return {};
    const Scope scope = m_selection->scope();
    const std::string behind = m_selection->current();
    QPointF at(0, 0);
    for (const GraphNode& node : m_document->nodes(scope)) { // beside everything there is …
        const NodeView view = m_document->view(scope, node.id);
        at = {std::max(at.x(), view.x + 240), node.id == m_document->nodes(scope).front().id ? view.y : at.y()};
    }
    Joint joint;
    if (const GraphNode* node = m_document->node(scope, behind)) { // … or behind the picked node
        const NodeView view = m_document->view(scope, behind);
        at = {view.x + 240, view.y};
        const std::vector<Port> outputs = outputPorts(m_document->project(), scope, *node);
        const std::vector<Port> inputs = inputPortsOf(m_document->project(), kind.toStdString());
        if (!outputs.empty() && !inputs.empty())
            joint.from = PortRef {behind, outputs.front().id};
        const auto taken = [&] {
            return std::ranges::any_of(m_document->nodes(scope), [&](const GraphNode& other) {
                const NodeView there = m_document->view(scope, other.id);
                return std::abs(there.x - at.x()) < 200 && std::abs(there.y - at.y()) < 100;
            });
        };
        while (taken())
            at.ry() += 120;
    }
    const std::string id = addNode(*m_document, scope, kind.toStdString(), at, joint);
    if (id.empty())
        return id;
    LayerHabits habits = LayerHabits::load();
    habits.use(kind);
    habits.save();
    m_list->reloadRecent();
    m_selection->reveal({scope, id});
    emit layerAdded(QString::fromStdString(id));
    return id;
}

void PaletteDock::openFlyout(const QString& category, const QRect& button)
{
    delete m_flyout;
    auto* popup = new QFrame(this, Qt::Popup);
    m_flyout = popup;
    popup->setAttribute(Qt::WA_DeleteOnClose);
    popup->setFrameStyle(QFrame::StyledPanel);
    auto* column = new QVBoxLayout(popup);
    column->setContentsMargins(1, 1, 1, 1);
    auto* list = new LayerList(popup);
    list->setChoices(m_list->view() ? layerChoices(m_document ? m_document->project().graph : Graph())
                                    : std::vector<LayerChoice>());
    column->addWidget(list);
    popup->resize(Style::get().px(248), Style::get().px(420));
    QPoint at(button.right() + Style::get().px(8), button.top());
    if (const QScreen* screen = QGuiApplication::screenAt(button.center()))
        at.setY(std::max(screen->availableGeometry().top(),
                         std::min(at.y(), screen->availableGeometry().bottom() - popup->height())));
    popup->move(at);
    popup->show();
    if (category.isEmpty()) {
        list->searchField()->setFocus();
    } else {
        list->openOnly(category);
        list->view()->setFocus();
    }
    connect(list, &LayerList::chosen, this, [this](const QString& kind) {
        if (m_flyout)
            m_flyout->close();
        addLayer(kind);
    });
    connect(list->searchField(), &SearchField::escaped, popup, &QWidget::close);
}

} // namespace weft
