#include "ui/panels/log/log_rows.h"

#include "ui/panels/log/log_model.h"
#include "ui/style/icons.h"
#include "ui/style/numbers.h"
#include "ui/style/paint.h"
#include "ui/style/style.h"

#include <QPainter>

namespace weft {

void LogFilter::ask(int kinds, const QString& text)
{
    m_kinds = kinds;
    m_text = text;
    invalidateFilter();
}

bool LogFilter::filterAcceptsRow(int row, const QModelIndex& parent) const
{
    const QModelIndex index = sourceModel()->index(row, 0, parent);
    using Kind = LogModel::Kind;
    const auto kind = Kind(index.data(LogModel::EntryKind).toInt());
    const bool fits = m_kinds == 0 || (m_kinds == 1 && (kind == Kind::warning || kind == Kind::error))
        || (m_kinds == 2 && kind == Kind::checkpoint) || (m_kinds == 3 && kind == Kind::mark);
    return fits && (m_text.isEmpty() || index.data().toString().contains(m_text, Qt::CaseInsensitive));
}

QSize LogRows::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const
{
    return {Style::get().px(200), Style::get().px(24)};
}

void LogRows::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    using Kind = LogModel::Kind;
    const Style& style = Style::get();
    const auto kind = Kind(index.data(LogModel::EntryKind).toInt());
    const char* const symbols[] = {"info", "repeat", "checkpoint", "flag", "warning", "error"};
    const QColor colours[] = {theme().text.tertiary, theme().text.tertiary, theme().state.ok,
                              theme().state.warning, theme().state.warning, theme().state.error};
    if (option.state & QStyle::State_Selected)
        painter->fillRect(option.rect, theme().accent.soft);
    QRect rest = option.rect.adjusted(style.px(12), 0, -style.px(12), 0);
    const int size = style.px(16);
    painter->drawPixmap(
        rest.left(), rest.center().y() - size / 2,
        iconPixmap(QLatin1String(symbols[int(kind)]), colours[int(kind)], size, painter->device()->devicePixelRatio()));
    rest.setLeft(rest.left() + size + style.px(8));
    painter->setFont(style.font(TextRole::mono));
    painter->setPen(theme().text.tertiary);
    painter->drawText(rest, Qt::AlignVCenter | Qt::AlignLeft,
                      index.data(LogModel::Time).toDateTime().toString(QStringLiteral("HH:mm:ss")));
    rest.setLeft(rest.left() + style.px(68));
    QRect stepPlace = rest;
    stepPlace.setWidth(style.px(64));
    if (const qint64 step = index.data(LogModel::Step).toLongLong(); step > 0)
        painter->drawText(stepPlace, Qt::AlignVCenter | Qt::AlignRight, formatExact(step));
    rest.setLeft(stepPlace.right() + style.px(12));
    painter->setFont(style.font(TextRole::body));
    painter->setPen(kind == Kind::error ? theme().state.error : theme().text.primary);
    paintElided(*painter, rest, Qt::AlignVCenter | Qt::AlignLeft, index.data().toString());
    if ((option.state & QStyle::State_HasFocus) && (option.state & QStyle::State_KeyboardFocusChange))
        paintFocusRing(*painter, option.rect, 2);
}

} // namespace weft
