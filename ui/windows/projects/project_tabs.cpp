#include "ui/windows/projects/project_tabs.h"

#include "ui/style/icons.h"
#include "ui/style/style.h"
#include "ui/windows/projects/studio.h"

#include <QAbstractButton>
#include <QMouseEvent>
#include <QPainter>

namespace weft {

namespace {

// A cross on the current tab or under the mouse, else a dot if there are changes.
class CloseMark : public QAbstractButton {
public:
    explicit CloseMark(ProjectTabs* tabs)
        : QAbstractButton(tabs)
        , m_tabs(tabs)
    {
        setFocusPolicy(Qt::NoFocus);
        setAttribute(Qt::WA_Hover);
        setFixedSize(sizeHint());
    }
    QSize sizeHint() const override { return {Style::get().px(20), Style::get().px(20)}; }
    void setState(bool changed, bool current)
    {
        m_changed = changed;
        m_current = current;
        update();
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        const Style& style = Style::get();
        const Theme& colours = style.theme();
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        if (m_changed && !underMouse()) {
            const double dot = style.px(6);
            painter.setPen(Qt::NoPen);
            painter.setBrush(colours.text.secondary);
            painter.drawEllipse(QRectF((width() - dot) / 2, (height() - dot) / 2 + 1, dot, dot));
        } else if (m_current || underMouse()) {
            if (underMouse()) {
                painter.setPen(Qt::NoPen);
                painter.setBrush(colours.surface.controlHover);
                painter.drawRoundedRect(rect(), style.px(3), style.px(3));
            }
            const int side = style.px(14);
            painter.drawPixmap(QRect((width() - side) / 2, (height() - side) / 2, side, side),
                               iconPixmap(QStringLiteral("close"), colours.text.secondary, side, devicePixelRatioF()));
        }
    }

private:
    ProjectTabs* m_tabs;
    bool m_changed = false;
    bool m_current = false;
};

} // namespace

ProjectTabs::ProjectTabs(QWidget* parent)
    : TabStrip(parent)
{
    setMovable(true);
    setElideMode(Qt::ElideMiddle);
    setIconSize({Style::get().px(16), Style::get().px(16)});
    setAccessibleName(tr("Open projects"));
    connect(this, &QTabBar::currentChanged, this, [this](int tab) {
        refresh();
        if (tab >= 0)
            emit chosen(studioAt(tab));
    });
    connect(this, &QTabBar::tabMoved, this, &ProjectTabs::moved);
}

int ProjectTabs::indexOf(const Studio* studio) const
{
    for (int tab = 0; tab < count(); ++tab)
        if (studioAt(tab) == studio)
            return tab;
    return -1;
}

Studio* ProjectTabs::studioAt(int tab) const
{
    return tabData(tab).value<Studio*>();
}

void ProjectTabs::add(Studio* studio)
{
    const QSignalBlocker quiet(this);
    const int tab = addTab(icon(QStringLiteral("build")), studio->title());
    setTabData(tab, QVariant::fromValue(studio));
    auto* const mark = new CloseMark(this);
    mark->setAccessibleName(tr("Close project"));
    setTabButton(tab, RightSide, mark);
    connect(mark, &QAbstractButton::clicked, this, [this, studio] { emit closeAsked(studio); });
    refresh();
}

void ProjectTabs::remove(Studio* studio)
{
    const QSignalBlocker quiet(this);
    if (const int tab = indexOf(studio); tab >= 0)
        removeTab(tab);
    refresh();
}

void ProjectTabs::setCurrent(Studio* studio)
{
    const QSignalBlocker quiet(this);
    if (const int tab = indexOf(studio); tab >= 0)
        setCurrentIndex(tab);
    refresh();
}

void ProjectTabs::refresh()
{
    for (int tab = 0; tab < count(); ++tab) {
        const Studio* const studio = studioAt(tab);
        if (!studio)
            continue;
        const bool changed = studio->document()->isChanged();
        if (tabText(tab) != studio->title())
            setTabText(tab, studio->title());
        setTabToolTip(tab, studio->document()->file().isEmpty() ? tr("Not saved yet") : studio->document()->file());
        setAccessibleTabName(tab, changed ? tr("%1, changed").arg(studio->title()) : studio->title());
        if (auto* const mark = static_cast<CloseMark*>(tabButton(tab, RightSide)))
            mark->setState(changed, tab == currentIndex());
    }
}

void ProjectTabs::mousePressEvent(QMouseEvent* event)
{
    m_isHeld = m_isHeld || event->button() == Qt::LeftButton;
    TabStrip::mousePressEvent(event);
}

// QTabBar keeps the number of the tab that is held, also of one that goes meanwhile (Ctrl+W), and would drag it on.
void ProjectTabs::tabRemoved(int index)
{
    TabStrip::tabRemoved(index);
    if (!m_isHeld)
        return;
    m_isHeld = false;
    const QPoint outside(-1, -1);
    QMouseEvent release(QEvent::MouseButtonRelease, outside, mapToGlobal(outside), Qt::LeftButton, Qt::NoButton,
                        Qt::NoModifier);
    TabStrip::mouseReleaseEvent(&release);
}

void ProjectTabs::mouseReleaseEvent(QMouseEvent* event)
{
    m_isHeld = m_isHeld && event->button() != Qt::LeftButton;
    if (event->button() == Qt::MiddleButton && tabAt(event->pos()) >= 0)
        emit closeAsked(studioAt(tabAt(event->pos())));
    TabStrip::mouseReleaseEvent(event);
}

} // namespace weft
