#include "ui/inspector/palette/palette_rail.h"

#include "ui/style/category.h"
#include "ui/style/icons.h"
#include "ui/style/paint.h"
#include "ui/style/style.h"

#include <QPainter>
#include <QVBoxLayout>

namespace weft {

RailButton::RailButton(const std::string& category, const QString& title, QWidget* parent)
    : QAbstractButton(parent)
    , m_category(category)
{
    setAttribute(Qt::WA_Hover);
    setFocusPolicy(Qt::TabFocus);
    setToolTip(title);
    setAccessibleName(title);
    connect(&Style::get(), &Style::changed, this, [this] {
        updateGeometry();
        update();
    });
}

QSize RailButton::sizeHint() const
{
    return {Style::get().px(28), Style::get().px(28)};
}

QSize RailButton::minimumSizeHint() const
{
    return {Style::get().px(24), Style::get().px(24)};
}

void RailButton::paintEvent(QPaintEvent*)
{
    const Style& style = Style::get();
    QPainter painter(this);
    if (underMouse() || isDown())
        paintBox(painter, rect(), theme().surface.controlHover, {}, style.px(4));
    if (showsFocus(this))
        paintFocusRing(painter, rect(), style.px(4));
    const int side = style.px(16);
    const QRect picture((width() - side) / 2, (height() - side) / 2, side, side);
    if (m_category.empty())
        painter.drawPixmap(picture.topLeft(),
                           iconPixmap(QStringLiteral("search"), theme().text.secondary, side, devicePixelRatio()));
    else
        paintCategoryIcon(painter, picture, m_category, categoryLook(m_category).colour);
}

PaletteRail::PaletteRail(QWidget* parent)
    : QWidget(parent)
    , m_column(new QVBoxLayout(this))
{
    m_column->setContentsMargins(0, Style::get().px(8), 0, Style::get().px(8));
    m_column->setSpacing(0);
    add({}, tr("Search layers"));
    for (const std::string& id : categoryIds())
        add(id, categoryLook(id).title);
    m_column->addStretch(1);
    connect(&Style::get(), &Style::changed, this, &PaletteRail::retitle);
}

void PaletteRail::add(const std::string& category, const QString& title)
{
    auto* button = new RailButton(category, title, this);
    m_column->addWidget(button, 0, Qt::AlignHCenter);
    connect(button, &QAbstractButton::clicked, this, [this, button, category] {
        emit asked(QString::fromStdString(category), QRect(button->mapToGlobal(QPoint(0, 0)), button->size()));
    });
}

void PaletteRail::retitle() // another language
{
    const QList<RailButton*> buttons = findChildren<RailButton*>();
    for (size_t i = 0; i < categoryIds().size() && int(i) + 1 < buttons.size(); ++i) {
        const QString title = categoryLook(categoryIds()[i]).title;
        buttons[qsizetype(i) + 1]->setToolTip(title);
        buttons[qsizetype(i) + 1]->setAccessibleName(title);
    }
}

} // namespace weft
