#include "ui/style/controls/panel_header.h"

#include "ui/style/style.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QTabBar>

namespace weft {

PanelHeader::PanelHeader(QWidget* parent)
    : QWidget(parent)
    , m_tabs(new QTabBar(this))
    , m_toolRow(new QHBoxLayout)
{
    m_tabs->setExpanding(false);
    m_tabs->setDrawBase(false);
    m_tabs->setElideMode(Qt::ElideRight);
    m_tabs->setUsesScrollButtons(false);
    m_tabs->setFocusPolicy(Qt::TabFocus);
    m_tabs->setAccessibleName(tr("Panel tabs"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, Style::get().px(8), 0);
    row->setSpacing(Style::get().px(8));
    row->addWidget(m_tabs);
    row->addStretch(1);
    m_toolRow->setSpacing(Style::get().px(4));
    row->addLayout(m_toolRow);
    connect(m_tabs, &QTabBar::currentChanged, this, &PanelHeader::currentChanged);
    connect(&Style::get(), &Style::changed, this, [this, row] {
        row->setContentsMargins(0, 0, Style::get().px(8), 0);
        updateGeometry();
        update();
    });
}

int PanelHeader::addTab(const QString& text)
{
    return m_tabs->addTab(text);
}

void PanelHeader::setBadge(int tab, int count)
{
    m_tabs->setTabData(tab, count > 0 ? QVariant(count) : QVariant());
    m_tabs->setTabText(tab, m_tabs->tabText(tab)); // measures it again
}

int PanelHeader::badge(int tab) const
{
    return m_tabs->tabData(tab).toInt();
}

void PanelHeader::setTools(const QList<QWidget*>& tools)
{
    for (QWidget* tool : m_tools) {
        m_toolRow->removeWidget(tool);
        if (!tools.contains(tool))
            tool->hide();
    }
    m_tools = tools;
    for (QWidget* tool : tools) {
        m_toolRow->addWidget(tool);
        tool->show();
    }
}

QSize PanelHeader::sizeHint() const
{
    return {Style::get().px(160), Style::get().px(32)};
}

void PanelHeader::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), theme().surface.head);
    painter.fillRect(0, height() - 1, width(), 1, theme().line.subtle);
}

} // namespace weft
