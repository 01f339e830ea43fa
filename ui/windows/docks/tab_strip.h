#pragma once

#include <QHash>
#include <QTabBar>

namespace weft {

// A slim row of tabs: the current one has the panel's colour and a 2 px accent line on top. A tab may carry a badge
// (the number of problems).
class TabStrip : public QTabBar {
    Q_OBJECT
public:
    enum class Badge { plain, warning, error };
    explicit TabStrip(QWidget* parent = nullptr);

    void setBadge(int tab, const QString& text, Badge badge); // "" takes it away
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
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
    QString keyOf(int tab) const;
    int badgeWidth(int tab) const;
    int contentWidth(int tab) const; // title, icon, badge and button
    int edge() const; // at either side of them; narrower before titles are cut
};

} // namespace weft
