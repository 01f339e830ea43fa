#pragma once

#include <QList>
#include <QWidget>

class QHBoxLayout;
class QTabBar;

namespace weft {

// The 32 px row at the top of a panel: tabs left, at most five tools right. The active tab carries a line of 2 px and
// the panel's colour.
class PanelHeader : public QWidget {
    Q_OBJECT
public:
    explicit PanelHeader(QWidget* parent = nullptr);
    QTabBar* tabs() const { return m_tabs; }
    int addTab(const QString& text);
    void setBadge(int tab, int count); // a number beside the title, in red ("Problems 2"); 0: none
    int badge(int tab) const;
    void setTools(const QList<QWidget*>& tools); // shown in this order; the ones before are hidden, not deleted
    QSize sizeHint() const override;

signals:
    void currentChanged(int tab);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QTabBar* m_tabs;
    QHBoxLayout* m_toolRow;
    QList<QWidget*> m_tools;
};

} // namespace weft
