#pragma once

#include <QHash>
#include <QTabBar>

namespace weft {

// A slim row of tabs: the current one has the panel's colour and a 2 px accent line on top. A tab may carry a badge
// (the number of problems). Where titles do not all fit, those of the last tabs give way to their icons, never that of
// the current one.
class TabStrip : public QTabBar {
    Q_OBJECT
public:
    enum class Badge { plain, warning, error };
    explicit TabStrip(QWidget* parent = nullptr);

    void setBadge(int tab, const QString& text, Badge badge); // "" takes it away
    void setShortIcon(int tab, const QString& icon); // what it shows where its title has no room
    bool isShort(int tab) const; // shows its icon just now
    bool isCut(int tab) const; // its title has an ellipsis
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    bool event(QEvent* event) override;
    QSize tabSizeHint(int tab) const override;
    QSize minimumTabSizeHint(int tab) const override;
    void paintEvent(QPaintEvent*) override;
    void changeEvent(QEvent* event) override;
    void paintTab(QPainter& painter, int tab) const;

private:
    struct BadgeText {
        QString text;
        Badge kind = Badge::plain;
    };
    QHash<QString, BadgeText> m_badges; // by the tab's data, or its text
    QHash<QString, QString> m_shortIcons; // likewise
    QString keyOf(int tab) const;
    void layOutAnew();
    int badgeWidth(int tab) const;
    int titleWidth(int tab) const;
    int fullWidth(int tab) const; // title, icon, badge and button
    int contentWidth(int tab) const; // the same, or the short icon and badge
    int edge() const; // at either side of them; narrower before titles are cut
};

} // namespace weft
