#include "ui/style/layout/flow.h"

#include <algorithm>

namespace weft {

Flow::Flow(QWidget* parent)
    : QLayout(parent)
{
}

Flow::~Flow()
{
    qDeleteAll(m_items);
}

void Flow::addItem(QLayoutItem* item)
{
    m_items << item;
}

QLayoutItem* Flow::takeAt(int index)
{
    return index >= 0 && index < count() ? m_items.takeAt(index) : nullptr;
}

QSize Flow::sizeHint() const
{
    QSize all(0, 0);
    for (const QLayoutItem* item : m_items) {
        const QSize one = item->sizeHint();
        all = {all.width() + (all.isEmpty() ? 0 : spacing()) + one.width(), std::max(all.height(), one.height())};
    }
    return all.grownBy(contentsMargins());
}

QSize Flow::minimumSize() const
{
    QSize most(0, 0);
    for (const QLayoutItem* item : m_items)
        most = most.expandedTo(item->minimumSize());
    return most.grownBy(contentsMargins());
}

void Flow::setGeometry(const QRect& rect)
{
    QLayout::setGeometry(rect);
    place(rect, true);
}

int Flow::place(const QRect& rect, bool forReal) const
{
    const QRect room = rect.marginsRemoved(contentsMargins());
    QPoint at = room.topLeft();
    int line = 0; // its height
    for (QLayoutItem* item : m_items) {
        QSize size = item->sizeHint();
        size.setWidth(std::min(size.width(), std::max(room.width(), item->minimumSize().width())));
        if (line > 0 && at.x() + size.width() > room.right() + 1) {
            at = {room.left(), at.y() + line + spacing()};
            line = 0;
        }
        if (forReal)
            item->setGeometry({at, size});
        at.rx() += size.width() + spacing();
        line = std::max(line, size.height());
    }
    return at.y() + line - rect.top() + contentsMargins().bottom();
}

} // namespace weft
