#pragma once

#include "ui/windows/docks/dock_area.h"

namespace weft {

// A window of its own for panels that were pulled out of the site.
class DockFloat : public QWidget {
    Q_OBJECT
public:
    explicit DockFloat(DockSite* site);
    DockArea* area() const { return m_area; }

signals:
    void closed();

protected:
    void closeEvent(QCloseEvent* event) override;

private:
    DockArea* m_area;
};

} // namespace weft
