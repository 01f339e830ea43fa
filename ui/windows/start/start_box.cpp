#include "ui/windows/start/start_box.h"

#include "ui/document/files/dropped_files.h"
#include "ui/style/icons.h"
#include "ui/style/style.h"
#include "ui/windows/bars/button.h"

#include <QDragEnterEvent>
#include <QPainter>

namespace weft {

StartBox::StartBox(const QString& icon, const QString& title, const QString& says, QWidget* parent)
    : QAbstractButton(parent)
    , m_icon(icon)
{
    setText(title);
    setAccessibleName(title);
    setSays(says);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void StartBox::setSays(const QString& says)
{
    m_says = says;
    setAccessibleDescription(says);
    setToolTip(says);
    update();
}

QSize StartBox::sizeHint() const
{
    return {Style::get().px(180), Style::get().px(72)};
}

void StartBox::paintEvent(QPaintEvent*)
{
    const Style& style = Style::get();
    const Theme& colours = style.theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(hasFocus() ? QPen(colours.accent.line, style.px(2)) : QPen(colours.line.subtle, 1));
    painter.setBrush(underMouse() || isDown() ? colours.surface.raised : colours.surface.panel);
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), style.px(6), style.px(6));
    const int side = style.px(20);
    painter.drawPixmap(QRect(style.px(16), (height() - side) / 2, side, side),
                       iconPixmap(m_icon, colours.accent.line, side, devicePixelRatioF()));
    const int left = style.px(48);
    const int room = width() - left - style.px(8);
    painter.setFont(style.font(TextRole::bodyStrong));
    painter.setPen(colours.text.primary);
    painter.drawText(QRect(left, height() / 2 - style.px(19), room, style.px(19)), Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(text(), Qt::ElideRight, room));
    painter.setFont(style.font(TextRole::secondary));
    painter.setPen(colours.text.secondary);
    painter.drawText(QRect(left, height() / 2, room, style.px(18)), Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(m_says, Qt::ElideRight, room));
}

DropBox::DropBox(QWidget* parent)
    : QWidget(parent)
    , m_folder(new Button(Button::Kind::boxed, QStringLiteral("image"), tr("Choose folder…"), this))
    , m_file(new Button(Button::Kind::boxed, QStringLiteral("table"), tr("Choose file…"), this))
{
    setAcceptDrops(true);
    setAccessibleName(tr("Drop a folder of pictures or a CSV file"));
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    connect(static_cast<Button*>(m_folder), &QAbstractButton::clicked, this, &DropBox::folderAsked);
    connect(static_cast<Button*>(m_file), &QAbstractButton::clicked, this, &DropBox::fileAsked);
}

void DropBox::setBusy(const QString& sentence)
{
    m_busy = sentence;
    m_folder->setEnabled(sentence.isEmpty());
    m_file->setEnabled(sentence.isEmpty());
    update();
}

QSize DropBox::sizeHint() const
{
    return {Style::get().px(360), Style::get().px(176)};
}

QRect DropBox::textRect() const
{
    const Style& style = Style::get();
    const int left = width() > style.px(420) ? style.px(136) : style.px(16);
    return {left, style.px(36), width() - left - style.px(16), height() - style.px(72)};
}

void DropBox::resizeEvent(QResizeEvent*)
{
    const QRect text = textRect();
    const int top = text.y() + Style::get().px(76);
    m_folder->resize(m_folder->sizeHint());
    m_file->resize(m_file->sizeHint());
    m_folder->move(text.x(), top);
    m_file->move(text.x() + m_folder->width() + Style::get().px(8), top);
}

void DropBox::paintEvent(QPaintEvent*)
{
    const Style& style = Style::get();
    const Theme& colours = style.theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QPen pen(m_over ? colours.accent.line : colours.line.strong, m_over ? 2 : 1);
    pen.setDashPattern({4, 3});
    painter.setPen(pen);
    painter.setBrush(m_over ? colours.accent.soft : colours.surface.panel);
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), style.px(8), style.px(8));
    const QRect text = textRect();
    if (text.x() > style.px(20)) {
        const QRect tile(style.px(24), (height() - style.px(88)) / 2, style.px(88), style.px(88));
        painter.setPen(Qt::NoPen);
        painter.setBrush(colours.surface.inset);
        painter.drawRoundedRect(tile, style.px(6), style.px(6));
        const int side = style.px(36);
        painter.drawPixmap(QRect(tile.center().x() - side / 2, tile.center().y() - side / 2, side, side),
                           iconPixmap(QStringLiteral("download"), colours.accent.line, side, devicePixelRatioF()));
    }
    painter.setFont(style.font(TextRole::title));
    painter.setPen(colours.text.primary);
    painter.drawText(
        QRect(text.x(), text.y(), text.width(), style.px(22)), Qt::AlignVCenter,
        painter.fontMetrics().elidedText(tr("Drop a folder of pictures or a CSV file"), Qt::ElideRight, text.width()));
    painter.setFont(style.font(TextRole::body));
    painter.setPen(colours.text.secondary);
    painter.drawText(
        QRect(text.x(), text.y() + style.px(28), text.width(), style.px(40)), Qt::TextWordWrap,
        m_busy.isEmpty() ? tr(
            "Weft guesses types, target and split, then builds a starting network. Your files stay where they are.")
                         : m_busy);
}

void DropBox::dragEnterEvent(QDragEnterEvent* event)
{
    if (droppedFiles(*event).size() == 1) {
        event->acceptProposedAction();
        m_over = true;
        update();
    }
}

void DropBox::dragLeaveEvent(QDragLeaveEvent*)
{
    m_over = false;
    update();
}

void DropBox::dropEvent(QDropEvent* event)
{
    m_over = false;
    update();
    const QStringList files = droppedFiles(*event);
    if (files.size() != 1)
        return;
    event->acceptProposedAction();
    emit dropped(files.first());
}

} // namespace weft
