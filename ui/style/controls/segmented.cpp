#include "ui/style/controls/segmented.h"

#include "ui/style/controls/segment_button.h"
#include "ui/style/paint.h"
#include "ui/style/style.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QPainter>

namespace weft {

Segmented::Segmented(QWidget* parent)
    : QWidget(parent)
    , m_buttons(new QButtonGroup(this))
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    setSizePolicy(QSizePolicy::Minimum, QSizePolicy::Fixed);
    m_buttons->setExclusive(true);
    connect(m_buttons, &QButtonGroup::idClicked, this, &Segmented::currentChanged);
    connect(&Style::get(), &Style::changed, this, qOverload<>(&QWidget::update));
}

Segmented::Segmented(const QStringList& texts, QWidget* parent)
    : Segmented(parent)
{
    for (const QString& text : texts)
        add(text);
    setCurrent(0);
}

int Segmented::add(const QString& text, const QIcon& icon, const QString& toolTip)
{
    auto* button = new SegmentButton(this);
    button->setText(text);
    button->setIcon(icon);
    button->setToolTip(toolTip);
    button->setAccessibleName(text.isEmpty() ? toolTip : text);
    button->setLarge(m_large);
    m_buttons->addButton(button, count());
    layout()->addWidget(button);
    if (count() == 1)
        button->setChecked(true);
    return count() - 1;
}

int Segmented::count() const
{
    return int(m_buttons->buttons().size());
}

int Segmented::current() const
{
    return m_buttons->checkedId();
}

void Segmented::setCurrent(int index)
{
    if (QAbstractButton* button = m_buttons->button(index)) {
        button->setChecked(true);
    } else if (QAbstractButton* checked = m_buttons->checkedButton()) {
        m_buttons->setExclusive(false);
        checked->setChecked(false);
        m_buttons->setExclusive(true);
    }
}

void Segmented::setText(int index, const QString& text)
{
    if (QAbstractButton* button = m_buttons->button(index)) {
        button->setText(text);
        button->setAccessibleName(text);
    }
}

void Segmented::setSegmentEnabled(int index, bool enabled, const QString& why)
{
    if (QAbstractButton* button = m_buttons->button(index)) {
        button->setEnabled(enabled);
        button->setToolTip(enabled ? QString() : why);
    }
}

void Segmented::setLarge(bool large)
{
    m_large = large;
    for (QAbstractButton* button : m_buttons->buttons())
        static_cast<SegmentButton*>(button)->setLarge(large);
}

void Segmented::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paintBox(painter, rect(), theme().surface.inset, theme().line.subtle, Style::get().px(5));
}

} // namespace weft
