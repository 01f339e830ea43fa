#include "ui/panels/curves/plot/plot_line.h"
#include "ui/panels/runs/runs_model.h"
#include "ui/style/icons.h"
#include "ui/style/paint.h"
#include "ui/style/style.h"

#include <QLineEdit>
#include <QPainter>

namespace weft {

QRect RunRows::tickOf(const QRect& cell)
{
    const int size = Style::get().px(14);
    return {cell.left() + Style::get().px(12), cell.center().y() - size / 2, size, size};
}

QSize RunRows::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const
{
    return {Style::get().px(60), Style::get().px(32)};
}

QWidget* RunRows::createEditor(QWidget* parent, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    QWidget* const editor = QStyledItemDelegate::createEditor(parent, option, index);
    editor->setAccessibleName(tr("Name of the run"));
    return editor;
}

void RunRows::updateEditorGeometry(QWidget* editor, const QStyleOptionViewItem& option, const QModelIndex&) const
{
    const Style& style = Style::get();
    editor->setGeometry(option.rect.adjusted(style.px(32), style.px(3), 0, -style.px(3)));
}

void RunRows::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const Style& style = Style::get();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (option.state & QStyle::State_Selected)
        painter->fillRect(option.rect, theme().accent.soft);
    else if (option.state & QStyle::State_MouseOver)
        painter->fillRect(option.rect, theme().surface.controlHover);
    QRect rest = option.rect;
    if (index.column() == RunsModel::Run) {
        const QRect tick = tickOf(option.rect);
        const int place = index.data(RunsModel::Place).toInt();
        const QColor colour = place < 0 ? QColor() : colourOf(runRole(size_t(place)));
        painter->setPen(QPen(place < 0 ? theme().line.strong : colour, 1));
        painter->setBrush(place < 0 ? QBrush(theme().surface.control) : QBrush(colour));
        painter->drawRoundedRect(QRectF(tick).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
        if (place >= 0) {
            const QColor ink = theme().dark ? theme().surface.chrome : theme().text.onAccent;
            painter->drawPixmap(
                tick, iconPixmap(QStringLiteral("check"), ink, tick.width(), painter->device()->devicePixelRatio()));
        }
        rest.setLeft(tick.right() + style.px(10));
        painter->setFont(
            style.font(index.data(Qt::CheckStateRole).toInt() == Qt::Checked ? TextRole::label : TextRole::body));
        painter->setPen(theme().text.primary);
    } else if (index.column() == RunsModel::State) {
        const QString state = index.data(RunsModel::StateKind).toString();
        const bool isGood = state == QLatin1String("running");
        const bool isBad = state == QLatin1String("failed") || state == QLatin1String("damaged");
        const bool isOver = state == QLatin1String("finished") || state == QLatin1String("early stop");
        painter->setPen(Qt::NoPen);
        painter->setBrush(isGood       ? theme().state.ok
                              : isBad  ? theme().state.error
                              : isOver ? theme().text.tertiary
                                       : theme().state.warning);
        const double radius = style.px(6) / 2.0;
        painter->drawEllipse(QPointF(rest.left() + style.px(12) + radius, rest.center().y() + 0.5), radius, radius);
        rest.setLeft(rest.left() + style.px(24));
        painter->setFont(style.font(TextRole::body));
        painter->setPen(theme().text.secondary);
    } else {
        rest.setRight(rest.right() - style.px(12));
        painter->setFont(style.font(TextRole::mono));
        painter->setPen(index.column() == RunsModel::Best ? theme().text.primary : theme().text.tertiary);
    }
    paintElided(*painter, rest, index.data(Qt::TextAlignmentRole).toInt(), index.data().toString());
    if ((option.state & QStyle::State_HasFocus) && (option.state & QStyle::State_KeyboardFocusChange))
        paintFocusRing(*painter, option.rect, 2);
    painter->restore();
}

} // namespace weft
