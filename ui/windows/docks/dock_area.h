#pragma once

#include "ui/windows/docks/dock_panel.h"
#include "ui/windows/docks/dock_tabs.h"

#include <QHash>

class QHBoxLayout;
class QStackedWidget;
class QToolButton;

namespace weft {

class DockSite;

// A group of panels: a header with their tabs and the current one's tools, and below it the current panel.
class DockArea : public QWidget {
    Q_OBJECT
public:
    DockArea(DockSite* site, QWidget* parent);

    QStringList panels() const; // in the order of the tabs
    QString current() const;
    int count() const { return m_tabs->count(); }
    void insert(int place, const QString& panel); // -1: last
    void remove(const QString& panel);
    void setCurrent(const QString& panel);
    void setHeaderOnly(bool only);
    bool isHeaderOnly() const { return m_headerOnly; }
    int headerHeight() const;
    QRect headerRect() const; // global
    DockTabs* tabs() const { return m_tabs; }
    void retitle();

signals:
    void currentChanged(const QString& panel);

protected:
    void paintEvent(QPaintEvent*) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    DockSite* m_site;
    QWidget* m_header;
    QHBoxLayout* m_headerLayout;
    DockTabs* m_tabs;
    QWidget* m_toolRow = nullptr;
    QHBoxLayout* m_toolLayout = nullptr;
    QStackedWidget* m_stack;
    bool m_headerOnly = false;
    QString m_shown; // whose tools stand in the header

    void showCurrent();
    void fitTools();
};

} // namespace weft
