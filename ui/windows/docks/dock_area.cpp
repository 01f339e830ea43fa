#include "ui/windows/docks/dock_area.h"

#include "ui/style/layout/column.h"
#include "ui/style/style.h"
#include "ui/windows/docks/dock_site.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace weft {

namespace {

constexpr int narrowest = 100;

} // namespace

DockArea::DockArea(DockSite* site, QWidget* parent)
    : QWidget(parent)
    , m_site(site)
    , m_header(new QWidget(this))
    , m_headerLayout(new QHBoxLayout(m_header))
    , m_tabs(new DockTabs(m_header))
    , m_toolRow(new QWidget(m_header))
    , m_toolLayout(new QHBoxLayout(m_toolRow))
    , m_stack(new QStackedWidget(this))
{
    setObjectName(QStringLiteral("dockArea"));
    m_header->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    m_headerLayout->setContentsMargins(0, 0, 0, 0);
    m_headerLayout->setSpacing(0);
    m_headerLayout->addWidget(m_tabs, 0, Qt::AlignTop);
    m_headerLayout->addStretch(1);
    m_headerLayout->addWidget(m_toolRow, 0, Qt::AlignVCenter);
    m_toolLayout->setContentsMargins(0, 0, 0, 0);
    QVBoxLayout* const column = flushColumn(this);
    column->addWidget(m_header);
    column->addWidget(m_stack, 1);
    const auto measure = [this] {
        m_header->setFixedHeight(headerHeight());
        m_toolLayout->setSpacing(Style::get().px(8));
        m_toolRow->setContentsMargins(0, 0, Style::get().px(8), 0);
    };
    measure();
    connect(&Style::get(), &Style::changed, this, measure);
    connect(m_tabs, &QTabBar::currentChanged, this, &DockArea::showCurrent);
    connect(m_tabs, &DockTabs::pulled, site, &DockSite::dragOver);
    connect(m_tabs, &DockTabs::dropped, site, &DockSite::drop);
    connect(m_tabs, &DockTabs::pullCancelled, site, &DockSite::endDrag);
    connect(m_tabs, &DockTabs::foldAsked, site, [this] { m_site->toggleFold(this); });
    connect(m_tabs, &DockTabs::menuAsked, site,
            [this](const QString& panel, const QPoint& at) { m_site->showMenu(this, panel, at); });
    connect(m_tabs, &QTabBar::tabMoved, site, [this] { emit m_site->layoutChanged(); });
    connect(m_tabs, &QTabBar::tabBarClicked, site, [this] { m_site->unfold(this); });
}

int DockArea::headerHeight() const
{
    return Style::get().px(32);
}

QRect DockArea::headerRect() const
{
    return {m_header->mapToGlobal(QPoint()), m_header->size()};
}

QStringList DockArea::panels() const
{
    QStringList found;
    for (int tab = 0; tab < m_tabs->count(); ++tab)
        found << m_tabs->tabData(tab).toString();
    return found;
}

QString DockArea::current() const
{
    return m_tabs->currentIndex() < 0 ? QString() : m_tabs->tabData(m_tabs->currentIndex()).toString();
}

void DockArea::insert(int place, const QString& panel)
{
    const QSignalBlocker quiet(m_tabs); // the tab has no data yet
    const int tab = m_tabs->insertTab(place < 0 ? m_tabs->count() : place, m_site->titleOf(panel));
    m_tabs->setTabData(tab, panel);
    m_tabs->setShortIcon(tab, m_site->iconOf(panel));
    m_tabs->setAccessibleTabName(tab, m_site->titleOf(panel));
    m_site->applyBadge(m_tabs, tab);
    if (isVisible())
        showCurrent();
}

void DockArea::remove(const QString& panel)
{
    if (QWidget* const widget = m_site->contentOf(panel).widget; widget && m_stack->indexOf(widget) >= 0) {
        m_stack->removeWidget(widget);
        widget->hide();
        widget->setParent(m_site->store());
    }
    for (QWidget* const tool : m_site->contentOf(panel).tools) {
        tool->hide();
        tool->setParent(m_site->store());
    }
    {
        const QSignalBlocker quiet(m_tabs);
        m_tabs->removeTab(int(panels().indexOf(panel)));
    }
    m_shown.clear();
    if (count() && isVisible())
        showCurrent();
}

void DockArea::setCurrent(const QString& panel)
{
    const int tab = int(panels().indexOf(panel));
    if (tab >= 0)
        m_tabs->setCurrentIndex(tab);
    showCurrent(); // also if it was the current one before it could be seen
}

void DockArea::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    showCurrent();
}

void DockArea::showCurrent()
{
    const QString panel = current();
    if (panel.isEmpty() || (m_shown == panel && !m_headerOnly) || !isVisible())
        return;
    for (QWidget* const tool : m_site->contentOf(m_shown).tools)
        tool->hide();
    m_shown = panel;
    if (m_headerOnly)
        return;
    const DockContent content = m_site->make(panel);
    if (m_stack->indexOf(content.widget) < 0)
        m_stack->addWidget(content.widget);
    m_stack->setCurrentWidget(content.widget);
    while (m_toolLayout->count())
        delete m_toolLayout->takeAt(0);
    for (QWidget* const tool : content.tools) {
        tool->setParent(m_toolRow);
        m_toolLayout->addWidget(tool, 0, Qt::AlignVCenter);
        tool->show();
    }
    fitTools();
    emit currentChanged(panel);
    emit m_site->layoutChanged();
}

// The tabs come first: tools for which there is no room are left out, from the left.
void DockArea::fitTools()
{
    const QList<QWidget*> tools = m_site->contentOf(m_shown).tools;
    int room = width() - m_tabs->sizeHint().width() - Style::get().px(16);
    for (qsizetype i = tools.size(); i-- > 0;) {
        room -= tools[i]->sizeHint().width() + m_toolLayout->spacing();
        tools[i]->setVisible(room >= 0 && !m_headerOnly);
    }
}

void DockArea::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    m_header->setVisible(m_headerOnly || width() >= Style::get().px(narrowest)); // a rail has no room for tabs
    fitTools();
}

void DockArea::setHeaderOnly(bool only)
{
    m_headerOnly = only;
    m_stack->setVisible(!only);
    if (!only)
        m_shown.clear();
    if (isVisible())
        showCurrent();
    fitTools();
}

void DockArea::retitle()
{
    for (int tab = 0; tab < m_tabs->count(); ++tab) {
        m_tabs->setTabText(tab, m_site->titleOf(m_tabs->tabData(tab).toString()));
        m_tabs->setAccessibleTabName(tab, m_tabs->tabText(tab));
    }
}

void DockArea::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Theme& colours = theme();
    painter.fillRect(rect(), colours.surface.panel);
    if (m_header->isHidden())
        return;
    const int header = m_header->height();
    painter.fillRect(QRect(0, 0, width(), header), colours.surface.head);
    painter.fillRect(QRect(m_tabs->geometry().right() + 1, header - 1, width(), 1), colours.line.subtle);
}

} // namespace weft
