#include "ui/windows/docks/folded_strip.h"

#include "ui/style/style.h"
#include "ui/windows/docks/dock_site.h"

#include <QAbstractButton>
#include <QPainter>
#include <QVBoxLayout>

namespace weft {

namespace {

class TurnedTitle : public QAbstractButton {
public:
    TurnedTitle(const QString& title, QWidget* parent)
        : QAbstractButton(parent)
    {
        setText(title);
        setAccessibleName(title);
        setFocusPolicy(Qt::TabFocus);
        setAttribute(Qt::WA_Hover);
    }
    QSize sizeHint() const override
    {
        const QFontMetrics metrics(Style::get().font(TextRole::body));
        return {Style::get().px(32), metrics.horizontalAdvance(text()) + Style::get().px(24)};
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        if (underMouse())
            painter.fillRect(rect(), theme().surface.controlHover);
        if (hasFocus()) {
            painter.setPen(QPen(theme().accent.line, 2));
            painter.drawRoundedRect(QRectF(rect()).adjusted(3, 3, -3, -3), 3, 3);
        }
        painter.setFont(Style::get().font(TextRole::body));
        painter.setPen(theme().text.secondary);
        painter.translate(width(), 0);
        painter.rotate(90);
        painter.drawText(QRect(0, 0, height(), width()), Qt::AlignCenter, text());
    }
};

} // namespace

FoldedStrip::FoldedStrip(DockSite* site, const QList<DockArea*>& areas, QWidget* parent)
    : QWidget(parent)
    , m_site(site)
{
    setFixedWidth(Style::get().px(32));
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(0, Style::get().px(4), 0, 0);
    column->setSpacing(0);
    for (const DockArea* const area : areas)
        for (const QString& panel : area->panels()) {
            auto* const title = new TurnedTitle(site->titleOf(panel), this);
            // Queued: unfolding takes this strip away, with the button that is being clicked.
            connect(
                title, &QAbstractButton::clicked, site, [site, panel] { site->show(panel); }, Qt::QueuedConnection);
            column->addWidget(title);
        }
    column->addStretch(1);
}

void FoldedStrip::paintEvent(QPaintEvent*)
{
    QPainter(this).fillRect(rect(), theme().surface.head);
}

} // namespace weft
