#include "ui/canvas/canvas.h"

#include "ui/style/icons.h"

#include <QComboBox>
#include <QMenu>
#include <QToolButton>

namespace weft {

void Canvas::makeHeaderTools()
{
    auto* wires = new QComboBox(this);
    wires->addItem(tr("Plain wires"));
    wires->addItem(tr("Gradient flow"));
    wires->setCurrentIndex(int(m_wires));
    wires->setAccessibleName(tr("What wires show"));
    wires->setToolTip(tr("What wires show: nothing but where they go, or how strong gradients are and how much flows"));
    connect(wires, &QComboBox::activated, this, [this](int index) { setWires(Wires(index)); });

    auto* badges = new QToolButton(this);
    badges->setText(tr("Badges"));
    badges->setAccessibleName(tr("What nodes show below"));
    badges->setToolButtonStyle(Qt::ToolButtonTextOnly);
    badges->setPopupMode(QToolButton::InstantPopup);
    auto* menu = new QMenu(badges);
    const auto add = [&](const QString& text, Badge badge) {
        QAction* action = menu->addAction(text);
        action->setCheckable(true);
        action->setChecked(m_badges & badge);
        connect(action, &QAction::toggled, this, [this, badge](bool on) {
            Badges now = m_badges;
            setBadges(now.setFlag(badge, on));
        });
    };
    add(tr("Output shape"), Badge::shape);
    add(tr("Parameters"), Badge::size);
    add(tr("Compute"), Badge::compute);
    add(tr("Time"), Badge::time);
    add(tr("Memory"), Badge::memory);
    add(tr("Inside of the picked node, while it trains"), Badge::inside);
    badges->setMenu(menu);

    auto* minimap = new QToolButton(this);
    minimap->setIcon(icon("minimap"));
    minimap->setCheckable(true);
    minimap->setChecked(true);
    minimap->setAccessibleName(tr("Minimap"));
    minimap->setToolTip(tr("Minimap (Alt+M)"));
    connect(minimap, &QToolButton::toggled, this, &Canvas::setMinimapShown);
    connect(this, &Canvas::minimapShown, minimap, &QToolButton::setChecked);

    m_headerTools = {wires, badges, minimap};
    for (QWidget* tool : m_headerTools)
        tool->hide(); // until a panel takes them into its header
}

} // namespace weft
