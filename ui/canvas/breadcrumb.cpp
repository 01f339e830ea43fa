#include "ui/canvas/breadcrumb.h"

#include "ui/document/graph_document.h"
#include "ui/document/selection.h"
#include "ui/style/icons.h"
#include "ui/style/style.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPointer>
#include <QToolButton>

namespace weft {

Breadcrumb::Breadcrumb(QWidget* parent)
    : QWidget(parent)
{
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(4, 2, 4, 2);
    layout->setSpacing(0);
    setAccessibleName(tr("Where you are"));
    hide();
}

void Breadcrumb::show(Selection* selection)
{
    while (QLayoutItem* item = layout()->takeAt(0)) {
        if (item->widget())
            item->widget()->deleteLater(); // it may be the one that was pressed
        delete item;
    }
    if (!selection || selection->scope().empty()) {
        hide();
        return;
    }
    const auto add = [this](const QString& text, const QString& name, bool last) {
        auto* button = new QToolButton(this);
        button->setText(text);
        button->setAccessibleName(name);
        button->setAutoRaise(true);
        button->setEnabled(!last);
        button->setFont(Style::get().font(last ? TextRole::bodyStrong : TextRole::body));
        button->setFocusPolicy(Qt::TabFocus);
        layout()->addWidget(button);
        button->show();
        return button;
    };
    const QPointer<Selection> chosen(selection);
    const size_t depth = selection->path().size();
    const auto leaveTo = [chosen, depth](size_t level) {
        for (size_t left = depth; chosen && left > level; --left)
            chosen->leave();
    };
    connect(add(tr("Network"), tr("Back to the network"), false), &QToolButton::clicked, this,
            [leaveTo] { leaveTo(0); });
    for (size_t i = 0; i < depth; ++i) {
        const NodeKey& key = selection->path()[i];
        auto* arrow = add({}, {}, true);
        arrow->setIcon(icon("chevron-right"));
        const Scope& inside = i + 1 < depth ? selection->path()[i + 1].scope : selection->scope();
        const QString name = QString::fromStdString(key.id.empty() ? inside : key.id); // by a bookmark, or the outline
        QToolButton* button = add(name, tr("Inside %1").arg(name), i + 1 == depth);
        connect(button, &QToolButton::clicked, this, [leaveTo, i] { leaveTo(i + 1); });
    }
    QWidget::show();
    adjustSize();
    raise();
}

void Breadcrumb::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme().line.strong, 1));
    painter.setBrush(theme().surface.panel);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
}

} // namespace weft
