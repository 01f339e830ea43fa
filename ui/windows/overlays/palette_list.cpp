#include "ui/windows/overlays/palette_list.h"

#include "ui/style/category.h"
#include "ui/style/icons.h"
#include "ui/style/style.h"
#include "ui/windows/bars/keycap.h"

#include <QPainter>

namespace weft {

void PaletteModel::set(std::vector<PaletteEntry> entries)
{
    beginResetModel();
    m_entries = std::move(entries);
    endResetModel();
}

int PaletteModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_entries.size());
}

QVariant PaletteModel::data(const QModelIndex& index, int role) const
{
    const PaletteEntry& entry = at(index.row());
    if (role == Qt::DisplayRole)
        return entry.title;
    if (role == Qt::AccessibleTextRole)
        return entry.whyNot.isEmpty() ? QStringLiteral("%1, %2").arg(entry.title, entry.category)
                                      : QStringLiteral("%1, %2").arg(entry.title, entry.whyNot);
    if (role == Qt::ToolTipRole && !entry.whyNot.isEmpty())
        return entry.whyNot;
    return {};
}

QSize PaletteDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const
{
    return {100, Style::get().px(28)};
}

void PaletteDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const PaletteEntry& entry = static_cast<const PaletteModel*>(index.model())->at(index.row());
    const Style& style = Style::get();
    const Theme& colours = style.theme();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QRect rect = option.rect;
    if (option.state & QStyle::State_Selected) {
        painter->fillRect(rect, colours.accent.soft);
        painter->fillRect(QRect(rect.x(), rect.y(), style.px(2), rect.height()), colours.accent.line);
    } else if (option.state & QStyle::State_MouseOver) {
        painter->fillRect(rect, colours.surface.controlHover);
    }
    const bool usable = entry.whyNot.isEmpty();
    const int side = style.px(16);
    const QRect iconRect(rect.x() + style.px(12), rect.center().y() - side / 2 + 1, side, side);
    if (!entry.layerCategory.empty())
        paintCategoryIcon(*painter, iconRect, entry.layerCategory, categoryLook(entry.layerCategory).colour);
    else if (!entry.icon.isEmpty())
        painter->drawPixmap(iconRect,
                            iconPixmap(entry.icon, usable ? colours.text.secondary : colours.text.tertiary, side,
                                       painter->device()->devicePixelRatio()));
    int right = rect.right() - style.px(12);
    if (!entry.key.isEmpty()) {
        const QSize cap = keycapSize(entry.key);
        right -= cap.width();
        paintKeycap(*painter, QRect(QPoint(right, rect.center().y() - cap.height() / 2 + 1), cap), entry.key);
        right -= style.px(8);
    }
    painter->setFont(style.font(TextRole::secondary));
    const QString note = usable ? entry.category : entry.whyNot;
    const QString shownNote = painter->fontMetrics().elidedText(note, Qt::ElideRight, rect.width() / 2);
    const int noteWidth = painter->fontMetrics().horizontalAdvance(shownNote);
    painter->setPen(colours.text.tertiary);
    painter->drawText(QRect(right - noteWidth, rect.y(), noteWidth + 2, rect.height()), Qt::AlignVCenter, shownNote);
    right -= noteWidth + style.px(12);
    int x = rect.x() + style.px(38);
    painter->setFont(style.font(TextRole::body));
    const QFontMetrics metrics = painter->fontMetrics();
    const QString title = metrics.elidedText(entry.title, Qt::ElideRight, right - x);
    for (qsizetype i = 0; i < title.size();) { // runs of letters that match, and runs that do not
        const auto isMatch = [&](qsizetype at) {
            return std::ranges::find(entry.matched, int(at)) != entry.matched.end();
        };
        const bool match = isMatch(i);
        qsizetype end = i + 1;
        while (end < title.size() && isMatch(end) == match)
            ++end;
        painter->setPen(!usable ? colours.text.tertiary : match ? colours.accent.line : colours.text.primary);
        const QString run = title.mid(i, end - i);
        painter->drawText(QRect(x, rect.y(), rect.width(), rect.height()), Qt::AlignVCenter, run);
        x += metrics.horizontalAdvance(run);
        i = end;
    }
    painter->restore();
}

} // namespace weft
