#pragma once

#include "ui/windows/docks/tab_strip.h"

namespace weft {

class Studio;

// The open projects: a dot marks unsaved changes, a cross closes, a drag reorders.
class ProjectTabs : public TabStrip {
    Q_OBJECT
public:
    explicit ProjectTabs(QWidget* parent);

    void add(Studio* studio);
    void remove(Studio* studio);
    void setCurrent(Studio* studio);
    Studio* studioAt(int tab) const;
    void refresh(); // titles and dots

signals:
    void chosen(weft::Studio* studio);
    void closeAsked(weft::Studio* studio);
    void moved(int from, int to);

protected:
    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void tabRemoved(int index) override;

private:
    int indexOf(const Studio* studio) const;

    bool m_isHeld = false; // by the left button
};

} // namespace weft
