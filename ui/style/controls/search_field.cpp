#include "ui/style/controls/search_field.h"

#include "ui/style/icons.h"
#include "ui/style/paint.h"
#include "ui/style/style.h"

#include <QAction>
#include <QKeyEvent>
#include <QPainter>

namespace weft {

SearchField::SearchField(const QString& placeholder, QWidget* parent)
    : QLineEdit(parent)
{
    setPlaceholderText(placeholder);
    setAccessibleName(placeholder);
    m_clear = addAction(icon(QStringLiteral("close")), QLineEdit::TrailingPosition);
    m_clear->setToolTip(tr("Clear"));
    m_clear->setVisible(false);
    connect(m_clear, &QAction::triggered, this, [this] {
        clear();
        emit textEdited(QString());
    });
    connect(this, &QLineEdit::textChanged, this, [this](const QString& text) { m_clear->setVisible(!text.isEmpty()); });
    connect(&Style::get(), &Style::changed, this, &SearchField::layOut);
    layOut();
}

void SearchField::setKey(const QString& key)
{
    m_key = key;
    update();
}

void SearchField::layOut()
{
    setFont(Style::get().font(TextRole::body));
    setTextMargins(Style::get().px(24), 0, 0, 0);
    updateGeometry();
}

QSize SearchField::sizeHint() const
{
    return {Style::get().px(180), Style::get().px(28)};
}

void SearchField::paintEvent(QPaintEvent* event)
{
    QLineEdit::paintEvent(event);
    const Style& style = Style::get();
    QPainter painter(this);
    const int side = style.px(16);
    const QPixmap lens = iconPixmap(QStringLiteral("search"), theme().text.secondary, side, devicePixelRatio());
    painter.drawPixmap(style.px(9), (height() - side) / 2, lens);
    if (!m_key.isEmpty() && text().isEmpty())
        paintKey(painter, QRectF(rect()).adjusted(0, 0, -style.px(8), 0), m_key);
}

void SearchField::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Down:
        emit moved(1);
        return;
    case Qt::Key_Up:
        emit moved(-1);
        return;
    case Qt::Key_PageDown:
        emit moved(10);
        return;
    case Qt::Key_PageUp:
        emit moved(-10);
        return;
    case Qt::Key_Escape:
        if (text().isEmpty()) {
            emit escaped();
        } else {
            clear();
            emit textEdited(QString());
        }
        return;
    }
    QLineEdit::keyPressEvent(event);
}

} // namespace weft
