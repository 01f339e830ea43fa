#pragma once

#include "ui/windows/docks/dock_area.h"

#include <QJsonObject>
#include <QPointer>
#include <QSplitter>

namespace weft {

class DockHint;
class DockFloat;

// Panels in areas, areas in splitters, around one central widget that always stays. Every panel can be dragged to
// another place, tabbed with others, folded, or floated in a window of its own. The arrangement is a JSON value:
//   {"split": "across" | "down", "parts": [...], "sizes": [px at 100 %; 0: takes the rest]}
//   {"tabs": ["curves", "log"], "current": "log"}      {"central": true}
// and at the outermost level "floating": [{"tabs": [...], "rect": [x, y, w, h]}] and "folded": [a panel of each].
class DockSite : public QWidget {
    Q_OBJECT
public:
    explicit DockSite(QWidget* parent = nullptr);
    ~DockSite() override;

    void addPanel(DockPanel panel);
    void setCentral(QWidget* widget); // once
    QStringList panels() const { return m_order; }
    QString titleOf(const QString& panel) const;
    QString iconOf(const QString& panel) const { return m_panels.value(panel).icon; }

    void restore(const QJsonObject& layout);
    QJsonObject save() const;

    bool isPlaced(const QString& panel) const { return areaOf(panel); }
    bool isInSight(const QString& panel) const; // placed, the current tab, not folded
    void show(const QString& panel); // in sight, where it was last; beside its neighbours of `home` if nowhere
    void setHome(const QJsonObject& layout) { m_home = layout; } // where panels are put that stand nowhere
    void close(const QString& panel);
    void floatPanel(const QString& panel, const QRect& place = {});
    void setBadge(const QString& panel, const QString& text, TabStrip::Badge kind);
    QString badge(const QString& panel) const { return m_badges.value(panel).text; }
    QWidget* widgetOf(const QString& panel) const { return contentOf(panel).widget; } // nullptr: not made yet
    void retitle();

    enum class Side { middle, left, right, top, bottom };
    void move(const QString& panel, DockArea* target, Side side); // target nullptr: the central widget
    bool isFolded(const DockArea* area) const;
    void toggleFold(DockArea* area);
    void unfold(DockArea* area);
    DockArea* areaOf(const QString& panel) const;

signals:
    void layoutChanged(); // to be remembered
    void panelMade(const QString& panel);

public: // for the areas
    DockContent make(const QString& panel);
    DockContent contentOf(const QString& panel) const { return m_contents.value(panel); }
    QWidget* store() const { return m_store; } // parent of panels that stand nowhere
    void applyBadge(TabStrip* tabs, int tab) const;
    void showMenu(DockArea* area, const QString& panel, const QPoint& at);
    void dragOver(const QString& panel, const QPoint& at);
    void drop(const QString& panel, const QPoint& at);
    void endDrag();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent*) override;
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    struct Target {
        DockArea* area = nullptr;
        bool central = false;
        bool outer = false; // along the whole site
        Side side = Side::middle;
        QRect rect; // global, what it would cover
        bool isNowhere() const { return !area && !central && !outer; }
    };
    struct Badge {
        QString text;
        TabStrip::Badge kind;
    };

    QHash<QString, DockPanel> m_panels;
    QStringList m_order;
    QHash<QString, DockContent> m_contents;
    QHash<QString, Badge> m_badges;
    QWidget* m_store;
    QWidget* m_central = nullptr;
    QSplitter* m_root = nullptr;
    QList<DockFloat*> m_floats;
    QPointer<DockHint> m_hint;
    QPointer<DockTabs> m_pulling;
    QJsonObject m_home;
    QHash<QSplitter*, QList<int>> m_pendingSizes; // as long as the site has no size

    QWidget* build(const QJsonObject& part);
    QJsonObject describe(const QWidget* part) const;
    QSplitter* makeSplitter(Qt::Orientation orientation);
    void applyPendingSizes();
    QList<DockArea*> areas() const;
    void take(const QString& panel);
    void prune(QWidget* area); // takes an empty area out, and splitters that hold one part
    void splitBeside(QWidget* part, QWidget* added, Side side, int size);
    Target targetAt(const QPoint& at) const;
    QWidget* branchOf(const DockArea* area) const; // the part that folds with it
    static QList<DockArea*> areasIn(QWidget* branch);
    void setFolded(QWidget* branch, bool folded);
    bool placeAsIn(const QJsonObject& layout, const QString& panel);
};

} // namespace weft
