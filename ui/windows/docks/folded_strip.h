#pragma once

#include <QPointer>
#include <QWidget>

namespace weft {

class DockArea;
class DockSite;

// What stands in for a column that is folded: the titles of its panels, turned. A click unfolds it there.
class FoldedStrip : public QWidget {
    Q_OBJECT
public:
    FoldedStrip(DockSite* site, const QList<DockArea*>& areas, QWidget* parent);

protected:
    void paintEvent(QPaintEvent*) override;

private:
    DockSite* m_site;
};

} // namespace weft
