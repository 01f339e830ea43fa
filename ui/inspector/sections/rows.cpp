#include "ui/inspector/sections/rows.h"

#include "ui/style/style.h"

#include <QVBoxLayout>

namespace weft {

Rows::Rows(QWidget* parent)
    : QWidget(parent)
    , m_column(new QVBoxLayout(this))
{
    m_column->setSpacing(0);
    m_column->setContentsMargins(0, Style::get().px(4), 0, Style::get().px(6));
    connect(&Style::get(), &Style::changed, this,
            [this] { m_column->setContentsMargins(0, Style::get().px(4), 0, Style::get().px(6)); });
}

void Rows::add(QWidget* row)
{
    m_column->addWidget(row);
    if (isVisible())
        row->show();
}

void Rows::clear()
{
    while (QLayoutItem* item = m_column->takeAt(0)) {
        if (QWidget* row = item->widget()) {
            row->hide();
            row->setObjectName(QString()); // nobody finds it any more
            row->deleteLater(); // it may be the one that asked
        }
        delete item;
    }
}

bool Rows::isEmpty() const
{
    return m_column->isEmpty();
}

} // namespace weft
