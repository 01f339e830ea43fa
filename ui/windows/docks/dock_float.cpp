#include "ui/windows/docks/dock_float.h"

#include "ui/windows/docks/dock_site.h"

#include <QCloseEvent>
#include <QVBoxLayout>

namespace weft {

DockFloat::DockFloat(DockSite* site)
    : QWidget(site->window(), Qt::Tool)
    , m_area(new DockArea(site, this))
{
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_area);
    connect(m_area, &DockArea::currentChanged, this,
            [this, site](const QString& panel) { setWindowTitle(site->titleOf(panel)); });
}

void DockFloat::closeEvent(QCloseEvent* event)
{
    event->ignore(); // the site takes the panels back, and this window away
    emit closed();
}

} // namespace weft
